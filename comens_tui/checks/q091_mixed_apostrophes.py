"""Two kinds of apostrophe.

## What it checks
A French document with both straight and curly apostrophes inside words. Code and fields are left
out.

## Why
A search for « l'image » misses « l’image » in most editors, and the page looks patched.

## How to fix
Write the form that is most frequent in the document.
"""

import re
from collections.abc import Iterator
from datetime import date

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q091"
SEVERITY = Severity.INFO
SINCE = date(2026, 11, 25)
TITLE = N_("Two kinds of apostrophe")

_STRAIGHT = re.compile(r"\w'\w")
_CURLY = re.compile(r"\w’\w")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding at the first apostrophe of the rarer form."""
    text = page.document.text
    if not page.is_french or "’" not in text or "'" not in text:
        return
    straight = [item for item in page.paragraphs if _STRAIGHT.search(item.text)]
    curly = [item for item in page.paragraphs if _CURLY.search(item.text)]
    if straight and curly:
        rarer = min(curly, straight, key=len)[0]
        yield page.finding(
            CODE,
            SEVERITY,
            rarer.line,
            _("The document has two kinds of apostrophe; the rarer one is here."),
            _("Write one kind."),
            rarer.clause,
        )
