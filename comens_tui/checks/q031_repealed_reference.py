"""Reference to a repealed requirement.

## What it checks
A text that names a requirement which is now a tombstone. The tombstone itself, and text of the
same requirement, may name it.

## Why
What the reader is sent to is not in force any more.

## How to fix
Refer to the requirement that replaces it, or remove the reference.
"""

from collections.abc import Iterator

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q031"
SEVERITY = Severity.WARNING
TITLE = N_("Reference to a repealed requirement")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each paragraph that names a tombstone."""
    named = (item for item in page.mentions if "." in item.name)
    for name, paragraph in dict.fromkeys(named):
        if paragraph.clause == name or not page.atlas.is_repealed(name):
            continue
        successor = page.atlas.replacement(name)
        yield page.finding(
            CODE,
            SEVERITY,
            paragraph.line,
            _("{id} is repealed.").format(id=name),
            _("Refer to {id}, which replaces it.").format(id=successor)
            if successor
            else _("Remove the reference, or refer to what stands in its place."),
            paragraph.clause,
        )
