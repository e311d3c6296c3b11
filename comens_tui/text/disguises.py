"""A text as it reads once its disguises are off, and the way back to where each sign stood.

Taken off: invisible characters, accents written apart, digits of other scripts, full-width
forms, HTML entities and bare tags, percent-encoding, Markdown marks, the `>` of a quotation.
Nothing here judges what is found underneath.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple
from urllib.parse import unquote

from comens_tui.text.lexicon import lexicon
from comens_tui.text.odd_signs import holds_odd_signs

_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\U000e0000-\U000e0fff"
)
#: Accents written as characters of their own.
_MARKS = "\u0300-\u033f\u0342-\u034e\u0350-\u036f"


#: Digits of other scripts, then those that are raised, lowered or circled.
_DIGIT = (
    r"[\u00b2\u00b3\u00b9]"
    r"|[\u0660-\U0010ffff](?<=[\d\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468])"
)

#: One disguise. Every branch is bounded, or eats one class of characters only.
_DISGUISE = re.compile(
    rf"(?P<dropped>[{_INVISIBLE}{_MARKS}]+|[*`~]+|\\(?=[!-/:-@\[-`{{-~]))"
    rf"|(?P<digit>{_DIGIT})"
    r"|(?P<wide>[\uff01-\uff5e])"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});)"
    r"|(?P<percent>(?:%(?:25){0,4}[0-9A-Fa-f]{2})+)"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9]{0,9}\s?/?>)"
    r"|(?P<quoted>\n[ \t]{0,8}>[> \t]{0,8})"
)
#: The characters with which a disguise starts: looked for first, which is many times faster.
_FIRST = re.compile(
    f"[{_INVISIBLE}{_MARKS}\u00b2\u00b3\u00b9\u0660-\u1fff\u2070-\u209f\u2460-\u249b\ua620-\uabf9"
    "\uff01-\uff5e\U000104a0-\U0001fbf9*`~\\\\&%<\n]"
    r"(?:(?<!\n)|(?=[ \t]{0,8}>))"
)
#: The marks of Markdown that are always taken off: in most texts, the only disguise.
_MARKDOWN = ("`", "*", "~")
#: The others that are not odd characters; the last one only starts a quotation.
_SIGNS = "\\&%<\u00b2\u00b3\u00b9>"
#: What a second reading also takes off: a tag with attributes, a comment.
_HEAVY = re.compile(r"</?[A-Za-z][^<>]{0,400}>|<!--[^<>]{0,400}-->")

#: A letter that apes a digit, folded, beside one.
_APED = re.compile("[0-9](?:[oоqliі]|(?<=[oоqliі].))")
_LOOKALIKE = re.compile(r"[\dOoОоQlIІ]{2,40}(?![^\W_])")
_AS_DIGITS = str.maketrans("OoОоQlIІ", "00000111")


class _Edit(NamedTuple):
    """A place where the bare text differs: its span there, and in the source."""

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True)
class Bare:
    """A text without its disguises; `span` maps a part of it back to the source.

    `words` holds its words as its lexicon does: folded, none left out, in no order.
    """

    text: str
    words: str
    _source: str
    _disguise: re.Pattern[str]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the part of the source that reads as `text[start:end]`; not empty."""
        return self._origin(start)[0], self._origin(end - 1)[1]

    @cached_property
    def _edits(self) -> tuple[_Edit, ...]:
        """Where the two differ; worked out for a text where something was found."""
        edits: list[_Edit] = []
        moved = 0
        for found, shown in _taken_off(self._source, self._disguise):
            start = found.start() + moved
            edits.append(_Edit(start, start + len(shown), found.start(), found.end()))
            moved += len(shown) - len(found[0])
        return tuple(edits)

    def _origin(self, position: int) -> tuple[int, int]:
        index = bisect_right(self._edits, position, key=lambda edit: edit.start) - 1
        if index < 0:
            return position, position + 1
        edit = self._edits[index]
        if position < edit.end:
            return edit.source_start, edit.source_end
        moved = position - edit.end + edit.source_end
        return moved, moved + 1


def readings(text: str) -> tuple[Bare, ...]:
    """Return the text without its light disguises, then, where it has any, without its tags.

    A tag with attributes may hide a value in two ways: cut it in two, or hold it. What is
    read has no other digits than 0 to 9.
    """
    if not holds_odd_signs(text) and not any(sign in text for sign in _SIGNS):
        return (Bare(_without_marks(text), _without_marks(lexicon(text)), text, _DISGUISE),)
    light = _bared(text, _DISGUISE)
    if "<" not in text or not _HEAVY.search(text):
        return (light,)
    return light, _bared(text, _any_disguise())


def _without_marks(text: str) -> str:
    for mark in _MARKDOWN:
        text = text.replace(mark, "")
    return text


@cache
def _any_disguise() -> re.Pattern[str]:
    return re.compile(f"(?P<heavy>{_HEAVY.pattern})|{_DISGUISE.pattern}")


def as_digits(bare: Bare) -> str:
    """Return its text, of the same length, where a letter that apes a digit among digits is one."""
    text = bare.text
    if not _APED.search(bare.words):
        return text

    def plain(found: re.Match[str]) -> str:
        word = found[0]
        before = text[found.start() - 1 : found.start()]
        is_number = not before.isalnum() and any(char.isdigit() for char in word)
        return word.translate(_AS_DIGITS) if is_number else word

    return _LOOKALIKE.sub(plain, text)


def _plain(found: re.Match[str]) -> str:
    kind, text = found.lastgroup, found[0]
    if kind == "digit":
        return str(unicodedata.digit(text))
    if kind == "wide":
        return chr(ord(text) - 0xFEE0)
    if kind == "entity":
        return _without(html.unescape(text))
    if kind == "percent":
        return _without(unquote(re.sub(r"%(?:25)+", "%", text), errors="replace"))
    return "\n" if kind == "quoted" else ""


def _without(decoded: str) -> str:
    """Return what an escape stood for, itself without disguise."""
    kept = re.sub(f"[{_INVISIBLE}{_MARKS}]", "", decoded)
    return "".join(str(unicodedata.digit(char, char)) for char in kept)


def _bared(text: str, disguise: re.Pattern[str]) -> Bare:
    parts: list[str] = []
    copied = 0
    for found, shown in _taken_off(text, disguise):
        parts += (text[copied : found.start()], shown)
        copied = found.end()
    bare = "".join((*parts, text[copied:]))
    return Bare(bare, lexicon(bare), text, disguise)


def _taken_off(text: str, disguise: re.Pattern[str]) -> Iterator[tuple[re.Match[str], str]]:
    """Yield each disguise of a text, in order, and what it reads as."""
    end = 0
    for candidate in _FIRST.finditer(text):
        found = disguise.match(text, candidate.start()) if candidate.start() >= end else None
        if found:
            yield found, _plain(found)
            end = found.end()
