"""Texts of the corpus that were worked on elsewhere: in a folder, or on a branch.

Nothing here follows a symbolic link, and nothing is written. What cannot be taken is listed
with the reason.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from comens_tui.errors import RefusedError, UsageError
from comens_tui.i18n import _
from comens_tui.store.git import Git, TreeChange
from comens_tui.store.records import MAX_BYTES
from comens_tui.text.os_reasons import os_reason

CORPUS: Final = "corpus/"
#: More files than any committee has texts, and more bytes than a person writes.
_MOST_FILES: Final = 5_000
_MOST_BYTES: Final = 1 << 26
_PLAIN_MODES: Final = frozenset({"100644", "100755"})


class Incoming(NamedTuple):
    """One file: `name` is its path where it comes from, with `/`.

    `content` is None where it was not taken, and `problem` then says why. `base` is the blob
    of the corpus that it was written on; None where there is none, or nobody knows.
    """

    name: str
    content: bytes | None
    problem: str = ""
    base: str | None = None


def folder_files(folder: Path) -> tuple[Incoming, ...]:
    """Return every file below a folder, in the order of their names, hidden ones left out.

    Raises:
        UsageError: It is no folder, or holds more than a corpus can.
    """
    try:
        top = folder.expanduser().resolve(strict=True)
        if not top.is_dir():
            raise NotADirectoryError
        found = sorted(_walked(top), key=lambda item: item.name)
    except (OSError, RuntimeError) as error:
        raise UsageError(
            _("{path} is not a folder that can be read.").format(path=folder),
            hint=_("Check the path."),
        ) from error
    return tuple(found)


def _walked(top: Path) -> Iterator[Incoming]:
    count = size = 0
    for place, folders, files, descriptor in os.fwalk(top, follow_symlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        below = Path(place).relative_to(top)
        for name in folders:
            if stat.S_ISLNK(os.lstat(name, dir_fd=descriptor).st_mode):
                yield Incoming((below / name).as_posix(), None, _link())
        for name in sorted(files):
            if name.startswith("."):
                continue
            count += 1
            item = _file(name, (below / name).as_posix(), descriptor)
            size += len(item.content or b"")
            if count > _MOST_FILES or size > _MOST_BYTES:
                raise UsageError(
                    _("{path} holds too much to be texts of a corpus.").format(path=top),
                    hint=_("Name the folder of the edited texts, and no other."),
                )
            yield item


def _file(name: str, shown: str, folder: int) -> Incoming:
    """Read a file of an open folder; a link, a device or a huge file is not read."""
    try:
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except OSError as error:
        is_link = stat.S_ISLNK(os.lstat(name, dir_fd=folder).st_mode)
        reason = (
            _link()
            if is_link
            else _("It cannot be read: {reason}.").format(reason=os_reason(error))
        )
        return Incoming(shown, None, reason)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return Incoming(shown, None, _("It is not a plain file."))
        content = file.read(MAX_BYTES + 1)
    return Incoming(shown, None, _huge()) if len(content) > MAX_BYTES else Incoming(shown, content)


def _link() -> str:
    return _("It is a symbolic link, and links are never followed.")


def _huge() -> str:
    return _("It is too large: over {limit} bytes.").format(limit=MAX_BYTES)


class Branch(NamedTuple):
    """What a branch changed since it left the branch checked out here.

    `files` are those of the corpus; `others` counts the files elsewhere, which no proposal
    can change. `subjects` are the first lines of its commits, newest first.
    """

    files: tuple[Incoming, ...]
    others: int
    subjects: tuple[str, ...]


def branch_files(git: Git, revision: str) -> Branch:
    """Return the texts that `revision` changed since its merge base with HEAD.

    Raises:
        RefusedError: There is no such revision, or it has nothing in common with HEAD.
    """
    commit, head = git.commit_of(revision), git.commit_of("HEAD")
    if commit is None or head is None:
        raise RefusedError(
            _("There is no revision {revision} here.").format(revision=revision),
            hint=_("`git branch --all` lists the branches; fetch it first if it is elsewhere."),
        )
    fork = git.line("merge-base", head, commit, accept=(0, 1))
    if not fork:
        raise RefusedError(
            _("{revision} has nothing in common with this branch.").format(revision=revision),
            hint=_("Give its texts as a folder: --from-folder DIR"),
        )
    changes = git.changes(fork, commit)
    texts = [change for change in changes if change.path.startswith(CORPUS)]
    subjects = tuple(entry.subject for entry in git.log(f"{fork}..{commit}", 100))
    return Branch(changed_texts(git, texts), len(changes) - len(texts), subjects)


def changed_texts(git: Git, changes: Sequence[TreeChange]) -> tuple[Incoming, ...]:
    """Return the content of each changed file; what is removed or no plain file is refused."""
    wanted = [change.new_blob for change in changes if change.new_blob]
    contents = dict(zip(wanted, git.objects.read_many(wanted, limit=MAX_BYTES), strict=True))
    return tuple(
        changed_file(
            change, found.content if (found := contents.get(change.new_blob or "")) else None
        )
        for change in changes
    )


def changed_file(change: TreeChange, content: bytes | None) -> Incoming:
    """Return one changed file; `content` is None where it is too large."""
    path, base = change.path, change.old_blob
    if change.new_blob is None:
        return Incoming(
            path,
            None,
            _("It would be removed: a text is repealed or withdrawn in words, never erased."),
            base,
        )
    if change.new_mode not in _PLAIN_MODES:
        return Incoming(path, None, _link(), base)
    if content is None:
        return Incoming(path, None, _huge(), base)
    return Incoming(path, content, "", base)
