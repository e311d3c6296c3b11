"""A few blocks that take the height they need, and do not scroll."""

from collections.abc import Iterable

from textual.geometry import Size
from textual.strip import Strip

from comens_tui.tui.prose import Block, PageItem, Row, Span, layout
from comens_tui.tui.widgets.painting import Painted


class Paragraphs(Painted):
    """Blocks wrapped to the width given, one row a line."""

    def __init__(
        self,
        blocks: Iterable[PageItem] = (),
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._blocks = tuple(blocks)
        self._rows: tuple[int, list[Row]] = (-1, [])

    def show(self, blocks: Iterable[PageItem]) -> None:
        """Show these blocks."""
        self._blocks = tuple(blocks)
        self._rows = (-1, [])
        self.refresh(layout=True)

    def _laid(self, width: int) -> list[Row]:
        if self._rows[0] != width:
            wide = max(1, width)
            rows = [
                row
                for item in self._blocks
                for row in (layout(item, wide) if isinstance(item, Block) else item.rows(wide))
            ]
            self._rows = (width, rows)
        return self._rows[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of rows on `width` cells."""
        return len(self._laid(width))

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        rows = self._laid(self.size.width)
        return self.paint(rows[y].spans if y < len(rows) else [Span("")], self.size.width)
