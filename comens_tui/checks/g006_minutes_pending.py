"""Minutes missing or not approved.

## What it checks
A meeting that is closed and has no minutes yet, or whose minutes no decision has approved. The
release gate is stricter: it waits for the minutes of the meetings that its decisions come from.

## Why
The minutes are what proves who sat, what was put to the vote and what each vote gave (CRPA
R133-13).

## How to fix
Draft the minutes, and put their approval on the agenda of the next meeting.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import MeetingState, Severity

CODE = "G006"
SEVERITY = Severity.WARNING
TITLE = N_("Minutes missing or not approved")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each meeting that still owes its minutes."""
    for meeting in snapshot.meetings.values():
        if meeting.state is MeetingState.CLOSED or (
            meeting.state is MeetingState.MINUTED and meeting.id not in snapshot.minutes
        ):
            message = _("The minutes of {id} are not drafted.")
            hint = _("Draft them: comens meeting minutes {id}")
        elif meeting.state is MeetingState.MINUTED:
            message = _("The minutes of {id} are not approved.")
            hint = _("Put their approval on an agenda: comens meeting plan --approve {id}")
        else:
            continue
        yield Finding(
            CODE,
            SEVERITY,
            places.meeting_path(meeting.id),
            0,
            message.format(id=meeting.id),
            hint.format(id=meeting.id),
            meeting.id,
        )
