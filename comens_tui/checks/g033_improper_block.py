"""Block vote on an item that is voted apart.

## What it checks
Each item voted in a block is an editorial proposal that no member had taken out of it.

## Why
One vote on several texts leaves nobody the choice to refuse one of them. It is fair only for
what changes no rule, and as long as any member may ask that an item be voted by itself.

## How to fix
Take the item out of the block before the vote. Once decided, vote on it again by itself, by a new
decision that supersedes this one.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.meeting import AgendaItem, Meeting
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Nature, Severity

CODE = "G033"
SEVERITY = Severity.ERROR
TITLE = N_("Block vote on an item that is voted apart")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each item that a block should not hold."""
    for meeting in snapshot.meetings.values():
        blocked = _blocked(meeting, snapshot)
        for item in meeting.agenda:
            if item.number in blocked:
                for message in _faults(item, snapshot):
                    yield Finding(
                        CODE,
                        SEVERITY,
                        places.meeting_path(meeting.id),
                        0,
                        message.format(item=item.number, id=meeting.id, member=item.taken_out),
                        _("Vote on item {item} by itself.").format(item=item.number),
                        meeting.id,
                    )


def _blocked(meeting: Meeting, snapshot: Snapshot) -> set[int]:
    """Return the items in a block by the agenda, or voted together by a decision."""
    found = {item.number for item in meeting.agenda if item.block is not None}
    for item in meeting.agenda:
        decision = snapshot.decisions.get(item.decision or "")
        if decision is not None:
            found.update(decision.block)
    return found


def _faults(item: AgendaItem, snapshot: Snapshot) -> Iterator[str]:
    decision = snapshot.decisions.get(item.decision or "")
    proposal = snapshot.proposals.get(item.subject or "") if item.kind == "proposal" else None
    nature = (decision.nature if decision else None) or (proposal.nature if proposal else None)
    if item.kind != "proposal" or nature is not Nature.EDITORIAL:
        yield _("Item {item} of {id} is in a block and is not editorial.")
    if item.taken_out is not None:
        yield _("Item {item} of {id} is in a block that {member} had it taken out of.")
