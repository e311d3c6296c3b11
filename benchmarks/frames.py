"""What a terminal sees of the app: when its first frame comes, and how many bytes a key costs."""

import os
import select
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from ptyprocess import PtyProcess

NAME = b"COMENS"
LIMIT = 30.0
_QUIET = 1.0
_PAGE_DOWN = "\x1b[6~"


def _spawn(command: Sequence[str], folder: Path, more: Mapping[str, str]) -> PtyProcess:
    environment = {**os.environ, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none", **more}
    return PtyProcess.spawn(list(command), cwd=str(folder), env=environment, dimensions=(24, 80))


def first_frame(command: Sequence[str], folder: Path, word: bytes = NAME) -> float:
    """Return the seconds until the program has painted `word`, then kill it."""
    start = time.perf_counter()
    process = _spawn(command, folder, {})
    seen = b""
    try:
        while word not in seen:
            seen += process.read(65536)
            if time.perf_counter() - start > LIMIT:
                raise TimeoutError(seen[-2000:])
        return time.perf_counter() - start
    finally:
        process.terminate(force=True)


def _settle(process: PtyProcess) -> int:
    """Return how many bytes come before it is quiet."""
    total = 0
    while select.select([process.fd], [], [], _QUIET)[0]:
        total += len(os.read(process.fd, 65536))
    return total


def bytes_of(command: Sequence[str], folder: Path, **more: str) -> dict[str, int]:
    """Return what is sent to a terminal of 80x24 by each act of reading a document."""
    process = _spawn(command, folder, more)
    try:
        sent = {"start": 0}
        while NAME not in (chunk := process.read(65536)):
            sent["start"] += len(chunk)
        sent["start"] += len(chunk) + _settle(process)
        for name, key in (
            ("another screen", "5"),
            ("move in a list", "j"),
            ("", "g"),
            ("open a page", "\r"),
            ("scroll a line", "j"),
            ("scroll a page", _PAGE_DOWN),
            ("idle", ""),
        ):
            process.write(key.encode())
            sent[name] = _settle(process)
        del sent[""]
        return sent
    finally:
        process.terminate(force=True)


def resident(command: Sequence[str], folder: Path) -> float:
    """Return the megabytes the program holds once it is at rest."""
    process = _spawn(command, folder, {})
    try:
        while NAME not in process.read(65536):
            pass
        _settle(process)
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    finally:
        process.terminate(force=True)
