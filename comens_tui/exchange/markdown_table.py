"""Tables as Markdown: what people wrote stays text, on one line, in its own cell."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from comens_tui.exchange.trace_table import Table

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
#: What Markdown or HTML would read as a mark.
_MARKS = re.compile(r"([\\`*_\[\]<>|#~&!])")


def markdown_report(title: str, notes: Iterable[str], tables: Iterable[Table]) -> str:
    """Return a page: its title, what is said above, then each table under its caption."""
    parts = [f"# {_safe(title)}", _notes(notes)]
    for table in tables:
        parts += [f"## {_safe(table.caption)}", _notes(table.notes), "\n".join(_lines(table))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _notes(notes: Iterable[str]) -> str:
    return "\n".join(f"- {_safe(note)}" for note in notes)


def _lines(table: Table) -> Iterator[str]:
    yield _line(table.columns)
    yield _line(["---"] * len(table.columns), escaped=False)
    for row in table.rows:
        yield _line(row)


def _line(cells: Iterable[str | int], *, escaped: bool = True) -> str:
    return "| " + " | ".join(_safe(cell) if escaped else str(cell) for cell in cells) + " |"


def _safe(cell: str | int) -> str:
    """Return a cell as one line of text; what cannot be seen is written out."""
    words = " ".join(str(cell).split())
    shown = (
        f"‹U+{ord(char):04X}›" if unicodedata.category(char) in _UNSEEN else char for char in words
    )
    return _MARKS.sub(r"\\\1", "".join(shown))
