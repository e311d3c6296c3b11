"""What words change from one text to another, exactly: sentences first, then words.

Three steps: equal sentences anchor the two texts; words are aligned between the anchors;
then crumbs are cleaned up, so that what is read is a phrase replaced by a phrase and not
three small words that happen to recur. Blanks and the form of signs never take part.
"""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Final, NamedTuple

from comens_tui.text.alignment import matches
from comens_tui.text.tokens import (
    LINE_OPENERS,
    SENTENCE_END,
    Tokens,
    count_words,
    is_same_text,
    sentence_ends,
    tokenize,
)

#: An equality this short, in signs and in words, between two longer changes is a crumb.
CRUMB_SIGNS: Final = 12
CRUMB_WORDS: Final = 3
#: How far a lone insertion or deletion may slide to start at a better place.
SLIDE: Final = 40

_CLAUSE_END = re.compile(r"[,)][»\"*_]*\Z")
_OPENING = re.compile(r"(?:\w{1,6}['’]|[«(\[\"“*_`]+\s*)(?=\w)")
_CLOSING = re.compile(r"(?<=\w)[^\w]+\Z")
_HAS_WORD = re.compile(r"\w")


class Op(NamedTuple):
    """A stretch of text: `sign` is "=" kept, "-" only in the old, "+" only in the new.

    Where typography alone differs, a "-" is followed by its "+".
    """

    sign: str
    text: str


class _Stretch(NamedTuple):
    """Words `start:end` of the old text against `first:last` of the new."""

    kept: bool
    start: int
    end: int
    first: int
    last: int


def word_diff(old: str, new: str) -> tuple[Op, ...]:
    """Return the changes from `old` to `new`.

    The texts of "=" and "-" joined are `old`, those of "=" and "+" are `new`, byte for
    byte. A word is never cut, but for an elided article before it and signs around it.
    """
    if old == new:
        return (Op("=", old),) if old else ()
    if not old or not new:
        return (Op("-", old),) if old else (Op("+", new),)
    known: dict[str, str] = {}
    one, other = tokenize(old, known), tokenize(new, known)
    stretches = _slid(one, other, _cleaned(one, other, _stretches(one, other)))
    return _merged(_ops(one, other, stretches))


def changed_words(ops: tuple[Op, ...]) -> tuple[int, int]:
    """Return how many words are inserted and deleted; what typography alone changes is none."""
    inserted = deleted = 0
    for removed, added in change_pairs(ops):
        if not is_same_text(removed, added):
            inserted += count_words(added)
            deleted += count_words(removed)
    return inserted, deleted


def change_pairs(ops: tuple[Op, ...]) -> Iterator[tuple[str, str]]:
    """Yield each change as the text removed and the text put in its place; one may be empty."""
    removed = ""
    for op in ops:
        if op.sign == "+":
            yield removed, op.text
            removed = ""
            continue
        if removed:
            yield removed, ""
        removed = op.text if op.sign == "-" else ""
    if removed:
        yield removed, ""


def _stretches(old: Tokens, new: Tokens) -> list[_Stretch]:
    """Return stretches kept and changed, alternating, that cover both texts."""
    result: list[_Stretch] = []
    at, to = 0, 0
    for start, end, first, last in _between_sentences(old, new):
        for position, place in matches(old.forms[start:end], new.forms[first:last]):
            one, other = start + position, first + place
            if result and result[-1].kept and (at, to) == (one, other):
                result[-1] = result[-1]._replace(end=one + 1, last=other + 1)
            else:
                if (at, to) != (one, other):
                    result.append(_Stretch(False, at, one, to, other))
                result.append(_Stretch(True, one, one + 1, other, other + 1))
            at, to = one + 1, other + 1
    if (at, to) != (len(old.words), len(new.words)):
        result.append(_Stretch(False, at, len(old.words), to, len(new.words)))
    return result


def _between_sentences(old: Tokens, new: Tokens) -> Iterator[tuple[int, int, int, int]]:
    """Yield, in order, the equal sentences and what stands between them."""
    ends, lasts = sentence_ends(old), sentence_ends(new)
    starts, firsts = [0, *ends], [0, *lasts]
    ours = [tuple(old.forms[a:b]) for a, b in zip(starts, ends, strict=False)]
    theirs = [tuple(new.forms[a:b]) for a, b in zip(firsts, lasts, strict=False)]
    at, to = 0, 0
    for one, other in [*matches(ours, theirs), (len(ours), len(theirs))]:
        yield starts[at], starts[one], firsts[to], firsts[other]
        if one < len(ours):
            yield starts[one], starts[one + 1], firsts[other], firsts[other + 1]
        at, to = one + 1, other + 1


def _cleaned(old: Tokens, new: Tokens, stretches: list[_Stretch]) -> list[_Stretch]:
    """Join changes that only a crumb separates, each crumb looked at once."""
    ours = list(accumulate((len(word) for word in old.forms), initial=0))
    theirs = list(accumulate((len(word) for word in new.forms), initial=0))

    def size(stretch: _Stretch) -> int:
        return max(
            ours[stretch.end] - ours[stretch.start], theirs[stretch.last] - theirs[stretch.first]
        )

    result: list[_Stretch] = []
    for stretch in stretches:
        result.append(stretch)
        while len(result) > 2 and not result[-1].kept:  # noqa: PLR2004 - change, crumb, change
            before, crumb, after = result[-3:]
            signs = ours[crumb.end] - ours[crumb.start]
            if (
                crumb.end - crumb.start > CRUMB_WORDS
                or signs > CRUMB_SIGNS
                or signs > min(size(before), size(after))
            ):
                break
            result[-3:] = [_Stretch(False, before.start, after.end, before.first, after.last)]
    return result


