"""`comens report`: reports from the field, registered and moved through their life."""

from argparse import Namespace

from comens_tui.cli.acting import desk_of, find, require_member
from comens_tui.cli.arguments import choices, day, names, number, word
from comens_tui.cli.command import Command
from comens_tui.cli.listing import add_filters, list_records
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import print_fields, print_json
from comens_tui.cli.reading import text_given
from comens_tui.cli.receipts import print_act
from comens_tui.cli.report_figures import FIGURES_COMMAND
from comens_tui.cli.session import Session
from comens_tui.cli.table_commands import REPORT_COMMAND
from comens_tui.errors import UsageError
from comens_tui.i18n import N_, _
from comens_tui.model.words import Principle, ReportState, ReportType
from comens_tui.operations.reports import new_report, triage_report
from comens_tui.text.labels import label


def _list_arguments(parser: CommandParser) -> None:
    add_filters(parser, ReportState)


def _list(session: Session, arguments: Namespace) -> int:
    return list_records(
        session,
        "report",
        state=arguments.state,
        search=arguments.search,
        limit=arguments.limit,
        nothing=_("No report fits."),
    )


def _show_arguments(parser: CommandParser) -> None:
    parser.add_argument("id", metavar="REPORT", help=_("its id, such as EV-2026-0042"))


def _show(session: Session, arguments: Namespace) -> int:
    snapshot = desk_of(session).workspace.snapshot()
    report = find(snapshot.reports, arguments.id, where="comens report list")
    if session.wants_json:
        print_json(report)
        return 0
    print_fields(
        [
            (_("Report"), report.id),
            (_("Title"), report.title),
            (_("State"), report.state),
            (_("Received"), report.received),
            (_("Type"), report.type),
            (_("Principles"), report.principles),
            (_("Severity"), report.severity),
            (_("Reach"), report.reach),
            (_("Reporter"), label(report.reporter)),
            (_("Channel"), label(report.channel)),
            (_("Event"), report.event),
            (_("Category"), report.solution_category),
            (_("Solution"), report.solution),
            (_("Requirements"), report.requirements),
            (_("Instructed by"), report.assignee),
            (_("Reason"), report.reason),
            (_("Repeats"), report.duplicate_of),
            (_("Proposals"), report.proposals),
            (_("External reference"), report.external_ref),
            (_("Description"), report.description),
            (_("Answer"), report.answer.text if report.answer else None),
        ]
    )
    return 0


def _new_arguments(parser: CommandParser) -> None:
    parser.add_argument("--title", required=True, metavar="TEXT", help=_("one line"))
    parser.add_argument(
        "--description",
        required=True,
        metavar="TEXT",
        help=_("the expurgated text; - reads it from standard input"),
    )
    parser.add_argument(
        "--type",
        type=word(ReportType),
        required=True,
        metavar="TYPE",
        help=choices(ReportType),
    )
    parser.add_argument("--received", type=day, metavar="DATE", help=_("by default today"))
    parser.add_argument(
        "--principle",
        type=word(Principle),
        action="append",
        default=[],
        metavar="PRINCIPLE",
        help=choices(Principle),
    )
    parser.add_argument(
        "--severity", type=number(0, 4), default=0, metavar="0-4", help=_("how bad the harm is")
    )
    parser.add_argument(
        "--reach", type=number(0, 4), default=0, metavar="0-4", help=_("how many people it reaches")
    )
    parser.add_argument(
        "--reporter", default="other", metavar="WHO", help=_("patient, carer, professional…")
    )
    parser.add_argument(
        "--channel", default="platform", metavar="CHANNEL", help=_("how it reached the committee")
    )
    parser.add_argument(
        "--event", metavar="NAME", help=_("the regional day it comes from; it is numbered JR-")
    )
    parser.add_argument("--category", metavar="TEXT", help=_("kind of digital service"))
    parser.add_argument(
        "--solution", metavar="SOL-…", help=_("pseudonym of the solution, never its name")
    )
    parser.add_argument(
        "--requirements", type=names, default=(), metavar="ID,ID", help=_("requirements concerned")
    )
    parser.add_argument("--ref", metavar="TEXT", help=_("its id in the platform it comes from"))


def _new(session: Session, arguments: Namespace) -> int:
    receipt = new_report(
        desk_of(session),
        title=arguments.title,
        description=text_given(arguments.description),
        type=arguments.type,
        received=arguments.received,
        principles=tuple(arguments.principle),
        severity=arguments.severity,
        reach=arguments.reach,
        reporter=arguments.reporter,
        channel=arguments.channel,
        event=arguments.event,
        solution_category=arguments.category,
        solution=arguments.solution,
        requirements=arguments.requirements,
        external_ref=arguments.ref,
    )
    return print_act(session, receipt)


def _triage_arguments(parser: CommandParser) -> None:
    parser.add_argument("id", metavar="REPORT", help=_("its id, such as EV-2026-0042"))
    parser.add_argument(
        "state",
        type=word(ReportState),
        nargs="?",
        metavar="STATE",
        help=choices(ReportState),
    )
    parser.add_argument("--reason", metavar="TEXT", help=_("why; due for a refusal"))
    parser.add_argument(
        "--duplicate-of",
        metavar="REPORT",
        help=_("the report it repeats; it is then inadmissible"),
    )
    parser.add_argument("--assignee", metavar="MEMBER", help=_("who instructs it"))
    parser.add_argument("--severity", type=number(0, 4), metavar="0-4", help=_("severity found"))


def _triage(session: Session, arguments: Namespace) -> int:
    state = arguments.state
    if state is None and arguments.duplicate_of:
        state = ReportState.INADMISSIBLE
    if state is None:
        raise UsageError(
            _("Say the state that the report goes to."),
            hint=_("One of: {choices}").format(choices=choices(ReportState)),
        )
    desk = desk_of(session)
    require_member(desk, arguments.assignee)
    receipt = triage_report(
        desk,
        arguments.id,
        state,
        reason=arguments.reason,
        duplicate_of=arguments.duplicate_of,
        assignee=arguments.assignee,
        severity=arguments.severity,
    )
    return print_act(session, receipt)


COMMANDS = (
    Command(
        "list",
        N_("List the reports"),
        _list,
        _list_arguments,
        examples=("report list --state received", "report list --search consentement"),
    ),
    Command(
        "show",
        N_("Show one report"),
        _show,
        _show_arguments,
        examples=("report show EV-2026-0042",),
    ),
    Command(
        "new",
        N_("Register a report, already expurgated"),
        _new,
        _new_arguments,
        details=N_(
            "Register a report. Write no name, address, phone or number of a person: "
            "git never forgets."
        ),
        examples=(
            'report new --title "Refus sans motif" --type transparency --description - < note.txt',
        ),
        writes=True,
    ),
    REPORT_COMMAND,
    Command(
        "triage",
        N_("Move a report to its next state"),
        _triage,
        _triage_arguments,
        examples=(
            "report triage EV-2026-0042 admissible --severity 3",
            'report triage EV-2026-0043 inadmissible --reason "Hors du champ"',
            "report triage EV-2026-0044 --duplicate-of EV-2026-0042",
        ),
        writes=True,
    ),
    FIGURES_COMMAND,
)
