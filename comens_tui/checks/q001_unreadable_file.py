"""File that does not fit its format.

## What it checks
A file of the workspace whose content does not fit the format of its kind: broken YAML, a
key that is missing or unknown, a value outside its vocabulary, text that is not UTF-8.

## Why
A record that cannot be read is absent from every list, count and check: nothing can be
proved about it.

## How to fix
The message names the line, the key and what is expected; the format of each kind of
record is in docs/format.md.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.i18n import N_
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "Q001"
SEVERITY = Severity.ERROR
TITLE = N_("File that does not fit its format")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Pass on what was found while the files were read."""
    return (problem for problem in snapshot.problems if problem.code == CODE)
