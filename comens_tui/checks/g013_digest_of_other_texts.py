"""Digest that is not that of the texts.

## What it checks
A decision whose digest is not that of the texts it lists, or not that of the item it decided.

## Why
The digest is what ties the ballots to the words. If it can be anything, nothing is proved.

## How to fix
Restore the decision from the history; a real mistake is corrected by a new decision.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity
from comens_tui.text.digests import change_digest

CODE = "G013"
SEVERITY = Severity.ERROR
TITLE = N_("Digest that is not that of the texts")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each decision whose digests do not agree."""
    for decision in snapshot.decisions.values():
        meeting = snapshot.meetings.get(decision.meeting or "")
        item = meeting.item(decision.item) if meeting and decision.item else None
        if decision.texts and decision.digest != change_digest(decision.texts):
            message = _("The digest of {id} is not that of the texts it lists.")
        elif item is not None and item.digest != decision.digest:
            message = _("The digest of {id} is not that of the item it decided.")
        else:
            continue
        yield Finding(
            CODE,
            SEVERITY,
            places.decision_path(decision.id),
            0,
            message.format(id=decision.id),
            _("Restore the decision from the history, or take a new one."),
            decision.id,
        )
