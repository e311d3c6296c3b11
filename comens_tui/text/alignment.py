"""The longest common subsequence of two sequences, exact where it is cheap, bounded always.

The bit-parallel algorithm of Hyyrö (2004) on Python's long integers: one row is one
addition, so a thousand words against a thousand cost a few milliseconds. Beyond a bound
the sequences are first cut at what both hold exactly once. No clock: the same input
gives the same answer on any machine.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

#: Cells (length times length) of one exact comparison; its rows take an eighth in bytes.
CELLS: Final = 6_000_000
#: Side of the windows compared when nothing helps to cut a longer stretch.
WINDOW: Final = 2_000

Pair = tuple[int, int]


class Span(NamedTuple):
    """A stretch `start:end` of the old sequence and the stretch `first:last` of the new."""

    start: int
    end: int
    first: int
    last: int


def matches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Return pairs of positions of equal items, growing on both sides.

    The pairs are a longest common subsequence when the two changed stretches are within
    `CELLS`; beyond, a good one.
    """
    found: list[Pair] = []
    for span in _stretches(old, new, Span(0, len(old), 0, len(new))):
        found.extend(_trimmed(old, new, span))
    return found


def increasing(values: Sequence[int]) -> list[int]:
    """Return the positions of a longest strictly increasing subsequence of `values`."""
    tails: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(places[at - 1] if at else -1)
        if at == len(tails):
            tails.append(value)
            places.append(position)
        else:
            tails[at] = value
            places[at] = position
    chain = []
    at = places[-1] if places else -1
    while at >= 0:
        chain.append(at)
        at = before[at]
    return chain[::-1]


def _stretches(old: Sequence[Hashable], new: Sequence[Hashable], whole: Span) -> Iterator[Span]:
    """Yield, in order, stretches to compare on their own; together they cover everything."""
    waiting = [whole]
    while waiting:
        start, end, first, last = waiting.pop()
        prefix = _common_prefix(old, new, Span(start, end, first, last))
        if prefix:
            yield Span(start, start + prefix, first, first + prefix)
            start, first = start + prefix, first + prefix
        suffix = _common_suffix(old, new, Span(start, end, first, last))
        middle = Span(start, end - suffix, first, last - suffix)
        if suffix:
            waiting.append(Span(middle.end, end, middle.last, last))
        if (middle.end - middle.start) * (middle.last - middle.first) <= CELLS:
            yield middle
            continue
        pieces = _between_rare_items(old, new, middle)
        waiting.extend(reversed(pieces if len(pieces) > 1 else _windows(middle)))


def _between_rare_items(old: Sequence[Hashable], new: Sequence[Hashable], span: Span) -> list[Span]:
    """Cut before each item that both sides hold once, along the longest chain of these."""
    start, end, first, last = span
    once = {item for item, count in Counter(old[start:end]).items() if count == 1}
    counts = Counter(new[first:last])
    places = {new[at]: at for at in range(first, last) if counts[new[at]] == 1 and new[at] in once}
    anchors = [(at, places[old[at]]) for at in range(start, end) if old[at] in places]
    chain = [anchors[at] for at in increasing([other for _, other in anchors])]
    return _cut([(start, first), *chain, (end, last)])


def _windows(span: Span) -> list[Span]:
    start, end, first, last = span
    count = max(2, -(-max(end - start, last - first) // WINDOW))
    return _cut(
        [
            (start + (end - start) * step // count, first + (last - first) * step // count)
            for step in range(count + 1)
        ]
    )


def _cut(edges: list[Pair]) -> list[Span]:
    return [Span(one[0], two[0], one[1], two[1]) for one, two in pairwise(edges) if one != two]


def _common_prefix(old: Sequence[Hashable], new: Sequence[Hashable], span: Span) -> int:
    length = 0
    most = min(span.end - span.start, span.last - span.first)
    while length < most and old[span.start + length] == new[span.first + length]:
        length += 1
    return length


def _common_suffix(old: Sequence[Hashable], new: Sequence[Hashable], span: Span) -> int:
    length = 0
    most = min(span.end - span.start, span.last - span.first)
    while length < most and old[span.end - length - 1] == new[span.last - length - 1]:
        length += 1
    return length


def _trimmed(old: Sequence[Hashable], new: Sequence[Hashable], span: Span) -> Iterator[Pair]:
    start, end, first, last = span
    prefix = _common_prefix(old, new, span)
    yield from zip(range(start, start + prefix), range(first, first + prefix), strict=True)
    start, first = start + prefix, first + prefix
    suffix = _common_suffix(old, new, Span(start, end, first, last))
    end, last = end - suffix, last - suffix
    if start < end and first < last:
        inner = _longest(old[start:end], new[first:last])
        yield from ((start + one, first + other) for one, other in inner)
    yield from zip(range(end, end + suffix), range(last, last + suffix), strict=True)


def _longest(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Return an exact longest common subsequence (Hyyrö 2004, read back row by row)."""
    if len(old) > WINDOW and len(new) < len(old):
        # A row as wide as the longer side would be built sign by sign.
        return [(one, other) for other, one in _longest(new, old)]
    masks: dict[Hashable, int] = {}
    for position, item in enumerate(old):
        masks[item] = masks.get(item, 0) | 1 << position
    full = (1 << len(old)) - 1
    rows = []
    state = full
    for item in new:
        mask = masks.get(item, 0)
        if mask:
            shared = state & mask
            state = ((state + shared) | (state - shared)) & full
        rows.append(state)
    pairs = []
    column, row = len(old), len(new)
    while column and row:
        if rows[row - 1] >> (column - 1) & 1:
            column -= 1
            continue
        row -= 1
        if row == 0 or rows[row - 1] >> (column - 1) & 1:
            column -= 1
            pairs.append((column, row))
    return pairs[::-1]
