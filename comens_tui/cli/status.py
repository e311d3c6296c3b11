"""`comens status`: what waits for me, the next meeting, the state of the gate.

The answer is kept: asked again of the same state by the same person on the same day, it
is printed without loading what would work it out.
"""

import sys
from argparse import Namespace
from contextlib import redirect_stdout
from datetime import datetime

from comens_tui import __version__
from comens_tui.cli.command import Command
from comens_tui.cli.kept_pages import Page, question
from comens_tui.cli.session import Session
from comens_tui.i18n import N_
from comens_tui.store.answers import Answers


def _run(session: Session, _arguments: Namespace) -> int:
    now = session.clock() if session.clock else datetime.now().astimezone()
    answers = Answers.around(session.start)
    asked = question(session, "status", __version__)
    kept = answers.recall(asked, now) if answers else None
    if kept is None:
        kept = _worked_out(session, answers, asked, now)
    sys.stdout.write(kept)
    return 0


def _worked_out(
    session: Session, answers: Answers | None, asked: tuple[str, ...], now: datetime
) -> str:
    """Return the answer, worked out on the terminal's behalf and kept for the next time."""
    from comens_tui.cli.status_page import print_status

    with redirect_stdout(Page(sys.__stdout__)) as page:
        zone = print_status(session)
    if answers is not None:
        answers.keep(asked, now, zone, page.getvalue())
    return page.getvalue()


COMMANDS = (
    Command(
        "",
        N_("What waits for you, the next meeting and the state of the gate"),
        _run,
        examples=("status", "status --format json"),
    ),
)
