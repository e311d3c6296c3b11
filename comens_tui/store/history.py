"""The history of a repository, asked from a disposable base: of all, of a path, of a requirement.

The base lives in `.git/comens/` of a workspace, and in memory for any other repository. It
is brought to HEAD by the commits that differ; an answer from a warm one walks no history.
"""

import heapq
import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple, Self

from comens_tui.model.words import Happening
from comens_tui.rules.oddities import Dates
from comens_tui.store.disposable import DisposableBase, Making, Progress
from comens_tui.store.history_base import (
    FORMAT,
    Place,
    bring_to,
    create,
    is_at,
    require_current,
)
from comens_tui.store.history_following import Row, followed, latest_first
from comens_tui.store.history_versions import read_versions
from comens_tui.store.repository import Repository
from comens_tui.store.stamps import moment

_COMMIT = (
    "c.id, c.rank, c.authored, c.authored_offset, c.committed, c.parents, c.author, c.subject, "
    "c.trailers"
)
#: In all of these the rank is the second value, the commit the third.
_CHANGES = (
    "SELECT h.path, h.rank, h.id, h.old_path, p.name, o.name, h.old_blobs, h.new_blob, "  # noqa: S608
    f":path, {_COMMIT} "
    "FROM changes h JOIN commits c ON c.id = h.id JOIN paths p ON p.number = h.path "
    "LEFT JOIN paths o ON o.number = h.old_path "
    "WHERE {which} AND h.rank < :below ORDER BY h.rank DESC, h.id DESC"
)
_WRITTEN = _CHANGES.format(which="h.path = :path")
_LEFT = _CHANGES.format(which="h.old_path = :path AND h.path <> :path")
_MARKS = (
    "SELECT m.requirement, m.rank, m.id, m.happening, m.other, p.name, o.name, m.old_blob, "  # noqa: S608
    f"m.new_blob, m.was, m.now, {_COMMIT} "
    "FROM marks m JOIN commits c ON c.id = m.id JOIN paths p ON p.number = m.path "
    "JOIN paths o ON o.number = m.other_path "
    "WHERE m.requirement = ? AND m.rank < ? ORDER BY m.rank DESC, m.id DESC"
)
_ABSENT = "-"


class PastCommit(NamedTuple):
    """A commit of the history. `when` is its author's date; `is_cut` that parents are missing."""

    id: str
    rank: int
    when: datetime
    dates: Dates
    parents: tuple[Dates, ...]
    author: str
    subject: str
    trailers: Mapping[str, str]
    is_cut: bool


class PathEntry(NamedTuple):
    """What a commit did to a file; `old_path` is its former path where it was renamed.

    A file that left the path asked for has become `path`.
    """

    commit: PastCommit
    path: str
    happening: Happening
    old_path: str | None
    old_blobs: tuple[str | None, ...]
    new_blob: str | None


class RequirementEntry(NamedTuple):
    """What a commit did to a requirement.

    `other` is the id it had before (renumbered) or took (became), `old_path` the file it
    stood in before. The blobs are versions of those files; `was` and `now` tell its own
    texts apart, before (one a parent) and after.
    """

    commit: PastCommit
    requirement: str
    path: str
    happening: Happening
    other: str
    old_path: str
    old_blob: str | None
    new_blob: str | None
    was: tuple[str, ...]
    now: str


