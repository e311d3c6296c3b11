"""`comens meeting rules|adjourn`: the rules of votes, and what a missing quorum leads to."""

from argparse import Namespace

from comens_tui.cli.acting import desk_of
from comens_tui.cli.arguments import Named, named
from comens_tui.cli.command import Command
from comens_tui.cli.meeting_arguments import meeting_argument
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import Column, answer, print_json, print_list
from comens_tui.cli.receipts import print_act
from comens_tui.cli.session import Session
from comens_tui.i18n import N_, _
from comens_tui.operations.convocation import close_without_quorum
from comens_tui.operations.voting_rules import change_rules
from comens_tui.rules.profiles import PROFILES, described

#: What a person may write for a yes or a no, besides what files have.
_YES_OR_NO = {"oui": "true", "non": "false"}


def _rules_arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "--profile",
        choices=tuple(PROFILES),
        metavar="NAME",
        help=_("take a profile whole: {profiles}").format(profiles=", ".join(PROFILES)),
    )
    parser.add_argument(
        "--set",
        type=named("KEY=VALUE"),
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help=_("change one value, once for each"),
    )


def _rules(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    if arguments.profile or arguments.set:
        values = dict(_value(given) for given in arguments.set)
        return print_act(session, change_rules(desk, profile=arguments.profile, values=values))
    rules = desk.committee.rules
    rows = [line._asdict() for line in described(rules)]
    if session.wants_json:
        print_json({"profile": rules.profile, "rules": rows})
        return 0
    answer(_("Profile: {profile}").format(profile=rules.profile))
    answer()
    print_list(
        rows,
        (
            Column("key", _("Key")),
            Column("said", _("Value")),
            Column("article", _("Source")),
            Column("meaning", _("Rule"), flexible=True),
        ),
        as_json=False,
        nothing="",
    )
    return 0


def _value(given: Named) -> tuple[str, str]:
    return given.name, _YES_OR_NO.get(given.value.casefold(), given.value)


def _adjourn(session: Session, arguments: Namespace) -> int:
    return print_act(session, close_without_quorum(desk_of(session), arguments.id))


COMMANDS = (
    Command(
        "adjourn",
        N_("Close a meeting for want of quorum, and defer what it could not decide"),
        _adjourn,
        meeting_argument,
        details=N_(
            "Close a meeting for want of quorum. The arithmetic is kept in its record, so that "
            "the committee can be convened a second time on the same agenda without a quorum: "
            "comens meeting plan --second-of MEETING."
        ),
        examples=("meeting adjourn S-2026-04",),
        writes=True,
    ),
    Command(
        "rules",
        N_("Show the rules of notice, quorum and vote with their articles, or change them"),
        _rules,
        _rules_arguments,
        details=N_(
            "Show the rules under which the committee is convened and votes, or change them in "
            "one act. A change moves nothing past: each decision keeps the rules it was taken "
            "under, each convocation those it was sent under. A value that cannot be is refused "
            "with those that can."
        ),
        examples=(
            "meeting rules",
            "meeting rules --profile hcsp",
            "meeting rules --set notice_count=clear --set notice_days=8",
        ),
        writes=True,
    ),
)
