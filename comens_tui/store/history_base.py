"""The base behind the history: its tables, and how a branch is brought into them.

Every commit has a rank: its own recorded date, or one second after its latest parent's
rank where that is later. Ranks follow ancestry whatever the dates say, and depend on a
commit's ancestors alone: a base that grew and one built at once are the same.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from comens_tui import __version__
from comens_tui.store.disposable import Progress, recall, remember, transaction
from comens_tui.store.git import Git
from comens_tui.store.history_log import LoggedCommit, Written, commits

#: To be raised whenever what is kept changes.
FORMAT = 1
_STAMP = f"{FORMAT} {__version__}"

_CHUNK = 512
_DOCUMENTS = b"corpus/"

_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE commits (
    id BLOB PRIMARY KEY, rank INTEGER NOT NULL,
    authored INTEGER NOT NULL, authored_offset INTEGER NOT NULL,
    committed INTEGER NOT NULL, committed_offset INTEGER NOT NULL,
    parents TEXT NOT NULL, author TEXT NOT NULL, subject TEXT NOT NULL, trailers TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE paths (number INTEGER PRIMARY KEY, name BLOB NOT NULL UNIQUE);
CREATE TABLE changes (
    path INTEGER NOT NULL, rank INTEGER NOT NULL, id BLOB NOT NULL, old_path INTEGER,
    old_blobs TEXT NOT NULL, new_blob TEXT NOT NULL, is_unread INTEGER NOT NULL,
    PRIMARY KEY (path, rank, id)
) WITHOUT ROWID;
CREATE TABLE versions (blob TEXT PRIMARY KEY, digests TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE marks (
    requirement TEXT NOT NULL, rank INTEGER NOT NULL, id BLOB NOT NULL, path INTEGER NOT NULL,
    happening TEXT NOT NULL, other TEXT NOT NULL, other_path INTEGER NOT NULL,
    old_blob TEXT NOT NULL, new_blob TEXT NOT NULL, was TEXT NOT NULL, now TEXT NOT NULL,
    PRIMARY KEY (requirement, rank, id, path, happening, other)
) WITHOUT ROWID;
CREATE INDEX commits_by_rank ON commits (rank, id);
CREATE INDEX changes_by_commit ON changes (id);
CREATE INDEX changes_renamed ON changes (old_path) WHERE old_path NOTNULL;
CREATE INDEX changes_unread ON changes (path) WHERE is_unread;
CREATE INDEX marks_by_commit ON marks (id);
"""


class Place(NamedTuple):
    """Where a base is to be brought: a commit, and the cuts of a shallow clone (sorted ids)."""

    head: str
    cuts: tuple[str, ...]

    @property
    def mark(self) -> str:
        """What tells one set of cuts from another."""
        return hashlib.sha256("\n".join(self.cuts).encode()).hexdigest() if self.cuts else ""


class Dated(NamedTuple):
    """What a child needs of its parent."""

    rank: int
    authored: int
    committed: int


def create(base: sqlite3.Connection) -> None:
    """Make the tables of an empty base that knows no commit yet."""
    base.executescript(_TABLES)
    remember(base, "stamp", _STAMP)


def require_current(base: sqlite3.Connection) -> None:
    """Make sure that the base is of this format.

    Raises:
        sqlite3.DatabaseError: It is of another one, or no base of ours.
    """
    if recall(base, "stamp") != _STAMP:
        raise sqlite3.DatabaseError(_STAMP)


def is_at(base: sqlite3.Connection, place: Place) -> bool:
    """Tell whether the base knows exactly the history of `place`."""
    return recall(base, "head") == place.head and recall(base, "cuts") == place.mark


