"""A search of every kind of record at once: what is found, in what order, by which text.

First the record whose id was typed, then those that have every word in their title or id, then
the others; among those of one worth by kind, then by id, the latest first where ids are
dated. The words of a document that stand in one of its parts are that part's, not its own.
A full scan of the snapshot gives the same answer.
"""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from comens_tui.store.index_rows import COLUMNS, Row, row_of
from comens_tui.store.index_search import Condition, any_of, filters_condition, match_of
from comens_tui.text.excerpts import marks
from comens_tui.text.folding import sort_key
from comens_tui.text.search_names import KINDS
from comens_tui.text.search_query import Query

#: Kinds whose ids begin by what lasts, not by a date.
_UNDATED = ("requirement", "term", "document", "clause", "member")
_BY_ID, _BY_TITLE, _BY_TEXT = range(3)
#: How many words are proposed for one that is not found, and for how many such words.
_NEAR, _MISSING = 3, 4

#: `found` has each record once, at its best worth; `ranked` parts those that pass the filters
#: into groups: the worth, then the place of the kind in `KINDS`.
_TABLES = """
PRAGMA temp_store = MEMORY;
CREATE TEMP TABLE IF NOT EXISTS found (number INTEGER PRIMARY KEY, worth INTEGER);
CREATE TEMP TABLE IF NOT EXISTS ranked (
    worth INTEGER, place INTEGER, number INTEGER, PRIMARY KEY (worth, place, number)
) WITHOUT ROWID;
"""
_ADD = "INSERT OR IGNORE INTO found"
_KINDS = tuple(KINDS)
_KIND_LIST = ", ".join(f"'{kind}'" for kind in _KINDS)
_PLACE = " ".join(f"WHEN '{kind}' THEN {place}" for place, kind in enumerate(_KINDS))


class Found(NamedTuple):
    """What was found: how many of each kind, in the order of kinds, and the first rows."""

    counts: dict[str, int]
    rows: list[Row]

    @property
    def total(self) -> int:
        """How many of every kind."""
        return sum(self.counts.values())


class Passage(NamedTuple):
    """A text of the index, and where it stands in the file of its row.

    `start` is the line of the file that `text` begins at, 1-based, and `lines` how many lines
    of it are those of the file. Both are 0 where the text is not a part of the file as it is.
    """

    text: str
    start: int = 0
    lines: int = 0


def find(base: sqlite3.Connection, query: Query, only: str | None, limit: int) -> Found:
    """Return what `query` finds; the rows are of the kind `only`, where one is given.

    A query that asks nothing finds nothing.
    """
    if query.asks_nothing:
        return Found({}, [])
    base.executescript(_TABLES)
    base.execute("BEGIN")
    try:
        _fill(base, query)
        _rank(base, filters_condition(query))
        groups = base.execute(
            "SELECT worth, place, count(*) FROM ranked GROUP BY worth, place ORDER BY worth, place"
        ).fetchall()
        rows: list[Row] = []
        for worth, place, _count in groups:
            if len(rows) < limit and only in (None, _KINDS[place]):
                rows += _group(base, worth, place, limit - len(rows))
    finally:
        base.execute("ROLLBACK")
    counts = dict.fromkeys(
        (_KINDS[place] for place in sorted({place for _, place, _ in groups})), 0
    )
    for _worth, place, count in groups:
        counts[_KINDS[place]] += count
    return Found(counts, rows)


