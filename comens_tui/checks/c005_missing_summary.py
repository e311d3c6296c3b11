"""Public summary missing.

## What it checks
A consultation that is reported, or whose proposal is adopted, without a public summary, without
its date, or with a date in the future.

## Why
The public learns what came of its comments at the latest when the text is signed (CRPA L132-2,
R*132-6).

## How to fix
Write the summary: counts by college and disposition, main objections, minority views.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.consulted import lacking
from comens_tui.i18n import N_
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity
from comens_tui.rules.consultations import Condition

CODE = "C005"
SEVERITY = Severity.ERROR
TITLE = N_("Public summary missing")


def check(snapshot: Snapshot, context: Context) -> Iterator[Finding]:
    """Yield what each consultation lacks of it."""
    return lacking(snapshot, context, CODE, Condition.SUMMARY)
