"""Obligation in small letters.

## What it checks
« doit » or « doivent » in small letters in what a French statement obliges to. What stands in the
condition is left out.

## Why
The corpus writes in capitals what binds: a reader who looks for the obligations skips the others.

## How to fix
Write « DOIT » or « DOIVENT », or word the sentence without obliging.
"""

import re
from collections.abc import Iterator
from datetime import date

from comens_tui.checks.obligations import consequence
from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q035"
SEVERITY = Severity.INFO
SINCE = date(2026, 11, 25)
TITLE = N_("Obligation in small letters")

_SMALL = re.compile(r"\b(?:doit|doivent)\b")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each requirement that obliges in small letters."""
    if not page.is_french:
        return
    for requirement in page.active:
        if "doi" not in requirement.statement:
            continue
        found = _SMALL.search(consequence(requirement.statement))
        if found:
            yield page.finding(
                CODE,
                SEVERITY,
                page.statement_line(requirement),
                _("{id} says “{word}” in small letters.").format(id=requirement.id, word=found[0]),
                _("Write “{word}”.").format(word=found[0].upper()),
                requirement.id,
            )
