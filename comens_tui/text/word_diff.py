"""What words change from one text to another, exactly: sentences first, then words.

Three steps: equal sentences anchor the two texts; words are aligned between the anchors;
then crumbs are cleaned up, so that what is read is a phrase replaced by a phrase and not
three small words that happen to recur. Blanks and the form of signs never take part.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import Final, NamedTuple

from comens_tui.text.alignment import Span, equal_runs
from comens_tui.text.tokens import (
    LINE_OPENERS,
    Tokens,
    count_words,
    is_same_text,
    is_sentence_end,
    sentence_ends,
    stands_alone,
    tokenize,
)

#: An equality this short, in signs and in words, between two longer changes is a crumb.
CRUMB_SIGNS: Final = 12
CRUMB_WORDS: Final = 3
#: A paragraph shorter than this may recur anywhere: it anchors nothing.
ANCHOR_SIGNS: Final = 20
#: How far a lone insertion or deletion may slide to start at a better place.
SLIDE: Final = 40

_GAP = "\n\n"
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
    return _merged(_by_paragraph(old, new))


def _by_paragraph(old: str, new: str) -> Iterator[Op]:
    """Yield the ops between the paragraphs that are equal byte for byte, and these."""
    ours, theirs = old.split(_GAP), new.split(_GAP)
    at = to = 0
    for start, end, first, last in [
        *_anchors(ours, theirs),
        (len(ours), len(ours), len(theirs), len(theirs)),
    ]:
        # What stands at the end of a text has no gap after it, on one side or on both.
        before, after = _rejoined(ours, at, start), _rejoined(theirs, to, first)
        if before == after:
            yield Op("=", before)
        else:
            yield from _by_sentence(before, after)
        if start < end:
            yield Op("=", _GAP.join(ours[start:end]))
            yield from _same_or_pair(
                _GAP if end < len(ours) else "", _GAP if last < len(theirs) else ""
            )
        at, to = end, last


def _anchors(ours: list[str], theirs: list[str]) -> Iterator[Span]:
    """Yield the paragraphs that are equal and long enough, those that follow one another in one."""
    for start, first, length in equal_runs(ours, theirs):
        anchored = [len(ours[start + step]) >= ANCHOR_SIGNS for step in range(length)]
        step = 0
        for is_long, group in groupby(anchored):
            count = len(list(group))
            if is_long:
                yield Span(start + step, start + step + count, first + step, first + step + count)
            step += count


def _rejoined(pieces: list[str], start: int, end: int) -> str:
    """Return the text of some paragraphs, each with the gap that follows it."""
    text = _GAP.join(pieces[start:end])
    return text + _GAP if start < end < len(pieces) else text


def _by_sentence(old: str, new: str) -> Iterator[Op]:
    one, other = tokenize(old), tokenize(new)
    stretches = _slid(one, other, _cleaned(one, other, _stretches(one, other)))
    yield from _ops(one, other, stretches)


def changed_words(ops: Sequence[Op]) -> tuple[int, int]:
    """Return how many words are inserted and deleted; what typography alone changes is none."""
    inserted = deleted = 0
    for removed, added in change_pairs(ops):
        if not is_same_text(removed, added):
            inserted += count_words(added)
            deleted += count_words(removed)
    return inserted, deleted


def change_pairs(ops: Sequence[Op]) -> Iterator[tuple[str, str]]:
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
    for kept in _kept(old, new):
        if result and (at, to) == (kept.start, kept.first):
            result[-1] = result[-1]._replace(end=kept.end, last=kept.last)
        else:
            if (at, to) != (kept.start, kept.first):
                result.append(_Stretch(False, at, kept.start, to, kept.first))
            result.append(kept)
        at, to = kept.end, kept.last
    if (at, to) != (len(old.words), len(new.words)):
        result.append(_Stretch(False, at, len(old.words), to, len(new.words)))
    return result


def _kept(old: Tokens, new: Tokens) -> Iterator[_Stretch]:
    """Yield, in order, the equal sentences and the equal words between them."""
    starts, firsts = [0, *sentence_ends(old)], [0, *sentence_ends(new)]
    ours = [tuple(old.forms[a:b]) for a, b in pairwise(starts)]
    theirs = [tuple(new.forms[a:b]) for a, b in pairwise(firsts)]
    at = to = 0
    for one, other, length in [*equal_runs(ours, theirs), (len(ours), len(theirs), 0)]:
        if at < one and to < other:
            start, first = starts[at], firsts[to]
            for run in equal_runs(old.forms[start : starts[one]], new.forms[first : firsts[other]]):
                position, place = start + run.start, first + run.first
                yield _Stretch(True, position, position + run.length, place, place + run.length)
        at, to = one + length, other + length
        if length:
            yield _Stretch(True, starts[one], starts[at], firsts[other], firsts[to])


def _cleaned(old: Tokens, new: Tokens, stretches: list[_Stretch]) -> list[_Stretch]:
    """Join changes that only a crumb separates, each crumb looked at once."""
    if len(stretches) < 3:  # noqa: PLR2004 - change, crumb, change
        return stretches
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
            crumb = result[-2]
            if crumb.end - crumb.start > CRUMB_WORDS:
                break
            before, after = result[-3], result[-1]
            signs = ours[crumb.end] - ours[crumb.start]
            if signs > CRUMB_SIGNS or signs > min(size(before), size(after)):
                break
            if _touches_a_gap(old, crumb):
                break
            result[-3:] = [_Stretch(False, before.start, after.end, before.first, after.last)]
    return result


def _touches_a_gap(old: Tokens, crumb: _Stretch) -> bool:
    """Tell whether a paragraph, list item or field starts or ends there: it stays apart."""
    return any(
        "\n" in old.blanks[at] and stands_alone(old, at)
        for at in range(max(crumb.start - 1, 0), min(crumb.end, len(old.words) - 1))
    )


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
    if is_sentence_end(word):
        return 3
    if "\n" in blank and tokens.words[at][0] in LINE_OPENERS:
        return 2
    return 1 if _CLAUSE_END.search(word) else 0


def _ops(old: Tokens, new: Tokens, stretches: list[_Stretch]) -> Iterator[Op]:
    yield from _same_or_pair(old.lead, new.lead)
    for stretch in stretches:
        if stretch.kept:
            yield from _kept_ops(old, new, stretch)
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


def _kept_ops(old: Tokens, new: Tokens, stretch: _Stretch) -> Iterator[Op]:
    """Yield words that have the same form; most often they are the same byte for byte."""
    ours = old.text(stretch.start, stretch.end)
    if ours == new.text(stretch.first, stretch.last):
        yield Op("=", ours)
        return
    for one, other in zip(
        range(stretch.start, stretch.end), range(stretch.first, stretch.last), strict=True
    ):
        yield from _same_or_pair(old.words[one], new.words[other])
        yield from _same_or_pair(old.blanks[one], new.blanks[other])


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
