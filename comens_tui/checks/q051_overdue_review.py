"""Document past its review date.

## What it checks
A document in use (consultation, trial or final) whose `review_by` date has passed.

## Why
A norm that nobody has looked at for years protects less than it claims.

## How to fix
Review it, then set the next date with a decision.
"""

from collections.abc import Iterator

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q051"
SEVERITY = Severity.WARNING
TITLE = N_("Document past its review date")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding when the day has passed."""
    front = page.document.front
    if front.review_by is None or page.is_unpublished or front.review_by >= page.today:
        return
    yield page.finding(
        CODE,
        SEVERITY,
        1,
        _("{id} was to be reviewed by {day}.").format(id=front.id, day=front.review_by.isoformat()),
        _("Review it, then propose the next date."),
    )
