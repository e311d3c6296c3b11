"""Trace: principles by document, and the chain from each report to its release."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from comens_tui.exchange.trace_table import bar_lines, chain_table, coverage_sentences, legend
from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.link import Progress
from comens_tui.model.words import Principle
from comens_tui.operations.tracing import Matrices, matrices
from comens_tui.rules.trace_matrix import Cell, ChainRow, Rule
from comens_tui.text.labels import label
from comens_tui.text.trace_words import SHORT_PRINCIPLES, progress_label
from comens_tui.tui import prose
from comens_tui.tui.action import TRACE
from comens_tui.tui.actions import bindings
from comens_tui.tui.modals.choose import Choose
from comens_tui.tui.prose import Block, PageItem, Span, heading, paragraph
from comens_tui.tui.screens import link_pages
from comens_tui.tui.screens.link_pages import LinkPage
from comens_tui.tui.screens.list_screen import Detail, ListScreen
from comens_tui.tui.session import Session
from comens_tui.tui.widgets.bars import SummaryBar
from comens_tui.tui.widgets.matrix_list import MatrixList
from comens_tui.tui.widgets.paragraphs import Paragraphs
from comens_tui.tui.widgets.rows import Column, ListRow, MemoryRows

#: The row of every document, and the choice of every progress.
_ALL = "*"
#: Fewer lines than this are for the list alone.
_LOW = 22
_PRINCIPLES = tuple(Principle)
#: Under the marks of the list.
_INDENT = 2
#: Where the first principle stands among the columns.
_FIRST = 2


class TraceScreen(ListScreen):
    """Two matrices in turn; Enter opens what a cell counts, or the trace of a record."""

    SCOPE = TRACE
    BINDINGS: ClassVar[list[BindingType]] = bindings(TRACE)
    COLUMNS = (
        Column(N_("Report"), 13),
        Column(N_("Progress"), 21),
        Column(N_("Title"), 20, drop=3, grows=True),
        Column(N_("Proposals"), 12, drop=2),
        Column(N_("Decisions"), 11, drop=1),
        Column(N_("Releases"), 11),
    )
    EMPTY = N_("Nothing to trace yet.")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.is_chain = False
        self.principle = 0
        self.progress: Progress | None = None
        self._found: Matrices | None = None

    def body(self) -> Iterable[Widget]:
        """Yield the list and the page of the detail."""
        yield MatrixList(self.COLUMNS, empty=self.EMPTY, id="list")
        yield self.make_page()

    def on_mount(self) -> None:
        """Put what is covered above the list."""
        self.mount(Paragraphs(id="coverage"), before="#body")

    def fit_window(self) -> None:
        """Leave a low window to the list."""
        super().fit_window()
        self.set_class(self.app.size.height < _LOW, "-low")

    # -- reading

    def load(self) -> None:
        """Read both matrices."""
        session = self.session
        self.read(lambda: matrices(session.fresh_index()), self._show)

    def _show(self, found: Matrices) -> None:
        self._found = found
        self._fill()

    def _fill(self) -> None:
        found = self._found
        if found is None:
            return
        table = self.query_one("#list", MatrixList)
        if self.is_chain:
            table.choose(self.COLUMNS, None)
            rows = [_chain_row(row, found) for row in self._kept(found)]
        else:
            table.choose(_matrix_columns(), _FIRST + self.principle)
            rows = list(_matrix_rows(found))
        self.show_rows(MemoryRows(rows))
        self._show_coverage(found)
        self._show_summary(found)
        self.show_title()
        self.show_keys()

    def _kept(self, found: Matrices) -> list[ChainRow]:
        return [row for row in found.chain if self.progress in (None, row.progress)]

    def _show_coverage(self, found: Matrices) -> None:
        blocks: list[Block] = []
        if self.is_chain:
            notes = chain_table((), found.coverage, {}).notes
        else:
            notes = coverage_sentences(found.coverage)
            blocks += [paragraph(line, indent=_INDENT) for line in bar_lines(found.principles)]
            blocks.append(paragraph(legend(), prose.QUIET, indent=_INDENT))
        blocks += [paragraph(note, indent=_INDENT) for note in notes]
        self.query_one("#coverage", Paragraphs).show(blocks)

    def _show_summary(self, found: Matrices) -> None:
        bar = self.query_one("#summary", SummaryBar)
        if not self.is_chain:
            count = len(found.principles.rules)
            rules = ngettext("{count} requirement", "{count} requirements", count)
            bar.show(
                rules.format(count=count),
                _("all (mandatory), by document and principle"),
            )
            return
        rows = self._kept(found)
        lines = ngettext("{count} line", "{count} lines", len(rows)).format(count=len(rows))
        unanswered = len(found.coverage.unanswered)
        words = ngettext("{count} unanswered", "{count} unanswered", unanswered)
        kept = progress_label(self.progress) if self.progress else ""
        left = [Span(lines)]
        if unanswered:
            left += [Span("   "), Span(words.format(count=unanswered), prose.WARNING)]
        bar.show(left, kept)

    # -- what is under the cursor

    def place(self) -> str:
        """Name the matrix, and what is open."""
        name = _("From report to release") if self.is_chain else _("Principles and documents")
        return f"{name}  {self.subject()}" if self.is_open else name

    def record(self) -> str:
        """Return the record of the line: a report, a proposal or a document."""
        return "" if self.subject() == _ALL else self.subject()

    def hidden_actions(self) -> Iterable[str]:
        """Hide what is for the other matrix."""
        return ("trace.right", "trace.left") if self.is_chain else ("trace.progress",)

    def row_summary(self) -> str:
        """Say the cell, or the title, in full."""
        found, row = self._found, self.table.row
        if found is None or row is None:
            return ""
        if self.is_chain:
            return row.cells[_FIRST]
        cell = self._cell(found, row.key)
        name = label(_PRINCIPLES[self.principle])
        counts = _("mandatory {mandatory}, recommended {recommended}, optional {optional}").format(
            **cell._asdict()
        )
        return _("{principle}: {counts}").format(principle=name, counts=counts)

    def _cell(self, found: Matrices, key: str) -> Cell:
        principle = _PRINCIPLES[self.principle]
        if key == _ALL:
            return found.principles.principles[principle]
        return found.principles.cell(principle, key)

    def _rules(self, found: Matrices, key: str) -> tuple[Rule, ...]:
        return found.principles.rules_of(_PRINCIPLES[self.principle], None if key == _ALL else key)

    def read_detail(self, key: str) -> Detail:
        """Return the requirements of a cell, or the trace of a record; runs in a thread."""
        page = self._page_of(key)
        return Detail(tuple(_page_items(page))) if page else Detail(())

    def _page_of(self, key: str) -> LinkPage | None:
        found = self._found
        if found is None:
            return None
        if self.is_chain:
            return link_pages.read(self.session, key)
        title = _("{principle}, {document}").format(
            principle=label(_PRINCIPLES[self.principle]),
            document=_("every document") if key == _ALL else key,
        )
        return link_pages.rules_page(title, self._rules(found, key), found.rows)

    def open_row(self) -> None:
        """Open the requirements of the cell, or the trace of the record, as links."""
        key = self.subject()
        if not key:
            return

        def opened(page: LinkPage | None) -> None:
            if page is not None:
                link_pages.open_page(self, page)

        self.read(lambda: self._page_of(key), opened, group="links")

    def visit(self, record: str) -> None:
        """Open the trace of a record that has no screen of its own."""
        link_pages.show(self, record)

    # -- keys

    def action_trace_other(self) -> None:
        """Change between the two matrices."""
        self.is_chain = not self.is_chain
        self._fill()

    def action_trace_right(self) -> None:
        """Choose the next principle."""
        self._choose(self.principle + 1)

    def action_trace_left(self) -> None:
        """Choose the principle before."""
        self._choose(self.principle - 1)

    def _choose(self, place: int) -> None:
        if self.is_chain:
            return
        self.principle = max(0, min(place, len(_PRINCIPLES) - 1))
        self.query_one("#list", MatrixList).choose(_matrix_columns(), _FIRST + self.principle)
        self.quiet()
        if self.is_wide:
            self.preview()

    def action_trace_progress(self) -> None:
        """Ask which progress to keep."""
        found = self._found
        if found is None or not self.is_chain:
            return
        counts = {item: sum(row.progress is item for row in found.chain) for item in Progress}
        rows = [ListRow(_ALL, (_("everything"), str(len(found.chain))))]
        rows += [ListRow(item, (progress_label(item), str(n))) for item, n in counts.items() if n]

        def kept(key: str | None) -> None:
            if key is not None:
                self.progress = None if key == _ALL else Progress(key)
                self._fill()

        self.app.push_screen(Choose(_("Keep"), rows, select=self.progress or _ALL), kept)


def _matrix_columns() -> Sequence[Column]:
    return (
        Column(N_("Document"), 9),
        Column(N_("Title"), 10, grows=True, drop=1),
        *(Column(SHORT_PRINCIPLES[item], 9, right=True) for item in _PRINCIPLES),
    )


def _matrix_rows(found: Matrices) -> Iterator[ListRow]:
    matrix = found.principles
    totals = (_counts(cell) for cell in matrix.principles.values())
    yield ListRow(_ALL, (_("All"), "", *totals), prose.STRONG)
    for name, cell in matrix.documents.items():
        counts = (_counts(matrix.cell(principle, name)) for principle in _PRINCIPLES)
        style = prose.PLAIN if cell.total else prose.QUIET
        yield ListRow(name, (name, found.rows[name].title, *counts), style)


def _counts(cell: Cell) -> str:
    return f"{cell.total} ({cell.mandatory})" if cell.total else "0"


def _chain_row(row: ChainRow, found: Matrices) -> ListRow:
    title = found.rows[row.name].title if row.name in found.rows else ""
    style = prose.WARNING if row.progress is Progress.UNANSWERED else prose.PLAIN
    return ListRow(
        row.name,
        (
            row.report or _("no report"),
            progress_label(row.progress),
            title,
            ", ".join(row.proposals),
            ", ".join(row.decisions),
            ", ".join(row.releases),
        ),
        style,
    )


def _page_items(page: LinkPage) -> Iterator[PageItem]:
    yield heading(page.title)
    yield from page.blocks
    for row in page.rows:
        first, reason, title, _place = row.cells
        if not reason:
            yield Block()
            yield heading(first, anchor=row.key)
            continue
        indent = len(first) - len(first.lstrip())
        spans = (Span(first.strip(), prose.STRONG), Span(f"  {reason}  ", prose.QUIET), Span(title))
        yield Block(spans, indent=indent, hang=4)
