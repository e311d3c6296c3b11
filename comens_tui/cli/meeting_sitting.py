"""`comens meeting attend|vote|decide`: what happens in the room."""

from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator

from comens_tui.cli.acting import desk_of
from comens_tui.cli.arguments import choices, named, names, number, parts, word
from comens_tui.cli.command import Command
from comens_tui.cli.decision_actions import add_follow_up_argument, follow_ups_given
from comens_tui.cli.meeting_arguments import (
    BALLOT_FORM,
    Act,
    add_hands_arguments,
    ballot,
    hands_of,
    item_argument,
    meeting_argument,
    perform,
)
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import talk
from comens_tui.cli.receipts import print_act
from comens_tui.cli.session import Session
from comens_tui.errors import UsageError
from comens_tui.i18n import N_, _
from comens_tui.model.decision import Opinion
from comens_tui.model.words import Choice, Sense
from comens_tui.operations.deliberation import (
    cast_ballot,
    decide_item,
    open_item,
    recuse,
)
from comens_tui.operations.meetings import attend, close_meeting, give_proxy, open_meeting
from comens_tui.operations.rivals import rival_sentence, rivals_at
from comens_tui.operations.seats import ORIGINS, seat_substitute, take_back_proxy

_MODES = ("present", "video", "absent", "excused")


def _attend_arguments(parser: CommandParser) -> None:
    meeting_argument(parser)
    parser.add_argument(
        "members",
        nargs="*",
        metavar="MEMBER",
        help=_("who; present, unless --video, --absent or --excused is given"),
    )
    parser.add_argument("--open", action="store_true", help=_("open the meeting first"))
    meanings = {
        "present": _("who is in the room"),
        "video": _("who is there by video"),
        "absent": _("who is absent, or left"),
        "excused": _("who is excused"),
    }
    for mode in _MODES:
        parser.add_argument(
            f"--{mode}",
            type=names,
            nargs="?",
            const=(),
            metavar="MEMBER,MEMBER",
            help=meanings[mode],
        )
    parser.add_argument(
        "--proxy",
        type=parts("GIVER:HOLDER"),
        action="append",
        default=[],
        metavar="GIVER:HOLDER",
        help=_("an absent member mandates a present one"),
    )
    parser.add_argument(
        "--recuse",
        type=parts("ITEM:MEMBER:REASON"),
        action="append",
        default=[],
        metavar="ITEM:MEMBER:REASON",
        help=_("a member takes no part in an item"),
    )
    parser.add_argument(
        "--no-proxy",
        action="append",
        default=[],
        metavar="GIVER",
        help=_("a member takes back the mandate they gave"),
    )
    parser.add_argument(
        "--substitute",
        type=parts("MEMBER:ORIGIN:NAME"),
        action="append",
        default=[],
        metavar="MEMBER:ORIGIN:NAME",
        help=_("who sits in the place of a member, from: service, assembly, elsewhere"),
    )
    parser.add_argument("--close", action="store_true", help=_("close the meeting last"))


def _attend(session: Session, arguments: Namespace) -> int:
    acts = list(_attend_acts(arguments))
    if not acts:
        raise UsageError(
            _("Say who attends, or what happens."),
            hint=_("For instance: --open, --present anne-petit,bruno-leroy, --close"),
        )
    return perform(session, acts)


def _attend_acts(arguments: Namespace) -> Iterator[Act]:
    meeting = arguments.id
    if arguments.open:
        yield lambda desk: open_meeting(desk, meeting)
    for mode, members in _marks(arguments):
        yield _mark(meeting, members, mode)
    for member, origin, name in arguments.substitute:
        if origin not in ORIGINS:
            raise UsageError(
                _("“{text}” is none of: {choices}.").format(
                    text=origin, choices=", ".join(ORIGINS)
                ),
                hint=_("Write a substitute as MEMBER:ORIGIN:NAME."),
            )
        yield _substitution(meeting, member, origin, name)
    for giver in arguments.no_proxy:
        yield _return(meeting, giver)
    for giver, holder in arguments.proxy:
        yield _mandate(meeting, giver, holder)
    for item, member, reason in arguments.recuse:
        yield _recusal(meeting, _item_number(item), member, reason)
    if arguments.close:
        yield lambda desk: close_meeting(desk, meeting)


def _mark(meeting: str, members: tuple[str, ...], mode: str) -> Act:
    return lambda desk: attend(desk, meeting, members, mode)


def _mandate(meeting: str, giver: str, holder: str) -> Act:
    return lambda desk: give_proxy(desk, meeting, giver, holder)


def _return(meeting: str, giver: str) -> Act:
    return lambda desk: take_back_proxy(desk, meeting, giver)


def _substitution(meeting: str, member: str, origin: str, name: str) -> Act:
    return lambda desk: seat_substitute(desk, meeting, member, name, origin=origin)


def _recusal(meeting: str, item: int, member: str, reason: str) -> Act:
    return lambda desk: recuse(desk, meeting, item, member, reason)


def _item_number(text: str) -> int:
    try:
        return number(1)(text)
    except ArgumentTypeError as error:
        raise UsageError(str(error), hint=_("Write a recusal as ITEM:MEMBER:REASON.")) from error


