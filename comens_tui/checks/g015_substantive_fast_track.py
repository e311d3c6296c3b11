"""Substantive change on the fast track.

## What it checks
A proposal confirmed as editorial whose text, or whose adopted clauses since the last release,
change the meaning of a requirement: a level, a number, a scope, a verbal form, evidence; or add
or remove one. A fact corrected outside the requirements is editorial.

## Why
Editorial changes are neither rated nor consulted on. A change of meaning that takes that way
escapes both.

## How to fix
Screen the proposal again as substantive, or take the change of meaning out of it.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.scopes import compared, norm_changes
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.proposal import Proposal
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Nature, ProposalState, Severity
from comens_tui.rules.versions import Bump, bump_of

CODE = "G015"
SEVERITY = Severity.WARNING
TITLE = N_("Substantive change on the fast track")

_OVER = frozenset({ProposalState.REJECTED, ProposalState.WITHDRAWN, ProposalState.CLOSED})


def check(snapshot: Snapshot, context: Context) -> Iterator[Finding]:
    """Yield one finding for each editorial proposal that is not."""
    for proposal in snapshot.proposals.values():
        if proposal.nature is not Nature.EDITORIAL or proposal.state in _OVER:
            continue
        if _changes_norm(proposal, snapshot, context):
            yield Finding(
                CODE,
                SEVERITY,
                places.proposal_path(proposal.id),
                0,
                _("{id} is said to be editorial, and it changes the meaning.").format(
                    id=proposal.id
                ),
                _("See its redline: comens redline {id}").format(id=proposal.id),
                proposal.id,
            )


def _changes_norm(proposal: Proposal, snapshot: Snapshot, context: Context) -> bool:
    return any(
        bump_of(change, old, new) is not Bump.PATCH
        for item, clauses in compared(proposal, snapshot, context.baseline)
        for change, old, new in norm_changes(item, clauses)
        if old is not None or new is not None
    )
