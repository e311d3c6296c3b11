"""Change that was not put to consultation.

## What it checks
A proposal adopted since the last release that needs a consultation and names none: it adds,
hardens, removes or re-scopes a mandatory requirement in a référentiel or in a text that binds,
or brings a new guide. The release waits for it.

## Why
Référentiels are drawn up in concertation (CSP L1470-5).

## How to fix
Open a consultation on the proposal, or take the change back by a decision.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.scopes import unconsulted
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "C010"
SEVERITY = Severity.WARNING
TITLE = N_("Change that was not put to consultation")


def check(snapshot: Snapshot, context: Context) -> Iterator[Finding]:
    """Yield one finding for each adopted proposal that skipped its consultation."""
    for proposal in unconsulted(snapshot, context.baseline):
        yield Finding(
            CODE,
            SEVERITY,
            places.proposal_path(proposal.id),
            0,
            _("{id} was adopted without the consultation that it needs.").format(id=proposal.id),
            _("Open one: comens consultation open --proposal {id}").format(id=proposal.id),
            proposal.id,
        )
