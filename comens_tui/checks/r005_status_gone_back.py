"""Status gone backwards.

## What it checks
A document that was released and whose status is now an earlier one: from final back to draft,
consultation or trial, or from withdrawn back into use.

## Why
Whoever applies the released text must know whether it still holds; a step back takes that away.

## How to fix
Restore the status, or withdraw the text by a decision and propose a new one.
"""

from collections.abc import Iterator
from datetime import date

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import DocumentStatus, Severity
from comens_tui.text.labels import label

CODE = "R005"
SEVERITY = Severity.WARNING
SINCE = date(2026, 11, 25)
TITLE = N_("Status gone backwards")

_ORDER = (
    DocumentStatus.DRAFT,
    DocumentStatus.CONSULTATION,
    DocumentStatus.TRIAL,
    DocumentStatus.FINAL,
    DocumentStatus.DEPRECATED,
    DocumentStatus.WITHDRAWN,
)


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding where the status is earlier than the one released."""
    if page.before is None:
        return
    was, is_now = page.before.front.status, page.document.front.status
    if _ORDER.index(is_now) < _ORDER.index(was):
        yield page.finding(
            CODE,
            SEVERITY,
            1,
            _("{id} was released as “{old}” and is now “{new}”.").format(
                id=page.document.id, old=label(was), new=label(is_now)
            ),
            _("Restore the status, or withdraw the text by a decision."),
        )
