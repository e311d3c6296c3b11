"""Incoherent legal state.

## What it checks
A binding text without the order that approves it, its publication or its entry into force; one
that binds before its publication; and a text that is said not to bind, or to wait for its order,
while it names an entry into force.

## Why
Only an order makes a text binding (CSP L1470-5), from the day it sets or the day after its
publication (CRPA L221-3). Whether one must comply cannot be left in doubt.

## How to fix
Complete `order`, `published` and `effective` from the Journal officiel, or correct `state`.
"""

from collections.abc import Iterator

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.document import Legal
from comens_tui.model.finding import Finding
from comens_tui.model.words import LegalState, Severity

CODE = "Q052"
SEVERITY = Severity.ERROR
TITLE = N_("Incoherent legal state")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each contradiction of the legal block."""
    for message in _faults(page.document.front.legal):
        yield page.finding(
            CODE,
            page.weight(SEVERITY),
            1,
            message,
            _("Complete order, published and effective, or correct the legal state."),
        )


def _faults(legal: Legal) -> Iterator[str]:
    if legal.state is not LegalState.BINDING:
        if legal.effective is not None:
            yield _("The text is not binding and yet names its entry into force.")
        return
    if not (legal.order or "").strip():
        yield _("The text is binding without the order that approves it.")
    if legal.published is None:
        yield _("The text is binding without the date of its publication.")
    if legal.effective is None:
        yield _("The text is binding without the date of its entry into force.")
    elif legal.published is not None and legal.effective < legal.published:
        yield _("The text binds from {effective}, before its publication on {published}.").format(
            effective=legal.effective.isoformat(), published=legal.published.isoformat()
        )
