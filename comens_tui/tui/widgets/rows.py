"""Where a list gets its lines from: a source that is asked for the rows that are shown."""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from comens_tui.tui import prose


class ListRow(NamedTuple):
    """One line of a list: what it stands for, its cells in order, and its style by meaning."""

    key: str
    cells: tuple[str, ...]
    style: str = prose.PLAIN


class Column(NamedTuple):
    """A column: its title (a message to translate), its width, and when it gives way.

    Of the columns that do not fit, the one of highest `drop` goes first; 0 never goes. A
    column that `grows` takes what is left, and at least its width.
    """

    title: str
    width: int
    drop: int = 0
    grows: bool = False
    right: bool = False


class RowSource(Protocol):
    """The rows that hold the words of `text`, in their order."""

    def count(self, text: str) -> int:
        """Return how many rows hold `text`."""

    def rows(self, text: str, offset: int, limit: int) -> Sequence[ListRow]:
        """Return at most `limit` of them from `offset` on."""

    def position(self, text: str, key: str) -> int | None:
        """Return where the row `key` stands, if it does."""


def folded(text: str) -> str:
    """Return `text` without case or accents, ligatures written out, to compare words."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(char for char in plain if not unicodedata.combining(char))


class MemoryRows:
    """A source over rows already in memory; what was last filtered is kept."""

    def __init__(self, rows: Sequence[ListRow]) -> None:
        self._rows = rows
        self._folded: list[str] | None = None
        self._text = ""
        self._found: Sequence[ListRow] = rows

    def _matching(self, text: str) -> Sequence[ListRow]:
        if text == self._text:
            return self._found
        words = folded(text).split()
        if self._folded is None:
            self._folded = [folded(" ".join((row.key, *row.cells))) for row in self._rows]
        self._text = text
        self._found = [
            row
            for row, body in zip(self._rows, self._folded, strict=True)
            if all(word in body for word in words)
        ]
        return self._found

    def count(self, text: str) -> int:
        """Return how many rows hold every word of `text`."""
        return len(self._matching(text))

    def rows(self, text: str, offset: int, limit: int) -> Sequence[ListRow]:
        """Return at most `limit` of them from `offset` on."""
        return self._matching(text)[offset : offset + limit]

    def position(self, text: str, key: str) -> int | None:
        """Return where the row `key` stands among them."""
        return next((i for i, row in enumerate(self._matching(text)) if row.key == key), None)


#: Cells between two columns.
GAP = 2


def fitted(columns: Sequence[Column], width: int) -> list[tuple[int, int]]:
    """Return (index, width) of the columns that fit in `width` cells, in their order."""
    kept = list(range(len(columns)))

    def needed() -> int:
        return sum(columns[i].width for i in kept) + GAP * (len(kept) - 1)

    while needed() > width:
        droppable = [i for i in kept if columns[i].drop]
        if not droppable:
            break
        kept.remove(max(droppable, key=lambda i: columns[i].drop))
    spare = max(0, width - needed())
    growing = [i for i in kept if columns[i].grows]
    share = spare // len(growing) if growing else 0
    return [(i, columns[i].width + (share if columns[i].grows else 0)) for i in kept]
