"""A disposable SQLite base: built beside, replaced when damaged, in memory where it must be.

Everything in it can be worked out again from the repository. A base that is missing, damaged,
of another format, or not one that this user made where it is, is rebuilt without a word.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar

from comens_tui.errors import BusyError
from comens_tui.i18n import _
from comens_tui.store.lock import held
from comens_tui.store.own_seal import seal

T = TypeVar("T")

#: How many of how many are done.
Progress = Callable[[int, int], None]

_BUILD_TIMEOUT = 120.0

#: What SQLite says of a base that is worth nothing any more.
_DAMAGED = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", "SQLITE_SCHEMA"})


class Making(NamedTuple):
    """How a base is made and recognised.

    `create` makes the tables in an empty base and fills them. `require_current` raises
    `sqlite3.DatabaseError` for a base of another format.
    """

    create: Callable[[sqlite3.Connection], None]
    require_current: Callable[[sqlite3.Connection], None]


class DisposableBase:
    """One base in `file`, or in memory where there is none; safe to ask from several threads."""

    def __init__(self, file: Path | None, making: Making) -> None:
        self._file = file
        self._making = making
        self._memory = f"file:comens-{os.getpid()}-{id(self)}?mode=memory&cache=shared"
        self._connections: list[sqlite3.Connection] = []
        self._guard = threading.RLock()
        self._local = threading.local()
        #: Grows when the base is replaced, so that no thread goes on with the old one.
        self._generation = 0

    def close(self) -> None:
        """Close every connection; a later question opens the base again."""
        with self._guard:
            self._generation += 1
            for connection in self._connections:
                connection.close()
            self._connections.clear()

    def is_made(self) -> bool:
        """Tell whether there is a base to ask: if not, the next question makes it."""
        return self._file.exists() if self._file is not None else bool(self._connections)

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """Answer from the base; one that is damaged or cannot be written is replaced once.

        Raises:
            BusyError: Another process keeps the base locked.
        """
        generation = self._generation
        try:
            return question(self.connection())
        except sqlite3.DatabaseError as error:
            self._replace(error, generation)
            return question(self.connection())
        except OSError:
            self._move_to_memory(generation)
            return question(self.connection())

    def connection(self) -> sqlite3.Connection:
        """Return the connection of this thread to the base of now."""
        generation, base = getattr(self._local, "held", (None, None))
        if base is None or generation != self._generation:
            with self._guard:
                base = self._connect()
                self._local.held = (self._generation, base)
        return base

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
        self._making.require_current(base)
        if recall(base, "seal") != _seal_of(self._file):
            raise sqlite3.DatabaseError(str(self._file))
        return base

    def _connect_in_memory(self) -> sqlite3.Connection:
        base = connect(self._memory, uri=True)
        self._connections.append(base)
        if base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            self._making.create(base)
        return base

    def _build(self, file: Path) -> None:
        """Build the base beside and put it in place whole, unless somebody just did."""
        if file.exists():
            return
        beside = file.with_name(f"{file.name}.new")
        _remove(beside)
        with closing(connect(str(beside))) as base:
            self._making.create(base)
            remember(base, "seal", _seal_of(beside))
        # A log left by a base that is gone would be taken for this one's.
        _remove(file)
        beside.replace(file)


def connect(name: str, *, uri: bool = False) -> sqlite3.Connection:
    """Return a connection whose transactions are explicit."""
    return sqlite3.connect(name, timeout=10, isolation_level=None, check_same_thread=False, uri=uri)


@contextmanager
def transaction(base: sqlite3.Connection) -> Iterator[None]:
    """Do what is inside at once, or not at all."""
    base.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        base.execute("ROLLBACK")
        raise
    base.execute("COMMIT")


def remember(base: sqlite3.Connection, name: str, value: str) -> None:
    """Keep a value in the table `about`, which every base has."""
    base.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))


def recall(base: sqlite3.Connection, name: str) -> str | None:
    """Return a value of the table `about`, None where it was never kept."""
    found = base.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
    return str(found[0]) if found else None


def _seal_of(file: Path) -> str:
    """Return the seal of this user on the very file, wherever it is moved; a copy is another."""
    return seal(b"base", str(file.stat().st_ino).encode())


def _remove(file: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        file.with_name(f"{file.name}{suffix}").unlink(missing_ok=True)
