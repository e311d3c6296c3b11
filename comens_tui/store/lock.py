"""The lock of one clone: one writer at a time, named, and never left behind.

The kernel frees it when its process ends, however that happens: a stale lock cannot be.
"""

import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from comens_tui.errors import BusyError
from comens_tui.i18n import _

_PAUSE = 0.02


@contextmanager
def held(path: Path, holder: str, timeout: float) -> Iterator[None]:
    """Hold the lock at `path` in the name of `holder`, waiting at most `timeout` seconds.

    Raises:
        BusyError: Another process kept it; the message says who, and since when.
        OSError: The folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _acquire(descriptor, path, timeout)
        _sign(descriptor, holder)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, path: Path, timeout: float) -> None:
    deadline = time.monotonic() + timeout
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                raise _busy(path) from error
            time.sleep(_PAUSE)
        else:
            return


def _sign(descriptor: int, holder: str) -> None:
    note = {
        "holder": holder,
        "process": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(note).encode(), 0)


def _busy(path: Path) -> BusyError:
    hint = _("Wait until it is done, then try again.")
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
        return BusyError(
            _("{holder} is writing here since {since} (process {process} on {host}).").format(
                **note
            ),
            hint,
        )
    except (OSError, ValueError, KeyError):
        return BusyError(_("Somebody else is writing here."), hint)
