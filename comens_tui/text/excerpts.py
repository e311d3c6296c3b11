"""The passage of a text that answers a search, with its words marked."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from comens_tui.text.folding import Written, folded_word, written_words
from comens_tui.text.search_query import Term

#: Beyond this many characters a text is not looked at.
MAX_TEXT = 200_000
_LEAD = 40
_BLANKS = re.compile(r"\s+")
_ELLIPSIS = "…"


class Mark(NamedTuple):
    """Where words that were asked for stand in a text; `term` is the index of their term."""

    start: int
    end: int
    term: int


class Piece(NamedTuple):
    """A run of an excerpt."""

    text: str
    is_marked: bool = False


class Excerpt(NamedTuple):
    """One line out of a text. `line` counts from 0 in the text, where the first mark is."""

    pieces: tuple[Piece, ...] = ()
    line: int = 0


def marks(text: str, terms: Sequence[Term]) -> list[Mark]:
    """Return where the terms stand in `text`, in order and without overlap."""
    if not terms:
        return []
    written = list(written_words(text[:MAX_TEXT]))
    found = [
        mark
        for number, term in enumerate(terms)
        for form in term.forms
        for mark in _places(text, written, form, number, is_open=term.is_open)
    ]
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _places(
    text: str, written: list[Written], form: tuple[str, ...], number: int, *, is_open: bool
) -> list[Mark]:
    first, length = form[0], len(form)
    if length == 1:
        words = [*written, *_compounds(text, written)]
        fits = str.startswith if is_open else str.__eq__
        return [Mark(word.start, word.end, number) for word in words if fits(word.form, first)]
    places = []
    for place, word in enumerate(written):
        if word.form != first:
            continue
        run = written[place : place + length]
        if len(run) == length and _follow(run, form, is_open=is_open):
            places.append(Mark(word.start, run[-1].end, number))
    return places


def _follow(run: list[Written], form: tuple[str, ...], *, is_open: bool) -> bool:
    last = run[-1].form
    return all(word.form == part for word, part in zip(run[:-1], form[:-1], strict=True)) and (
        last.startswith(form[-1]) if is_open else last == form[-1]
    )


def _compounds(text: str, written: list[Written]) -> list[Written]:
    """Return the words joined by hyphens, each written as one."""
    found: list[Written] = []
    run = written[:1]
    for before, word in pairwise(written):
        if folded_word(text[before.end : word.start]) == "-":
            run.append(word)
            continue
        _join(found, run)
        run = [word]
    _join(found, run)
    return found


def _join(found: list[Written], run: list[Written]) -> None:
    if len(run) > 1:
        form = "".join(word.form for word in run)
        found.append(Written(run[0].start, run[-1].end, form))


def excerpt(text: str, terms: Sequence[Term], width: int) -> Excerpt:
    """Return about `width` characters of `text`, where most of the terms stand together.

    The beginning of the text where none stands in it. Blanks of every kind are one space,
    and an ellipsis stands for what is left out at either end.
    """
    found = marks(text, terms)
    if not found:
        return Excerpt(_pieces(text, [], 0, _cut_after(text, width)))
    best = max(found, key=lambda mark: (_terms_near(found, mark, width), -mark.start))
    start = 0
    if best.end > width - _LEAD:
        start = _cut_before(text, best.start, min(_LEAD, width // 3))
    end = _cut_after(text, max(start + width, best.end))
    shown = [mark for mark in found if start <= mark.start and mark.end <= end]
    return Excerpt(_pieces(text, shown, start, end), text.count("\n", 0, best.start))


def _terms_near(found: list[Mark], first: Mark, width: int) -> int:
    return len({mark.term for mark in found if 0 <= mark.start - first.start < width - _LEAD})


def _cut_before(text: str, place: int, lead: int) -> int:
    """Return where a word begins, at most `lead` characters before `place`."""
    start = place - lead
    if start <= 0:
        return 0
    blank = _BLANKS.search(text, start, place)
    return blank.end() if blank else place


def _cut_after(text: str, end: int) -> int:
    """Return where a word ends, at `end` or before; `end` itself in a very long word."""
    if end >= len(text):
        return len(text)
    lowest = max(0, end - _LEAD)
    place = end
    while place > lowest and not text[place].isspace():
        place -= 1
    return place if place > lowest else end


def _pieces(text: str, shown: list[Mark], start: int, end: int) -> tuple[Piece, ...]:
    pieces = []
    place = start
    for mark in shown:
        pieces.append(Piece(text[place : mark.start]))
        pieces.append(Piece(text[mark.start : mark.end], is_marked=True))
        place = mark.end
    pieces.append(Piece(text[place:end]))
    pieces = [Piece(_BLANKS.sub(" ", text), is_marked) for text, is_marked in pieces]
    if text[:start].strip():
        pieces.insert(0, Piece(_ELLIPSIS))
    if text[end:].strip():
        pieces[-1] = Piece(pieces[-1].text.rstrip() + _ELLIPSIS)
    if pieces:
        pieces[0] = Piece(pieces[0].text.lstrip(), pieces[0].is_marked)
        pieces[-1] = Piece(pieces[-1].text.rstrip(), pieces[-1].is_marked)
    return tuple(piece for piece in pieces if piece.text)
