"""Styled text as values, and its wrapping by terminal cells. No widget, no colour here."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from rich.cells import cell_len, chop_cells

from comens_tui.text.visible import shown

# Styles by meaning; the theme decides how each looks.
PLAIN, STRONG, QUIET, HEADING, KEY = "", "strong", "quiet", "heading", "key"
INSERTED, DELETED, MOVED = "inserted", "deleted", "moved"
GOOD, WARNING, BAD = "good", "warning", "bad"
CURSOR, TITLE, STATUS = "cursor", "title", "status"

#: Longer lines of law are hard to follow.
LONGEST_LINE = 100
_PIECE = re.compile(r"\n| +|[^ \n]+")


class Span(NamedTuple):
    """A run of text in one style."""

    text: str
    style: str = PLAIN


class Block(NamedTuple):
    """A paragraph: its spans, how far its lines are indented, and the mark in its gutter.

    `hang` is the further indent of every line but the first. `anchor` names a place that
    can be jumped to; `key` is what the block is about, for the screen that made it.
    """

    spans: tuple[Span, ...] = ()
    indent: int = 0
    hang: int = 0
    mark: str = " "
    anchor: str = ""
    key: str = ""

    def rows(self, width: int) -> "list[Row]":
        """Return the lines of the block on `width` cells; an empty block is a blank line."""
        return layout(self, min(width, LONGEST_LINE)) if self.spans else [BLANK]


class Row(NamedTuple):
    """One line of the screen: the mark of its gutter, and its spans."""

    mark: str
    spans: tuple[Span, ...]


BLANK = Row(" ", ())


class PageItem(Protocol):
    """What a page is made of; laid out when it comes into sight."""

    @property
    def anchor(self) -> str:
        """The name of the place, for what can be jumped to."""

    @property
    def key(self) -> str:
        """What it is about, for the screen that made it."""

    def rows(self, width: int) -> list[Row]:
        """Return its lines on `width` cells."""


def paragraph(text: str, style: str = PLAIN, *, indent: int = 0, mark: str = " ") -> Block:
    """Return one block of one style."""
    return Block((Span(text, style),), indent=indent, mark=mark)


def heading(text: str, anchor: str = "") -> Block:
    """Return a title of a part of the page."""
    return Block((Span(text, HEADING),), anchor=anchor)


def field(label: str, value: str, width: int = 0, style: str = PLAIN) -> Block:
    """Return `label` padded to `width` cells then `value`, its further lines under the value."""
    padding = " " * max(1, width - cell_len(label) + 2)
    return Block(
        (Span(label, QUIET), Span(padding), Span(value, style)), hang=cell_len(label + padding)
    )


def fields(pairs: Iterable[tuple[str, str]]) -> Iterator[Block]:
    """Yield the pairs whose value is not empty, aligned on one column."""
    kept = [(label, value) for label, value in pairs if value]
    width = max((cell_len(label) for label, _value in kept), default=0)
    for label, value in kept:
        yield field(label, value, width)


def text_items(text: str) -> Iterator[Block]:
    """Yield free text, a block a paragraph, its soft line ends joined."""
    for part in text.strip().split("\n\n"):
        yield paragraph(" ".join(part.split("\n")))
        yield Block()


def fit(text: str, width: int) -> str:
    """Return `text` in exactly `width` cells, cut with an ellipsis or padded."""
    length = cell_len(text)
    if length <= width:
        return text + " " * (width - length)
    if width <= 0:
        return ""
    kept = chop_cells(text[: 4 * width], width - 1)[0] if width > 1 else ""
    return kept + "…" + " " * (width - 1 - cell_len(kept))


def wrap(spans: Iterable[Span], width: int, hang: int = 0) -> list[tuple[Span, ...]]:
    """Break `spans` into lines of at most `width` cells; each line feed breaks too.

    Lines after the first have `hang` cells less; a word longer than a line is cut. Only the
    plain space breaks: non-breaking spaces keep their words together. Words that change
    style in the middle are kept whole.
    """
    lines = _Lines(max(1, width), max(0, min(hang, width - 1)))
    for gap, word in _words(spans):
        lines.add(gap, word)
    return lines.finish()


def layout(block: Block, width: int) -> list[Row]:
    """Return the rows of `block` on `width` cells, its mark on the first of them."""
    indent = " " * block.indent
    available = max(1, width - block.indent)
    rows = []
    for number, line in enumerate(wrap(block.spans, available, block.hang)):
        lead = indent + (" " * block.hang if number else "")
        spans = (Span(lead), *line) if lead else line
        rows.append(Row(" " if number else block.mark, spans))
    return rows


def text_of(spans: Sequence[Span]) -> str:
    """Return the text of `spans` without style."""
    return "".join(span.text for span in spans)


def _words(spans: Iterable[Span]) -> Iterator[tuple[list[Span], list[Span]]]:
    """Yield (space before, word) pairs; a line feed is a pair of its own, with no word."""
    gap: list[Span] = []
    word: list[Span] = []
    for span in spans:
        for piece in _PIECE.findall(shown(span.text)):
            if piece[0] not in " \n":
                word.append(Span(piece, span.style))
                continue
            if word:
                yield gap, word
                gap, word = [], []
            if piece == "\n":
                yield [Span("\n")], []
                gap = []
            else:
                gap.append(Span(piece, span.style))
    if word or gap:
        yield gap, word


class _Lines:
    """Lines being filled."""

    def __init__(self, width: int, hang: int) -> None:
        self.width = width
        self.hang = hang
        self.done: list[tuple[Span, ...]] = []
        self.line: list[Span] = []
        self.used = 0

    @property
    def room(self) -> int:
        return self.width - (self.hang if self.done else 0)

    def add(self, gap: list[Span], word: list[Span]) -> None:
        if gap and gap[0].text == "\n":
            self._break()
            return
        gap_length = sum(len(span.text) for span in gap)
        word_length = sum(cell_len(span.text) for span in word)
        if self.used + gap_length + word_length <= self.room:
            self._append(gap, gap_length)
            self._append(word, word_length)
            return
        if self.line:
            self._break()
        if word_length <= self.room:
            self._append(word, word_length)
            return
        for span in word:
            self._cut(span)

    def _append(self, spans: list[Span], length: int) -> None:
        self.line.extend(spans)
        self.used += length

    def _cut(self, span: Span) -> None:
        text = span.text
        while text:
            free = self.room - self.used
            if free <= 0:
                self._break()
                continue
            head = chop_cells(text[: 4 * free], free)[0] or text[0]
            if cell_len(head) > free and self.line:
                self._break()
                continue
            self._append([Span(head, span.style)], cell_len(head))
            text = text[len(head) :]

    def _break(self) -> None:
        self.done.append(_joined(self.line))
        self.line = []
        self.used = 0

    def finish(self) -> list[tuple[Span, ...]]:
        if self.line or not self.done:
            self._break()
        return self.done


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Merge neighbours of one style: fewer segments are fewer bytes on the line."""
    merged: list[Span] = []
    for span in spans:
        if merged and merged[-1].style == span.style:
            merged[-1] = Span(merged[-1].text + span.text, span.style)
        else:
            merged.append(span)
    return tuple(merged)
