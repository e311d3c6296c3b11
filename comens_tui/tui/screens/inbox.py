"""Inbox: what waits for the person at the desk; or every report, to look one up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType

from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.report import Report
from comens_tui.operations import overview
from comens_tui.rules.waiting import Task
from comens_tui.store.index import Index
from comens_tui.store.index_rows import Row
from comens_tui.text.labels import label, state_label
from comens_tui.tui import prose, reading
from comens_tui.tui.action import INBOX
from comens_tui.tui.actions import bindings
from comens_tui.tui.index_source import IndexRows
from comens_tui.tui.prose import Block, PageItem, Span, fields, heading, paragraph, text_items
from comens_tui.tui.reading import ReportPage
from comens_tui.tui.routes import visit_of
from comens_tui.tui.screens.base import Detail
from comens_tui.tui.screens.inbox_acts import InboxActs
from comens_tui.tui.session import Session
from comens_tui.tui.widgets.bars import SummaryBar
from comens_tui.tui.widgets.rows import Column, ListRow, MemoryRows

#: What each waiting act is called in the list.
_TO_DO = {
    "report.triage": N_("to triage"),
    "proposal.submit": N_("to submit"),
    "proposal.screen": N_("to screen"),
    "proposal.instruct": N_("to instruct"),
    "proposal.rate": N_("to rate"),
    "proposal.prioritise": N_("to prioritise"),
    "proposal.rebase": N_("to rebase"),
    "meeting.item": N_("for an agenda"),
    "meeting.convene": N_("to convene"),
    "meeting.open": N_("to open"),
    "meeting.close": N_("in session"),
    "meeting.vote": N_("to vote"),
    "meeting.minutes": N_("to minute"),
    "consultation.open": N_("to open"),
    "consultation.close": N_("to close"),
    "consultation.dispose": N_("to answer"),
    "consultation.report": N_("to report on"),
    "": N_("to attend"),
}
#: Where the title stands among the cells of a row.
_TITLE = 2


class InboxScreen(InboxActs):
    """One line a record that waits, the most pressing first."""

    SCOPE = INBOX
    BINDINGS: ClassVar[list[BindingType]] = bindings(INBOX)
    COLUMNS = (
        Column(N_("Id"), 12),
        Column(N_("To do"), 15),
        Column(N_("Title"), 24, grows=True),
        Column(N_("Due"), 10, drop=1),
    )
    EMPTY = N_("Nothing waits for you. u lists every report.")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.all_reports = False
        self._tasks: Mapping[str, Task] = {}
        self._index: Index | None = None

    # -- reading

    def load(self) -> None:
        """Read what waits, and the index of reports."""
        session = self.session
        desk = session.desk
        self.read(lambda: (overview.inbox(desk), session.fresh_index()), self._show)

    def _show(self, read: tuple[Sequence[Task], Index]) -> None:
        tasks, self._index = read
        if self.session.desk.actor is None:
            self.table.set_empty(
                _("You are reading only: git's user.email is nobody's in the committee.")
            )
        first: dict[str, Task] = {}
        for task in tasks:
            first.setdefault(task.record, task)
        self._tasks = first
        self._fill()

    def _fill(self) -> None:
        if self._index is None:
            return
        if self.all_reports:
            self.show_rows(IndexRows(self._index, "report", _report_row))
        else:
            self.show_rows(MemoryRows(list(self._task_rows())))
        self._show_summary(self._index)

    def _task_rows(self) -> Iterator[ListRow]:
        for task in self._tasks.values():
            due = task.due.isoformat() if task.due else ""
            style = prose.WARNING if task.overdue else prose.PLAIN
            yield ListRow(
                task.record,
                (task.record, _(_TO_DO.get(task.action, "")), task.title, due),
                style,
            )

    def _show_summary(self, index: Index) -> None:
        bar = self.query_one("#summary", SummaryBar)
        tasks = self._tasks.values()
        if self.all_reports:
            count = index.count("report")
            bar.show(ngettext("{count} report", "{count} reports", count).format(count=count))
            return
        left = [Span(self._count_of(tasks))]
        late = sum(task.overdue for task in tasks)
        if late:
            words = ngettext("{count} overdue", "{count} overdue", late).format(count=late)
            left += [Span("   "), Span(words, prose.WARNING)]
        session = next((task for task in tasks if task.action == "meeting.close"), None)
        right = _("meeting {id} is open").format(id=session.record) if session else ""
        bar.show(left, right)

    def _count_of(self, tasks: Iterable[Task]) -> str:
        kinds = [task.kind for task in tasks]
        parts = [
            ngettext("{count} report", "{count} reports", kinds.count("report")),
            ngettext("{count} proposal", "{count} proposals", kinds.count("proposal")),
            ngettext("{count} meeting", "{count} meetings", kinds.count("meeting")),
        ]
        counts = [kinds.count(kind) for kind in ("report", "proposal", "meeting")]
        shown = [
            part.format(count=count) for part, count in zip(parts, counts, strict=True) if count
        ]
        return "   ".join(shown) or _("Nothing waits")

    # -- detail

    def kind_of(self, record: str) -> str:
        """Return the kind of a record of the list."""
        task = self._tasks.get(record)
        return task.kind if task else "report"

    def open_row(self) -> None:
        """Open a report here, another record on its own screen."""
        visit = visit_of(self.subject())
        if visit is None or visit.scope == self.SCOPE:
            self.open_detail()
        else:
            self.app.post_message(visit)

    def record(self) -> str:
        """Return the report under the cursor: the commands of this screen are about reports."""
        return self.subject() if self.kind_of(self.subject()) == "report" else ""

    def hidden_actions(self) -> Iterable[str]:
        """Hide what is for reports when the cursor is on something else."""
        is_report = self.kind_of(self.subject()) == "report" and self.subject()
        return () if is_report else ("report.triage", "report.propose")

    def read_detail(self, key: str) -> Detail:
        """Return a report, or what is known of another record; runs in a thread."""
        if self.kind_of(key) == "report":
            page = reading.report(self.session.desk, key)
            return Detail(tuple(report_items(page.report)), page)
        task = self._tasks[key]
        return Detail((heading(f"{task.record}  {task.title}"), paragraph(task.why)))

    def detail_read(self, record: object) -> None:
        """Keep the report shown, for the acts on it."""
        self.report_page = record if isinstance(record, ReportPage) else None

    def row_summary(self) -> str:
        """Write the title out: the list may have cut it."""
        row = self.table.row
        return row.cells[_TITLE] if row else ""

    def action_report_all(self) -> None:
        """Change between what waits and every report."""
        self.all_reports = not self.all_reports
        self._fill()


def _report_row(row: Row) -> ListRow:
    return ListRow(
        row.id,
        (row.id, state_label("report", row.state), row.title, row.extra.get("due") or ""),
        prose.QUIET if row.state == "closed" else prose.PLAIN,
    )


def report_items(report: Report) -> Iterator[PageItem]:
    """Yield the page of a report."""
    yield heading(f"{report.id}  {report.title}")
    yield from fields(
        [
            (_("State"), state_label("report", report.state)),
            (_("Received"), report.received.isoformat()),
            (_("From"), label(report.reporter)),
            (_("Through"), report.event or label(report.channel)),
            (_("Type"), label(report.type)),
            (_("Principles"), ", ".join(label(item) for item in report.principles)),
            (_("Severity"), f"{report.severity}/4"),
            (_("Reach"), f"{report.reach}/4"),
            (_("Solution"), report.solution or report.solution_category or ""),
            (_("Requirements"), ", ".join(report.requirements)),
            (_("Assigned to"), report.assignee or ""),
            (_("Due"), report.due.isoformat() if report.due else ""),
            (_("Proposals"), ", ".join(report.proposals)),
            (_("Repeats"), report.duplicate_of or ""),
            (_("Reason"), report.reason or ""),
        ]
    )
    yield Block()
    yield from text_items(report.description)
    if report.answer is not None:
        yield Block()
        yield heading(_("Answer"), anchor="answer")
        yield from text_items(report.answer.text)
