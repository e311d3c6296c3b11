"""A list whose rows have cells of their own: one column is chosen, and marked in brackets."""

from collections.abc import Sequence

from textual.strip import Strip

from comens_tui.tui.widgets.rows import Column, ListRow
from comens_tui.tui.widgets.virtual_list import VirtualList


class MatrixList(VirtualList):
    """Rows under columns that may be changed; `[…]` marks the cell where the cursor stands."""

    def choose(self, columns: Sequence[Column], chosen: int | None) -> None:
        """Take these columns, with the cell of column `chosen` marked; None marks none."""
        self._columns = columns
        self._chosen = chosen
        self.refresh()

    _chosen: int | None = None

    def _row_strip(self, row: ListRow, width: int, *, current: bool) -> Strip:
        if current and self._chosen is not None:
            cells = list(row.cells)
            cells[self._chosen] = f"[{cells[self._chosen].strip()}]"
            row = row._replace(cells=tuple(cells))
        return super()._row_strip(row, width, current=current)
