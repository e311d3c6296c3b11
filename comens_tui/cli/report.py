"""`comens report`: reports from the field, registered and moved through their life."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from typing import Any

from comens_tui.cli import report_duplicates, report_instruction
from comens_tui.cli.acting import desk_of, find, name_writer, require_member
from comens_tui.cli.arguments import choices, day, names, number, report_argument, word
from comens_tui.cli.command import Command
from comens_tui.cli.listing import add_filters, row_data
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import Column, print_fields, print_json, print_list, talk
from comens_tui.cli.reading import text_given
from comens_tui.cli.receipts import print_act
from comens_tui.cli.report_figures import FIGURES_COMMAND
from comens_tui.cli.session import Session
from comens_tui.cli.table_commands import REPORT_COMMAND
from comens_tui.errors import UsageError
from comens_tui.i18n import N_, _
from comens_tui.model.report import Report
from comens_tui.model.words import Principle, ReportState, ReportType
from comens_tui.operations.reports import new_report, triage_report
from comens_tui.rules.instruction import days_awaited, is_overdue, owes_answer
from comens_tui.store.index import Index
from comens_tui.store.index_rows import Row
from comens_tui.text.delays import awaited_words, due_words
from comens_tui.text.labels import label, state_label


def _list_arguments(parser: CommandParser) -> None:
    add_filters(parser, ReportState)
    parser.add_argument("--assignee", metavar="MEMBER", help=_("keep those given to this member"))


def _list(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    require_member(desk, arguments.assignee)
    with Index.open(desk.workspace) as index:
        rows = index.rows(
            "report",
            state=arguments.state,
            owner=arguments.assignee,
            text=arguments.search or "",
            limit=arguments.limit,
        )
    print_list(
        [_listed(row, desk.today()) for row in rows],
        (
            Column("id", _("ID")),
            Column("state", _("STATE"), lambda state: state_label("report", state)),
            Column("date", _("DATE")),
            Column("delays", _("DUE")),
            Column("owner", _("WHO"), name_writer(desk)),
            Column("title", _("TITLE"), flexible=True),
        ),
        as_json=session.wants_json,
        nothing=_("No report fits."),
    )
    return 0


def _listed(row: Row, today: date) -> dict[str, Any]:
    """Return a report of the list: its due date and the wait for its publisher, in words too."""
    due, since = (
        date.fromisoformat(value) if (value := row.extra.get(key)) else None
        for key in ("due", "awaiting_since")
    )
    late = is_overdue(row.state, due, today)
    awaited = days_awaited(row.state, since, today)
    words = (due_words(due, is_overdue=late), awaited_words(awaited))
    return {
        **row_data(row),
        "overdue": late,
        "days_awaited": awaited,
        "delays": ", ".join(filter(None, words)),
    }


def _show_arguments(parser: CommandParser) -> None:
    report_argument(parser)


def _show(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    snapshot = desk.workspace.snapshot()
    report = find(
        snapshot.reports, arguments.id, where="comens report list", problems=snapshot.problems
    )
    today, names = desk.today(), desk.committee.names()
    late = is_overdue(report.state, report.due, today)
    repeated_by = [item.id for item in snapshot.reports.values() if item.duplicate_of == report.id]
    original = snapshot.reports.get(report.duplicate_of or "")
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
            (_("Instructed by"), names[report.assignee] if report.assignee else None),
            (_("Due"), due_words(report.due, is_overdue=late)),
            (_("Publisher"), _publisher(report, today)),
            (_("Reason"), report.reason),
            (_("Repeats"), report.duplicate_of),
            (_("Repeated by"), repeated_by),
            (_("Kept apart from"), report.kept_apart),
            (_("Proposals"), report.proposals),
            (_("External reference"), report.external_ref),
            (_("Description"), report.description),
            *_answer(report, original),
        ]
    )
    if owes_answer(report):
        talk(_("The person who reported is owed an answer before this report is closed."))
    return 0


def _publisher(report: Report, today: date) -> str:
    return awaited_words(days_awaited(report.state, report.awaiting_since, today))


def _answer(report: Report, original: Report | None) -> Iterator[tuple[str, str]]:
    """Yield the answer to the reporter: its own, or that of the report it repeats."""
    for answered in (report, original):
        if answered is not None and answered.answer is not None:
            title = _("Public answer") if answered.answer.public else _("Answer")
            yield title, answered.answer.text
            break
    if original is not None and report.answer is None:
        yield _("Answered with"), original.id


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
    report_argument(parser)
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
    *report_instruction.COMMANDS,
    *report_duplicates.COMMANDS,
    FIGURES_COMMAND,
)