def _slid(old: Tokens, new: Tokens, stretches: list[_Stretch]) -> list[_Stretch]:
    """Move lone insertions and deletions so that they start after a full stop or a comma."""
    result = list(stretches)
    for at in range(1, len(result) - 1):
        before, change, after = result[at - 1 : at + 2]
        inserted, deleted = change.last - change.first, change.end - change.start
        if change.kept or (inserted and deleted) or not (before.kept and after.kept):
            continue
        tokens, start, length = (
            (new, change.first, inserted) if inserted else (old, change.start, deleted)
        )
        room = before.end - before.start - 1, after.end - after.start - 1
        shift = _best_shift(tokens, start, length, room)
        if shift:
            result[at - 1] = before._replace(end=before.end + shift, last=before.last + shift)
            result[at] = _Stretch(False, *(edge + shift for edge in change[1:]))
            result[at + 1] = after._replace(start=after.start + shift, first=after.first + shift)
    return result


def _best_shift(tokens: Tokens, start: int, length: int, room: tuple[int, int]) -> int:
    forms = tokens.forms
    best, score = 0, _boundary(tokens, start)
    shift = 0
    while (
        -shift < min(room[0], SLIDE)
        and forms[start + shift - 1] == forms[start + shift + length - 1]
    ):
        shift -= 1
        if _boundary(tokens, start + shift) > score:
            best, score = shift, _boundary(tokens, start + shift)
    shift = 0
    while shift < min(room[1], SLIDE) and forms[start + shift] == forms[start + shift + length]:
        shift += 1
        if _boundary(tokens, start + shift) > score:
            best, score = shift, _boundary(tokens, start + shift)
    return best


def _boundary(tokens: Tokens, at: int) -> int:
    """Return how good a place before the word `at` is to start a change."""
    word, blank = tokens.words[at - 1], tokens.blanks[at - 1]
    if blank.count("\n") > 1:
        return 4
    if SENTENCE_END.search(word):
        return 3
    if "\n" in blank and tokens.words[at][0] in LINE_OPENERS:
        return 2
    return 1 if _CLAUSE_END.search(word) else 0


def _ops(old: Tokens, new: Tokens, stretches: list[_Stretch]) -> Iterator[Op]:
    yield from _same_or_pair(old.lead, new.lead)
    for stretch in stretches:
        if stretch.kept:
            for one, other in zip(
                range(stretch.start, stretch.end),
                range(stretch.first, stretch.last),
                strict=True,
            ):
                yield from _same_or_pair(old.words[one], new.words[other])
                yield from _same_or_pair(old.blanks[one], new.blanks[other])
        elif stretch.start == stretch.end:
            yield Op("+", new.text(stretch.first, stretch.last))
        elif stretch.first == stretch.last:
            yield Op("-", old.text(stretch.start, stretch.end))
        else:
            yield from _replacement(
                old.text(stretch.start, stretch.end - 1) + old.words[stretch.end - 1],
                new.text(stretch.first, stretch.last - 1) + new.words[stretch.last - 1],
            )
            yield from _same_or_pair(old.blanks[stretch.end - 1], new.blanks[stretch.last - 1])


def _same_or_pair(old: str, new: str) -> Iterator[Op]:
    """Yield two variants of one word or blank; the longer blank keeps what it shares."""
    if old == new:
        yield Op("=", old)
    elif new.startswith(old):
        yield Op("=", old)
        yield Op("+", new[len(old) :])
    elif old.startswith(new):
        yield Op("=", new)
        yield Op("-", old[len(new) :])
    else:
        yield Op("-", old)
        yield Op("+", new)


def _replacement(old: str, new: str) -> Iterator[Op]:
    """Yield a phrase for a phrase, keeping out the elision and the signs that both have."""
    opening = _OPENING.match(old)
    lead = opening.group() if opening and new.startswith(opening.group()) else ""
    closing = _CLOSING.search(old)
    tail = closing.group() if closing and new.endswith(closing.group()) else ""
    ours, theirs = old[len(lead) : len(old) - len(tail)], new[len(lead) : len(new) - len(tail)]
    if not (_starts_and_ends_in_a_word(ours) and _starts_and_ends_in_a_word(theirs)):
        lead, tail, ours, theirs = "", "", old, new
    yield Op("=", lead)
    yield Op("-", ours)
    yield Op("+", theirs)
    yield Op("=", tail)


def _starts_and_ends_in_a_word(text: str) -> bool:
    return bool(text) and bool(_HAS_WORD.match(text[0])) and bool(_HAS_WORD.match(text[-1]))


def _merged(ops: Iterator[Op]) -> tuple[Op, ...]:
    result: list[tuple[str, list[str]]] = []
    for op in ops:
        if not op.text:
            continue
        if result and result[-1][0] == op.sign:
            result[-1][1].append(op.text)
        else:
            result.append((op.sign, [op.text]))
    return tuple(Op(sign, "".join(parts)) for sign, parts in result)
