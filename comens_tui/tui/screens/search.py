"""Search: one line to type in, and what is found in everything as one types."""

from collections.abc import Iterable, Mapping
from typing import ClassVar, NamedTuple

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from comens_tui.i18n import N_, _, ngettext
from comens_tui.store.index import Index
from comens_tui.store.index_finding import Found
from comens_tui.store.index_rows import Row
from comens_tui.text.excerpts import Excerpt, excerpt
from comens_tui.text.search_names import kind_label
from comens_tui.text.search_query import Query, parse
from comens_tui.tui import prose
from comens_tui.tui.action import CHOICE, MODAL, SEARCH
from comens_tui.tui.actions import bindings
from comens_tui.tui.messages import SearchLeft
from comens_tui.tui.prose import Span
from comens_tui.tui.routes import visit_of_row
from comens_tui.tui.screens import link_pages
from comens_tui.tui.screens.list_screen import Detail, ListScreen
from comens_tui.tui.search_items import excerpt_block, found_row, key_of, passage_items
from comens_tui.tui.session import Session
from comens_tui.tui.typed_ahead import Awaited
from comens_tui.tui.widgets.bars import KeyBar, SummaryBar
from comens_tui.tui.widgets.paragraphs import Paragraphs
from comens_tui.tui.widgets.query_line import QueryLine
from comens_tui.tui.widgets.rows import Column, MemoryRows
from comens_tui.tui.widgets.virtual_list import VirtualList

#: What no record is linked to.
_UNLINKED = frozenset({"term", "member"})
#: So many answers are listed: beyond, more words or a kind are quicker than scrolling.
SHOWN = 200
#: Lines kept under the list for the excerpt, where there is no room beside.
_EXCERPT_LINES = 3


class _Answer(NamedTuple):
    """What was found for the words typed; `near` are the words close to those not found."""

    typed: str
    query: Query
    only: str | None
    found: Found
    near: Mapping[str, list[str]]


