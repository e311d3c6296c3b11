"""Condition not in its form.

## What it checks
A French statement that starts with its condition and does not write it « SI …, ALORS … »: « Si »
in small letters, « alors » in small letters, or « SI » without « ALORS ».

## Why
Who is concerned is read at a glance where conditions all look alike.

## How to fix
Write « SI …, ALORS le Système DOIT … ».
"""

import re
from collections.abc import Iterator
from datetime import date

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q036"
SEVERITY = Severity.INFO
SINCE = date(2026, 11, 25)
TITLE = N_("Condition not in its form")

_CONDITION = re.compile(r"\W*(SI|Si|S['’]IL|S['’]il)\b(?! besoin| possible| nécessaire)")
#: The letters stand first, so that the search passes over all else.
_THEN = re.compile(r"(?:ALORS|alors|Alors)(?<!\w.....)\b")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each requirement whose condition is written otherwise."""
    if not page.is_french:
        return
    for requirement in page.active:
        found = _CONDITION.match(requirement.statement)
        if not found:
            continue
        then = _THEN.search(requirement.statement)
        if found[1].isupper() and then and then[0].isupper():
            continue
        yield page.finding(
            CODE,
            SEVERITY,
            page.statement_line(requirement),
            _("{id} does not write its condition as « SI …, ALORS … ».").format(id=requirement.id),
            _("Write « SI …, ALORS … », both in capitals."),
            requirement.id,
        )
