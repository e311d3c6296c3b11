"""The journal of a write: what lets the next command finish what a killed one began.

It is on the disk before the branch moves. Whether the act happened is then one fact: the
branch contains its commit, or it does not.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from comens_tui.store.git import Git
from comens_tui.store.git_failures import GitError
from comens_tui.store.git_writing import index_blobs, update_index
from comens_tui.store.trees import MANY, find_nodes
from comens_tui.store.working_tree import (
    StagedFile,
    drop_file,
    put_file,
    put_files,
    working_blob,
    write_durably,
)

_TRIES = 40
_PAUSE = 0.05


class Entry(NamedTuple):
    """One path of a write: mode and blob before and after; None where it is absent."""

    path: str
    old: tuple[str, str] | None
    new: tuple[str, str] | None


class Journal(NamedTuple):
    """One write: the branch, its commit before and after, and the paths."""

    branch: str
    old: str
    new: str
    entries: tuple[Entry, ...]


class WritingPlace(NamedTuple):
    """Where a write works: the git folder's private corner and the working tree."""

    git: Git
    root: Path
    private: Path

    @property
    def journal(self) -> Path:
        """The journal's file."""
        return self.private / "journal.json"

    @property
    def scratch(self) -> Path:
        """The folder of temporary files."""
        return self.private / "scratch"


def write_journal(place: WritingPlace, journal: Journal) -> None:
    """Put the journal on the disk, for good."""
    data = {**journal._asdict(), "entries": [entry._asdict() for entry in journal.entries]}
    write_durably(place.journal, json.dumps(data).encode(), scratch=place.scratch)


def clear_journal(place: WritingPlace) -> None:
    """Forget the write: it is complete, or it never happened."""
    place.journal.unlink(missing_ok=True)


def recover(place: WritingPlace) -> None:
    """Finish the write that a crash interrupted, or forget it if it never happened.

    Call it under the lock.
    """
    journal = _read_journal(place)
    if journal is not None and _happened(place.git, journal):
        bring_along(place, journal, lambda _step: None)
    clear_journal(place)


def bring_along(
    place: WritingPlace,
    journal: Journal,
    checkpoint: Callable[[str], None],
    staged: Mapping[str, str | None] | None = None,
) -> None:
    """Bring working files and index from the old to the new blobs of the journal.

    Only where they still are at the old ones, and where HEAD is at the new: whatever a
    person did since stays. `staged` is what the index holds, if that was just read.
    """
    standing = _standing_in_head(place.git, journal.entries)
    behind = (
        entry
        for entry in standing
        if working_blob(place.root, entry.path, journal.new) == _blob(entry.old)
    )
    for _done in _put_all(place, behind) if len(standing) >= MANY else _put_each(place, behind):
        checkpoint("file")
    checkpoint("files")
    if staged is None:
        staged = index_blobs(place.git, [entry.path for entry in standing]) if standing else {}
    stale = {entry.path: entry.new for entry in standing if staged[entry.path] == _blob(entry.old)}
    if stale:
        _update_index_patiently(place.git, stale)
    checkpoint("indexed")


def _put_each(place: WritingPlace, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Put working files one by one, each on the disk before the next."""
    for entry in entries:
        if entry.new is None:
            drop_file(place.root, entry.path)
        else:
            mode, blob = entry.new
            found = place.git.objects.read(blob)
            if found and found.content is not None:
                executable = mode == "100755"
                put_file(
                    place.root, place.scratch, entry.path, found.content, executable=executable
                )
        yield entry


def _put_all(place: WritingPlace, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Put many working files, brought to the disk together before any has its name."""
    wanted = list(entries)
    written = [entry for entry in wanted if entry.new is not None]
    blobs = place.git.objects.read_many([entry.new[1] for entry in written if entry.new])
    files = (
        StagedFile(entry.path, found.content, executable=entry.new[0] == "100755")
        for entry, found in zip(written, blobs, strict=True)
        if entry.new and found and found.content is not None
    )
    put_files(place.root, place.scratch, files)
    for entry in wanted:
        if entry.new is None:
            drop_file(place.root, entry.path)
        yield entry


def _update_index_patiently(git: Git, entries: dict[str, tuple[str, str] | None]) -> None:
    """Update the index, waiting a moment for another git command to let go of it."""
    for _attempt in range(_TRIES):
        try:
            update_index(git, entries)
        except GitError as error:
            if "index.lock" not in error.said:
                raise
            time.sleep(_PAUSE)
        else:
            return
    update_index(git, entries)


def _read_journal(place: WritingPlace) -> Journal | None:
    try:
        data = json.loads(place.journal.read_bytes())
        entries = tuple(
            Entry(item["path"], _pair(item["old"]), _pair(item["new"])) for item in data["entries"]
        )
        return Journal(data["branch"], data["old"], data["new"], entries)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, KeyError, TypeError):
        # Only a journal that was never whole reads badly, and then the branch never moved.
        return None


def _pair(value: list[str] | None) -> tuple[str, str] | None:
    return (value[0], value[1]) if value else None


def _happened(git: Git, journal: Journal) -> bool:
    if git.commit_of(journal.new) is None:
        return False
    branch = f"refs/heads/{journal.branch}"
    done = git.run("merge-base", "--is-ancestor", journal.new, branch, accept=(0, 1, 128))
    return done.returncode == 0


def _standing_in_head(git: Git, entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that HEAD holds as the write left them."""
    found = find_nodes(git, "HEAD", [entry.path for entry in entries])
    return [
        entry
        for entry in entries
        if (held.id if (held := found[entry.path]) else None) == _blob(entry.new)
    ]


def _blob(side: tuple[str, str] | None) -> str | None:
    return side[1] if side else None