def bring_to(base: sqlite3.Connection, git: Git, place: Place, progress: Progress | None) -> bool:
    """Bring the base to `place`; tell whether it was elsewhere.

    Only what differs is read: the commits that one has and the other has not. What was
    read of the versions of documents is kept by blob, whatever becomes of the commits.
    """
    if is_at(base, place):
        return False
    with transaction(base):
        # Asked again: another process may have done it before this transaction began.
        if is_at(base, place):
            return True
        known = recall(base, "head")
        if known is not None and (
            recall(base, "cuts") != place.mark or git.commit_of(known) is None
        ):
            known = None
        if known is None:
            for table in ("commits", "changes", "marks"):
                base.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        else:
            _forget(base, git.line("rev-list", known, f"^{place.head}", "--").split())
        _add(base, _counted(git, place.head, known, progress))
        remember(base, "head", place.head)
        remember(base, "cuts", place.mark)
    return True


def _counted(
    git: Git, head: str, known: str | None, progress: Progress | None
) -> Iterator[LoggedCommit]:
    """Yield the commits to add, and tell how many of how many have come."""
    if progress is None:
        yield from commits(git, head, known)
        return
    exclusion = [] if known is None else [f"^{known}"]
    total = int(git.line("rev-list", "--count", head, *exclusion, "--"))
    for number, commit in enumerate(commits(git, head, known), 1):
        yield commit
        if number % _CHUNK == 0 or number == total:
            progress(number, total)


def _forget(base: sqlite3.Connection, gone: Iterable[str]) -> None:
    ids = [(bytes.fromhex(commit),) for commit in gone]
    for table in ("commits", "changes", "marks"):
        base.executemany(f"DELETE FROM {table} WHERE id = ?", ids)  # noqa: S608 - our own names


def _add(base: sqlite3.Connection, found: Iterable[LoggedCommit]) -> None:
    ranks: dict[str, Dated] = {}
    numbers = {
        bytes(name): number for name, number in base.execute("SELECT name, number FROM paths")
    }

    def number_of(path: bytes) -> int:
        number = numbers.get(path)
        if number is None:
            number = numbers[path] = len(numbers) + 1
            base.execute("INSERT INTO paths VALUES (?, ?)", (number, path))
        return number

    for commit in found:
        parents = [dated for parent in commit.parents if (dated := _dated(base, ranks, parent))]
        rank = max((commit.committed.seconds, *(parent.rank + 1 for parent in parents)))
        ranks[commit.id] = Dated(rank, commit.authored.seconds, commit.committed.seconds)
        base.execute(
            "INSERT INTO commits VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            _commit_row(commit, rank, parents),
        )
        base.executemany(
            "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?)",
            (_change_row(written, rank, commit.id, number_of) for written in commit.written),
        )


def _dated(base: sqlite3.Connection, ranks: dict[str, Dated], commit: str) -> Dated | None:
    """Return the rank and dates of a parent, None where the clone does not have it."""
    known = ranks.get(commit)
    if known is None:
        found = base.execute(
            "SELECT rank, authored, committed FROM commits WHERE id = ?", (bytes.fromhex(commit),)
        ).fetchone()
        known = Dated._make(found) if found else None
    return known


def _commit_row(commit: LoggedCommit, rank: int, parents: list[Dated]) -> tuple[object, ...]:
    return (
        bytes.fromhex(commit.id),
        rank,
        *commit.authored,
        *commit.committed,
        json.dumps([[parent.authored, parent.committed] for parent in parents]),
        commit.author,
        commit.subject,
        json.dumps(commit.trailers, ensure_ascii=False),
    )


def _change_row(
    written: Written, rank: int, commit: str, number_of: Callable[[bytes], int]
) -> tuple[object, ...]:
    return (
        number_of(written.path),
        rank,
        bytes.fromhex(commit),
        None if written.old_path is None else number_of(written.old_path),
        " ".join(blob or "-" for blob in written.old_blobs),
        written.new_blob or "-",
        is_document(written.path),
    )


def is_document(path: bytes) -> bool:
    """Tell whether a path may hold requirements."""
    return path.startswith(_DOCUMENTS) and path.endswith(b".md")
