"""A text without headings, cut into paragraphs that know where they come from."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from comens_tui.text.clause_pairs import candidates, content_words
from comens_tui.text.sentence_pairs import kinship
from comens_tui.text.tokens import forms_of
from comens_tui.text.word_diff import Op, word_diff

#: A paragraph that shares this much with one that vanished is that one, moved and edited.
LIKENESS: Final = 0.6
#: A shorter paragraph is too common to have moved.
FEW_WORDS: Final = 3

_GAP = re.compile(r"\n[^\S\n]*\n\s*")


class Paragraph(NamedTuple):
    """A paragraph of either text; places are ranks in each, None where it is not there."""

    old_place: int | None
    new_place: int | None
    ops: tuple[Op, ...]
    has_moved: bool = False


def paragraphs(old: str, new: str) -> list[Paragraph]:
    """Return the paragraphs of both texts, in reading order.

    A paragraph made of a part of an old one, or of several, keeps the words it took over.
    """
    found: list[Paragraph] = []
    old_place = new_place = 0
    for ops in _cut(word_diff(old, new), _gaps(old), _gaps(new)):
        is_old = any(op.sign != "+" for op in ops)
        is_new = any(op.sign != "-" for op in ops)
        found.append(Paragraph(old_place if is_old else None, new_place if is_new else None, ops))
        old_place += is_old
        new_place += is_new
    return _with_moves(found)


def _gaps(text: str) -> list[int]:
    return [match.end() for match in _GAP.finditer(text)]


def _within(starts: list[int], position: int, length: int) -> set[int]:
    """Return the paragraph starts after `position` and up to `length` further, from there."""
    first, last = bisect_right(starts, position), bisect_right(starts, position + length)
    return {start - position for start in starts[first:last]}


def _cut(
    ops: tuple[Op, ...], old_starts: list[int], new_starts: list[int]
) -> Iterator[tuple[Op, ...]]:
    """Yield runs of ops, cut where a paragraph of the new text starts, or a whole old one ends.

    Where an old paragraph ends inside a new one, the two were merged: nothing is cut.
    """
    piece: list[Op] = []
    starts = {0, *new_starts}
    at = to = 0
    for op in ops:
        edges: set[int] = set()
        if op.sign == "-":
            if to in starts:
                edges = _within(old_starts, at, len(op.text))
        else:
            edges = _within(new_starts, to, len(op.text))
        for start, end in pairwise(sorted({0, len(op.text), *edges})):
            piece.append(Op(op.sign, op.text[start:end]))
            if end in edges:
                yield tuple(piece)
                piece = []
        at += len(op.text) if op.sign != "+" else 0
        to += len(op.text) if op.sign != "-" else 0
    if piece:
        yield tuple(piece)


def _with_moves(found: list[Paragraph]) -> list[Paragraph]:
    removed = {at: _text(item) for at, item in enumerate(found) if item.new_place is None}
    added = {at: _text(item) for at, item in enumerate(found) if item.old_place is None}
    partners = _moved(removed, added)
    gone = set(partners.values())
    return [
        Paragraph(
            found[partners[at]].old_place,
            item.new_place,
            word_diff(removed[partners[at]], added[at]),
            has_moved=True,
        )
        if at in partners
        else item
        for at, item in enumerate(found)
        if at not in gone
    ]


def _text(paragraph: Paragraph) -> str:
    return "".join(op.text for op in paragraph.ops)


def _moved(removed: dict[int, str], added: dict[int, str]) -> dict[int, int]:
    """Return added place -> removed place for paragraphs that only changed place, or little."""
    ours = {at: forms_of(text) for at, text in removed.items()}
    theirs = {at: forms_of(text) for at, text in added.items()}
    left = {at: content_words(forms) for at, forms in ours.items() if len(forms) >= FEW_WORDS}
    right = {at: content_words(forms) for at, forms in theirs.items() if len(forms) >= FEW_WORDS}
    ranked = [
        (
            ours[one] != theirs[other],
            -kinship(left[one], right[other]),
            abs(one - other),
            one,
            other,
        )
        for one, other in candidates(left, right)
    ]
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for _, distance, _, one, other in sorted(ranked):
        if -distance >= LIKENESS and other not in partners and one not in taken:
            partners[other] = one
            taken.add(one)
    return partners
