"""`comens report assign|link|answer|close`: a report in the hands of who instructs it."""

from argparse import Namespace

from comens_tui.cli.acting import desk_of, require_member
from comens_tui.cli.arguments import choices, day, report_argument, word
from comens_tui.cli.command import Command
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import talk
from comens_tui.cli.reading import text_given
from comens_tui.cli.receipts import print_act
from comens_tui.cli.session import Session
from comens_tui.errors import UsageError
from comens_tui.i18n import N_, _
from comens_tui.model.words import Principle
from comens_tui.operations.instruction import (
    answer_report,
    assign_report,
    close_report,
    link_report,
)


def _assign_arguments(parser: CommandParser) -> None:
    report_argument(parser)
    parser.add_argument("member", nargs="?", metavar="MEMBER", help=_("who instructs it"))
    parser.add_argument("--nobody", action="store_true", help=_("take it back from who has it"))
    parser.add_argument(
        "--due",
        type=day,
        metavar="DATE",
        help=_("by when; by default the delay set in decisions/committee.yaml, if any"),
    )


def _assign(session: Session, arguments: Namespace) -> int:
    if (arguments.member is None) != arguments.nobody:
        raise UsageError(
            _("Name one member, or say --nobody."),
            hint=_("For instance: comens report assign EV-2026-0042 samir-benali"),
        )
    desk = desk_of(session)
    require_member(desk, arguments.member)
    receipt = assign_report(desk, arguments.id, arguments.member, due=arguments.due)
    return print_act(session, receipt)


def _link_arguments(parser: CommandParser) -> None:
    report_argument(parser)
    parser.add_argument(
        "--requirement",
        action="append",
        default=[],
        metavar="ID",
        help=_("a requirement it concerns, such as ETH.14; may be repeated"),
    )
    parser.add_argument(
        "--principle",
        type=word(Principle),
        action="append",
        default=[],
        metavar="PRINCIPLE",
        help=choices(Principle),
    )
    parser.add_argument(
        "--solution", metavar="SOL-…", help=_("pseudonym of the solution, never its name")
    )
    parser.add_argument(
        "--remove",
        action="append",
        default=[],
        metavar="WHAT",
        help=_("a requirement or a principle to take away; may be repeated"),
    )


def _link(session: Session, arguments: Namespace) -> int:
    if not (arguments.requirement or arguments.principle or arguments.solution or arguments.remove):
        raise UsageError(
            _("Say what the report concerns."),
            hint=_("Give --requirement, --principle, --solution or --remove."),
        )
    receipt = link_report(
        desk_of(session),
        arguments.id,
        requirements=tuple(arguments.requirement),
        principles=tuple(arguments.principle),
        solution=arguments.solution,
        removed=tuple(arguments.remove),
    )
    return print_act(session, receipt)


def _answer_arguments(parser: CommandParser) -> None:
    report_argument(parser)
    parser.add_argument(
        "--text",
        required=True,
        metavar="TEXT",
        help=_("what the person is told; - reads it from standard input"),
    )
    parser.add_argument(
        "--public", action="store_true", help=_("it also appears in what is published")
    )


def _answer(session: Session, arguments: Namespace) -> int:
    receipt = answer_report(
        desk_of(session), arguments.id, text_given(arguments.text), public=arguments.public
    )
    return print_act(session, receipt)


def _close(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    receipt = close_report(desk, arguments.id)
    status = print_act(session, receipt)
    original = desk.workspace.snapshot().reports[receipt.record].duplicate_of
    if original is not None:
        talk(_("Its reporter is answered with {original}.").format(original=original))
    return status


COMMANDS = (
    Command(
        "assign",
        N_("Give a report to who instructs it, with a due date"),
        _assign,
        _assign_arguments,
        details=N_(
            "Give a report to a member who instructs reports, or take it back. Without --due, a "
            "date already set stays; else the committee's own delay gives one: "
            "reports.instruct_days in decisions/committee.yaml."
        ),
        examples=(
            "report assign EV-2026-0042 samir-benali --due 2026-05-31",
            "report assign EV-2026-0042 --nobody",
        ),
        writes=True,
    ),
    Command(
        "link",
        N_("Link a report to requirements, principles and a solution"),
        _link,
        _link_arguments,
        examples=(
            "report link EV-2026-0042 --requirement ETH.14 --principle autonomy --solution SOL-04",
            "report link EV-2026-0042 --remove ETH.14",
        ),
        writes=True,
    ),
    Command(
        "answer",
        N_("Answer the person who reported, in public or not"),
        _answer,
        _answer_arguments,
        details=N_(
            "Record what the person who reported is told. A public answer also appears in what "
            "is published. A report found inadmissible or left without action is closed only "
            "once it is answered; one that repeats another is answered with that one."
        ),
        examples=(
            'report answer EV-2026-0042 --text "Votre signalement a conduit à…" --public',
            "report answer EV-2026-0042 --text - < answer.txt",
        ),
        writes=True,
    ),
    Command(
        "close",
        N_("Close a report that is forwarded, left without action or inadmissible"),
        _close,
        report_argument,
        examples=("report close EV-2026-0042",),
        writes=True,
    ),
)
