"""`comens watch`: follow a meeting from another terminal, on a projector or line by line."""

import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import suppress

from comens_tui.cli.acting import desk_of
from comens_tui.cli.command import Command
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import answer
from comens_tui.cli.session import Session
from comens_tui.errors import UnknownRecordError
from comens_tui.i18n import N_, _
from comens_tui.operations.desk import Desk
from comens_tui.operations.following import acts_told, meeting_to_follow, room
from comens_tui.store.watching import Watch
from comens_tui.text.labels import state_label
from comens_tui.text.visible import one_line

#: Seconds between two looks.
PERIOD = 0.5


def lines(desk: Desk, meeting_id: str, wait: Callable[[], object]) -> Iterator[str]:
    """Yield where a meeting stands, then a line for each act on it, until it is closed.

    `wait` is called between two looks.
    """
    watch = Watch(desk.workspace)
    known = desk.workspace.head()
    shown = room(desk, meeting_id)
    yield _("{id}  {title}  ({state})").format(
        id=meeting_id,
        title=one_line(shown.meeting.title),
        state=state_label("meeting", shown.meeting.state),
    )
    while not shown.is_over:
        wait()
        if not watch.moved():
            continue
        head = desk.workspace.head()
        for act in acts_told(desk, meeting_id, known, head):
            yield f"{act.when:%H:%M:%S}  {act.sentence}"
        known = head
        # A file that an editor broke is mended some acts later.
        with suppress(UnknownRecordError):
            shown = room(desk, meeting_id)


def _arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "id",
        nargs="?",
        default="",
        metavar="MEETING",
        help=_("the meeting; by default the one that is open, else the next"),
    )
    parser.add_argument(
        "--format",
        choices=("screen", "text"),
        default="screen",
        metavar="screen|text",
        help=_("a screen for the room, or a line for each act"),
    )


def _run(session: Session, arguments: Namespace) -> int:
    if arguments.format == "screen":
        return session.open_app(
            session.start, language=session.language, acting_as=None, watching=arguments.id
        )
    desk = desk_of(session)
    meeting_id = meeting_to_follow(desk, arguments.id)
    try:
        for line in lines(desk, meeting_id, lambda: time.sleep(PERIOD)):
            answer(line)
            sys.stdout.flush()
    except KeyboardInterrupt:
        return 0
    return 0


COMMANDS = (
    Command(
        "",
        N_("Follow a meeting on another screen, without writing anything"),
        _run,
        _arguments,
        details=N_(
            "Follow a meeting from another terminal on the same clone: a screen for the room "
            "that shows the item at hand, who votes, the quorum and, once the vote is closed, "
            "its result; or, with --format text, a line for each act, until the meeting is "
            "closed or Ctrl-C is pressed. How anybody votes is never shown before the end."
        ),
        examples=("watch", "watch S-2026-04", "watch S-2026-04 --format text"),
        formats=("text",),
        acts=False,
    ),
)
