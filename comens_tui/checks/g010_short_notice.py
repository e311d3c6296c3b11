"""Convocation sent too late.

## What it checks
A meeting whose convocation was sent fewer days before it than the committee's rules ask for,
without a reason of urgency; and a meeting held without any recorded convocation.

## Why
Members must have the agenda and the documents in time to form an opinion: five days at least,
unless it is urgent (CRPA R133-8).

## How to fix
Move the meeting, or record the reason of the urgency.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _, ngettext
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import MeetingState, Severity

CODE = "G010"
SEVERITY = Severity.ERROR
TITLE = N_("Convocation sent too late")

_HELD = frozenset(
    {MeetingState.OPEN, MeetingState.CLOSED, MeetingState.MINUTED, MeetingState.APPROVED}
)


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each meeting that members were told of too late."""
    needed = snapshot.committee.rules.notice_days
    for meeting in snapshot.meetings.values():
        if meeting.convened is None:
            if meeting.state not in _HELD:
                continue
            message = _("{id} was held without a convocation.").format(id=meeting.id)
        else:
            days = (meeting.planned.date() - meeting.convened).days
            if days >= needed or meeting.urgency:
                continue
            message = ngettext(
                "{id} was convened {days} day before; the rules ask for {needed}.",
                "{id} was convened {days} days before; the rules ask for {needed}.",
                days,
            ).format(id=meeting.id, days=days, needed=needed)
        yield Finding(
            CODE,
            SEVERITY,
            places.meeting_path(meeting.id),
            0,
            message,
            _("Move the meeting, or record the reason of the urgency."),
            meeting.id,
        )
