"""File that is not where its id says.

## What it checks
A record whose file name or folder is not the one that its id asks for.

## Why
Files are found by their ids: a record in another place can be missed, or filed twice.

## How to fix
Move the file to the place that the message names.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.i18n import N_
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "Q003"
SEVERITY = Severity.ERROR
TITLE = N_("File that is not where its id says")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Pass on what was found while the files were read."""
    return (problem for problem in snapshot.problems if problem.code == CODE)
