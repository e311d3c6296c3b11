"""Vote outside a mandate.

## What it checks
A ballot of a person who did not compose the committee with a voice on the day of the meeting:
unknown, without a voting seat, or before or after the mandate.

## Why
Only the members of the committee decide for it; one vote too many can annul the decision.

## How to fix
Remove the ballot and decide again, or correct the dates of the mandate if they are wrong.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "G009"
SEVERITY = Severity.ERROR
TITLE = N_("Vote outside a mandate")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each ballot without a mandate behind it."""
    for meeting in snapshot.meetings.values():
        voters = {item.id for item in snapshot.committee.voters(meeting.planned.date())}
        for ballot in snapshot.ballots.get(meeting.id, ()):
            if ballot.member not in voters:
                yield Finding(
                    CODE,
                    SEVERITY,
                    places.ballot_path(meeting.id, ballot.item, ballot.member),
                    0,
                    _("{member} had no vote in the committee on {day}.").format(
                        member=ballot.member, day=meeting.planned.date().isoformat()
                    ),
                    _("Decide again without this ballot, or correct the mandate."),
                    meeting.id,
                )
