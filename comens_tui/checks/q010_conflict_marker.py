"""Conflict marker.

## What it checks
A line left by a merge: `<<<<<<<`, `|||||||`, `=======` between two of them, or `>>>>>>>`. Corpus
texts, proposed texts and minutes are read.

## Why
Two versions of one passage stand in the text, and nobody chose.

## How to fix
Keep the passage that was decided, and remove the marked lines.
"""

import re
from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.prose import all_prose
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "Q010"
SEVERITY = Severity.ERROR
TITLE = N_("Conflict marker")

_MARKS = ("<" * 7, ">" * 7, "|" * 7)
_MARKER = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each marker."""
    for path, record, text in all_prose(snapshot):
        if not any(marks in text for marks in _MARKS):
            continue
        for found in _MARKER.finditer(text):
            yield Finding(
                CODE,
                SEVERITY,
                path,
                text.count("\n", 0, found.start()) + 1,
                _("A merge left this line: {marker}").format(marker=found[0][:40]),
                _("Keep the passage that was decided, and remove the marked lines."),
                record,
            )
