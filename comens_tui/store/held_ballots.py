"""Signed ballots kept in this clone until the vote closes, and those that were refused.

They are beside the repository, under `.git/comens/ballots`, in no commit. Whoever can read
this disk can read them: they are kept back, not encrypted.
"""

import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from comens_tui.errors import WorkspaceError
from comens_tui.i18n import _
from comens_tui.text.os_reasons import os_reason

_DIGEST = re.compile(r"[0-9a-f]{64}")
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600


class SetAside(NamedTuple):
    """A refused ballot that is kept: where, and why it was refused."""

    path: Path
    reason: str


class HeldBallots:
    """The ballots of one meeting in one clone, each under the digest of its bytes."""

    def __init__(self, private: Path, meeting_id: str) -> None:
        self._folder = private / "ballots" / meeting_id
        self._refused = self._folder / "refused"

    def keep(self, content: bytes) -> None:
        """Keep a ballot until the vote closes; the same one twice is one.

        Raises:
            WorkspaceError: The disk refuses.
        """
        _write(self._folder / digest_of(content), content)

    def find(self, digest: str) -> bytes | None:
        """Return the ballot of that digest, None where this clone does not hold it whole."""
        if not _DIGEST.fullmatch(digest):
            return None
        with suppress(OSError):
            content = (self._folder / digest).read_bytes()
            if digest_of(content) == digest:
                return content
        return None

    def is_any(self) -> bool:
        """Tell whether anything may be kept of the meeting, sealed or refused."""
        return self._folder.is_dir()

    def forget_sealed(self) -> None:
        """Remove every ballot kept for a vote; those that were refused stay."""
        for path in self._folder.iterdir():
            if path.is_file():
                path.unlink(missing_ok=True)

    def forget(self, digest: str) -> None:
        """Remove a ballot from this clone, wherever it is kept; none is no fault."""
        if _DIGEST.fullmatch(digest):
            for folder in (self._folder, self._refused):
                # Its reason too, and what a writing cut off left beside it.
                for path in folder.glob(f"{digest}*"):
                    path.unlink(missing_ok=True)

    def set_aside(self, content: bytes, reason: str) -> Path:
        """Keep a refused ballot with the reason beside it, and return where.

        Raises:
            WorkspaceError: The disk refuses.
        """
        path = self._refused / f"{digest_of(content)}.ballot"
        _write(path, content)
        _write(path.with_suffix(".reason"), f"{reason}\n".encode())
        return path

    def refused(self) -> list[SetAside]:
        """Return what was set aside, in order of name."""
        found = []
        for path in sorted(self._refused.glob("*.ballot")):
            reason = ""
            with suppress(OSError, UnicodeDecodeError):
                reason = path.with_suffix(".reason").read_text(encoding="utf-8").strip()
            found.append(SetAside(path, reason))
        return found


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, for the person alone."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=_PRIVATE_FOLDER)
        with os.fdopen(
            os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE_FILE), "wb"
        ) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise WorkspaceError(
            _("{path} cannot be written: {reason}.").format(path=path, reason=os_reason(error)),
            _("Give the path of a file in a folder that exists."),
        ) from error
