"""`comens status`: what waits for me, the next meeting, the state of the gate.

The answer is kept: asked again of the same state by the same person on the same day, it
is printed without loading what would work it out.
"""

import os
import shutil
import sys
from argparse import Namespace
from contextlib import redirect_stdout
from datetime import datetime
from io import StringIO

from comens_tui import __version__
from comens_tui.cli.command import Command
from comens_tui.cli.session import Session
from comens_tui.i18n import N_
from comens_tui.store.answers import Answers


def _run(session: Session, _arguments: Namespace) -> int:
    now = session.clock() if session.clock else datetime.now().astimezone()
    answers = Answers.around(session.start)
    question = _question(session)
    kept = answers.recall(question, now) if answers else None
    if kept is None:
        kept = _worked_out(session, answers, question, now)
    sys.stdout.write(kept)
    return 0


def _worked_out(
    session: Session, answers: Answers | None, question: tuple[str, ...], now: datetime
) -> str:
    """Return the answer, worked out on the terminal's behalf and kept for the next time."""
    from comens_tui.cli.status_page import print_status

    with redirect_stdout(_Page()) as page:
        zone = print_status(session)
    if answers is not None:
        answers.keep(question, now, zone, page.getvalue())
    return page.getvalue()


class _Page(StringIO):
    """What is printed, by something that is as much of a terminal as standard output is."""

    def isatty(self) -> bool:
        return sys.__stdout__ is not None and sys.__stdout__.isatty()


def _question(session: Session) -> tuple[str, ...]:
    """Return all that the answer depends on besides the workspace, the person and the day."""
    on_terminal = sys.stdout.isatty()
    return (
        "status",
        __version__,
        session.language,
        session.format,
        session.acting_as or "",
        str(shutil.get_terminal_size().columns) if on_terminal else "",
        os.environ.get("NO_COLOR", ""),
        sys.stdout.encoding or "",
    )


COMMANDS = (
    Command(
        "",
        N_("What waits for you, the next meeting and the state of the gate"),
        _run,
        examples=("status", "status --format json"),
    ),
)
