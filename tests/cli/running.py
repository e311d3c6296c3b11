"""How these tests run a command: in this process, at a given moment, in a given language."""

import contextlib
import io
import shlex
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from comens_tui import i18n
from comens_tui.cli.main import main

NOON = datetime.fromisoformat("2026-03-02T12:00:00+01:00")


class Outcome(NamedTuple):
    """All that a command gave."""

    status: int
    out: str
    err: str


class Opened:
    """Stands for the app: notes how it was opened."""

    def __init__(self) -> None:
        self.calls: list[tuple[Path, str, str | None]] = []
        self.watching: str | None = None

    def __call__(
        self, start: Path, *, language: str, acting_as: str | None, watching: str | None = None
    ) -> int:
        self.watching = watching
        self.calls.append((start, language, acting_as))
        return 0


class Terminal(io.StringIO):
    """A standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def comens(
    line: str,
    *,
    root: Path | None = None,
    at: datetime = NOON,
    language: str = "en",
    stdin: str = "",
    app: Opened | None = None,
    terminal: bool = False,
) -> Outcome:
    """Run `comens LINE` on the workspace `root`, and return everything it gave."""
    words = ["--lang", language, *shlex.split(line)]
    if root is not None:
        words[:0] = ["--workspace", str(root)]
    out, err = (Terminal() if terminal else io.StringIO()), io.StringIO()
    given = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        _stdin(given),
    ):
        status = main(words, open_app=app or Opened(), clock=lambda: at)
    i18n.set_language("en")
    return Outcome(status, out.getvalue(), err.getvalue())


@contextlib.contextmanager
def _stdin(stream: io.TextIOWrapper):
    with contextlib.ExitStack() as stack:
        import sys

        old, sys.stdin = sys.stdin, stream
        stack.callback(setattr, sys, "stdin", old)
        yield
