"""The disposable index of the commit that is checked out: lists, filters, searches.

It is keyed by blob, refreshed by the difference of two trees, and rebuilt without a word
when it is missing, damaged or of another format. What it answers equals a full scan of the
snapshot at HEAD; the working tree is not in it.
"""

import json
import os
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, Self, TypeVar

from comens_tui.errors import BusyError
from comens_tui.i18n import _, language
from comens_tui.model.finding import Finding
from comens_tui.model.link import Link, Relation
from comens_tui.model.words import Severity
from comens_tui.store import index_links
from comens_tui.store.index_base import (
    FORMAT,
    Progress,
    bring_to,
    connect,
    create,
    require_current,
    transaction,
)
from comens_tui.store.index_rows import Row
from comens_tui.store.index_search import ORDERS, condition, sort_key
from comens_tui.store.lock import held
from comens_tui.store.workspace import Workspace

T = TypeVar("T")

_COLUMNS = "kind, id, path, blob, title, state, date, owner, extra"
_KEPT_VERDICTS = 64
_BUILD_TIMEOUT = 120.0

#: What SQLite says of a base that is worth nothing any more.
_DAMAGED = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", "SQLITE_SCHEMA"})


class Index:
    """The index of one workspace; safe to ask from several threads. Close it after use."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._file: Path | None = workspace.private / f"index-v{FORMAT}.sqlite"
        self._memory = f"file:comens-{os.getpid()}-{id(self)}?mode=memory&cache=shared"
        self._connections: list[sqlite3.Connection] = []
        self._guard = threading.RLock()
        self._local = threading.local()
        #: Grows when the base is replaced, so that no thread goes on with the old one.
        self._generation = 0
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
        with self._guard:
            self._generation += 1
            for connection in self._connections:
                connection.close()
            self._connections.clear()

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

        `order` is one of `ORDERS`; `text` is what a person typed: every word must be found,
        accents, case, ligatures and elisions apart, and each may go on.
        """
        where = condition(kind, state, owner, text)
        query = (
            f"SELECT {_COLUMNS} FROM records WHERE {where.clause} "  # noqa: S608 - fixed words
            f"ORDER BY {ORDERS[order]} LIMIT ? OFFSET ?"
        )
        values = (*where.values, limit, offset)
        return self._ask(lambda base: [_row(found) for found in base.execute(query, values)])

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
        query = f"SELECT {_COLUMNS} FROM records WHERE kind = ? AND sort = ? AND id = ?"  # noqa: S608
        values = (kind, sort_key(record_id), record_id)
        found = self._ask(lambda base: base.execute(query, values).fetchone())
        return _row(found) if found else None

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
        found = self._ask(lambda base: list(index_links.rows_named(base, _COLUMNS, wanted)))
        rows: dict[str, Row] = {}
        for row in map(_row, found):
            rows.setdefault(row.id, row)
        return rows

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

    def _ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """Answer from the base; one that is damaged or cannot be written is replaced once."""
        generation = self._generation
        try:
            return question(self._connection())
        except sqlite3.DatabaseError as error:
            self._replace(error, generation)
            return question(self._connection())
        except OSError:
            self._move_to_memory(generation)
            return question(self._connection())

    def _replace(self, error: sqlite3.DatabaseError, generation: int) -> None:
        name = getattr(error, "sqlite_errorname", "SQLITE_NOTADB")
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise BusyError(
                _("Another process keeps the index of this workspace locked."),
                _("Wait until it is done, then try again."),
            ) from error
        if self._file is not None and name.split("_EXT")[0] in _DAMAGED:
            with self._guard:
                if generation == self._generation:
                    self._generation += 1
                    _remove(self._file)
        else:
            self._move_to_memory(generation)

    def _move_to_memory(self, generation: int) -> None:
        with self._guard:
            if generation == self._generation:
                self._generation += 1
                self._file = None

    def _connection(self) -> sqlite3.Connection:
        """Return the connection of this thread to the base of now."""
        generation, base = getattr(self._local, "held", (None, None))
        if base is None or generation != self._generation:
            with self._guard:
                base = self._connect()
                self._local.held = (self._generation, base)
        return base

    def _connect(self) -> sqlite3.Connection:
        if self._file is None:
            return self._connect_in_memory()
        if not self._file.exists():
            with held(self._file.with_suffix(".lock"), "index", _BUILD_TIMEOUT):
                self._build(self._file)
        base = connect(str(self._file))
        self._connections.append(base)
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        require_current(base)
        return base

    def _connect_in_memory(self) -> sqlite3.Connection:
        base = connect(self._memory, uri=True)
        self._connections.append(base)
        if base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            create(base, self._workspace.git, self._workspace.head(), self._progress)
        return base

    def _build(self, file: Path) -> None:
        """Build the base beside and put it in place whole, unless somebody just did."""
        if file.exists():
            return
        beside = file.with_name(f"{file.name}.new")
        _remove(beside)
        with closing(connect(str(beside))) as base:
            create(base, self._workspace.git, self._workspace.head(), self._progress)
        # A log left by a base that is gone would be taken for this one's.
        _remove(file)
        beside.replace(file)


def _remove(file: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        file.with_name(f"{file.name}{suffix}").unlink(missing_ok=True)


def _row(found: tuple[Any, ...]) -> Row:
    return Row._make((*found[:-1], json.loads(found[-1])))


def _finding(kept: list[Any]) -> Finding:
    code, severity, *rest = kept
    return Finding(code, Severity(severity), *rest)
