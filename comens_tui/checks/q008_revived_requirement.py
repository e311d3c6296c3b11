"""Repealed id in use again.

## What it checks
A requirement that was a tombstone in the last release and is in force again.

## Why
Whoever reads an older release or decision would take the new text for the one that was repealed.

## How to fix
Restore the tombstone, and give the new requirement an id that was never used.
"""

from collections.abc import Iterator

from comens_tui.checks.page import Page, is_active
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q008"
SEVERITY = Severity.ERROR
TITLE = N_("Repealed id in use again")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each tombstone that came back to life."""
    if page.before is None:
        return
    repealed = {item.id for item in page.before.requirements if not is_active(item)}
    for requirement in page.active:
        if requirement.id in repealed:
            yield page.finding(
                CODE,
                SEVERITY,
                requirement.line,
                _("{id} was repealed: its id cannot be used again.").format(id=requirement.id),
                _("Restore the tombstone and give the new text another id."),
                requirement.id,
            )
