"""The few reports worth comparing with one, found by their rare words, solution and dates."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from comens_tui.store.index_rows import Row
from comens_tui.text.folding import folded, words

#: So many of those found by their words are read; and so many of those received near.
_MOST_READ: Final = 100
_MOST_NEAR: Final = 200
#: What the same solution is worth beside rare words.
_SOLUTION: Final = 15
_COLUMNS: Final = "number, sort, path, blob, date"
_AT_ONCE: Final = 500


class _Candidate(NamedTuple):
    number: int
    sort: str
    path: str
    blob: str
    day: str


def word_counts(base: sqlite3.Connection, wanted: Collection[str]) -> dict[str, int]:
    """Return how many texts hold each word."""
    counts = {}
    for word in wanted:
        found = base.execute("SELECT doc FROM vocabulary WHERE term = ?", (word,)).fetchone()
        if found:
            counts[word] = int(found[0])
    return counts


def text_count(base: sqlite3.Connection) -> int:
    """Return how many texts there are."""
    return int(base.execute("SELECT count(*) FROM records").fetchone()[0])


def alike(
    base: sqlite3.Connection, row: Row, weights: Mapping[str, int], near_days: int, limit: int
) -> list[tuple[str, str]]:
    """Return the path and the blob of the reports most worth comparing with that of `row`."""
    worth: Counter[int] = Counter()
    for match, points in _matches(row, weights):
        for (number,) in base.execute("SELECT rowid FROM words WHERE words MATCH ?", (match,)):
            worth[number] += points
    best = worth.most_common(_MOST_READ)
    least = best[-1][1] if best else 0
    # Every one worth as much as the last of them: which is first in the base is chance.
    numbers = [number for number, points in worth.items() if points >= least]
    found = {candidate: worth[candidate.number] for candidate in _reports(base, numbers)}
    for candidate in _received_near(base, row, near_days):
        found.setdefault(candidate, worth[candidate.number])
    day = date.fromisoformat(row.date)
    kept = sorted(
        (item for item in found if item.path != row.path),
        key=lambda item: (-found[item], abs((date.fromisoformat(item.day) - day).days), item.sort),
    )
    return [(item.path, item.blob) for item in kept[:limit]]


def _matches(row: Row, weights: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Yield full-text expressions and what each is worth."""
    for word, points in sorted(weights.items()):
        yield f'"{word}"', points
    solution = row.extra.get("solution")
    if solution:
        yield f'"{" ".join(words(folded(solution)))}"', _SOLUTION


def _reports(base: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[_Candidate]:
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        holes = ", ".join("?" for _number in some)
        found = base.execute(
            f"SELECT {_COLUMNS} FROM records "  # noqa: S608 - fixed words
            f"WHERE number IN ({holes}) AND kind = 'report'",
            some,
        )
        yield from (_Candidate(*columns) for columns in found)


def _received_near(base: sqlite3.Connection, row: Row, near_days: int) -> Iterator[_Candidate]:
    day = date.fromisoformat(row.date)
    span = timedelta(days=near_days)
    found = base.execute(
        f"SELECT {_COLUMNS} FROM records "  # noqa: S608 - fixed words
        "WHERE kind = 'report' AND date BETWEEN ? AND ? "
        "ORDER BY abs(julianday(date) - julianday(?)), sort LIMIT ?",
        ((day - span).isoformat(), (day + span).isoformat(), row.date, _MOST_NEAR),
    )
    return (_Candidate(*columns) for columns in found)
