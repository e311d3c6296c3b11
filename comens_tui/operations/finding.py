"""What a search found, ready to be shown: each record with its passage and its place."""

from collections.abc import Sequence
from typing import NamedTuple

from comens_tui.store.index import Index
from comens_tui.store.index_finding import Passage
from comens_tui.store.index_rows import Row
from comens_tui.store.workspace import Workspace
from comens_tui.text.excerpts import Excerpt, excerpt
from comens_tui.text.search_query import Query

#: Kinds of which one file holds many: their place is where their id stands.
_TOGETHER = ("term", "member")


class Hit(NamedTuple):
    """One record that was found; `line` is that of the passage in its file, 1-based."""

    row: Row
    excerpt: Excerpt
    line: int


def hits(
    workspace: Workspace, index: Index, rows: Sequence[Row], query: Query, width: int
) -> list[Hit]:
    """Return the rows with excerpts of about `width` characters and their places."""
    found = []
    for row, passage in zip(rows, index.passages(rows, query), strict=True):
        shown = excerpt(passage.text, query.terms, width)
        found.append(Hit(row, shown, _line(workspace, row, passage, shown)))
    return found


def _line(workspace: Workspace, row: Row, passage: Passage, shown: Excerpt) -> int:
    if passage.start:
        heading: int = row.extra.get("line", 1)
        is_marked = any(piece.is_marked for piece in shown.pieces)
        return passage.start + shown.line if is_marked and shown.line < passage.lines else heading
    content = (workspace.read(row.path) or b"").decode(errors="replace")
    marked = next((piece.text for piece in shown.pieces if piece.is_marked), "")
    for wanted in (row.id if row.kind in _TOGETHER else marked, row.title):
        place = content.find(wanted) if wanted else -1
        if place >= 0:
            return content.count("\n", 0, place) + 1
    return 1
