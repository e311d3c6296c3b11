"""Two records with one id.

## What it checks
Two files that carry the same id.

## Why
Every reference to that id, in a decision or in the minutes, becomes ambiguous.

## How to fix
Give the newer one the next free number, and correct what refers to it.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.i18n import N_
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "Q002"
SEVERITY = Severity.ERROR
TITLE = N_("Two records with one id")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Pass on what was found while the files were read."""
    return (problem for problem in snapshot.problems if problem.code == CODE)
