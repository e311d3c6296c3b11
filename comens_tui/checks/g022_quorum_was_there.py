"""Want of quorum where there was one.

## What it checks
A meeting closed for want of quorum: the room is counted again from its attendance and mandates at
that moment, for each item it left, under the rules that the record keeps; and the numbers of the
record must not make a quorum either.

## Why
A second convocation decides without a quorum because the first one lacked it (CRPA R133-10). A
want that was none would let a few decide for all.

## How to fix
Correct the attendance if it is wrong; else convene again a meeting that needs its quorum.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.majority import is_quorate, quorum_counted
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.meeting import Meeting
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity
from comens_tui.rules.votes import electorate_at, quorum

CODE = "G022"
SEVERITY = Severity.ERROR
TITLE = N_("Want of quorum where there was one")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each meeting that could have decided."""
    for meeting in snapshot.meetings.values():
        message = _fault(meeting, snapshot)
        if message:
            yield Finding(
                CODE,
                SEVERITY,
                places.meeting_path(meeting.id),
                0,
                message,
                _("Correct the attendance of {id}, or convene it again with a quorum.").format(
                    id=meeting.id
                ),
                meeting.id,
            )


def _fault(meeting: Meeting, snapshot: Snapshot) -> str:
    closed = meeting.no_quorum
    if closed is None:
        return ""
    if is_quorate(closed.count, closed.rules):
        return _(
            "{id} says that it lacked a quorum, and counts {counted} of {composition}."
        ).format(
            id=meeting.id,
            counted=quorum_counted(closed.count, closed.rules),
            composition=closed.count.composition,
        )
    for item in closed.items:
        who = electorate_at(meeting, snapshot.committee, closed.rules, item=item, moment=closed.at)
        reached, counted, needed = quorum(who, closed.rules, second_convocation=False)
        if reached:
            return _(
                "{id} was closed for want of quorum, and its attendance gives {counted} for item"
                " {item}, where {needed} are needed."
            ).format(id=meeting.id, counted=counted, item=item, needed=needed)
    return ""
