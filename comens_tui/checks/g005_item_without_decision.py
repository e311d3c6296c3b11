"""Agenda and decisions disagree.

## What it checks
A decision that names no meeting and item, or an item that does not point back to it; and an item
marked as decided whose decision is missing or about something else.

## Why
The minutes, the agenda and the decisions are three views of one act: where they differ, the act
is in doubt.

## How to fix
Complete the decision's `meeting` and `item`, or the item's `decision`.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.coverage import voted_as
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.decision import Decision
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "G005"
SEVERITY = Severity.ERROR
TITLE = N_("Agenda and decisions disagree")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each act that one side does not know."""
    superseded = {item.supersedes: item for item in snapshot.decisions.values()}
    for decision in snapshot.decisions.values():
        message = _lost_decision(decision, snapshot)
        if message:
            yield _finding(places.decision_path(decision.id), decision.id, message)
    for meeting in snapshot.meetings.values():
        for item in meeting.agenda:
            if item.state != "decided":
                continue
            found = snapshot.decisions.get(item.decision or "")
            newer = superseded.get(item.decision)
            if found is None:
                message = _("Item {item} of {meeting} is decided, and its decision is missing.")
            elif found.meeting != meeting.id or found.item != item.number:
                message = _("Item {item} of {meeting} names a decision that is about another item.")
            elif found.subject != item.subject and newer is None:
                message = _("Item {item} of {meeting} and its decision have different subjects.")
            else:
                continue
            text = message.format(item=item.number, meeting=meeting.id)
            yield _finding(places.meeting_path(meeting.id), meeting.id, text)


def _finding(path: str, record: str, message: str) -> Finding:
    hint = _("Make the decision and the agenda item name each other.")
    return Finding(CODE, SEVERITY, path, 0, message, hint, record)


def _lost_decision(decision: Decision, snapshot: Snapshot) -> str:
    meeting = snapshot.meetings.get(decision.meeting or "")
    item = meeting.item(decision.item) if meeting and decision.item else None
    if item is None:
        return _("{id} does not name the item of the meeting that took it.").format(id=decision.id)
    first = voted_as(decision, snapshot.decisions)
    if item.decision not in (decision.id, decision.supersedes, first):
        return _("Item {item} of {meeting} does not name {id} as its decision.").format(
            item=item.number, meeting=decision.meeting, id=decision.id
        )
    return ""
