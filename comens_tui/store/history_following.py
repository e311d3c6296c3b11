"""Rows of a history in their order, followed from a name to the one that it had before."""

import heapq
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")

#: The rank of the commit is the second value of a row, its id the third.
Row = tuple[Any, ...]

_HIGHEST = (1 << 63) - 1


def latest_first(row: Row) -> tuple[int, int]:
    """Return what sorts a row among others: by rank, then by id so that it is always the same."""
    return -row[1], -int.from_bytes(row[2])


def followed(
    start: T,
    rows_of: Callable[[T, int], Iterator[Row]],
    former_of: Callable[[Row], T | None],
    *,
    goes_on: bool,
) -> Iterator[Row]:
    """Yield rows latest first, going on under the former name from the row that gives one.

    Args:
        start: The name asked for.
        rows_of: Gives the rows of a name below a rank, latest first.
        former_of: Gives the name before a row, None where it is the same.
        goes_on: Whether what stood before under the newer name is still the same thing:
            true of paths, not of numbers that were given anew.
    """
    seen: set[Row] = set()
    heap: list[tuple[tuple[int, int], int, Row, Iterator[Row]]] = []
    count = 0

    def push(rows: Iterator[Row]) -> None:
        nonlocal count
        row = next(rows, None)
        if row is not None:
            count += 1
            heapq.heappush(heap, (latest_first(row), count, row, rows))

    push(rows_of(start, _HIGHEST))
    while heap:
        _order, _count, row, rows = heapq.heappop(heap)
        former = former_of(row)
        if former is None or goes_on:
            push(rows)
        if row in seen:
            continue
        seen.add(row)
        yield row
        if former is not None:
            push(rows_of(former, row[1]))
