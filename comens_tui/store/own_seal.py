"""What marks kept data as written by this user on this machine, and by nobody else.

A workspace may be handed over with its `.git`, and what is kept there decides what is shown.
It is believed only under a seal of a key that never is in a workspace: 32 random bytes in the
user's own state folder, made at the first need, and again where others could read them. A user
who has no such place has a key for as long as the program runs, and believes what it kept
itself.
"""

import hashlib
import os
from functools import cache
from pathlib import Path

_KEY_BYTES, _SEAL_BYTES = 32, 16
#: What others than the owner may do with a file.
_OTHERS = 0o077


def state_folder() -> Path:
    """Return the user's folder for what a program keeps about its own runs.

    Raises:
        RuntimeError: The user has no home.
    """
    base = os.environ.get("XDG_STATE_HOME", "")
    # A relative one would be looked for in a workspace that somebody sent.
    folder = Path(base) if base.startswith("/") else Path.home() / ".local" / "state"
    return folder / "comens"


def seal(*parts: bytes) -> str:
    """Return the seal of this user on these parts, in their order, as hexadecimal digits."""
    mark = hashlib.blake2b(key=_key(), digest_size=_SEAL_BYTES)
    for part in parts:
        mark.update(len(part).to_bytes(8, "big"))
        mark.update(part)
    return mark.hexdigest()


def _key() -> bytes:
    try:
        return _lasting_key(state_folder())
    except (OSError, RuntimeError):
        return _passing_key()


@cache
def _lasting_key(folder: Path) -> bytes:
    """Return the key kept in a folder, made there if there is none; that of who comes last."""
    file = folder / "kept.key"
    if _is_own(file) and len(kept := file.read_bytes()) == _KEY_BYTES:
        return kept
    key = os.urandom(_KEY_BYTES)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = file.with_suffix(f".{os.getpid()}")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as made:
        made.write(key)
    beside.replace(file)
    return key


def _is_own(file: Path) -> bool:
    """Tell whether a file is this user's and nobody else can read it: who can forges seals."""
    if file.is_symlink() or not file.is_file():
        return False
    status = file.stat()
    return status.st_uid == os.geteuid() and not status.st_mode & _OTHERS


@cache
def _passing_key() -> bytes:
    return os.urandom(_KEY_BYTES)
