"""Text other than the one voted.

## What it checks
A clause that differs from the last release and that a decision names, but whose standing text is
not the text that the last of these decisions adopted.

## Why
A decision covers the words that were voted and no others, be it for one comma.

## How to fix
Restore the voted text, or have the new one decided.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.coverage import Standing, changes, cover, file_digests, record_of
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "R002"
SEVERITY = Severity.ERROR
TITLE = N_("Text other than the one voted")


def check(snapshot: Snapshot, context: Context) -> Iterator[Finding]:
    """Yield one finding for each clause that is not as it was voted."""
    if context.baseline is None:
        return
    record, digests = record_of(snapshot.decisions), file_digests(snapshot)
    for clause in changes(context.baseline, snapshot):
        found = cover(clause, record, digests.get(clause.path))
        if found.standing is Standing.OTHER_TEXT:
            yield Finding(
                CODE,
                SEVERITY,
                clause.path,
                clause.line,
                _("{clause} is not the text that {decision} adopted.").format(
                    clause=clause.clause, decision=found.decision
                ),
                _("Restore the text of {decision}, or have the new one decided.").format(
                    decision=found.decision
                ),
                clause.document,
                clause.clause,
            )
