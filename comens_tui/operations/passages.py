"""The passage of a finding: the lines of its file, and where they stand in another version."""

from comens_tui.operations.desk import Desk
from comens_tui.store.records import MAX_BYTES
from comens_tui.store.working_tree import read_working
from comens_tui.text.markdown import split_clauses


def working_text(desk: Desk, path: str) -> str:
    """Return the text of a working file, as the checks read it; empty where there is none.

    What is no UTF-8 is shown by replacement characters, and what is too long is cut.
    """
    content = read_working(desk.workspace.root, path) or b""
    return content[:MAX_BYTES].decode(errors="replace")


def line_in(text: str, passage: str, near: int, clause: str = "") -> int:
    """Return the line of `text`, 1-based, that holds a passage of another version of it.

    That is the line with the same words that is nearest to `near`, else the heading of the
    clause, else 1.
    """
    lines = text.split("\n")
    places = [number for number, line in enumerate(lines, start=1) if line == passage]
    if passage.strip() and places:
        return min(places, key=lambda number: abs(number - near))
    return next((part.line for part in split_clauses(text) if part.id == clause), 1)


def line_at(text: str, line: int) -> str:
    """Return the line of that 1-based number, empty where there is none."""
    lines = text.split("\n")
    return lines[line - 1] if 0 < line <= len(lines) else ""
