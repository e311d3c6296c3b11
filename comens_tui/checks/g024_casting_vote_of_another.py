"""Casting vote that is not the chair's.

## What it checks
A decision that a casting vote made: the rules it was taken under give one, the votes for and
against are equal, and the chair of the meeting was there, not recused, and voted that way. The
chair's vote is looked for among the ballots of the item; a vote without ballots gives no casting
vote, for nobody can tell the chair's side.

## Why
On a tie the side of the chair prevails, if the chair votes (CRPA R133-11). A side that nobody can
show turns a refusal into an adoption.

## How to fix
Correct the decision by a new one that supersedes it.
"""

from collections.abc import Iterator

from comens_tui.checks.ballots import ballots_on
from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.decision import Decision
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "G024"
SEVERITY = Severity.ERROR
TITLE = N_("Casting vote that is not the chair's")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each casting vote that nobody can show."""
    for decision in snapshot.decisions.values():
        message = _fault(decision, snapshot)
        if message:
            yield Finding(
                CODE,
                SEVERITY,
                places.decision_path(decision.id),
                0,
                message.format(id=decision.id),
                _("Correct it by a new decision that supersedes {id}.").format(id=decision.id),
                decision.id,
            )


def _fault(decision: Decision, snapshot: Snapshot) -> str:
    count, rules = decision.count, decision.rules
    if count is None or rules is None or count.casting is None:
        return ""
    if not rules.casting_vote:
        return _("{id} counts a casting vote that its rules do not give.")
    if count.votes_for != count.votes_against:
        return _("{id} counts a casting vote where the votes were not equal.")
    return _not_of_the_chair(decision, count.casting, snapshot)


def _not_of_the_chair(decision: Decision, casting: str, snapshot: Snapshot) -> str:
    meeting = snapshot.meetings.get(decision.meeting or "")
    if meeting is None or decision.item is None:
        return ""
    if any((line.item, line.member) == (decision.item, meeting.chair) for line in meeting.recusals):
        return _("{id} counts the casting vote of a chair who was recused.")
    ballot = ballots_on(meeting.id, decision.item, snapshot).get(meeting.chair or "")
    if ballot is None or ballot.choice != casting:
        return _("{id} counts a casting vote that no ballot of the chair shows.")
    return ""
