"""A page of blocks, wrapped to the window and laid out as far as it has been read."""

from collections.abc import Iterable, Iterator, Sequence

from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from comens_tui.i18n import _
from comens_tui.tui import prose
from comens_tui.tui.action import TEXT
from comens_tui.tui.actions import bindings
from comens_tui.tui.prose import Block, PageItem, Row, Span
from comens_tui.tui.widgets.scrolling import Scrolling

#: Cells kept on the left for the marks.
GUTTER = 2
_MARK_STYLES = {"+": prose.INSERTED, "-": prose.DELETED, "~": prose.STRONG, ">": prose.STRONG}


class Page(Scrolling, can_focus=True, inherit_bindings=False):
    """Blocks under each other; `n` and `N` go from anchor to anchor."""

    BINDINGS = bindings(TEXT)
    SCOPE = TEXT

    class Scrolled(Message):
        """Another place of the page is at the top."""

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._blocks: Sequence[PageItem] = ()
        self._rows: list[Row] = []
        #: Of each block laid out, its first row.
        self._starts: list[int] = []
        self._width = 0
        #: The block last jumped to and the row it asked for: near the end it is not at the top.
        self._aim: tuple[int, int] | None = None
        #: Lines kept over that block.
        self._above = 0

    def show(self, blocks: Iterable[PageItem], *, keep: bool = False) -> None:
        """Show these blocks from the top, or from the block that was there when `keep`."""
        place = self.block_index(self.scroll_offset.y) if keep else 0
        self._blocks = tuple(_without_double_blanks(blocks))
        self._restart()
        self._go(self._start_of(min(place, len(self._blocks) - 1)) if place else 0)
        self.refresh()

    @property
    def blocks(self) -> Sequence[PageItem]:
        """The blocks shown."""
        return self._blocks

    # -- layout

    def _restart(self) -> None:
        self._rows = []
        self._starts = []
        self._width = self.size.width
        self._lay_to(self.scroll_offset.y + 2 * max(1, self.size.height))

    def _lay_to(self, last: int) -> None:
        """Lay blocks out until row `last` is known, and keep the height in step."""
        if not self._width:
            return
        width = max(10, self._width - GUTTER)
        while len(self._rows) <= last and len(self._starts) < len(self._blocks):
            block = self._blocks[len(self._starts)]
            self._starts.append(len(self._rows))
            self._rows.extend(block.rows(width))
        missing = len(self._blocks) - len(self._starts)
        height = len(self._rows) + missing
        # Not laid out again: a pane without scroll bars looks the same whatever lies below.
        self.set_reactive(Page.virtual_size, Size(max(1, self._width), height))

    def _start_of(self, index: int) -> int:
        # Nothing can be laid out before there is a width.
        while self._width and len(self._starts) <= index < len(self._blocks):
            self._lay_to(len(self._rows))
        return self._starts[index] if 0 <= index < len(self._starts) else 0

    def block_index(self, row: int) -> int:
        """Return the index of the block that stands at `row`."""
        for index in range(len(self._starts) - 1, -1, -1):
            if self._starts[index] <= row:
                return index
        return 0

    def current_block(self) -> PageItem | None:
        """Return the block last jumped to, as long as nothing else moved, else the top one."""
        return self._blocks[self._current()] if self._blocks else None

    def _current(self) -> int:
        if self._aim is not None and self._aim[0] < len(self._blocks):
            return self._aim[0]
        return self.block_index(self.scroll_offset.y)

    def progress(self) -> str:
        """Return how far one has read, as a share of the page; nothing when it is all seen."""
        hidden = self.virtual_size.height - self.size.height
        if hidden <= 0:
            return ""
        return _("{share} %").format(share=100 * self.scroll_offset.y // hidden)

    def on_resize(self) -> None:
        """Wrap again, and keep the block at the top where it is."""
        if self.size.width == self._width:
            self._lay_to(self.scroll_offset.y + 2 * self.size.height)
            return
        place, was_aimed = self._current(), self._aim is not None
        self._restart()
        above = self._above if was_aimed else 0
        self._go(max(0, self._start_of(place) - above), aim=place if was_aimed else None)
        self.refresh()

    # -- moving

    def _go(self, row: int, aim: int | None = None) -> None:
        self._lay_to(row + 2 * self.size.height)
        target = max(0, min(row, self.virtual_size.height - self.size.height))
        aimed, self._aim = self._aim, None if aim is None else (aim, target)
        if target == self.scroll_offset.y:
            if aimed != self._aim:
                self.post_message(self.Scrolled())
            return
        self.scroll_to(y=target, animate=False, force=True)
        self.post_message(self.Scrolled())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lay out what comes into sight, by keys or by the wheel."""
        if self._aim is not None and self._aim[1] != round(new_value):
            self._aim = None
        self._lay_to(round(new_value) + 2 * self.size.height)
        super().watch_scroll_y(old_value, new_value)

    def action_text_down(self) -> None:
        """Go one line down."""
        self._go(self.scroll_offset.y + 1)

    def action_text_up(self) -> None:
        """Go one line up."""
        self._go(self.scroll_offset.y - 1)

    def action_text_page_down(self) -> None:
        """Go one page down, one line kept."""
        self._go(self.scroll_offset.y + max(1, self.size.height - 1))

    def action_text_page_up(self) -> None:
        """Go one page up, one line kept."""
        self._go(self.scroll_offset.y - max(1, self.size.height - 1))

    def action_text_first(self) -> None:
        """Go to the top."""
        self._go(0)

    def action_text_last(self) -> None:
        """Go to the bottom."""
        self._start_of(len(self._blocks) - 1)
        self._lay_to(len(self._rows) + 1)
        self._go(self.virtual_size.height)

    def action_text_next(self) -> None:
        """Go to the next anchor."""
        self._to_anchor(range(self._current() + 1, len(self._blocks)))

    def action_text_previous(self) -> None:
        """Go to the anchor before."""
        top = self.scroll_offset.y
        here = self._current()
        start = here if self._starts and self._starts[here] < top else here - 1
        self._to_anchor(range(start, -1, -1))

    def _to_anchor(self, indexes: Iterable[int]) -> None:
        for index in indexes:
            if self._blocks[index].anchor:
                self._above = 0
                self._go(self._start_of(index), aim=index)
                return

    def go_to(self, anchor: str, *, above: int = 0) -> bool:
        """Bring the block of that anchor to the top, under the `above` lines before it.

        Tell whether there is one. The cursor is left on the block.
        """
        for index, block in enumerate(self._blocks):
            if block.anchor == anchor:
                start = self._start_of(index)
                self._above = above
                self._go(max(0, start - above), aim=index)
                self.take_cursor(start - self.scroll_offset.y)
                return True
        return False

    # -- drawing

    def on_focus(self) -> None:
        """Leave the cursor at the top of what is read."""
        self.take_cursor(0)

    def render_line(self, y: int) -> Strip:
        """Draw one row: its mark, then its text."""
        index = y + self.scroll_offset.y
        if index >= len(self._rows):
            return self.paint((), self.size.width)
        row = self._rows[index]
        mark = Span(row.mark, _MARK_STYLES.get(row.mark, prose.PLAIN))
        gap = Span(" " * (GUTTER - len(row.mark)))
        return self.paint((mark, gap, *row.spans), self.size.width)


def _without_double_blanks(blocks: Iterable[PageItem]) -> Iterator[PageItem]:
    was_blank = True
    for block in blocks:
        is_blank = isinstance(block, Block) and not block.spans
        if not (is_blank and was_blank):
            yield block
        was_blank = is_blank
