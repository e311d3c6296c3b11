"""The clauses of a document as people read them: paragraphs, items, rows of tables."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from comens_tui.model.requirement import Clause

#: Bounded, and never tried again shorter: a line of `[](` would be read for hours.
LINK = re.compile(r"!?\[([^\]\n]{0,1000}+)\]\(([^)\s]{0,1000}+)[^)\n]{0,1000}+\)")
CODE = re.compile(r"`[^`\n]*`")

#: Between two blank lines, what needs no closer look: lines that start with a letter, or a
#: block of code with no other mark in it.
_WORDS = re.compile(r"(?:[^\W\d_][^\n]*(?:\n|\Z))+")
_BLOCK = re.compile(r"```[^`\n]*\n[^`]*\n```[ \t]*\n?")

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])[ \t]+")
_QUOTE = re.compile(r"\s{0,3}(?:>[ \t]?)+")
_UNDERLINE = re.compile(r"(?:-{2,}|={2,}|\*{3,}|_{3,})\Z")
_RULE = re.compile(r"[\s|:\-]+")
#: What a note starts with.
NOTE = re.compile(r"[*_]*(?:NOTE|Note|Remarque|Exemple|Example)\b")


class Paragraph(NamedTuple):
    """A run of words on one line, markup left out; `kind` says what it was in the source.

    Kinds: `text`, `note`, `item`, `quote`, `cell` (a row of a table), `heading`.
    """

    text: str
    line: int
    clause: str
    kind: str


class Table(NamedTuple):
    """The rows of a Markdown table as written, its first line, and its clause."""

    rows: tuple[str, ...]
    line: int
    clause: str


class _Gatherer:
    """Lines of one clause, gathered into paragraphs."""

    def __init__(self, clause: str) -> None:
        self.clause = clause
        self.done: list[Paragraph] = []
        self._lines: list[str] = []
        self._start = 0
        self._kind = "text"

    def add(self, text: str, line: int, kind: str) -> None:
        """Go on with the open paragraph, or open one."""
        if not self._lines:
            self._start, self._kind = line, kind
        self._lines.append(text.strip())

    def words(self, text: str, line: int) -> None:
        """Add a paragraph of running text that stands between blank lines."""
        text = _plain(text)
        self.done.append(Paragraph(text, line, self.clause, _kind(text)))

    def whole(self, text: str, line: int, kind: str) -> None:
        """Add a paragraph that is one line whatever stands around it."""
        self.close()
        text = _plain(text.strip())
        if text:
            self.done.append(Paragraph(text, line, self.clause, kind))

    def underline(self) -> None:
        """End the open paragraph, which a line of signs under it makes a heading."""
        self._kind = "heading"
        self.close()

    def close(self) -> None:
        """End the open paragraph, if any."""
        if not self._lines:
            return
        text = _plain(" ".join(self._lines))
        self._lines = []
        if text:
            kind = _kind(text) if self._kind == "text" else self._kind
            self.done.append(Paragraph(text, self._start, self.clause, kind))


def paragraphs_of(clause: Clause) -> list[Paragraph]:
    """Return the prose of a clause in order; what stands in code or in a comment is none."""
    gather = _Gatherer(clause.id)
    place, start = clause.line, 0
    for part in clause.text.split("\n\n"):
        if _WORDS.fullmatch(part):
            gather.words(" ".join(map(str.strip, part.split("\n"))), place)
        elif part and _is_line(part):
            _gather(gather, part, place)
            gather.close()
        elif part and not _BLOCK.fullmatch(part):
            _gather_lines(gather, clause.text[start:], place)
            break
        place += part.count("\n") + 2
        start += len(part) + 2
    return gather.done


def _gather_lines(gather: _Gatherer, text: str, first: int) -> None:
    for number, line in prose_lines(text, first):
        _gather(gather, line, number)
    gather.close()


def _is_line(part: str) -> bool:
    """Tell whether a part between blank lines is one line, and opens nothing that goes on."""
    return not ("\n" in part or "```" in part or "~~~" in part or "<!--" in part)


def prose_lines(text: str, first: int) -> Iterator[tuple[int, str]]:
    """Yield the lines outside fenced blocks and comments, with their numbers from `first` on.

    A block or a comment counts as a blank line.
    """
    fence, in_comment = "", False
    for number, line in enumerate(text.split("\n"), first):
        mark = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if in_comment:
            in_comment = "-->" not in line
        elif fence:
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif mark:
            fence = mark[1]
            yield number, ""
        elif line.lstrip().startswith("<!--"):
            in_comment = "-->" not in line
            yield number, ""
        else:
            yield number, line


def tables_of(clause: Clause) -> Iterator[Table]:
    """Yield the tables of a clause, outside code."""
    rows: list[str] = []
    start = 0
    for number, line in (*prose_lines(clause.text, clause.line), (0, "")):
        if line.lstrip().startswith("|"):
            start = start if rows else number
            rows.append(line)
        elif rows:
            yield Table(tuple(rows), start, clause.id)
            rows = []


def _gather(gather: _Gatherer, line: str, number: int) -> None:
    text = line.strip()
    if not text:
        gather.close()
    elif text[0] in "-=*_" and _UNDERLINE.match(text):
        gather.underline()
    elif text[0] == "#" and (mark := _HEADING.match(line)):
        gather.whole(line[mark.end() :].strip(" \t#"), number, "heading")
    elif text[0] == "|":
        if not _RULE.fullmatch(text):
            gather.whole(text.strip("|"), number, "cell")
    elif mark := _ITEM.match(line):
        gather.close()
        gather.add(line[mark.end() :], number, "item")
    elif text[0] == ">" and (mark := _QUOTE.match(line)):
        gather.add(line[mark.end() :], number, "quote")
    else:
        gather.add(text, number, "text")


def _kind(text: str) -> str:
    """Return what running text is by its first word."""
    return "note" if NOTE.match(text) else "text"


def _plain(text: str) -> str:
    if "`" in text:
        text = CODE.sub(" ", text)
    if "](" in text:
        text = LINK.sub(r"\1", text)
    if "*" in text:
        text = text.replace("*", "")
    return text.strip()
