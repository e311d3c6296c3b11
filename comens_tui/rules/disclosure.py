"""A table of counts that may be published: small cells hidden, and not to be worked out.

A count of 1 to 4 is hidden, wherever it stands: inside or among the totals. A zero is shown:
it is about nobody. Then cells are hidden beside them until no reader can work out a small one
from what is shown. What a reader can work out is decided exactly: the hidden cells, margins
included, are arcs of a flow; a cell is safe when some other table of whole numbers, with no
hidden cell under 1, agrees with all that is shown and differs there.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

#: Counts under this one are about too few people.
LEAST = 5

Cell = tuple[int, int]
#: The shown counts, the totals in the last row and the last column; None is hidden.
Published = tuple[tuple[int | None, ...], ...]


def with_totals(cells: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """Return the counts with a column and a row of totals."""
    rows = [(*row, sum(row)) for row in cells]
    width = len(rows[0]) if rows else 1
    return (*rows, tuple(sum(row[place] for row in rows) for place in range(width)))


def is_small(count: int) -> bool:
    """Tell whether a count is of too few people to be published."""
    return 0 < count < LEAST


def published(cells: Sequence[Sequence[int]]) -> Published:
    """Return the counts with their totals, the small ones hidden and safe."""
    full = with_totals(cells)
    table = _Table(full)
    small = [cell for cell in table.cells() if is_small(table.at(cell))]
    hidden = set(small)
    while exposed := next((cell for cell in small if not table.is_safe(cell, hidden)), None):
        hidden |= table.company(exposed, hidden)
    return tuple(
        tuple(None if (row, column) in hidden else count for column, count in enumerate(counts))
        for row, counts in enumerate(full)
    )


class _Choice(NamedTuple):
    """What hiding some cells costs: how many more, and how much they count."""

    more: int
    lost: int
    cells: frozenset[Cell]


class _Table:
    """Counts with their totals; rows and columns are the nodes of a flow."""

    def __init__(self, full: Sequence[Sequence[int]]) -> None:
        self._full = full
        self._last_row, self._last_column = len(full) - 1, len(full[0]) - 1

    def at(self, cell: Cell) -> int:
        return self._full[cell[0]][cell[1]]

    def cells(self) -> Iterator[Cell]:
        for row in range(self._last_row + 1):
            for column in range(self._last_column + 1):
                yield row, column

    def _can_grow(self, cell: Cell) -> tuple[bool, bool]:
        """Tell whether the signed count of a cell can go up, and down, by one.

        A total counts against its row or column, so that every line adds up to nothing; the
        total of totals counts for.
        """
        down = self.at(cell) > 1
        is_margin = (cell[0] == self._last_row) != (cell[1] == self._last_column)
        return (down, True) if is_margin else (True, down)

    def is_safe(self, cell: Cell, hidden: set[Cell]) -> bool:
        """Tell whether some other table agrees with what is shown and differs in this cell."""
        row, column = cell
        others = hidden - {cell}
        grows, shrinks = self._can_grow(cell)
        return (grows and self._reaches(("column", column), ("row", row), others)) or (
            shrinks and self._reaches(("row", row), ("column", column), others)
        )

    def _reaches(self, start: tuple[str, int], end: tuple[str, int], cells: set[Cell]) -> bool:
        """Tell whether the hidden cells lead from one line to another, one up, one down."""
        arcs: dict[tuple[str, int], list[tuple[str, int]]] = {}
        for cell in cells:
            row, column = ("row", cell[0]), ("column", cell[1])
            grows, shrinks = self._can_grow(cell)
            if grows:
                arcs.setdefault(row, []).append(column)
            if shrinks:
                arcs.setdefault(column, []).append(row)
        seen, waiting = {start}, [start]
        while waiting:
            here = waiting.pop()
            if here == end:
                return True
            new = [node for node in arcs.get(here, ()) if node not in seen]
            seen.update(new)
            waiting += new
        return False

    def company(self, cell: Cell, hidden: set[Cell]) -> frozenset[Cell]:
        """Return the least that makes a cell safe: three more corners of one rectangle.

        The rectangle that ends in the totals always does: one more everywhere.
        """
        return min(self._rectangles(cell, hidden), key=lambda choice: choice[:2]).cells

    def _rectangles(self, cell: Cell, hidden: set[Cell]) -> Iterator[_Choice]:
        for row, column in self.cells():
            if row == cell[0] or column == cell[1]:
                continue
            corners = frozenset({(cell[0], column), (row, cell[1]), (row, column)})
            if all(self.at(corner) for corner in corners) and self.is_safe(cell, {cell, *corners}):
                new = corners - hidden
                yield _Choice(len(new), sum(self.at(corner) for corner in new), corners)
