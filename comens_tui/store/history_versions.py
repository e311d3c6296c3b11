"""The versions of documents, read once each: what every commit did to every requirement."""

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from comens_tui.model.requirement import Clause
from comens_tui.store.disposable import Progress, transaction
from comens_tui.store.git import Git
from comens_tui.store.objects import GitObject
from comens_tui.store.records import MAX_BYTES
from comens_tui.text.requirement_steps import (
    Standing,
    Step,
    differing,
    own_digest,
    own_texts,
    steps,
)

_CHUNK = 128
_ABSENT = "-"


class Change(NamedTuple):
    """A document that a commit wrote; `old_blobs` has one place a parent."""

    path: int
    rank: int
    commit: bytes
    old_blobs: tuple[str, ...]
    new_blob: str


def read_versions(
    base: sqlite3.Connection, git: Git, path: int | None, progress: Progress | None
) -> None:
    """Read what is not yet read of a document, or of all of them where `path` is None."""
    where = "is_unread" if path is None else "is_unread AND path = ?"
    rows = base.execute(
        "SELECT path, rank, id, old_blobs, new_blob FROM changes "  # noqa: S608 - fixed words
        f"WHERE {where} ORDER BY rank, id, path",
        () if path is None else (path,),
    ).fetchall()
    changes = [_change(row) for row in rows]
    reader = _Reader(base, git)
    done: set[tuple[int, bytes]] = set()
    for start in range(0, len(changes), _CHUNK):
        chunk = changes[start : start + _CHUNK]
        # A transaction a chunk: what was read is kept if the rest is interrupted.
        with transaction(base):
            reader.prepare(chunk)
            for change in chunk:
                if (change.path, change.commit) not in done:
                    done |= reader.mark(change)
        if progress is not None:
            progress(start + len(chunk), len(changes))


def _change(row: tuple[int, int, bytes, str, str]) -> Change:
    path, rank, commit, old_blobs, new_blob = row
    return Change(path, rank, commit, tuple(old_blobs.split()), new_blob)


class _Reader:
    """Reads blobs into digests of requirements, and compares them along the commits."""

    def __init__(self, base: sqlite3.Connection, git: Git) -> None:
        self._base = base
        self._git = git
        self._digests: dict[str, Mapping[str, str]] = {_ABSENT: {}}
        #: The requirements of the versions read last.
        self._texts: OrderedDict[str, Mapping[str, Clause]] = OrderedDict()

    def prepare(self, changes: Iterable[Change]) -> None:
        """Bring the digests of these versions into memory, and forget the others."""
        blobs = {blob for item in changes for blob in (*item.old_blobs, item.new_blob)}
        self._digests = {
            blob: found for blob, found in self._digests.items() if blob in blobs | {_ABSENT}
        }
        self._add(changes)

    def _add(self, changes: Iterable[Change]) -> None:
        """Bring these versions into memory; those that the base knows are not read again."""
        missing = []
        for blob in dict.fromkeys(x for item in changes for x in (*item.old_blobs, item.new_blob)):
            if blob not in self._digests:
                query = "SELECT digests FROM versions WHERE blob = ?"
                known = self._base.execute(query, (blob,)).fetchone()
                if known:
                    self._digests[blob] = json.loads(known[0])
                else:
                    missing.append(blob)
        contents = self._git.objects.read_many(missing, limit=MAX_BYTES)
        for blob, found in zip(missing, contents, strict=True):
            self._digests[blob] = self._keep(blob, found)

    def _keep(self, blob: str, found: GitObject | None) -> Mapping[str, str]:
        texts = self._remember_texts(blob, found)
        digests = {name: own_digest(clause) for name, clause in texts.items()}
        self._base.execute(
            "INSERT OR REPLACE INTO versions VALUES (?, ?)", (blob, json.dumps(digests))
        )
        return digests

    def _remember_texts(self, blob: str, found: GitObject | None) -> Mapping[str, Clause]:
        """Split a version into its requirements; what is no text of ours has none."""
        content = found.content if found is not None and found.type == "blob" else None
        texts = own_texts((content or b"").decode(errors="replace"))
        self._texts[blob] = texts
        while len(self._texts) > 2 * _CHUNK:
            self._texts.popitem(last=False)
        return texts

    def _text(self, blob: str, requirement: str) -> Clause:
        known = self._texts.get(blob)
        if known is None:
            known = self._remember_texts(blob, self._git.objects.read(blob, limit=MAX_BYTES))
        return known[requirement]

    def mark(self, change: Change) -> set[tuple[int, bytes]]:
        """Write what a commit did to the requirements of a document; return what is thus read.

        Where some of them came or went, the other documents of the same commit are read
        with it: a requirement may have gone from one to another.
        """
        group = [change]
        if self._came_or_went(change):
            group += self._others(change)
        by_file = {item.path: item for item in group}
        for step in self._steps(group):
            self._write(step, change, by_file)
        keys = [(item.path, item.rank, item.commit) for item in group]
        self._base.executemany(
            "UPDATE changes SET is_unread = 0 WHERE path = ? AND rank = ? AND id = ?", keys
        )
        return {(item.path, item.commit) for item in group}

    def _came_or_went(self, change: Change) -> bool:
        new = self._digests[change.new_blob]
        olds = [self._digests[blob] for blob in change.old_blobs]
        return any(
            name not in new or all(name not in old for old in olds)
            for name in differing(olds or [{}], new)
        )

    def _others(self, change: Change) -> list[Change]:
        rows = self._base.execute(
            "SELECT path, rank, id, old_blobs, new_blob FROM changes "
            "WHERE id = ? AND is_unread AND path <> ?",
            (change.commit, change.path),
        ).fetchall()
        others = [_change(row) for row in rows]
        is_pure_import = all(set(item.old_blobs) <= {_ABSENT} for item in (change, *others))
        if is_pure_import:
            return []
        self._add(others)
        return others

    def _steps(self, group: Sequence[Change]) -> list[Step]:
        olds: list[Standing] = []
        news: list[Standing] = []
        blob_of: dict[Standing, str] = {}
        for item in group:
            new = self._digests[item.new_blob]
            for name in differing([self._digests[x] for x in item.old_blobs or (_ABSENT,)], new):
                holder = next(self._holders(item, name), None)
                if holder is not None:
                    olds.append(Standing(item.path, name, self._digests[holder][name]))
                    blob_of[olds[-1]] = holder
                if name in new:
                    news.append(Standing(item.path, name, new[name]))
                    blob_of[news[-1]] = item.new_blob
        return steps(olds, news, lambda one: self._text(blob_of[one], one.requirement))

    def _holders(self, change: Change, requirement: str) -> Iterator[str]:
        """Yield the parents' versions that have a requirement."""
        return (blob for blob in change.old_blobs if requirement in self._digests[blob])

    def _write(self, step: Step, change: Change, by_file: Mapping[int, Change]) -> None:
        old, new = step.old, step.new
        before = list(self._holders(by_file[old.file], old.requirement)) if old is not None else []
        file = new.file if new is not None else old.file if old is not None else change.path
        self._base.execute(
            "INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                step.requirement,
                change.rank,
                change.commit,
                file,
                step.happening.value,
                step.other,
                old.file if old is not None else file,
                before[0] if before else _ABSENT,
                by_file[file].new_blob if new is not None else _ABSENT,
                " ".join(self._digests[blob][old.requirement] for blob in before) if old else "",
                new.digest if new is not None else "",
            ),
        )
