"""Outcome without a decision.

## What it checks
A proposal that is adopted or rejected without a decision that says so of this very proposal.

## Why
Decisions change the corpus, and nothing else does.

## How to fix
Take the proposal to a meeting; the decision sets its state.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.coverage import ADOPTING
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import ProposalState, Sense, Severity

CODE = "G007"
SEVERITY = Severity.ERROR
TITLE = N_("Outcome without a decision")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each outcome that nobody decided."""
    for proposal in snapshot.proposals.values():
        wanted = _SENSES.get(proposal.state)
        if wanted is None:
            continue
        decision = snapshot.decisions.get(proposal.decision or "")
        if decision and decision.subject == proposal.id and decision.sense in wanted:
            continue
        message = (
            _("{id} is adopted, and no decision adopts it.")
            if proposal.state is ProposalState.ADOPTED
            else _("{id} is rejected, and no decision rejects it.")
        )
        yield Finding(
            CODE,
            SEVERITY,
            places.proposal_path(proposal.id),
            0,
            message.format(id=proposal.id),
            _("Take it to a meeting; the decision sets its state."),
            proposal.id,
        )


_SENSES = {
    ProposalState.ADOPTED: ADOPTING,
    ProposalState.REJECTED: frozenset({Sense.REJECT}),
}