def _marks(arguments: Namespace) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each mode with its members; members without a mode are present."""
    given = [mode for mode in _MODES if getattr(arguments, mode) is not None]
    loose = tuple(arguments.members)
    bare = [mode for mode in given if not getattr(arguments, mode)]
    if len(bare) > 1 or (bare and not loose):
        raise UsageError(
            _("It is not clear who is meant by --{mode}.").format(mode=bare[-1]),
            hint=_("Write: --{mode} MEMBER,MEMBER").format(mode=bare[-1]),
        )
    for mode in given:
        yield mode, getattr(arguments, mode) or loose
    if loose and not bare:
        yield "present", loose


def _vote_arguments(parser: CommandParser) -> None:
    meeting_argument(parser)
    parser.add_argument(
        "ballots",
        nargs="*",
        type=named(BALLOT_FORM),
        metavar=BALLOT_FORM,
        help=_("ballots that the secretary records for the room"),
    )
    item_argument(parser)
    parser.add_argument(
        "--open", action="store_true", help=_("put the item to the vote, on the text as it stands")
    )
    parser.add_argument("--choice", type=word(Choice), metavar="CHOICE", help=choices(Choice))
    parser.add_argument(
        "--member", metavar="MEMBER", help=_("for whom, with --choice; by default yourself")
    )


def _vote(session: Session, arguments: Namespace) -> int:
    acts = list(_vote_acts(arguments))
    if not acts:
        raise UsageError(
            _("Say what is voted."),
            hint=_("For instance: --open, --choice for, or anne-petit=for bruno-leroy=against"),
        )
    if arguments.open:
        for rival in rivals_at(desk_of(session), arguments.id, arguments.item):
            talk(rival_sentence(rival))
    return perform(session, acts)


def _vote_acts(arguments: Namespace) -> Iterator[Act]:
    meeting, item = arguments.id, arguments.item
    if arguments.open:
        yield lambda desk: open_item(desk, meeting, item)
    if arguments.choice:
        yield lambda desk: cast_ballot(
            desk, meeting, item, arguments.choice, member_id=arguments.member
        )
    for member, choice in [ballot(given) for given in arguments.ballots]:
        yield _cast(meeting, item, member, choice)


def _cast(meeting: str, item: int, member: str, choice: Choice) -> Act:
    return lambda desk: cast_ballot(desk, meeting, item, choice, member_id=member)


def _decide_arguments(parser: CommandParser) -> None:
    meeting_argument(parser)
    item_argument(parser)
    parser.add_argument(
        "--sense",
        type=word(Sense),
        metavar="SENSE",
        help=_("by default what the vote says; {choices}").format(choices=choices(Sense)),
    )
    parser.add_argument("--reason", metavar="TEXT", help=_("why; due for a refusal"))
    add_hands_arguments(parser)
    parser.add_argument(
        "--opinion",
        type=parts("MEMBER:TEXT"),
        action="append",
        default=[],
        metavar="MEMBER:TEXT",
        help=_("a disagreement to keep in the minutes"),
    )
    add_follow_up_argument(parser)


def _decide(session: Session, arguments: Namespace) -> int:
    receipt = decide_item(
        desk_of(session),
        arguments.id,
        arguments.item,
        sense=arguments.sense,
        reason=arguments.reason,
        hands=hands_of(arguments),
        opinions=tuple(Opinion(member=who, text=text) for who, text in arguments.opinion),
        **follow_ups_given(arguments.follow_up),
    )
    return print_act(session, receipt)


COMMANDS = (
    Command(
        "attend",
        N_("Open a meeting, say who is there, mandates and recusals, close it"),
        _attend,
        _attend_arguments,
        details=N_(
            "Open a meeting, record attendance, mandates and recusals, close it. Each of them "
            "is one act and one commit, done in that order."
        ),
        examples=(
            "meeting attend S-2026-04 --open --present anne-petit,bruno-leroy",
            "meeting attend S-2026-04 --excused rene-lopez --proxy rene-lopez:anne-petit",
            'meeting attend S-2026-04 --recuse "2:bruno-leroy:Lien avec un éditeur"',
            "meeting attend S-2026-04 --close",
        ),
        writes=True,
    ),
    Command(
        "vote",
        N_("Put an item to the vote, and record ballots"),
        _vote,
        _vote_arguments,
        examples=(
            "meeting vote S-2026-04 --item 1 --open",
            "meeting vote S-2026-04 --item 1 --choice for",
            "meeting vote S-2026-04 --item 1 anne-petit=for bruno-leroy=abstain",
        ),
        writes=True,
    ),
    Command(
        "decide",
        N_("Close the vote on an item and record the decision"),
        _decide,
        _decide_arguments,
        examples=(
            "meeting decide S-2026-04 --item 1",
            'meeting decide S-2026-04 --item 2 --sense defer --reason "Avis attendu"',
            "meeting decide S-2026-04 --item 3 --for 8 --against 2 --abstain 1",
            "meeting decide S-2026-04 --item 4 --for 6 --against 3 --blank 1 --scrutineers a,b",
        ),
        writes=True,
    ),
)
