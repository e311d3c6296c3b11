"""Second convocation without a first.

## What it checks
A meeting that did without a quorum: the first one it names was closed for want of quorum, before
this one was convened; the agenda is what that one left undecided; and it sits within the days
that the rules it was convened under allow. A text that its author took back need not be there.

## Why
Only a new convocation on the same agenda, which says so, lets a committee decide without a quorum
(CRPA R133-10). Anything else is a decision taken by too few.

## How to fix
Convene the committee again and decide again; a first meeting that was closed without saying why
cannot be mended afterwards.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.meeting import Meeting
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import ProposalState, Severity
from comens_tui.rules.convocation import second_faults

CODE = "G020"
SEVERITY = Severity.ERROR
TITLE = N_("Second convocation without a first")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each reason why a meeting needed its quorum after all."""
    withdrawn = frozenset(
        item.id for item in snapshot.proposals.values() if item.state is ProposalState.WITHDRAWN
    )
    for meeting in snapshot.meetings.values():
        if not meeting.second_convocation:
            continue
        for message in _faults(meeting, snapshot, withdrawn):
            yield Finding(
                CODE,
                SEVERITY,
                places.meeting_path(meeting.id),
                0,
                message,
                _("Convene the committee again, and decide again."),
                meeting.id,
            )


def _faults(meeting: Meeting, snapshot: Snapshot, withdrawn: frozenset[str]) -> Iterator[str]:
    if meeting.second_of is None:
        yield _("{id} did without a quorum and names no first meeting.").format(id=meeting.id)
        return
    yield from second_faults(
        meeting,
        snapshot.meetings.get(meeting.second_of),
        meeting.rules or snapshot.committee.rules,
        snapshot.committee.timezone,
        withdrawn,
    )
