"""The base behind the index: its tables, and how a commit is brought into them."""

import gc
import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from comens_tui import __version__
from comens_tui.errors import RecordError
from comens_tui.model.link import Link
from comens_tui.store import index_links, index_texts, layout
from comens_tui.store.disposable import Progress, recall, remember, transaction
from comens_tui.store.git import Git
from comens_tui.store.index_rows import Entry, entries_of
from comens_tui.store.parsing import parse_file
from comens_tui.store.records import MAX_BYTES
from comens_tui.text.folding import sort_key

#: To be raised whenever what is kept, or what is parsed from the same bytes, changes.
FORMAT = 5
#: Texts are folded by the Unicode tables of this Python.
_STAMP = f"{FORMAT} {__version__} {unicodedata.unidata_version}"

_REGULAR = frozenset({"100644", "100755"})
_CHUNK = 256
#: What stands in a name for a byte that is not UTF-8.
_UNDECODED = re.compile("[\udc80-\udcff]")

_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (path TEXT PRIMARY KEY, blob TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE records (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, sort TEXT NOT NULL,
    path TEXT NOT NULL, blob TEXT NOT NULL, title TEXT NOT NULL, state TEXT NOT NULL,
    date TEXT NOT NULL, owner TEXT NOT NULL, extra TEXT NOT NULL
);
CREATE TABLE verdicts (
    number INTEGER PRIMARY KEY, revision TEXT NOT NULL, catalogue TEXT NOT NULL,
    findings TEXT NOT NULL, UNIQUE (revision, catalogue)
);
"""
#: Made after the first filling, which is faster that way.
_ORDERINGS = """
CREATE INDEX records_by_id ON records (kind, sort, path);
CREATE INDEX records_by_state ON records (kind, state, sort);
CREATE INDEX records_by_date ON records (kind, date, sort);
CREATE INDEX records_by_path ON records (path);
"""


def create(base: sqlite3.Connection, git: Git, head: str, progress: Progress | None) -> None:
    """Make the tables in an empty base and fill them with the commit `head`."""
    base.executescript(_TABLES + index_texts.TABLES + index_links.TABLES)
    with transaction(base):
        remember(base, "stamp", _STAMP)
        _replace_files(base, git, _differences(base, git, None, head), progress)
        remember(base, "commit", head)
    base.executescript(_ORDERINGS + index_links.ORDERINGS)


def require_current(base: sqlite3.Connection) -> None:
    """Make sure that the base is of this format.

    Raises:
        sqlite3.DatabaseError: It is of another one, or no base of ours.
    """
    if recall(base, "stamp") != _STAMP:
        raise sqlite3.DatabaseError(_STAMP)


def bring_to(base: sqlite3.Connection, git: Git, head: str, progress: Progress | None) -> bool:
    """Bring the base to the commit `head`; tell whether it was elsewhere."""
    if recall(base, "commit") == head:
        return False
    with transaction(base):
        # Asked again: another process may have done it before this transaction began.
        commit = recall(base, "commit")
        if commit != head:
            _replace_files(base, git, _differences(base, git, commit, head), progress)
            remember(base, "commit", head)
    return True


def _differences(
    base: sqlite3.Connection, git: Git, commit: str | None, head: str
) -> dict[str, str | None]:
    """Return the blob of each path that changed, None where it is gone.

    A name that is not UTF-8 is no record's, and SQLite would not have it.
    """
    if commit is not None and git.commit_of(commit) is not None:
        return {
            change.path: change.new_blob if change.new_mode in _REGULAR else None
            for change in git.changes(commit, head, layout.FOLDERS)
            if not _UNDECODED.search(change.path)
        }
    known = dict(base.execute("SELECT path, blob FROM files").fetchall())
    listed = {
        entry.path: entry.blob
        for entry in git.files(head, layout.FOLDERS)
        if entry.mode in _REGULAR and not _UNDECODED.search(entry.path)
    }
    gone: dict[str, str | None] = dict.fromkeys(known.keys() - listed.keys())
    return gone | {path: blob for path, blob in listed.items() if known.get(path) != blob}


def _replace_files(
    base: sqlite3.Connection,
    git: Git,
    changed: Mapping[str, str | None],
    progress: Progress | None,
) -> None:
    if recall(base, "commit") is not None:
        _forget(base, changed)
    kept = [(path, blob) for path, blob in changed.items() if blob is not None]
    number = base.execute("SELECT coalesce(max(number), 0) FROM records").fetchone()[0]
    # SQLite splits words without holding the interpreter: one thread files while this one reads.
    with _without_collection(), ThreadPoolExecutor(max_workers=1) as filing:
        filed: list[Future[None]] = []
        for start in range(0, len(kept), _CHUNK):
            chunk = kept[start : start + _CHUNK]
            links: list[Link] = []
            entries = list(_read(git, chunk, links))
            filed.append(filing.submit(_insert, base, entries, number))
            filed.append(filing.submit(index_links.insert, base, links))
            number += len(entries)
            if progress is not None:
                progress(start + len(chunk), len(kept))
        for done in filed:
            done.result()
    base.executemany("INSERT INTO files (path, blob) VALUES (?, ?)", kept)


def _forget(base: sqlite3.Connection, paths: Mapping[str, str | None]) -> None:
    rows = [(path,) for path in paths]
    index_texts.forget(base, paths)
    base.executemany("DELETE FROM records WHERE path = ?", rows)
    index_links.forget(base, rows)
    base.executemany("DELETE FROM files WHERE path = ?", rows)


def _read(git: Git, files: Sequence[tuple[str, str]], links: list[Link]) -> Iterator[Entry]:
    """Yield the entries of the files that fit their format and stand in their place.

    The links that they write are added to `links`.
    """
    blobs = git.objects.read_many([blob for _path, blob in files], limit=MAX_BYTES)
    for (path, blob), found in zip(files, blobs, strict=True):
        place = layout.identify(path)
        if place is None or found is None or found.content is None:
            continue
        try:
            parsed, home = parse_file(path, found.content)
        except RecordError:
            continue
        if home == path:
            yield from entries_of(place, path, blob, parsed)
            links += index_links.links_in(place, path, found.content, parsed)


def _insert(base: sqlite3.Connection, entries: Sequence[Entry], number: int) -> None:
    base.executemany(
        "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                number + place,
                row.kind,
                row.id,
                sort_key(row.id),
                *row[2:8],
                json.dumps(row.extra, ensure_ascii=False),
            )
            for place, (row, _text) in enumerate(entries, 1)
        ),
    )
    index_texts.add(base, entries, number)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Stop the collector while many small records live for a moment: a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
