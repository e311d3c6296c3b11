"""Minutes changed after their approval.

## What it checks
A meeting whose minutes are approved and are not, any more, the text that was approved; or
approved by no decision about them; or signed by a key that is not one of the chair or the
secretary of that meeting. That a signature holds is for `comens meeting minutes ID --verify`.

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
from comens_tui.model.meeting import MINUTES_NAMESPACE, Meeting
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import MeetingState, Severity
from comens_tui.text.digests import text_digest
from comens_tui.text.ssh_signature import claim_of, is_of_key

CODE = "G014"
SEVERITY = Severity.ERROR
TITLE = N_("Minutes changed after their approval")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each approved meeting whose minutes do not hold."""
    for meeting in snapshot.meetings.values():
        if meeting.state not in (MeetingState.APPROVED, MeetingState.SIGNED):
            continue
        decision = snapshot.decisions.get(meeting.minutes_approved or "")
        text = snapshot.minutes.get(meeting.id)
        if decision is None or decision.subject != meeting.id or decision.sense not in ADOPTING:
            message = _("No decision approves the minutes of {id}.")
        elif text is None or text_digest(text) != meeting.minutes_digest:
            message = _("The minutes of {id} are not the text that was approved.")
        elif not _is_well_signed(meeting, snapshot):
            message = _("A signature of the minutes of {id} is not one of its chair or secretary.")
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


def _is_well_signed(meeting: Meeting, snapshot: Snapshot) -> bool:
    """Tell whether each signature names a key of who is said to have made it, an officer."""
    if meeting.state is MeetingState.SIGNED and meeting.unsigned:
        return False
    for item in meeting.minutes_signatures:
        member = snapshot.committee.member(item.member)
        claim = claim_of(item.signature)
        if claim is None or claim.namespace != MINUTES_NAMESPACE or member is None:
            return False
        is_officer = item.member in (meeting.chair, meeting.secretary)
        if not is_officer or not any(is_of_key(claim, key) for key in member.keys):
            return False
    return True
