"""The disposable index of the commit that is checked out: lists, filters, searches.

It is keyed by blob, refreshed by the difference of two trees, and rebuilt without a word
when it is missing, damaged or of another format. What it answers equals a full scan of the
snapshot at HEAD; the working tree is not in it.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Self, TypeVar

from comens_tui.i18n import language
from comens_tui.model.finding import Edit, Finding
from comens_tui.model.link import Link, Relation
from comens_tui.model.words import Severity
from comens_tui.store import index_finding, index_likeness, index_links
from comens_tui.store.disposable import DisposableBase, Making, Progress, transaction
from comens_tui.store.index_base import FORMAT, bring_to, create, require_current
from comens_tui.store.index_finding import Found, Passage
from comens_tui.store.index_rows import COLUMNS, Row, row_of
from comens_tui.store.index_search import ORDERS, condition
from comens_tui.store.workspace import Workspace
from comens_tui.text.folding import sort_key
from comens_tui.text.search_query import Query

T = TypeVar("T")

_KEPT_VERDICTS = 64


class Index:
    """The index of one workspace; safe to ask from several threads. Close it after use."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._base = DisposableBase(
            workspace.private / f"index-v{FORMAT}.sqlite", Making(self._create, require_current)
        )
        self._progress: Progress | None = None

    @classmethod
    def open(cls, workspace: Workspace, progress: Progress | None = None) -> Self:
        """Return the index, up to date with HEAD.

        `progress` is told how many files of how many were read. Where `.git` cannot be
        written, the index lives in memory for as long as it is open.

        Raises:
            BusyError: Another process keeps the base locked.
        """
        index = cls(workspace)
        try:
            index.refresh(progress)
        except BaseException:
            index.close()
            raise
        return index

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._base.close()

    def refresh(self, progress: Progress | None = None) -> bool:
        """Bring the index to HEAD; tell whether it was elsewhere."""
        self._progress = progress
        git, head = self._workspace.git, self._workspace.head()
        return self._ask(lambda base: bring_to(base, git, head, progress))

    def rows(
        self,
        kind: str | None = None,
        *,
        state: str | Collection[str] | None = None,
        owner: str | None = None,
        text: str = "",
        order: str = "id",
        limit: int = 200,
        offset: int = 0,
    ) -> list[Row]:
        """Return one page of the rows that fit all that is asked.

        `order` is one of `ORDERS`; `text` is what a person typed, read by
        `search_query.parse`.
        """
        where = condition(kind, state, owner, text)
        query = (
            f"SELECT {COLUMNS} FROM records WHERE {where.clause} "  # noqa: S608 - fixed words
            f"ORDER BY {ORDERS[order]} LIMIT ? OFFSET ?"
        )
        values = (*where.values, limit, offset)
        return self._ask(lambda base: [row_of(found) for found in base.execute(query, values)])

    def count(
        self,
        kind: str | None = None,
        *,
        state: str | Collection[str] | None = None,
        owner: str | None = None,
        text: str = "",
    ) -> int:
        """Return how many rows fit all that is asked."""
        where = condition(kind, state, owner, text)
        query = f"SELECT count(*) FROM records WHERE {where.clause}"  # noqa: S608 - fixed words
        return int(self._ask(lambda base: base.execute(query, where.values).fetchone()[0]))

    def counts_by_state(self, kind: str) -> dict[str, int]:
        """Return how many rows of a kind are in each state."""
        query = "SELECT state, count(*) FROM records WHERE kind = ? GROUP BY state ORDER BY state"
        return self._ask(lambda base: dict(base.execute(query, (kind,)).fetchall()))

    def row(self, kind: str, record_id: str) -> Row | None:
        """Return the row of one record, if there is one."""
        query = f"SELECT {COLUMNS} FROM records WHERE kind = ? AND sort = ? AND id = ?"  # noqa: S608
        values = (kind, sort_key(record_id), record_id)
        found = self._ask(lambda base: base.execute(query, values).fetchone())
        return row_of(found) if found else None

    def rank(self, kind: str, record_id: str) -> int:
        """Return how many rows of a kind stand before a record in the order `-id`."""
        query = "SELECT count(*) FROM records WHERE kind = ? AND sort > ?"
        values = (kind, sort_key(record_id))
        return int(self._ask(lambda base: base.execute(query, values).fetchone()[0]))

    def find(self, query: Query, *, only: str | None = None, limit: int = 200) -> Found:
        """Return what a search of every kind finds, best first; see `index_finding`."""
        return self._ask(lambda base: index_finding.find(base, query, only, limit))

    def passages(self, rows: Sequence[Row], query: Query) -> list[Passage]:
        """Return of each row the text it is found by, in their order."""
        return self._ask(lambda base: [index_finding.passage(base, row, query) for row in rows])

    def near(self, query: Query) -> dict[str, list[str]]:
        """Return, of each word that is found nowhere, the nearest words that are found."""
        return self._ask(lambda base: index_finding.near(base, query))

    def links_from(self, name: str) -> list[Link]:
        """Return the links whose source is `name`, in order of relation and target."""
        return self._ask(lambda base: index_links.links_from(base, name))

    def links_to(self, name: str) -> list[Link]:
        """Return the links whose target is `name`, in order of source and relation."""
        return self._ask(lambda base: index_links.links_to(base, name))

    def links_by_relation(self, relations: Collection[Relation]) -> list[Link]:
        """Return every link of these relations, in order of source."""
        return self._ask(lambda base: index_links.links_by_relation(base, relations))

    def rows_named(self, names: Collection[str]) -> dict[str, Row]:
        """Return the rows of the records with these ids; an id of no record is left out.

        So are ratings and ballots, which nothing is linked to.
        """
        wanted = list(dict.fromkeys(names))
        found = self._ask(lambda base: list(index_links.rows_named(base, COLUMNS, wanted)))
        rows: dict[str, Row] = {}
        for row in map(row_of, found):
            rows.setdefault(row.id, row)
        return rows

    def word_counts(self, words: Collection[str]) -> dict[str, int]:
        """Return how many texts hold each of these folded words; one in none is left out."""
        return self._ask(lambda base: index_likeness.word_counts(base, words))

    def text_count(self) -> int:
        """Return how many texts are searched."""
        return self._ask(index_likeness.text_count)

    def alike(
        self, row: Row, weights: Mapping[str, int], near_days: int, limit: int
    ) -> list[tuple[str, str]]:
        """Return the path and the blob of the `limit` reports most worth comparing with one.

        They share words of `weights`, its solution, or its dates; ties go by nearness in
        time, then by id.
        """
        return self._ask(lambda base: index_likeness.alike(base, row, weights, near_days, limit))

    def findings_for(self, commit: str, catalogue: str) -> tuple[Finding, ...] | None:
        """Return the findings kept for a commit and a version of the checks, if any."""
        query = "SELECT findings FROM verdicts WHERE revision = ? AND catalogue = ?"
        values = (commit, f"{catalogue} {language()}")
        found = self._ask(lambda base: base.execute(query, values).fetchone())
        return None if found is None else tuple(map(_finding, json.loads(found[0])))

    def store_findings(self, commit: str, catalogue: str, findings: Iterable[Finding]) -> None:
        """Keep the findings of a commit; the oldest ones are forgotten."""
        values = (commit, f"{catalogue} {language()}", json.dumps([list(x) for x in findings]))

        def store(base: sqlite3.Connection) -> None:
            with transaction(base):
                base.execute(
                    "INSERT OR REPLACE INTO verdicts (revision, catalogue, findings) "
                    "VALUES (?, ?, ?)",
                    values,
                )
                base.execute(
                    "DELETE FROM verdicts WHERE number <= (SELECT max(number) FROM verdicts) - ?",
                    (_KEPT_VERDICTS,),
                )

        self._ask(store)

    def _create(self, base: sqlite3.Connection) -> None:
        create(base, self._workspace.git, self._workspace.head(), self._progress)

    def _ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        return self._base.ask(question)


def _finding(kept: list[Any]) -> Finding:
    code, severity, *rest, edits = kept
    found = Finding(code, Severity(severity), *rest)
    return found._replace(edits=tuple(Edit(*edit) for edit in edits))
