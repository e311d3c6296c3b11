"""The spaces that French typography sets, and what would set them right.

Thin no-break space before `; ! ?`, no-break space before `:`, inside « », before `%` and
before a unit. Either of the two no-break spaces is right everywhere.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from comens_tui.model.finding import Edit

NO_BREAK: Final = "\u00a0"
THIN: Final = "\u202f"

_UNITS = r"km|kg|mg|cm|mm|Go|Mo|ko|To|kWh|Wh|Hz|kHz|MHz|min|ms|°C|dB|px|m|g|h|s|j"
#: A sign set apart from its word, or a figure followed by a space and a unit. What it starts
#: with stands first, so that the search passes over all else.
_SIGN = re.compile(
    r"[;!?«»%‰€:\d](?:(?<=[;!?«»%‰€])|(?<=:)(?=[ *_\u00a0\u202f\n])"
    rf"|(?<=\d)[ \u2009]+(?=(?:{_UNITS})(?![\w'’./-])))"
)
_BREAKABLE: Final = frozenset(" \u2009")
_SET: Final = frozenset((NO_BREAK, THIN))
#: What may follow `; ! ?` where they end something; other signs and letters are code.
_AFTER: Final = frozenset(" \u00a0\u202f\n\t»”)*_];!?")
#: What may stand between a sign and the blank after it.
_END = re.compile(r"[;:!?»%.,)…]{0,6}(?!\S)")
#: What ends a word besides letters and figures.
_WORD_END: Final = frozenset("»”)]*_…%\"'’")
_FRONT = re.compile(r"---[ \t]*\n.*?\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_MARKS: Final = ("```", "~~~")
#: A line that opens or closes a block, from the end of the line before.
_FENCE = re.compile("\n(?:```|~~~)")
#: What is no prose inside it: comments, code, targets of links, addresses, entities, tags.
_PROTECTED = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|`[^`\n]*`"
    r"|\]\([^)\n]{0,300}\)|^\[[^\]\n]{1,300}\]:[^\n]*"
    r"|\b[a-z][a-z0-9+.-]{1,20}:[^\s<>]+"
    r"|&#?\w{1,10};|</?[A-Za-z][^>\n]{0,200}>"
    r"|^[ \t:|-]+$",
    re.MULTILINE | re.DOTALL,
)


def spacing_edits(text: str) -> tuple[Edit, ...]:
    """Return what sets the spaces of a French Markdown text, in order.

    Words are never touched: the text before and after differ by typography alone. A text once
    mended has no edit left.
    """
    edits: list[Edit] = []
    for start, end in _prose(text):
        edits += _edits(text, start, end)
    return tuple(_unprotected(text, edits))


def _prose(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a document outside its front matter and its fenced blocks."""
    front = _FRONT.match(text)
    start = front.end() if front else 0
    marks = [found.start() + 1 for found in _FENCE.finditer(text, max(start - 1, 0))]
    if not start and text.startswith(_MARKS):
        marks.insert(0, 0)
    # A block that is never closed runs to the end.
    for opening, closing in zip_longest(marks[::2], marks[1::2], fillvalue=len(text)):
        yield start, opening
        start = closing + len(_MARKS[0])
    yield start, len(text)


def _edits(text: str, start: int, end: int) -> Iterator[Edit]:
    for sign in _SIGN.finditer(text, start, end):
        edit = _edit(text, *sign.span(), sign.group())
        if edit is not None:
            yield edit


def _edit(text: str, start: int, end: int, sign: str) -> Edit | None:
    """Return what sets the space beside one sign, None where it is set or nothing is sure."""
    if sign == "«":
        return _inside(text, start, end)
    if len(sign) > 1:
        return Edit(start + 1, end, NO_BREAK)
    before = text[start - 1 : start]
    if not before or before in _SET:
        return None
    space = start
    while space and text[space - 1] in _BREAKABLE:
        space -= 1
    last = text[space - 1 : space]
    is_ended = last.isalnum() or last in _WORD_END
    if not is_ended or (space == start and not _is_glued(text, start)):
        return None
    return _set_apart(text, space, start, last, text[end : end + 1])


def _set_apart(text: str, space: int, start: int, last: str, after: str) -> Edit | None:
    """Return the space for the sign at `start`, between the characters `last` and `after`."""
    sign = text[start]
    if sign in "%‰€" and (not last.isdigit() or after.isalnum()):
        return None
    if sign in ";!?":
        return Edit(space, start, THIN) if not after or after in _AFTER else None
    return Edit(space, start, NO_BREAK)


def _inside(text: str, start: int, end: int) -> Edit | None:
    """Return the space after an opening quotation mark; one glued on both sides is left."""
    stop = end
    while text[stop : stop + 1] in _BREAKABLE and stop < len(text):
        stop += 1
    after = text[stop : stop + 1]
    is_glued = stop == end and start > 0 and not text[start - 1].isspace()
    if is_glued or not after or after.isspace() or after in "«»":
        return None
    return Edit(end, stop, NO_BREAK)


def _is_glued(text: str, start: int) -> bool:
    """Tell whether a sign without a space before it should have one, and ends its word."""
    sign, before = text[start], text[max(0, start - 2) : start]
    if not _END.match(text, start + 1):
        return False
    if sign == "%":
        return before[-1:].isdigit()
    return sign == "»" or (len(before) == 2 and before.isalpha())  # noqa: PLR2004 - a word


def _unprotected(text: str, edits: Sequence[Edit]) -> Iterator[Edit]:
    if not edits:
        return
    spans = _PROTECTED.finditer(text)
    span = next(spans, None)
    for edit in edits:
        while span is not None and span.end() <= edit.start:
            span = next(spans, None)
        if span is None or edit.end <= span.start():
            yield edit
