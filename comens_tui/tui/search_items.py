"""How an answer of the search is drawn: its row, its excerpt, its whole passage."""

from collections.abc import Iterator, Sequence

from comens_tui.i18n import _
from comens_tui.store.index_rows import Row
from comens_tui.text.excerpts import Excerpt, Mark, Piece, marks
from comens_tui.text.search_names import found_state_label, kind_label
from comens_tui.text.search_query import Term
from comens_tui.tui import prose
from comens_tui.tui.prose import Block, PageItem, Span, fields, heading
from comens_tui.tui.widgets.rows import ListRow


def key_of(row: Row) -> str:
    """Return what tells a row from every other one."""
    return f"{row.kind}|{row.path}|{row.id}"


def found_row(row: Row) -> ListRow:
    """Return the line of an answer."""
    # The name of a clause repeats its title, and a remark's the moment it was made at.
    shown = row.id.partition("/")[0] if row.kind in ("clause", "comment") else row.id
    return ListRow(key_of(row), (kind_label(row.kind), shown, row.title or row.id, _state(row)))


def _state(row: Row) -> str:
    return found_state_label(row.kind, row.state) if row.state else ""


def excerpt_block(excerpt: Excerpt, *, monochrome: bool) -> Block:
    """Return an excerpt with its words marked."""
    return Block(tuple(_span(piece, monochrome=monochrome) for piece in excerpt.pieces))


def passage_items(
    row: Row, text: str, terms: Sequence[Term], *, monochrome: bool
) -> Iterator[PageItem]:
    """Yield an answer whole, a block a line; the lines with a word can be jumped to."""
    yield heading(f"{row.id}  {row.title}")
    line = row.extra.get("line")
    yield from fields(
        [
            (_("Kind"), kind_label(row.kind)),
            (_("State"), _state(row)),
            (_("Date"), row.date),
            (_("Place"), f"{row.path}:{line}" if line else row.path),
        ]
    )
    yield Block()
    found = marks(text, terms)
    start = 0
    for number, written in enumerate(text.split("\n")):
        inside = [mark for mark in found if start <= mark.start < start + len(written)]
        pieces = _cut(written, start, inside)
        spans = tuple(_span(piece, monochrome=monochrome) for piece in pieces)
        yield Block(spans if written.strip() else (), anchor=f"line {number}" if inside else "")
        start += len(written) + 1


def _cut(line: str, start: int, inside: Sequence[Mark]) -> Iterator[Piece]:
    place = 0
    for mark in inside:
        yield Piece(line[place : mark.start - start])
        yield Piece(line[mark.start - start : mark.end - start], is_marked=True)
        place = mark.end - start
    yield Piece(line[place:])


def _span(piece: Piece, *, monochrome: bool) -> Span:
    if not piece.is_marked:
        return Span(piece.text)
    return Span(f"[{piece.text}]" if monochrome else piece.text, prose.KEY)
