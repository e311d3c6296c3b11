"""Text not in composed form.

## What it checks
A corpus text, a proposed text or minutes where an accented letter is written as a letter and a
separate accent (Unicode NFC is expected).

## Why
The same word is then two different strings: searches miss it, digests differ, and a redline
shows a change where the eye sees none.

## How to fix
Save the text in Unicode form NFC; every serious editor offers it.
"""

import unicodedata
from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.prose import all_prose
from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "Q012"
SEVERITY = Severity.WARNING
TITLE = N_("Text not in composed form")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each text, at its first line that is not composed."""
    for path, record, text in all_prose(snapshot):
        if text.isascii() or unicodedata.is_normalized("NFC", text):
            continue
        lines = text.split("\n")
        wrong = [
            number
            for number, line in enumerate(lines, 1)
            if not unicodedata.is_normalized("NFC", line)
        ]
        yield Finding(
            CODE,
            SEVERITY,
            path,
            wrong[0] if wrong else 1,
            ngettext(
                "{count} line is not in composed form (NFC).",
                "{count} lines are not in composed form (NFC).",
                len(wrong),
            ).format(count=len(wrong)),
            _("Save the text in Unicode form NFC."),
            record,
        )
