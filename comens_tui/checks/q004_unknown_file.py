"""File of no known kind.

## What it checks
A file in a folder of records that is no record.

## Why
What nobody reads is neither checked nor published, though it looks as if it were.

## How to fix
Move it out of corpus, proposals and decisions, or give it the name of a record.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.i18n import N_
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "Q004"
SEVERITY = Severity.ERROR
TITLE = N_("File of no known kind")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Pass on what was found while the files were read."""
    return (problem for problem in snapshot.problems if problem.code == CODE)
