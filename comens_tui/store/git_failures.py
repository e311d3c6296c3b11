"""What git says when it fails, told to a person with a way out."""

import os
import re
from pathlib import Path

from comens_tui.errors import ComensError, WorkspaceError
from comens_tui.i18n import _

_ROOM_FOR_ONE_WRITE = 1 << 14
#: A lock that a command of git holds, or left where the machine went down.
LOCK_HELD = re.compile(r"Unable to create '([^\n]+?\.lock)': File exists")


class GitError(WorkspaceError):
    """Git refused or failed; `status` is its exit status, `said` what it wrote as error."""

    def __init__(self, message: str, hint: str = "", *, status: int, said: str) -> None:
        super().__init__(message, hint)
        self.status = status
        self.said = said


def explain_failure(status: int, said: str) -> ComensError:
    """Return the error for a person that fits what git wrote."""
    for sign, message, hint in _known_failures():
        if sign.lower() in said.lower():
            return GitError(message, hint, status=status, said=said)
    lock = LOCK_HELD.search(said)
    if lock is not None:
        return GitError(
            _("Another git command is at work in this workspace."),
            _("Wait until it ends; if none runs, delete {path}.").format(path=lock[1]),
            status=status,
            said=said,
        )
    lines = said.strip().splitlines() or [f"exit status {status}"]
    return GitError(
        _("Git could not do it: {said}").format(said=lines[-1]),
        _("Run `git status` and `git fsck` in the workspace to see what is wrong."),
        status=status,
        said=said,
    )


def disk_note(folder: Path) -> str:
    """Return what git forgets to say: some of its failures on a full disk give no reason."""
    disk = os.statvfs(folder)
    is_full = disk.f_bavail * disk.f_frsize < _ROOM_FOR_ONE_WRITE
    return "no space left on device" if is_full else ""


def _known_failures() -> tuple[tuple[str, str, str], ...]:
    full = (_("The disk is full."), _("Free some space, then try again; nothing was lost."))
    return (
        (
            "read-only file system",
            _("The disk is read-only."),
            _("Copy the workspace to a disk that can be written, and work there."),
        ),
        (
            "dubious ownership",
            _("The workspace belongs to another user of this machine."),
            _("Clone it into a folder of yours: git does not trust a repository of others."),
        ),
        (
            "permission denied",
            _("The workspace cannot be written with your rights."),
            _("Ask for the right to write, or clone it into a folder of yours."),
        ),
        (
            "empty ident name",
            _("Git does not know your name."),
            _("Run `git config --global user.name` with your name, then try again."),
        ),
        ("no space left on device", *full),
        ("disk quota exceeded", *full),
    )


def missing_folder(folder: Path) -> WorkspaceError:
    """Return the error of a folder that is not there to run git in."""
    return WorkspaceError(
        _("The folder {folder} does not exist.").format(folder=folder),
        _("Check its name, or make a workspace there with `comens init`."),
    )
