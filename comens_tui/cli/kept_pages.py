"""Answers printed once and kept: what they depend on, and what catches them."""

import os
import shutil
import sys
from io import StringIO
from typing import TextIO

from comens_tui.cli.session import Session


class Page(StringIO):
    """What is printed, by something that is as much of a terminal as `stream` is."""

    def __init__(self, stream: TextIO | None) -> None:
        super().__init__()
        self._stream = stream

    def isatty(self) -> bool:
        """Tell whether it will be read on a terminal."""
        return self._stream is not None and self._stream.isatty()


def question(session: Session, *parts: str) -> tuple[str, ...]:
    """Return all that an answer depends on besides the workspace, the person and the day."""
    on_terminal = sys.stdout.isatty()
    return (
        *parts,
        session.language,
        session.format,
        session.acting_as or "",
        str(shutil.get_terminal_size().columns) if on_terminal else "",
        os.environ.get("NO_COLOR", ""),
        sys.stdout.encoding or "",
    )
