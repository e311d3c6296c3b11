"""The files a person sees: what they hold, and how ours are put among them.

Nothing here follows a symbolic link or replaces what a person changed.
"""

import errno
import os
import re
import shutil
import stat
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from comens_tui.errors import ComensError, RefusedError, WorkspaceError
from comens_tui.i18n import _
from comens_tui.store.git import Git, TreeEntry
from comens_tui.store.git_failures import explain_failure
from comens_tui.store.trees import blob_id
from comens_tui.text.os_reasons import os_reason

#: What stands for "something that is no plain file": equal to no blob.
FOREIGN = "foreign"

_UNSAFE = re.compile(r'[\x00-\x1f\x7f"\\]|(?:^|/)(?:\.{1,2}|\.git|)(?:/|$)', re.IGNORECASE)


def require_inside(root: Path, path: str) -> None:
    """Make sure that `path` is a plain path below `root` that passes through no link.

    Raises:
        RefusedError: It is not.
    """
    if _UNSAFE.search(path):
        raise RefusedError(
            _("The path {path} leaves the workspace, or cannot be written.").format(path=path),
            _("Use a path below corpus, proposals or decisions."),
        )
    folder = root
    for name in path.split("/")[:-1]:
        folder /= name
        try:
            mode = folder.lstat().st_mode
        except FileNotFoundError:
            return
        if not stat.S_ISDIR(mode):
            raise RefusedError(
                _("{folder} is not a plain folder.").format(folder=folder.relative_to(root)),
                _("Replace the link or file by a folder: links are never followed."),
            )


def read_working(root: Path, path: str) -> bytes | None:
    """Return the content of a working file, None where there is no plain file.

    Links are not followed, neither at the end of the path nor on the way.
    """
    try:
        require_inside(root, path)
        descriptor = os.open(root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except (FileNotFoundError, NotADirectoryError, RefusedError):
        return None
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.EMLINK}:
            return None
        raise
    with os.fdopen(descriptor, "rb") as file:
        return file.read() if stat.S_ISREG(os.fstat(descriptor).st_mode) else None


def working_blob(root: Path, path: str, like: str) -> str | None:
    """Return the blob id of a working file, None if absent, `FOREIGN` if no plain file."""
    content = read_working(root, path)
    if content is not None:
        return blob_id(content, like)
    return FOREIGN if os.path.lexists(root / path) else None


def put_file(root: Path, scratch: Path, path: str, content: bytes, *, executable: bool) -> None:
    """Replace a working file at once by `content`, keeping its permissions."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    write_durably(target, content, scratch=scratch, mode=_mode_for(target, executable=executable))


class StagedFile(NamedTuple):
    """A working file to be: its path, with `/`, and what it holds."""

    path: str
    content: bytes
    executable: bool


def put_files(root: Path, scratch: Path, files: Iterable[StagedFile]) -> None:
    """Replace many working files: all are on the disk before the first of them has its name."""
    waiting = scratch / "many"
    shutil.rmtree(waiting, ignore_errors=True)
    waiting.mkdir(parents=True)
    staged: list[tuple[Path, Path]] = []
    try:
        for number, file in enumerate(files):
            target, temporary = root / file.path, waiting / str(number)
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(file.content)
            temporary.chmod(_mode_for(target, executable=file.executable))
            staged.append((temporary, target))
        os.sync()
        for temporary, target in staged:
            temporary.replace(target)
        for folder in {target.parent for _temporary, target in staged}:
            _sync_folder(folder)
    finally:
        shutil.rmtree(waiting, ignore_errors=True)


def _mode_for(target: Path, *, executable: bool) -> int:
    try:
        return stat.S_IMODE(target.lstat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return (0o777 if executable else 0o666) & ~mask


def write_durably(target: Path, content: bytes, *, scratch: Path, mode: int = 0o644) -> None:
    """Write a file whole or not at all, and on the disk when this returns.

    The temporary file is in `scratch`, so that a crash leaves nothing beside the target.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    temporary = scratch / f"{os.getpid()}.tmp"
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        temporary.replace(target)
        _sync_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def drop_file(root: Path, path: str) -> None:
    """Remove a working file, and the folders that it leaves empty."""
    target = root / path
    target.unlink(missing_ok=True)
    for folder in target.relative_to(root).parents[:-1]:
        try:
            (root / folder).rmdir()
        except OSError:
            return


def changed_files(git: Git, root: Path, folders: Sequence[str]) -> dict[str, TreeEntry | None]:
    """Return what the working tree changes against HEAD below `folders`.

    A path maps to its entry (its blob is not stored anywhere), or to None where it is gone.
    """
    listed = git.run(
        "status", "--porcelain=v2", "-z", "--untracked-files=all", "--no-renames",
        "--ignore-submodules=all", "--", *folders, settings=_without_filters(git),
    ).stdout.decode(errors="surrogateescape")  # fmt: skip
    records = [record for record in listed.split("\x00") if record]
    return {path: _working_entry(git, root, path) for path in map(_status_path, records)}


def _status_path(record: str) -> str:
    """Return the path of a status record: after 8 fields, 10 in a conflict, 1 if untracked."""
    fields = {"1": 8, "u": 10, "?": 1}[record[0]]
    return record.split(" ", fields)[fields]


def _working_entry(git: Git, root: Path, path: str) -> TreeEntry | None:
    content = read_working(root, path)
    if content is None:
        return TreeEntry("120000", FOREIGN, path) if os.path.lexists(root / path) else None
    head = git.commit_of("HEAD") or ""
    return TreeEntry("100644", blob_id(content, head), path)


def _without_filters(git: Git) -> Mapping[str, str]:
    """Return settings that switch off every filter program the configuration names."""
    done = git.run("config", "-z", "--name-only", "--get-regexp", r"^filter\.", accept=(0, 1))
    names = done.stdout.decode(errors="surrogateescape").split("\x00")[:-1]
    return {name: "false" if name.endswith(".required") else "" for name in names}


def explain_disk_error(error: OSError) -> ComensError:
    """Return the error for a person that fits what the disk said."""
    said = {
        errno.ENOSPC: "no space left on device",
        errno.EDQUOT: "disk quota exceeded",
        errno.EROFS: "read-only file system",
        errno.EACCES: "permission denied",
        errno.EPERM: "permission denied",
    }.get(error.errno or 0)
    if said:
        return explain_failure(1, said)
    return WorkspaceError(
        _("The disk refused to write: {said}").format(said=os_reason(error)),
        _("Check the disk, then try again."),
    )
