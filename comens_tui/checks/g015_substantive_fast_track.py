"""Substantive change on the fast track.

## What it checks
A proposal confirmed as editorial whose text, or whose adopted clauses since the last release,
change the meaning: a level, a number, a scope, a verbal form, a requirement added or removed.

## Why
Editorial changes are neither rated nor consulted on. A change of meaning that takes that way
escapes both.

## How to fix
Screen the proposal again as substantive, or take the change of meaning out of it.
"""

from collections.abc import Iterator

from comens_tui.checks import places
from comens_tui.checks.base import Context
from comens_tui.checks.scopes import scope_of
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Nature, ProposalState, Severity
from comens_tui.rules.versions import Bump

CODE = "G015"
SEVERITY = Severity.WARNING
TITLE = N_("Substantive change on the fast track")

_OVER = frozenset({ProposalState.REJECTED, ProposalState.WITHDRAWN, ProposalState.CLOSED})


def check(snapshot: Snapshot, context: Context) -> Iterator[Finding]:
    """Yield one finding for each editorial proposal that is not."""
    for proposal in snapshot.proposals.values():
        if proposal.nature is not Nature.EDITORIAL or proposal.state in _OVER:
            continue
        if scope_of((proposal,), snapshot, context.baseline).bump != Bump.PATCH:
            yield Finding(
                CODE,
                SEVERITY,
                places.proposal(proposal.id),
                0,
                _("{id} is said to be editorial, and it changes the meaning.").format(
                    id=proposal.id
                ),
                _("See its redline: comens redline {id}").format(id=proposal.id),
                proposal.id,
            )
