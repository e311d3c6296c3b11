"""Minutes changed after their approval.

## What it checks
A meeting whose minutes are approved and are not, any more, the text that was approved; or
approved by no decision about them.

## Why
Approved minutes are evidence. They are corrected in the next minutes, never by hand.

## How to fix
Restore the approved text from the history, and note the correction in the next minutes.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.coverage import ADOPTING
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import MeetingState, Severity
from comens_tui.text.digests import text_digest

CODE = "G014"
SEVERITY = Severity.ERROR
TITLE = N_("Minutes changed after their approval")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each approved meeting whose minutes do not hold."""
    for meeting in snapshot.meetings.values():
        if meeting.state is not MeetingState.APPROVED:
            continue
        decision = snapshot.decisions.get(meeting.minutes_approved or "")
        text = snapshot.minutes.get(meeting.id)
        if decision is None or decision.subject != meeting.id or decision.sense not in ADOPTING:
            message = _("No decision approves the minutes of {id}.")
        elif text is None or text_digest(text) != meeting.minutes_digest:
            message = _("The minutes of {id} are not the text that was approved.")
        else:
            continue
        yield Finding(
            CODE,
            SEVERITY,
            places.minutes_path(meeting.id),
            0,
            message.format(id=meeting.id),
            _("Restore the approved text from the history."),
            meeting.id,
        )
