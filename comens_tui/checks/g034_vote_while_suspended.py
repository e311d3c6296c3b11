"""Vote taken while the meeting was suspended.

## What it checks
No ballot on a decided item was entered, and no vote was closed, while the meeting was suspended.
A ballot that its voter signed in their own clone is judged by the closing alone.

## Why
A suspended meeting does not sit: some have left the room, and whoever votes then does so without
the others.

## How to fix
Where a pause was noted with a wrong hour, correct it. Else vote again, by a new decision that
supersedes this one.
"""

from collections.abc import Iterator
from datetime import datetime

from comens_tui.checks.ballots import ballots_on
from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.meeting import AgendaItem, Meeting
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "G034"
SEVERITY = Severity.ERROR
TITLE = N_("Vote taken while the meeting was suspended")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each ballot, and each closing of a vote, within a suspension."""
    for meeting in snapshot.meetings.values():
        if not meeting.suspensions:
            continue
        for item in meeting.agenda:
            if item.state == "decided":
                yield from _on_item(snapshot, meeting, item)


def _on_item(snapshot: Snapshot, meeting: Meeting, item: AgendaItem) -> Iterator[Finding]:
    for ballot in ballots_on(meeting.id, item.number, snapshot).values():
        # One that its voter signed stays sealed until the vote closes: its hour is theirs.
        if ballot.opening is None and _within_a_pause(meeting, ballot.at):
            path = places.ballot_path(meeting.id, item.number, ballot.member)
            message = _(
                "The ballot of {member} on item {item} was entered while {id} was suspended."
            )
            yield _finding(meeting, item, path, message.replace("{member}", ballot.member))
    if _within_a_pause(meeting, item.closed):
        message = _("The vote on item {item} was closed while {id} was suspended.")
        yield _finding(meeting, item, places.meeting_path(meeting.id), message)


def _within_a_pause(meeting: Meeting, moment: datetime | None) -> bool:
    return moment is not None and any(
        pause.began < moment and (pause.ended is None or moment < pause.ended)
        for pause in meeting.suspensions
    )


def _finding(meeting: Meeting, item: AgendaItem, path: str, message: str) -> Finding:
    said = message.format(item=item.number, id=meeting.id)
    hint = _("Correct the hours of the suspension, or vote again.")
    return Finding(CODE, SEVERITY, path, 0, said, hint, meeting.id)