def _fill(base: sqlite3.Connection, query: Query) -> None:
    """Put into `found` the numbers of what has the words, each by its worth."""
    match = match_of(query.wanted, query.mention)
    if match is None:
        base.execute(f"{_ADD} SELECT number, ? FROM records", (_BY_TEXT,))  # noqa: S608
    else:
        if query.identifier:
            base.execute(
                f"{_ADD} SELECT number, ? FROM records "  # noqa: S608 - fixed words
                f"WHERE kind IN ({_KIND_LIST}) AND sort = ?",
                (_BY_ID, query.identifier),
            )
        matching = "FROM words WHERE words MATCH ?"
        titled = f"{{title}} : ({match})"
        base.execute(f"{_ADD} SELECT rowid, ? {matching}", (_BY_TITLE, titled))
        base.execute(f"{_ADD} SELECT rowid, ? {matching}", (_BY_TEXT, match))
    unwanted = any_of(query.unwanted)
    if unwanted is not None:
        base.execute(
            "DELETE FROM found WHERE number IN (SELECT rowid FROM words WHERE words MATCH ?)",
            (unwanted,),
        )
    if match is not None:
        base.execute(
            "DELETE FROM found WHERE worth = ? AND number IN ("
            "SELECT number FROM records AS whole WHERE kind = 'document' AND EXISTS ("
            "SELECT 1 FROM records AS part CROSS JOIN found USING (number) "
            "WHERE part.path = whole.path AND part.kind IN ('requirement', 'clause')))",
            (_BY_TEXT,),
        )


def _rank(base: sqlite3.Connection, where: Condition) -> None:
    base.execute(
        f"INSERT INTO ranked SELECT worth, CASE kind {_PLACE} END, number "  # noqa: S608
        "FROM found CROSS JOIN records USING (number) "
        f"WHERE kind IN ({_KIND_LIST}) AND {where.clause}",
        where.values,
    )


def _group(base: sqlite3.Connection, worth: int, place: int, limit: int) -> Iterator[Row]:
    """Yield the first rows of one group, read in the order of the base until there are enough."""
    kind = _KINDS[place]
    found = base.execute(
        f"SELECT {COLUMNS} FROM records WHERE kind = ? AND EXISTS ("  # noqa: S608 - fixed words
        "SELECT 1 FROM ranked "
        "WHERE worth = ? AND place = ? AND ranked.number = records.number) "
        f"ORDER BY sort {'' if kind in _UNDATED else 'DESC'}, path, id LIMIT ?",
        (kind, worth, place, limit),
    )
    return map(row_of, found)


def passage(base: sqlite3.Connection, row: Row, query: Query) -> Passage:
    """Return the text that `row` is found by; of a document, the part with most of the words."""
    if row.kind == "document":
        return _passage_of_document(base, row, query)
    found = base.execute(
        "SELECT text FROM records JOIN passages USING (number) "
        "WHERE kind = ? AND sort = ? AND path = ? AND id = ?",
        (row.kind, sort_key(row.id), row.path, row.id),
    ).fetchone()
    text = str(found[0]) if found else ""
    return Passage(text, row.extra.get("start", 0), row.extra.get("lines", 0))


def _passage_of_document(base: sqlite3.Connection, row: Row, query: Query) -> Passage:
    best, best_count = Passage(""), 0
    parts = base.execute(
        "SELECT text, extra ->> 'start', extra ->> 'lines' "
        "FROM records JOIN passages USING (number) "
        "WHERE path = ? AND kind IN ('requirement', 'clause') ORDER BY number",
        (row.path,),
    )
    for text, start, lines in parts:
        count = len({mark.term for mark in marks(text, query.terms)})
        if count > best_count or not best.text:
            best, best_count = Passage(text, start, lines), count
    return best


def near(base: sqlite3.Connection, query: Query) -> dict[str, list[str]]:
    """Return, of each word asked for that is in no text, the nearest words that are."""
    from difflib import get_close_matches

    answer: dict[str, list[str]] = {}
    for word in dict.fromkeys(word for term in query.wanted for word in term.forms[0]):
        known = "SELECT 1 FROM vocabulary WHERE term >= ? AND term < ? LIMIT 1"
        if len(answer) == _MISSING or base.execute(known, (word, word + "\U0010ffff")).fetchone():
            continue
        beginning = word[0]
        terms = base.execute(
            "SELECT term FROM vocabulary WHERE term >= ? AND term < ? "
            "AND length(term) BETWEEN ? AND ?",
            (beginning, beginning + "\U0010ffff", len(word) - 2, len(word) + 2),
        )
        answer[word] = get_close_matches(word, [term for (term,) in terms], n=_NEAR, cutoff=0.7)
    return answer
