"""Either, or both.

## What it checks
« et/ou » (« and/or » in English) in the statement of a requirement.

## Why
It can be read in two ways; whoever must comply takes the lighter one.

## How to fix
Write « ou », which includes both, or « l'un, l'autre ou les deux ».
"""

import re
from collections.abc import Iterator
from datetime import date

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q039"
SEVERITY = Severity.INFO
SINCE = date(2026, 11, 25)
TITLE = N_("Either, or both")

_EITHER = re.compile(r"\b(?:et\s?/\s?ou|and\s?/\s?or)\b", re.IGNORECASE)


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each requirement that leaves the choice open."""
    for requirement in page.active:
        found = _EITHER.search(requirement.statement) if "/" in requirement.statement else None
        if found:
            yield page.finding(
                CODE,
                SEVERITY,
                page.statement_line(requirement),
                _("{id} says “{words}”.").format(id=requirement.id, words=found[0]),
                _("Write “or”, or say which."),
                requirement.id,
            )
