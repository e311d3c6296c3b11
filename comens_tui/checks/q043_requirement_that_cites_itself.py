"""Requirement that cites itself.

## What it checks
A statement that refers to its own id.

## Why
It says nothing: what it refers to is the sentence one is reading. It is mostly a number copied
wrong.

## How to fix
Correct the number, or remove the reference.
"""

import re
from collections.abc import Iterator
from datetime import date

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q043"
SEVERITY = Severity.WARNING
SINCE = date(2026, 11, 25)
TITLE = N_("Requirement that cites itself")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each requirement that refers to itself."""
    for requirement in page.active:
        if requirement.id not in requirement.statement:
            continue
        if re.search(rf"(?<![\w.]){re.escape(requirement.id)}(?![\w]|\.\w)", requirement.statement):
            yield page.finding(
                CODE,
                SEVERITY,
                page.statement_line(requirement),
                _("The statement of {id} refers to {id}.").format(id=requirement.id),
                _("Correct the number, or remove the reference."),
                requirement.id,
            )
