"""A real pseudo-terminal with the app in it: what it is sent, and what it then shows."""

import contextlib
import os
import select
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import ptyprocess
import pyte

_QUIET_FOR = 0.25
_PATIENCE = 20.0


class Terminal:
    """One app in one terminal. Sizes are (columns, lines)."""

    def __init__(
        self,
        arguments: list[str],
        *,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        columns, lines = size
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        self.sent = b""
        base = {**os.environ, "TERM": "xterm-256color", "PYTHONWARNINGS": "ignore"}
        for name in ("NO_COLOR", "COLUMNS", "LINES"):
            base.pop(name, None)
        self.process = ptyprocess.PtyProcess.spawn(
            [sys.executable, "-m", "comens_tui", *arguments],
            dimensions=(lines, columns),
            env=base | dict(environment or {}),
            cwd=str(cwd) if cwd else None,
        )

    def _read(self, wait: float) -> bytes:
        ready, _w, _x = select.select([self.process.fd], [], [], wait)
        if not ready:
            return b""
        try:
            return os.read(self.process.fd, 65536)
        except OSError:
            return b""

    def settle(self, quiet_for: float = _QUIET_FOR) -> bytes:
        """Read until nothing comes for that long, in seconds; return what came."""
        got = b""
        while chunk := self._read(quiet_for):
            got += chunk
            self.stream.feed(_plain(chunk))
        self.sent += got
        return got

    def wait_for(self, text: str) -> bytes:
        """Read until the screen holds `text`; fail when it never comes."""
        deadline = time.monotonic() + _PATIENCE
        got = b""
        while time.monotonic() < deadline:
            got += self.settle()
            if text in self.text():
                return got
            if not self.process.isalive():
                break
        raise AssertionError(f"never saw {text!r} in:\n{self.text()}")

    def press(self, keys: str) -> bytes:
        """Send keys and return the bytes that came back."""
        self.process.write(keys.encode())
        return self.settle()

    def text(self) -> str:
        """Return the screen as text."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def close(self) -> int:
        """Wait for the end of the process and return its exit status."""
        deadline = time.monotonic() + _PATIENCE
        while self.process.isalive() and time.monotonic() < deadline:
            self.settle()
        return int(self.process.exitstatus if self.process.exitstatus is not None else -1)


def _plain(data: bytes) -> bytes:
    """Leave out what pyte does not know: the kitty keyboard protocol."""
    return data.replace(b"\x1b[>25u", b"").replace(b"\x1b[<u", b"")


@contextlib.contextmanager
def terminal(
    arguments: list[str],
    *,
    size: tuple[int, int] = (80, 24),
    environment: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> Iterator[Terminal]:
    """Run the app in a terminal, and end it whatever happens."""
    opened = Terminal(arguments, size=size, environment=environment, cwd=cwd)
    try:
        yield opened
    finally:
        if opened.process.isalive():
            opened.process.terminate(force=True)
        opened.process.close()
