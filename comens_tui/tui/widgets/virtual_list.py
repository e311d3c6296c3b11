"""A list of any length that holds only the rows it shows."""

from collections import OrderedDict
from collections.abc import Sequence

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from comens_tui.i18n import N_, _
from comens_tui.text.visible import one_line_kept
from comens_tui.tui import prose
from comens_tui.tui.action import LIST
from comens_tui.tui.actions import bindings
from comens_tui.tui.prose import Span, fit
from comens_tui.tui.widgets.rows import GAP, Column, ListRow, MemoryRows, RowSource, fitted
from comens_tui.tui.widgets.scrolling import Scrolling

#: Rows are asked for by pages of this many, and this many pages are kept.
PAGE, PAGES_KEPT = 128, 6
MARKER = "> "
_PAD = len(MARKER)


class VirtualList(Scrolling, can_focus=True, inherit_bindings=False):
    """Rows under a line of titles, with a cursor marked `>` that moves by keys or mouse."""

    BINDINGS = bindings(LIST)
    SCOPE = LIST

    cursor = var(0)

    class Moved(Message):
        """The cursor stands on another row: moved by the person, or because rows changed."""

        def __init__(
            self, sender: "VirtualList", row: ListRow | None, *, by_person: bool = True
        ) -> None:
            super().__init__()
            self.list = sender
            self.row = row
            self.by_person = by_person

        @property
        def control(self) -> "VirtualList":
            """The list whose cursor moved."""
            return self.list

    class Opened(Moved):
        """The row of the cursor was asked for."""

    class Marked(Moved):
        """The row of the cursor is to be marked, or its mark taken away."""

    class FilterAsked(Moved):
        """Words to filter by are about to be typed."""

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        empty: str = "",
        unmatched: str = N_("No line has these words: Esc shows them all."),
        titles: bool = True,
        always_marked: bool = True,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        """Make a list of rows under `columns`, which never change.

        `empty` is the message, marked, when there is no row, and `unmatched` when none has
        the words of the filter. A list that is not
        `always_marked` shows its `>` only while it has the focus.
        """
        super().__init__(id=id, classes=classes)
        self._columns = columns
        self._empty = empty
        self._unmatched = unmatched
        self.head = 1 if titles else 0
        self._always_marked = always_marked
        self._source: RowSource = MemoryRows(())
        self._text = ""
        self._count = 0
        self._loaded = False
        self._pages: OrderedDict[int, Sequence[ListRow]] = OrderedDict()

    # -- content

    def show(self, source: RowSource, *, select: str | None = None) -> None:
        """Show the rows of `source`, the cursor on `select`, else on the row it was on."""
        wanted = select or (self.row.key if self.row else None)
        self._source = source
        self._loaded = True
        self._renew(wanted, by_person=False)

    def filter(self, text: str) -> None:
        """Keep the rows that hold the words of `text`."""
        wanted = self.row.key if self.row else None
        self._text = text
        self._renew(wanted, by_person=True)

    def _renew(self, wanted: str | None, *, by_person: bool) -> None:
        self._pages.clear()
        self._count = self._source.count(self._text)
        position = self._source.position(self._text, wanted) if wanted else None
        self.virtual_size = Size(max(1, self.size.width), self._count + self.head)
        index = self._bounded(position if position is not None else 0)
        self.set_reactive(VirtualList.cursor, index)
        self._reveal(index)
        self.take_cursor(self.cursor_line)
        self.refresh()
        if (self.row.key if self.row else None) != wanted:
            self.post_message(self.Moved(self, self.row, by_person=by_person))

    @property
    def total(self) -> int:
        """How many rows there are, the filter applied."""
        return self._count

    @property
    def filter_text(self) -> str:
        """The words rows are filtered by."""
        return self._text

    @property
    def row(self) -> ListRow | None:
        """The row of the cursor."""
        return self.row_at(self.cursor)

    def row_at(self, index: int) -> ListRow | None:
        """Return the row at `index`, read with its page if it is not held."""
        if not 0 <= index < self._count:
            return None
        number, place = divmod(index, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._source.rows(self._text, number * PAGE, PAGE)
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        return page[place] if place < len(page) else None

    def select(self, key: str) -> bool:
        """Put the cursor on the row `key`; tell whether there is one."""
        position = self._source.position(self._text, key)
        if position is not None:
            self._move(position)
        return position is not None

    def reach(self, key: str) -> bool:
        """Select the row `key`, out of a filter that hides it; tell whether there is one."""
        if self._text and self._source.position(self._text, key) is None:
            self.filter("")
        return self.select(key)

    def set_empty(self, message: str) -> None:
        """Show `message`, already translated, when there is no row."""
        self._empty = message
        self.refresh()

    # -- moving

    def _bounded(self, index: int) -> int:
        return max(0, min(index, self._count - 1))

    def _move(self, index: int) -> None:
        old = self.cursor
        if index == old:
            return
        self.set_reactive(VirtualList.cursor, index)
        self._reveal(index)
        self.take_cursor(self.cursor_line)
        for line in (old, index):
            self.refresh_line(line + self.head)
        self.post_message(self.Moved(self, self.row))

    def _reveal(self, index: int) -> None:
        """Scroll so that `index` is seen."""
        body = self.size.height - self.head
        top = self.scroll_offset.y
        if body <= 0 or top <= index < top + body:
            return
        target = index if index < top else index - body + 1
        self.scroll_to(y=target, animate=False, force=True)

    def action_list_down(self) -> None:
        """Go one row down."""
        self._move(self._bounded(self.cursor + 1))

    def action_list_up(self) -> None:
        """Go one row up."""
        self._move(self._bounded(self.cursor - 1))

    def _page(self, direction: int) -> None:
        step = max(1, self.size.height - self.head - 1)
        target = self._bounded(self.cursor + direction * step)
        top = max(0, min(self.scroll_offset.y + direction * step, self.max_scroll_y))
        self.scroll_to(y=top, animate=False, force=True)
        self._move(target)

    def action_list_page_down(self) -> None:
        """Go one page down."""
        self._page(1)

    def action_list_page_up(self) -> None:
        """Go one page up."""
        self._page(-1)

    def action_list_first(self) -> None:
        """Go to the first row."""
        self._move(self._bounded(0))

    def action_list_last(self) -> None:
        """Go to the last row."""
        self._move(self._bounded(self._count - 1))

    def action_list_open(self) -> None:
        """Ask for the row of the cursor."""
        if self.row is not None:
            self.post_message(self.Opened(self, self.row))

    def action_list_mark(self) -> None:
        """Ask for a mark on the row of the cursor."""
        if self.row is not None:
            self.post_message(self.Marked(self, self.row))

    def action_list_filter(self) -> None:
        """Ask for the words to filter by."""
        self.post_message(self.FilterAsked(self, self.row))

    def on_click(self, event: events.Click) -> None:
        """Move to the row clicked; a second click opens it."""
        index = event.y - self.head + self.scroll_offset.y
        if event.y < self.head or not 0 <= index < self._count:
            return
        if index == self.cursor:
            self.action_list_open()
        else:
            self._move(index)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(max(1, self.size.width), self._count + self.head)
        self._reveal(self.cursor)
        self.take_cursor(self.cursor_line)

    # -- drawing

    @property
    def cursor_line(self) -> int:
        """The line of the cursor in this widget, for a real cursor to follow."""
        return self.cursor - self.scroll_offset.y + self.head

    def render_line(self, y: int) -> Strip:
        """Draw the line of titles, a row, or nothing."""
        width = self.size.width
        if y < self.head:
            return self._title_strip(width)
        index = y - self.head + self.scroll_offset.y
        if self._count == 0:
            message = self._why_empty() if y == self.head and self._loaded else ""
            return self.paint([Span(" " * _PAD), Span(message, prose.QUIET)], width)
        row = self.row_at(index)
        if row is None:
            return self.paint([], width)
        return self._row_strip(row, width, current=index == self.cursor)

    def _why_empty(self) -> str:
        if self._text:
            return _(self._unmatched)
        return _(self._empty) if self._empty else ""

    def _title_strip(self, width: int) -> Strip:
        cells = tuple(_(column.title) if column.title else "" for column in self._columns)
        text = " " * _PAD + self._line(cells, width - _PAD)
        return self.paint([Span(text, prose.QUIET)], width)

    def _row_strip(self, row: ListRow, width: int, *, current: bool) -> Strip:
        marked = current and (self._always_marked or self.has_focus)
        lead = MARKER if marked else " " * _PAD
        text = lead + self._line(row.cells, width - _PAD)
        base = prose.CURSOR if current and self.has_focus else prose.PLAIN
        return self.paint([Span(text, row.style)], width, base)

    def _line(self, cells: Sequence[str], width: int) -> str:
        parts = []
        for index, room in fitted(self._columns, width):
            text = one_line_kept(cells[index]) if index < len(cells) else ""
            parts.append(text.rjust(room) if self._columns[index].right else fit(text, room))
        return (" " * GAP).join(parts).rstrip()

    def on_focus(self) -> None:
        """Show where the keys go."""
        self.take_cursor(self.cursor_line)
        self.refresh_line(self.cursor + self.head)

    def on_blur(self) -> None:
        """Show that the keys go elsewhere."""
        self.refresh_line(self.cursor + self.head)
