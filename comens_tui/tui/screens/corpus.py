"""Corpus: the documents in force, their requirements and their text. Read only."""

from typing import ClassVar

from textual.binding import BindingType

from comens_tui.i18n import N_, ngettext
from comens_tui.model.document import Document
from comens_tui.model.words import DocumentStatus, LegalState, Level
from comens_tui.operations.passages import line_at, line_in, working_text
from comens_tui.store.index import Index
from comens_tui.store.index_rows import Row
from comens_tui.text.labels import label
from comens_tui.tui import prose, reading
from comens_tui.tui.action import CORPUS
from comens_tui.tui.actions import bindings
from comens_tui.tui.document_items import PASSAGE, document_items
from comens_tui.tui.index_source import CorpusRows
from comens_tui.tui.modals.history import open_history
from comens_tui.tui.screens import link_pages
from comens_tui.tui.screens.list_screen import Detail, ListScreen
from comens_tui.tui.session import Session
from comens_tui.tui.widgets.bars import SummaryBar
from comens_tui.tui.widgets.rows import Column, ListRow

#: Lines of the text kept over a marked passage.
ABOVE = 3


class CorpusScreen(ListScreen):
    """Each document, then its requirements; the detail is the text."""

    SCOPE = CORPUS
    BINDINGS: ClassVar[list[BindingType]] = bindings(CORPUS)
    COLUMNS = (
        Column(N_("Id"), 14),
        Column(N_("Title"), 30, grows=True),
        Column(N_("Strength or status"), 26, drop=1),
        Column(N_("Version"), 7, drop=2),
    )
    EMPTY = N_("No document yet: 2, then o, proposes one.")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shown: Document | None = None
        self._is_filled = False
        self._sought = ""
        #: The document in which a passage is marked, and its line in the working file.
        self._passage = ("", 0)

    def load(self) -> None:
        """Read the index of the documents and of their requirements."""
        session = self.session

        def read() -> tuple[Index, CorpusRows]:
            index = session.fresh_index()
            return index, CorpusRows(index, _document_row, _requirement_row)

        self.read(read, self._show)

    def _show(self, read: tuple[Index, CorpusRows]) -> None:
        index, rows = read
        self._is_filled = True
        self.show_rows(rows)
        documents = index.count("document")
        requirements = index.count("requirement", state=[level.value for level in Level])
        texts = ngettext("{count} document", "{count} documents", documents)
        rules = ngettext("{count} requirement", "{count} requirements", requirements)
        self.query_one("#summary", SummaryBar).show(
            texts.format(count=documents) + "   " + rules.format(count=requirements)
        )

    def record(self) -> str:
        """Return the id of the document, or of the requirement under the cursor."""
        row = self.table.row
        return row.cells[0].strip() if row else ""

    def place(self) -> str:
        """Name what is open."""
        return self.record() if self.is_open else ""

    def copied(self) -> str:
        """Return the id and the title under the cursor; the statement when it is shown."""
        row = self.table.row
        if row is None:
            return ""
        document, _bar, clause = self.subject().partition("|")
        shown = self._shown if self._shown and self._shown.path == document else None
        requirements = shown.requirements if shown else ()
        found = next((item for item in requirements if item.id == clause), None)
        return f"{self.record()}  {found.statement.strip() if found else row.cells[1]}"

    def row_summary(self) -> str:
        """Write the title out: the list may have cut it."""
        row = self.table.row
        return row.cells[1] if row else ""

    def visit(self, record: str) -> None:
        """Open `path|clause`; a clause that has no line of its own in its document.

        `path|clause|line` opens the whole document at that line of its working file, marked.
        """
        path, clause, line = (*record.split("|"), "", "")[:3]
        self._passage = (path, int(line)) if line else ("", 0)
        if line:
            self._sought = PASSAGE
            super().visit(path)
            if self._wanted:
                self._wanted = record
            else:
                self.preview()
            return
        known = bool(self.query("#list")) and self.table.reach(record)
        alone = known or not self._is_filled
        self._sought = "" if alone else clause
        super().visit(record if alone else path)

    def detail_shown(self) -> None:
        """Go to the clause or the passage that was asked for."""
        if self._sought:
            self.page.go_to(self._sought, above=ABOVE if self._sought == PASSAGE else 0)
            self._sought = ""

    def read_detail(self, key: str) -> Detail:
        """Return the text of a document, or one of its requirements; runs in a thread."""
        path, _bar, clause = key.partition("|")
        document = reading.document(self.session.desk, path)
        marked, line = self._passage
        if path == marked and not clause:
            line = self._line_in_force(document, line)
            return Detail(tuple(document_items(document, clause, line)), document)
        return Detail(tuple(document_items(document, clause)), document)

    def _line_in_force(self, document: Document, line: int) -> int:
        """Return where a line of the working file stands in the text in force."""
        working = working_text(self.session.desk, document.path)
        if working == document.text:
            return line
        return line_in(document.text, line_at(working, line), line)

    def close_detail(self) -> bool:
        """Come back to the list, nothing marked any more."""
        self._passage = ("", 0)
        return super().close_detail()

    def detail_read(self, record: object) -> None:
        """Keep the document shown, to quote it."""
        self._shown = record if isinstance(record, Document) else None

    def action_requirement_impact(self) -> None:
        """Show what a change to the requirement would touch; the trace of a document."""
        if self.record():
            link_pages.show(self, self.record())

    def action_document_history(self) -> None:
        """Show the acts that changed the document or the requirement, the latest first."""
        path, _bar, requirement = self.subject().partition("|")
        if path:
            open_history(self, path, requirement)


def _document_row(row: Row) -> ListRow:
    status = label(DocumentStatus(row.state))
    legal = label(LegalState(row.extra["legal"]))
    return ListRow(
        row.path, (row.id, row.title, f"{status}, {legal}", row.extra["version"]), prose.STRONG
    )


def _requirement_row(row: Row) -> ListRow:
    active = row.state in list(Level)
    return ListRow(
        f"{row.path}|{row.id}",
        (f"  {row.id}", row.title, label(Level(row.state)) if active else label(row.state), ""),
        prose.PLAIN if active else prose.QUIET,
    )
