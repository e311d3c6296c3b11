"""Ballots are not those counted.

## What it checks
The ballots that a decision says it counted, against the ballots filed for its item: each must be
there, and no other.

## Why
A ballot slipped in or taken out after the vote would change what the vote says.

## How to fix
Restore the ballots of the vote from the history; a real mistake is corrected by a new decision.
"""

from collections.abc import Iterator

from comens_tui.checks.ballots import ballots_on
from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "G011"
SEVERITY = Severity.ERROR
TITLE = N_("Ballots are not those counted")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each ballot on one side only."""
    for decision in snapshot.decisions.values():
        if decision.meeting is None or decision.item is None:
            continue
        counted = {item.member for item in decision.ballots}
        filed = ballots_on(decision.meeting, decision.item, snapshot).keys()
        for member in sorted(counted ^ filed):
            message = (
                _("{decision} counted a ballot of {member} that is not filed.")
                if member in counted
                else _("A ballot of {member} is filed, and {decision} did not count it.")
            )
            yield Finding(
                CODE,
                SEVERITY,
                places.ballot_path(decision.meeting, decision.item, member),
                0,
                message.format(decision=decision.id, member=member),
                _("Restore the ballots of the vote from the history."),
                decision.id,
            )
