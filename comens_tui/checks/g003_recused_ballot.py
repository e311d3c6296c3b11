"""Ballot of a recused member.

## What it checks
A ballot filed or counted on an item for a member who is recused on it, or for an absent member
whose mandate is held by a recused one.

## Why
A member with a personal interest takes no part in the deliberation (CRPA R133-12); a vote in
which they took part can be annulled.

## How to fix
Remove the ballot while the item is open; once decided, decide again without it.
"""

from collections.abc import Iterator

from comens_tui.checks.ballots import voices_on
from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "G003"
SEVERITY = Severity.ERROR
TITLE = N_("Ballot of a recused member")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each voice that should have been silent."""
    for meeting in snapshot.meetings.values():
        for recusal in meeting.recusals:
            silent = {recusal.member} | {
                proxy.giver for proxy in meeting.proxies if proxy.holder == recusal.member
            }
            for member in sorted(silent & voices_on(meeting, recusal.item, snapshot)):
                yield Finding(
                    CODE,
                    SEVERITY,
                    places.ballot_path(meeting.id, recusal.item, member),
                    0,
                    _("{member} has a ballot on item {item}; {recused} is recused on it.").format(
                        member=member, item=recusal.item, recused=recusal.member
                    ),
                    _("Remove the ballot, or decide again without it."),
                    meeting.id,
                )
