"""Time from the start of a terminal program to the first frame with its name on it."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

from ptyprocess import PtyProcess

WORD = b"COMENS"
LIMIT = 30.0


def first_frame(command: Sequence[str], folder: Path) -> float:
    """Return the seconds until the program has painted `COMENS`, then kill it."""
    environment = {**os.environ, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"}
    start = time.perf_counter()
    process = PtyProcess.spawn(list(command), cwd=str(folder), env=environment, dimensions=(24, 80))
    seen = b""
    try:
        while WORD not in seen:
            seen += process.read(65536)
            if time.perf_counter() - start > LIMIT:
                raise TimeoutError(seen[-2000:])
        return time.perf_counter() - start
    finally:
        process.terminate(force=True)
