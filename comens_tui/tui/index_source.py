"""Rows of a list asked from the index: only those that are shown are ever read."""

from collections.abc import Callable, Sequence

from comens_tui.store.index import Index
from comens_tui.store.index_rows import Row
from comens_tui.tui.widgets.rows import ListRow

_EVERYTHING = -1
#: How far a row is looked for to put the cursor on it; beyond, the list starts at its top.
_NEAR = 2_000

RowMaker = Callable[[Row], ListRow]


class IndexRows:
    """The records of one kind that hold the words typed, latest first."""

    def __init__(self, index: Index, kind: str, make_row: RowMaker, *, order: str = "-id") -> None:
        self._index = index
        self._kind = kind
        self._make_row = make_row
        self._order = order

    def count(self, text: str) -> int:
        """Return how many records hold every word of `text`."""
        return self._index.count(self._kind, text=text)

    def _found(self, text: str, offset: int, limit: int) -> list[Row]:
        return self._index.rows(
            self._kind, text=text, order=self._order, offset=offset, limit=limit
        )

    def rows(self, text: str, offset: int, limit: int) -> Sequence[ListRow]:
        """Return at most `limit` of them from `offset` on."""
        return [self._make_row(row) for row in self._found(text, offset, limit)]

    def position(self, text: str, key: str) -> int | None:
        """Return where the record stands; among the filtered, when it is not far."""
        if not text and self._order == "-id":
            is_known = self._index.row(self._kind, key) is not None
            return self._index.rank(self._kind, key) if is_known else None
        found = self._found(text, 0, _NEAR)
        return next((place for place, row in enumerate(found) if row.id == key), None)


class CorpusRows:
    """Each document with its requirements under it; or, filtered, all that hold the words.

    The words are looked for in the whole text, not in the titles alone.
    """

    def __init__(self, index: Index, document_row: RowMaker, requirement_row: RowMaker) -> None:
        self._index = index
        self._document_row = document_row
        self._requirement_row = requirement_row
        self._text = ""
        self._kept = self._whole()

    def _whole(self) -> list[ListRow]:
        under: dict[str, list[ListRow]] = {}
        for row in self._index.rows("requirement", limit=_EVERYTHING):
            under.setdefault(row.path, []).append(self._requirement_row(row))
        kept = []
        for row in self._index.rows("document", limit=_EVERYTHING):
            kept.append(self._document_row(row))
            kept.extend(under.get(row.path, ()))
        return kept

    def _found(self, text: str) -> list[ListRow]:
        if text == self._text:
            return self._kept
        self._text = text
        if not text.strip():
            self._kept = self._whole()
            return self._kept
        makers = (("document", self._document_row), ("requirement", self._requirement_row))
        self._kept = [
            make(row)
            for kind, make in makers
            for row in self._index.rows(kind, text=text, limit=_EVERYTHING)
        ]
        return self._kept

    def count(self, text: str) -> int:
        """Return how many lines there are."""
        return len(self._found(text))

    def rows(self, text: str, offset: int, limit: int) -> Sequence[ListRow]:
        """Return at most `limit` of them from `offset` on."""
        return self._found(text)[offset : offset + limit]

    def position(self, text: str, key: str) -> int | None:
        """Return where the line `key` stands."""
        found = self._found(text)
        return next((place for place, row in enumerate(found) if row.key == key), None)