class SearchScreen(ListScreen):
    """The answers, best first, under the line that is typed in; the passage of one beside."""

    SCOPE = SEARCH
    AUTO_FOCUS = "#query"
    BINDINGS: ClassVar[list[BindingType]] = bindings(SEARCH)
    COLUMNS = (
        Column(N_("Kind"), 14),
        Column(N_("Id"), 12),
        Column(N_("Title"), 34, grows=True),
        Column(N_("State"), 18, drop=1),
    )
    EMPTY = N_("Words, “phrases” between quotes, -word to leave out, an id, type:requirement…")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._index: Index | None = None
        self._only: str | None = None
        self._answer: _Answer | None = None
        #: Whether the first line is opened once it answers what was typed.
        self._is_opening = False
        self._rows: dict[str, Row] = {}

    def body(self) -> Iterable[Widget]:
        """Yield the line, the list and the excerpt under it; the page stands beside."""
        with Vertical(id="found"):
            yield QueryLine(_("words to find"))
            yield VirtualList(self.COLUMNS, empty=self.EMPTY, id="list")
            yield Paragraphs(id="excerpt")
        yield self.make_page()

    # -- asking

    @property
    def typed(self) -> str:
        """What stands in the line."""
        return self.query_one("#query", QueryLine).value

    def load(self) -> None:
        """Open the index, and ask again what was asked."""

        def opened(index: Index) -> None:
            self._index = index
            self._ask()

        self.read(self.session.fresh_index, opened)

    @on(Input.Changed, "#query")
    def _typed_more(self, message: Input.Changed) -> None:
        message.stop()
        self._is_opening = False
        self._ask()

    def _ask(self, brings: Awaited = Awaited.NOTHING) -> None:
        index, typed, only = self._index, self.typed, self._only
        if index is None:
            return

        def look() -> _Answer:
            query = parse(typed)
            found = index.find(query, only=only, limit=SHOWN)
            if only is not None and only not in found.counts:
                return _Answer(typed, query, None, index.find(query, limit=SHOWN), {})
            near = {} if found.total or query.asks_nothing else index.near(query)
            return _Answer(typed, query, only, found, near)

        self.read(look, self._show, group="search", brings=brings)

    def _show(self, answer: _Answer) -> None:
        if answer.typed != self.typed:
            return
        is_new = self._answer is None or self._answer.typed != answer.typed
        self._answer = answer
        self._only = answer.only
        self._rows = {key_of(row): row for row in answer.found.rows}
        self._say_why_empty(answer)
        rows = [found_row(row) for row in answer.found.rows]
        self.show_rows(MemoryRows(rows), select=rows[0].key if rows and is_new else None)
        self._show_summary(answer)
        self._show_excerpt()
        if self._is_opening:
            self._opened_by_line()

    def _say_why_empty(self, answer: _Answer) -> None:
        near = [word for words in answer.near.values() for word in words]
        if answer.query.asks_nothing:
            text = _(self.EMPTY)
        elif near:
            text = _("Nothing was found. Nearest words: {words}").format(words=", ".join(near))
        else:
            text = _("Nothing was found.")
        self.table.set_empty(text)

    def _show_summary(self, answer: _Answer) -> None:
        counts = answer.found.counts
        total = answer.found.total
        if not total:
            self.query_one("#summary", SummaryBar).show("")
            return
        text = ngettext("{count} answer", "{count} answers", total).format(count=total)
        spans = [Span(text, prose.PLAIN if answer.only else prose.STRONG)]
        for kind, count in counts.items():
            words = _("{kind} {count}").format(kind=kind_label(kind), count=count)
            if kind == answer.only:
                spans.insert(0, Span(f"[{words}]  ", prose.STRONG))
            else:
                spans.append(Span(f"  {words}"))
        self.query_one("#summary", SummaryBar).show(spans)

    def action_search_kind(self) -> None:
        """Keep the next kind of what was found only, then all kinds again."""
        kinds: list[str | None] = [None]
        if self._answer is not None:
            kinds += self._answer.found.counts
        place = kinds.index(self._only) if self._only in kinds else 0
        self._only = kinds[(place + 1) % len(kinds)]
        self._answer = None
        self._ask()

    # -- the answer under the cursor

    def row(self) -> Row | None:
        """Return the answer under the cursor."""
        return self._rows.get(super().subject())

    def record(self) -> str:
        """Return its id."""
        row = self.row()
        return row.id if row else ""

    def place(self) -> str:
        """Name what is open here."""
        return self.record() if self.is_open else ""

    def row_summary(self) -> str:
        """Say where it stands."""
        row = self.row()
        return row.path if row else ""

    def status(self) -> tuple[str, str]:
        """Return its place in the workspace, and among all answers."""
        left, right = super().status()
        total = self._answer.found.total if self._answer else 0
        if self.table.total < total and not self._only:
            right = _("{place}, of {count} answers").format(place=right, count=total)
        return left, right

    def read_detail(self, key: str) -> Detail:
        """Return the whole passage of an answer; runs in a thread."""
        row, query = self._rows[key], self._query
        text = self._passage(row)
        monochrome = self.session.options.monochrome
        return Detail(tuple(passage_items(row, text, query.terms, monochrome=monochrome)))

    @property
    def _query(self) -> Query:
        return self._answer.query if self._answer else Query()

    def _passage(self, row: Row) -> str:
        if self._index is None:
            return ""
        return self._index.passages([row], self._query)[0].text

    def _show_excerpt(self) -> None:
        """Show the excerpt under the list, where its page is not beside."""
        row, query = self.row(), self._query
        if row is None or self.is_wide:
            self.query_one("#excerpt", Paragraphs).show(())
            return
        width = _EXCERPT_LINES * (self.size.width - 4)

        def show(found: Excerpt) -> None:
            monochrome = self.session.options.monochrome
            block = excerpt_block(found, monochrome=monochrome)
            self.query_one("#excerpt", Paragraphs).show((block,))

        self.read(
            lambda: excerpt(self._passage(row), query.terms, width),
            show,
            group="excerpt",
            brings=Awaited.NOTHING,
        )

    @on(VirtualList.Moved, "#list")
    def _moved_to(self) -> None:
        self._show_excerpt()

    def on_resize(self) -> None:
        """Show the excerpt where it now stands."""
        self._show_excerpt()

    def hidden_actions(self) -> Iterable[str]:
        """Hide the links of what has none."""
        row = self.row()
        return () if row and row.kind not in _UNLINKED else ("search.links",)

    def action_search_links(self) -> None:
        """Show where what was found comes from, and what it leads to."""
        row = self.row()
        if row is not None and row.kind not in _UNLINKED:
            link_pages.show(self, row.id.partition("/")[0])

    # -- going on

    @on(QueryLine.Opened)
    def _opened_by_line(self) -> None:
        self._is_opening = self._answer is None or self._answer.typed != self.typed
        if self._is_opening:
            # The lines shown still answer other words.
            self._ask(Awaited.CONTENT)
        elif self.row() is not None:
            self.open_row()

    def open_row(self) -> None:
        """Show the record on its own screen; here what has none."""
        row = self.row()
        visit = visit_of_row(row) if row else None
        if visit is None:
            self.open_detail()
        else:
            self.app.post_message(visit)

    def action_back(self) -> None:
        """Close what is open; else go back to where the search was asked from."""
        if not self.close_detail():
            self.app.post_message(SearchLeft())

    @property
    def goes_back(self) -> bool:
        """Whether one goes back: always, the app is left from its first page."""
        return True

    def action_leave(self) -> None:
        """Do the same: the app is left from its first page."""
        self.action_back()

    @on(VirtualList.FilterAsked)
    def _type_again(self, message: VirtualList.FilterAsked) -> None:
        message.prevent_default()
        message.stop()
        self.query_one("#query", QueryLine).focus()

    async def on_screen_resume(self) -> None:
        """Be ready to type, the words of before taken whole; or go on with what is open."""
        if self.is_open:
            self.page.focus()
            return
        line = self.query_one("#query", QueryLine)
        line.focus()
        line.select_all()

    def show_keys(self) -> None:
        """Show the keys that work while one types: the others are letters there."""
        if isinstance(self.focused, QueryLine):
            self.query_one("#keys", KeyBar).show(CHOICE, SEARCH, MODAL, hidden=("search.links",))
        else:
            super().show_keys()
