"""How far long work is, on a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from comens_tui.text.visible import shown

_CLEAR = "\r\x1b[K"


@contextmanager
def progress_said(sentence: str) -> Iterator[Callable[[int, int], None] | None]:
    """Give what to call with how many of how many are done; None where nobody looks.

    `sentence` has the fields `done` and `total`. The line is taken away at the end.
    """
    if not sys.stderr.isatty():
        yield None
        return

    def say(done: int, total: int) -> None:
        line = shown(sentence.format(done=done, total=total))
        print(f"{_CLEAR}{line}", end="", file=sys.stderr, flush=True)

    try:
        yield say
    finally:
        print(_CLEAR, end="", file=sys.stderr, flush=True)
