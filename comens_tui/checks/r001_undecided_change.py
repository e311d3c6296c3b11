"""Change that nobody decided.

## What it checks
Every clause that differs from the last release, added and removed ones too, the front matter and
the order of the clauses included: an adopted decision must name it or its whole file.

## Why
Every word of a release was put there by a decision that was validly taken: that is what a
release proves.

## How to fix
Restore the released text, or propose the change and have it decided.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.coverage import (
    ChangedClause,
    Standing,
    changes,
    cover,
    file_digests,
    record_of,
)
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "R001"
SEVERITY = Severity.ERROR
TITLE = N_("Change that nobody decided")


def check(snapshot: Snapshot, context: Context) -> Iterator[Finding]:
    """Yield one finding for each change that no decision names."""
    if context.baseline is None:
        return
    record, digests = record_of(snapshot.decisions), file_digests(snapshot)
    for clause in changes(context.baseline, snapshot):
        found = cover(clause, record, digests.get(clause.path))
        if found.standing is Standing.UNCOVERED:
            yield Finding(
                CODE,
                SEVERITY,
                clause.path,
                clause.line,
                message_of(clause),
                _("Propose the change and have it decided, or restore the released text."),
                clause.document,
                clause.clause,
            )


def message_of(clause: ChangedClause) -> str:
    """Return what is wrong with a change that no decision covers."""
    if not clause.clause:
        return _("{path} is not as any decision left it.").format(path=clause.path)
    if clause.digest is None:
        return _("{clause} was removed, and no decision says so.").format(clause=clause.clause)
    return _("{clause} changed since the last release, and no decision covers it.").format(
        clause=clause.clause
    )