class History:
    """The history of one repository; safe to ask from several threads. Close it after use."""

    def __init__(self, repository: Repository) -> None:
        private = repository.private
        self._repository = repository
        self._base = DisposableBase(
            None if private is None else private / f"history-v{FORMAT}.sqlite",
            Making(self._create, require_current),
        )
        self._cuts: frozenset[str] = frozenset()
        self._progress: Progress | None = None

    @classmethod
    def open(cls, repository: Repository, progress: Progress | None = None) -> Self:
        """Return the history up to HEAD; `progress` is told how many commits of how many.

        Raises:
            BusyError: Another process keeps the base locked.
            WorkspaceError: Nothing is committed.
        """
        history = cls(repository)
        try:
            history.refresh(progress)
        except BaseException:
            history.close()
            raise
        return history

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._base.close()

    def is_fresh(self) -> bool:
        """Tell whether the base is at HEAD: what is then asked needs no reading of commits."""
        place = self._place()
        return self._base.is_made() and self._base.ask(lambda base: is_at(base, place))

    def refresh(self, progress: Progress | None = None) -> bool:
        """Bring the base to HEAD; tell whether it was elsewhere."""
        self._progress = progress
        place, git = self._place(), self._repository.git
        self._cuts = frozenset(place.cuts)
        return self._base.ask(lambda base: bring_to(base, git, place, progress))

    def _create(self, base: sqlite3.Connection) -> None:
        create(base)
        bring_to(base, self._repository.git, self._place(), self._progress)

    def _place(self) -> Place:
        return Place(self._repository.head(), self._repository.cuts())

    def count(self) -> int:
        """Return how many commits there are."""
        query = "SELECT count(*) FROM commits"
        return int(self._base.ask(lambda base: base.execute(query).fetchone()[0]))

    def latest(self, limit: int) -> list[PastCommit]:
        """Return the latest commits by ancestry; a negative `limit` means all."""
        query = f"SELECT {_COMMIT} FROM commits c ORDER BY c.rank DESC, c.id DESC LIMIT ?"  # noqa: S608
        return self._base.ask(
            lambda base: [self._commit(row) for row in base.execute(query, (limit,))]
        )

    def below(self, folder: str, limit: int) -> list[PastCommit]:
        """Return the latest commits that wrote anything below `folder`."""
        start = os.fsencode(folder.rstrip("/") + "/")
        below = "SELECT number FROM paths WHERE name >= :start AND name < :end"
        query = (
            f"SELECT {_COMMIT} FROM commits c WHERE c.id IN "  # noqa: S608 - fixed words
            f"(SELECT id FROM changes WHERE path IN ({below}) "
            f"UNION SELECT id FROM changes WHERE old_path IN ({below})) "
            "ORDER BY c.rank DESC, c.id DESC LIMIT :limit"
        )
        values = {"start": start, "end": start[:-1] + b"0", "limit": limit}
        return self._base.ask(
            lambda base: [self._commit(row) for row in base.execute(query, values)]
        )

    def paths(self) -> list[str]:
        """Return every path that was ever written, sorted."""
        query = (
            "SELECT name FROM paths p WHERE EXISTS (SELECT 1 FROM changes WHERE path = p.number) "
            "ORDER BY name"
        )
        return self._base.ask(lambda base: [os.fsdecode(row[0]) for row in base.execute(query)])

    def knows(self, path: str) -> bool:
        """Tell whether any commit wrote `path`."""
        return self._base.ask(lambda base: _number(base, path)) is not None

    def of_path(self, path: str, limit: int) -> list[PathEntry]:
        """Return the latest commits that wrote `path`, or the path that it was renamed from."""

        def ask(base: sqlite3.Connection) -> list[PathEntry]:
            number = _number(base, path)
            if number is None:
                return []
            found = followed(
                number,
                lambda file, below: _path_rows(base, file, below),
                lambda row: row[3] if row[0] == row[8] else None,
                goes_on=True,
            )
            rows = islice(found, limit) if limit >= 0 else found
            return [self._path_entry(row) for row in rows]

        return self._base.ask(ask)

    def of_requirement(
        self, requirement: str, path: str | None, limit: int, progress: Progress | None = None
    ) -> list[RequirementEntry]:
        """Return the latest commits that changed a requirement's own text, number or place.

        Args:
            requirement: Its id now, or one that it had.
            path: The document that holds it; None to look for it in every version of all.
            limit: How many at most; negative for all.
            progress: Told how many versions of how many were read, where some were not yet.
        """

        def ask(base: sqlite3.Connection) -> list[RequirementEntry]:
            self._read(base, path, progress)
            found = followed(
                requirement,
                lambda name, below: self._marks(base, name, below, progress),
                _former,
                goes_on=False,
            )
            rows = islice(found, limit) if limit >= 0 else found
            return [self._requirement_entry(row) for row in rows]

        return self._base.ask(ask)

    def digest_in(self, blob: str, requirement: str) -> str:
        """Return the digest of a requirement in a version that was read, or nothing."""
        query = "SELECT digests FROM versions WHERE blob = ?"
        found = self._base.ask(lambda base: base.execute(query, (blob,)).fetchone())
        return str(json.loads(found[0]).get(requirement, "")) if found else ""

    def _read(self, base: sqlite3.Connection, path: str | None, progress: Progress | None) -> None:
        """Read what is unread of a document and of the files it was renamed from, or of all."""
        if path is None:
            read_versions(base, self._repository.git, None, progress)
            return
        waiting = [_number(base, path)]
        seen: set[int] = set()
        while waiting:
            number = waiting.pop()
            if number is None or number in seen:
                continue
            seen.add(number)
            read_versions(base, self._repository.git, number, progress)
            query = "SELECT DISTINCT old_path FROM changes WHERE path = ? AND old_path NOTNULL"
            waiting += [row[0] for row in base.execute(query, (number,))]

    def _marks(
        self, base: sqlite3.Connection, requirement: str, below: int, progress: Progress | None
    ) -> Iterator[Row]:
        """Yield the marks of a requirement, the document it came from being read on the way."""
        query = (
            "SELECT name FROM paths p WHERE number IN "
            "(SELECT other_path FROM marks WHERE requirement = ?) "
            "AND EXISTS (SELECT 1 FROM changes WHERE path = p.number AND is_unread)"
        )
        # What is read may tell that it came from another document yet.
        while origins := base.execute(query, (requirement,)).fetchall():
            for (origin,) in origins:
                self._read(base, os.fsdecode(origin), progress)
        rows = base.execute(_MARKS, (requirement, below)).fetchall()
        taken = {row[2] for row in rows if row[3] == Happening.RENUMBERED}
        # In a list that shifted, an id leaves one text and comes to another by the same act.
        return (row for row in rows if row[3] != Happening.BECAME or row[2] not in taken)

    def _path_entry(self, row: Row) -> PathEntry:
        path, _rank, _id, _old, name, old_name, old_blobs, new_blob, asked, *commit = row
        olds = tuple(_blob(blob) for blob in old_blobs.split())
        happening = _happening(olds, _blob(new_blob), is_renamed=old_name is not None)
        return PathEntry(
            self._commit(commit),
            os.fsdecode(name),
            happening if path == asked else Happening.BECAME,
            None if old_name is None else os.fsdecode(old_name),
            olds,
            _blob(new_blob),
        )

    def _requirement_entry(self, row: Row) -> RequirementEntry:
        requirement, _rank, _id, happening, other, name, old_name, old, new, was, now, *commit = row
        return RequirementEntry(
            self._commit(commit),
            requirement,
            os.fsdecode(name),
            Happening(happening),
            other,
            os.fsdecode(old_name),
            _blob(old),
            _blob(new),
            tuple(was.split()),
            now,
        )

    def _commit(self, row: Sequence[Any]) -> PastCommit:
        commit, rank, authored, offset, committed, parents, author, subject, trailers = row
        return PastCommit(
            commit.hex(),
            rank,
            moment(authored, offset),
            Dates(authored, committed),
            tuple(Dates(*dates) for dates in json.loads(parents)),
            author,
            subject,
            json.loads(trailers),
            commit.hex() in self._cuts,
        )


def _number(base: sqlite3.Connection, path: str) -> int | None:
    found = base.execute(
        "SELECT number FROM paths WHERE name = ? "
        "AND EXISTS (SELECT 1 FROM changes WHERE path = number)",
        (os.fsencode(path),),
    ).fetchone()
    return int(found[0]) if found else None


def _blob(kept: str) -> str | None:
    return None if kept == _ABSENT else kept


def _path_rows(base: sqlite3.Connection, path: int, below: int) -> Iterator[Row]:
    """Yield the commits that wrote a path, and those that renamed it to another."""
    values = {"path": path, "below": below}
    cursors = (base.execute(query, values) for query in (_WRITTEN, _LEFT))
    return heapq.merge(*cursors, key=latest_first)


def _former(row: Row) -> str | None:
    return row[4] if row[3] == Happening.RENUMBERED else None


def _happening(olds: tuple[str | None, ...], new: str | None, *, is_renamed: bool) -> Happening:
    if new is None:
        return Happening.REMOVED
    if is_renamed:
        return Happening.RENAMED
    return Happening.CHANGED if any(olds) else Happening.ADDED
