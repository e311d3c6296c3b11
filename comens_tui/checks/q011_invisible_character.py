"""Invisible character.

## What it checks
Characters that show nothing or reorder what is shown: zero-width, bidirectional controls, soft
hyphens, tags, a byte order mark, control characters. Corpus texts, proposed texts and minutes
are read. Non-breaking spaces are French typography and allowed.

## Why
Two texts that look the same would differ, and a text could be shown in another order than the
one that was voted.

## How to fix
Delete the character at the place named.
"""

import re
import unicodedata
from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.prose import all_prose
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity
from comens_tui.text.odd_signs import holds_odd_signs

CODE = "Q011"
SEVERITY = Severity.ERROR
TITLE = N_("Invisible character")

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each line that holds any, naming the first."""
    for path, record, text in all_prose(snapshot):
        if not holds_odd_signs(text):
            continue
        last = 0
        for found in _INVISIBLE.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            if line == last:
                continue
            last = line
            yield Finding(
                CODE,
                SEVERITY,
                path,
                line,
                _("This line holds the invisible character {code} ({name}).").format(
                    code=f"U+{ord(found[0]):04X}",
                    name=unicodedata.name(found[0], "CONTROL").lower(),
                ),
                _("Delete it; it is the character {column} of the line.").format(
                    column=found.start() - text.rfind("\n", 0, found.start())
                ),
                record,
            )
