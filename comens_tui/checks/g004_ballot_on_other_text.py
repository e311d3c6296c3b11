"""Ballot on another text.

## What it checks
Each ballot carries the digest of the text it is about: it must be that of its item. An item that
is not on the agenda has no ballots.

## Why
A vote is worth something on the text that was put to it, and on no other.

## How to fix
Open the item again, so that everyone votes on the text that stands.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "G004"
SEVERITY = Severity.ERROR
TITLE = N_("Ballot on another text")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each ballot that is about something else."""
    for meeting in snapshot.meetings.values():
        for ballot in snapshot.ballots.get(meeting.id, ()):
            item = meeting.item(ballot.item)
            if item is not None and ballot.digest == item.digest:
                continue
            yield Finding(
                CODE,
                SEVERITY,
                places.ballot_path(meeting.id, ballot.item, ballot.member),
                0,
                _("{meeting} has no item {item} to vote on.").format(
                    meeting=meeting.id, item=ballot.item
                )
                if item is None
                else _("The ballot of {member} is about another text than item {item}.").format(
                    member=ballot.member, item=ballot.item
                ),
                _("Open the item again, so that everyone votes on the text that stands."),
                meeting.id,
            )
