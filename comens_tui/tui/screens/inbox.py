"""Inbox: what waits for the person at the desk; or every report, to look one up."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from comens_tui.i18n import ngettext
from comens_tui.rules.instruction import is_overdue
from comens_tui.store.index_rows import Row
from comens_tui.text.labels import state_label
from comens_tui.tui import prose, reading
from comens_tui.tui.action import INBOX
from comens_tui.tui.actions import bindings
from comens_tui.tui.glimpse import INBOX_COLUMNS, INBOX_TITLE, LATE
from comens_tui.tui.inbox_page import InboxRead, hidden_for, keep_for_next_time, read_inbox
from comens_tui.tui.index_source import IndexRows
from comens_tui.tui.prose import PageItem, heading, paragraph
from comens_tui.tui.reading import ReportPage
from comens_tui.tui.report_items import report_items
from comens_tui.tui.routes import visit_of
from comens_tui.tui.screens import link_pages
from comens_tui.tui.screens.follow_up_acts import FollowUpActs
from comens_tui.tui.screens.list_screen import Detail
from comens_tui.tui.session import Session
from comens_tui.tui.typed_ahead import Awaited
from comens_tui.tui.widgets.bars import SummaryBar
from comens_tui.tui.widgets.rows import ListRow, MemoryRows


class InboxScreen(FollowUpActs):
    """One line a record that waits, the most pressing first."""

    SCOPE = INBOX
    BINDINGS: ClassVar[list[BindingType]] = bindings(INBOX)
    COLUMNS = INBOX_COLUMNS

    def __init__(self, session: Session, first: InboxRead | None = None) -> None:
        """Show `first` at once, when it was read already."""
        super().__init__(session)
        self.all_reports = False
        self._first = first
        self._read: InboxRead | None = None

    # -- reading

    def load(self) -> None:
        """Read what waits, and the index of reports."""
        session = self.session
        if self._first is not None:
            first, self._first = self._first, None
            self._show(first)
        else:
            self.read(lambda: read_inbox(session), self._show)

    def _show(self, read: InboxRead) -> None:
        session = self.session
        self._read = read
        self._fill()
        self.read(
            lambda: keep_for_next_time(session, read),
            lambda _kept: None,
            group="keep",
            brings=Awaited.NOTHING,
        )

    def _fill(self) -> None:
        if self._read is None:
            return
        page = self._read.page
        self.table.set_empty(page.empty)
        bar = self.query_one("#summary", SummaryBar)
        if self.all_reports:
            index = self._read.reports
            count = index.count("report")
            bar.show(ngettext("{count} report", "{count} reports", count).format(count=count))
            today = self.session.desk.today()
            self.show_rows(IndexRows(index, "report", lambda row: _report_row(row, today)))
        else:
            bar.show(page.summary, page.aside)
            self.show_rows(MemoryRows(page.rows))

    # -- detail

    def kind_of(self, record: str) -> str:
        """Return the kind of a record of the list."""
        task = self._read.tasks.get(record) if self._read else None
        return task.kind if task else "report"

    def visit(self, record: str) -> None:
        """Open a report, among all of them when it does not wait."""
        waits = self._read is None or record in self._read.tasks
        if not waits and not self.all_reports:
            self.action_report_all()
        super().visit(record)

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
        return hidden_for(self.kind_of(self.subject()) if self.subject() else "")

    def read_detail(self, key: str) -> Detail:
        """Return a report, or what is known of another record; runs in a thread."""
        task = self._read.tasks.get(key) if self._read else None
        if task is None or task.kind == "report":
            page = reading.report(self.session.desk, key)
            desk = self.session.desk
            items = report_items(page.report, desk.today(), desk.committee.names())
            return Detail(tuple(items), page)
        return Detail((heading(f"{task.record}  {task.title}"), paragraph(task.why)))

    def detail_read(self, record: object) -> None:
        """Keep the report shown, for the acts on it."""
        self.report_page = record if isinstance(record, ReportPage) else None

    def row_summary(self) -> str:
        """Write the title out: the list may have cut it; say first what is overdue."""
        row = self.table.row
        if row is None:
            return ""
        title = row.cells[INBOX_TITLE]
        task = self._read.tasks.get(row.key) if self._read and not self.all_reports else None
        if task is None or not task.overdue or task.due is None:
            return title
        days = (self.session.desk.today() - task.due).days
        return ngettext(
            "{count} day overdue: {title}", "{count} days overdue: {title}", days
        ).format(count=days, title=title)

    def action_report_links(self) -> None:
        """Show where the report, or the other record of the line, comes from and leads to."""
        if self.subject():
            link_pages.show(self, self.subject())

    def action_report_all(self) -> None:
        """Change between what waits and every report."""
        self.all_reports = not self.all_reports
        self._fill()

    def action_report_figures(self) -> None:
        """Show the figures of the committee's work; what makes them is loaded when asked for."""
        session = self.session

        def read() -> tuple[str, Sequence[PageItem]]:
            from comens_tui.exchange.figures_table import figures_title
            from comens_tui.operations.figures import figures
            from comens_tui.tui.figures_items import figures_items

            found = figures(session.desk, session.fresh_index())
            return figures_title(), figures_items(found)

        def show(page: tuple[str, Sequence[PageItem]]) -> None:
            from comens_tui.tui.modals.guide import Reading

            self.app.push_screen(Reading(*page))

        self.read(read, show, group="figures")


def _report_row(row: Row, today: date) -> ListRow:
    due = row.extra.get("due") or ""
    late = bool(due) and is_overdue(row.state, date.fromisoformat(due), today)
    style = prose.QUIET if row.state == "closed" else prose.PLAIN
    return ListRow(
        row.id,
        (row.id, state_label("report", row.state), row.title, due + LATE if late else due),
        prose.WARNING if late else style,
    )
