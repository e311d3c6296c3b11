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


class Run(NamedTuple):
    """So many equal items on both sides, from the places where they start."""

    start: int
    first: int
    length: int


def matches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Return pairs of positions of equal items, growing on both sides.

    The pairs are a longest common subsequence when the two changed stretches are within
    `CELLS`; beyond, a good one.
    """
    return [
        (run.start + step, run.first + step)
        for run in equal_runs(old, new)
        for step in range(run.length)
    ]


def equal_runs(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Run]:
    """Return what `matches` does, equal items that follow one another on both sides in one."""
    found: list[Run] = []
    start = first = length = 0
    for run in _runs(old, new):
        if run.start == start + length and run.first == first + length:
            length += run.length
            continue
        if length:
            found.append(Run(start, first, length))
        start, first, length = run
    if length:
        found.append(Run(start, first, length))
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


def _runs(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Run]:
    """Yield in order what is equal, in stretches compared on their own once both ends are cut."""
    waiting = [Span(0, len(old), 0, len(new))]
    while waiting:
        start, end, first, last = waiting.pop()
        most = min(end - start, last - first)
        prefix = 0
        while prefix < most and old[start + prefix] == new[first + prefix]:
            prefix += 1
        if prefix:
            yield Run(start, first, prefix)
            start, first, most = start + prefix, first + prefix, most - prefix
        suffix = 0
        while suffix < most and old[end - suffix - 1] == new[last - suffix - 1]:
            suffix += 1
        if suffix:
            # It is read as a prefix once what is before it has been compared.
            waiting.append(Span(end - suffix, end, last - suffix, last))
            end, last = end - suffix, last - suffix
        if (end - start) * (last - first) > CELLS:
            middle = Span(start, end, first, last)
            pieces = _between_rare_items(old, new, middle)
            waiting.extend(reversed(pieces if len(pieces) > 1 else _windows(middle)))
        elif start < end and first < last:
            for one, other in _longest(old[start:end], new[first:last]):
                yield Run(start + one, first + other, 1)


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
