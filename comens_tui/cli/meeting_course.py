"""`comens meeting interests|discuss|order|suspend|resume|block|correct`: how a sitting goes."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from functools import partial

from comens_tui.cli.acting import desk_of, find
from comens_tui.cli.arguments import choices, named, number, parts, word
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
from comens_tui.cli.printing import answer, print_json, talk
from comens_tui.cli.receipts import print_act
from comens_tui.cli.session import Session
from comens_tui.errors import UsageError
from comens_tui.i18n import N_, _
from comens_tui.model.words import Choice, Sense
from comens_tui.operations.blocks import (
    cast_on_block,
    decide_block,
    make_block,
    open_block,
    take_out,
)
from comens_tui.operations.corrections import correct_last, last_act
from comens_tui.operations.deliberation import Asked, recuse
from comens_tui.operations.floor import allot_time, move_item, resume, suspend, take_up
from comens_tui.operations.interests import keep_interest, why, withdraw_recusal
from comens_tui.operations.meeting_views import ItemView, MeetingView, meeting_view

# -- interests


def _interests_arguments(parser: CommandParser) -> None:
    meeting_argument(parser)
    item_argument(parser, required=False)
    parser.add_argument(
        "--recuse",
        type=parts("MEMBER:REASON"),
        action="append",
        default=[],
        metavar="MEMBER:REASON",
        help=_("the member takes no part in the item"),
    )
    parser.add_argument(
        "--keep",
        type=parts("MEMBER:REASON"),
        action="append",
        default=[],
        metavar="MEMBER:REASON",
        help=_("the interest does not bear on the item: the member stays"),
    )
    parser.add_argument(
        "--withdraw",
        action="append",
        default=[],
        metavar="MEMBER",
        help=_("take a recusal back, before the vote"),
    )


def _interests(session: Session, arguments: Namespace) -> int:
    acts = list(_interest_acts(arguments))
    if acts:
        return perform(session, acts)
    desk = desk_of(session)
    snapshot = desk.workspace.snapshot()
    meeting = find(
        snapshot.meetings, arguments.id, where="comens meeting list", problems=snapshot.problems
    )
    view = meeting_view(desk, meeting.id)
    items = [item for item in view.items if arguments.item in (None, item.item.number)]
    names = desk.committee.names()
    waiting = [(item, suggestion) for item in items for suggestion in item.unanswered]
    if session.wants_json:
        print_json(
            [
                {
                    "item": item.item.number,
                    "member": entry.member,
                    "subjects": list(entry.subjects),
                    "why": why(entry),
                }
                for item, entry in waiting
            ]
        )
        return 0
    for item, entry in waiting:
        answer(
            _("{number}. {name}: {why}").format(
                number=item.item.number, name=names[entry.member], why=why(entry)
            )
        )
    if not waiting:
        talk(_("No declared interest waits for an answer."))
    return 0


def _interest_acts(arguments: Namespace) -> Iterator[Act]:
    meeting, item = arguments.id, arguments.item
    if item is None and (arguments.recuse or arguments.keep or arguments.withdraw):
        raise UsageError(_("Say on which item."), hint=_("Give --item N."))
    for member, reason in arguments.recuse:
        yield partial(recuse, meeting_id=meeting, number=item, member_id=member, reason=reason)
    for member, reason in arguments.keep:
        yield partial(
            keep_interest, meeting_id=meeting, number=item, member_id=member, reason=reason
        )
    for member in arguments.withdraw:
        yield partial(withdraw_recusal, meeting_id=meeting, number=item, member_id=member)


# -- the floor, the order, the pauses


def _discuss(session: Session, arguments: Namespace) -> int:
    return print_act(session, take_up(desk_of(session), arguments.id, arguments.item))


def _discuss_arguments(parser: CommandParser) -> None:
    meeting_argument(parser)
    item_argument(parser)


def _order_arguments(parser: CommandParser) -> None:
    _discuss_arguments(parser)
    parser.add_argument(
        "--place", type=number(1), metavar="N", help=_("where it comes now, 1 being the first")
    )
    parser.add_argument(
        "--reason", metavar="TEXT", help=_("why; due once the members are convened")
    )
    parser.add_argument(
        "--minutes", type=number(0, 1440), metavar="N", help=_("time allotted; 0 takes it away")
    )


def _order(session: Session, arguments: Namespace) -> int:
    acts: list[Act] = []
    if arguments.minutes is not None:
        acts.append(
            lambda desk: allot_time(desk, arguments.id, arguments.item, arguments.minutes or None)
        )
    if arguments.place is not None:
        acts.append(
            lambda desk: move_item(
                desk, arguments.id, arguments.item, arguments.place, reason=arguments.reason
            )
        )
    if not acts:
        raise UsageError(
            _("Say what changes on the agenda."), hint=_("Give --place N, --minutes N, or both.")
        )
    return perform(session, acts)


def _suspend_arguments(parser: CommandParser) -> None:
    meeting_argument(parser)
    parser.add_argument("--reason", metavar="TEXT", help=_("why"))


def _suspend(session: Session, arguments: Namespace) -> int:
    return print_act(session, suspend(desk_of(session), arguments.id, reason=arguments.reason))


def _resume(session: Session, arguments: Namespace) -> int:
    return print_act(session, resume(desk_of(session), arguments.id))


# -- blocks


def _block_arguments(parser: CommandParser) -> None:
    meeting_argument(parser)
    parser.add_argument(
        "ballots",
        nargs="*",
        type=named(BALLOT_FORM),
        metavar=BALLOT_FORM,
        help=_("ballots on every item of the block"),
    )
    parser.add_argument(
        "--items",
        type=number(1),
        nargs="+",
        metavar="N",
        help=_("the editorial items to vote together"),
    )
    item_argument(parser, required=False)
    parser.add_argument(
        "--take-out",
        metavar="MEMBER",
        help=_("take the item out of its block, as this member asks"),
    )
    parser.add_argument("--open", action="store_true", help=_("put the block to the vote"))
    parser.add_argument("--decide", action="store_true", help=_("decide every item of the block"))
    parser.add_argument(
        "--sense",
        type=word(Sense),
        metavar="SENSE",
        help=_("by default what the vote says; {choices}").format(choices=choices(Sense)),
    )
    parser.add_argument("--reason", metavar="TEXT", help=_("why; due for a refusal"))
    add_hands_arguments(parser)
    add_follow_up_argument(parser)


def _block(session: Session, arguments: Namespace) -> int:
    acts = list(_block_acts(arguments))
    if not acts:
        raise UsageError(
            _("Say what happens to the block."),
            hint=_("For instance: --items 2 3, --item 2 --open, --item 2 --decide"),
        )
    return perform(session, acts)


def _block_acts(arguments: Namespace) -> Iterator[Act]:
    meeting, item = arguments.id, arguments.item
    if arguments.items:
        yield partial(make_block, meeting_id=meeting, numbers=arguments.items)
        item = item or min(arguments.items)
    on_item = arguments.take_out or arguments.open or arguments.ballots or arguments.decide
    if item is None and on_item:
        raise UsageError(_("Say on which item."), hint=_("Give --item N."))
    if arguments.take_out:
        yield lambda desk: take_out(desk, meeting, item, member_id=arguments.take_out)
    if arguments.open:
        yield partial(open_block, meeting_id=meeting, number=item)
    for member, choice in [ballot(given) for given in arguments.ballots]:
        yield _cast(meeting, item, member, choice)
    if arguments.decide:
        asked = Asked(
            arguments.sense,
            arguments.reason,
            hands_of(arguments),
            **follow_ups_given(arguments.follow_up),
        )
        yield partial(decide_block, meeting_id=meeting, number=item, asked=asked)


def _cast(meeting: str, item: int, member: str, choice: Choice) -> Act:
    return lambda desk: cast_on_block(desk, meeting, item, choice, member_id=member)


# -- corrections


def _correct(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    mistake = last_act(desk, arguments.id)
    return print_act(session, correct_last(desk, arguments.id, commit=mistake.commit))


# -- what `comens meeting show` says of it


def course_lines(view: MeetingView, item: ItemView, names: dict[str, str]) -> Iterator[str]:
    """Yield what the room has to know of one item: its time, its block, who leaves it."""
    entry = item.item
    minutes = int(item.spent.total_seconds() // 60)
    if entry.allotted:
        yield _("discussed {spent} min out of {allotted}").format(
            spent=minutes, allotted=entry.allotted
        )
    elif minutes:
        yield _("discussed {spent} min").format(spent=minutes)
    block = [other.number for other in view.meeting.block_of(entry.number)]
    if block:
        yield _("voted with items {numbers}").format(numbers=_listed(block))
    if entry.taken_out:
        yield _("voted apart, as {name} asked").format(
            name=names.get(entry.taken_out, entry.taken_out)
        )
    for recusal in view.meeting.recusals:
        if recusal.item == entry.number:
            yield _("{name} takes no part in this item: {reason}").format(
                name=names.get(recusal.member, recusal.member), reason=recusal.reason
            )
    for suggestion in item.unanswered:
        yield _("interest to answer: {name}, {why}").format(
            name=names.get(suggestion.member, suggestion.member), why=why(suggestion)
        )
    for member in item.departed:
        yield _("{name} left while the vote is open").format(name=names.get(member, member))


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(one) for one in numbers)


COMMANDS = (
    Command(
        "interests",
        N_("Declared interests that meet an item: see them, recuse, keep"),
        _interests,
        _interests_arguments,
        examples=(
            "meeting interests S-2026-04",
            'meeting interests S-2026-04 --item 2 --recuse "bruno-leroy:Salarié de l\'éditeur"',
            'meeting interests S-2026-04 --item 2 --keep "anne-petit:Lien rompu en 2019"',
        ),
        writes=True,
    ),
    Command(
        "discuss",
        N_("Take up an item: its clock runs"),
        _discuss,
        _discuss_arguments,
        examples=("meeting discuss S-2026-04 --item 2",),
        writes=True,
    ),
    Command(
        "order",
        N_("Change the place of an item on the agenda, or its time"),
        _order,
        _order_arguments,
        examples=(
            'meeting order S-2026-04 --item 3 --place 1 --reason "L\'invitée part à 15 h"',
            "meeting order S-2026-04 --item 2 --minutes 20",
        ),
        writes=True,
    ),
    Command(
        "suspend",
        N_("Suspend a meeting: nothing is voted until it resumes"),
        _suspend,
        _suspend_arguments,
        examples=("meeting suspend S-2026-04 --reason Pause",),
        writes=True,
    ),
    Command(
        "resume",
        N_("Resume a suspended meeting"),
        _resume,
        meeting_argument,
        examples=("meeting resume S-2026-04",),
        writes=True,
    ),
    Command(
        "block",
        N_("Vote several editorial items together"),
        _block,
        _block_arguments,
        details=N_(
            "Vote several editorial items together: one vote, one decision for each. Any member "
            "here may have an item taken out before the vote."
        ),
        examples=(
            "meeting block S-2026-04 --items 2 3 4",
            "meeting block S-2026-04 --item 3 --take-out anne-petit",
            "meeting block S-2026-04 --item 2 --open",
            "meeting block S-2026-04 --item 2 --decide --for 12",
        ),
        writes=True,
    ),
    Command(
        "correct",
        N_("Take back the last act of the sitting, as an act that says so"),
        _correct,
        meeting_argument,
        details=N_(
            "Take back the last act of the sitting: a ballot, an attendance, a mandate, a "
            "recusal, an item opened. With --dry-run, say which. A decision is never taken back: "
            "a new one supersedes it."
        ),
        examples=("meeting correct S-2026-04 --dry-run", "meeting correct S-2026-04"),
        writes=True,
    ),
)
