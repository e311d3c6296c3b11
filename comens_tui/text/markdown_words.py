"""What people wrote, put into Markdown so that it stays text: no heading, table or mark."""

import re
import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
#: What Markdown or HTML would read as a mark.
_MARKS = re.compile(r"([\\`*_\[\]<>|#~&!])")
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>|#~&!])")


def as_words(text: str | int) -> str:
    """Return what was given as one line of Markdown text; what cannot be seen is written out."""
    words = " ".join(str(text).split())
    shown = (
        f"‹U+{ord(char):04X}›" if unicodedata.category(char) in _UNSEEN else char for char in words
    )
    return _MARKS.sub(r"\\\1", "".join(shown))


def read_words(text: str) -> str:
    """Return a line written by `as_words` as a person reads it."""
    return _ESCAPED.sub(r"\1", text)


def table_lines(columns: tuple[str, ...], rows: list[tuple[str | int, ...]]) -> str:
    """Return a table; its cells are words."""
    lines = [columns, *rows]
    cells = ["| " + " | ".join(map(as_words, line)) + " |" for line in lines]
    rule = "| " + " | ".join(["---"] * len(columns)) + " |"
    return "\n".join([cells[0], rule, *cells[1:]])
