"""Decision not applied.

## What it checks
A clause that a decision adopted, whose standing text is neither what was voted last nor anything
new since the last release: the decision was never written into the corpus.

## Why
What the committee adopts must stand in the text that it publishes.

## How to fix
Write the voted text into the corpus; it is in the history of the proposal. If the committee
changed its mind, that is a new decision.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.coverage import record_of, unapplied
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "G008"
SEVERITY = Severity.ERROR
TITLE = N_("Decision not applied")


def check(snapshot: Snapshot, context: Context) -> Iterator[Finding]:
    """Yield one finding for each clause that still waits for its decision."""
    record = record_of(snapshot.decisions)
    for clause in unapplied(context.baseline, snapshot):
        decision = record.clauses[clause.path, clause.clause].decision
        yield Finding(
            CODE,
            SEVERITY,
            clause.path,
            clause.line,
            _("{clause} is not as {decision} adopted it.").format(
                clause=clause.clause, decision=decision
            ),
            _("Apply {decision}, or take a new decision.").format(decision=decision),
            clause.document,
            clause.clause,
        )
