"""Requirements out of order.

## What it checks
Within a document, requirements of one family (ETH, EIA…) that do not stand in the order of their
numbers: ETH.9 comes before ETH.10, and ETH.9.1 after ETH.9.

## Why
A reader who looks for a number leafs in one direction; a jury or a publisher must not miss one.

## How to fix
Move the requirement to its place. Its number stays: ids are never given anew.
"""

from collections.abc import Iterator
from datetime import date

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.numbering import natural_key
from comens_tui.model.words import Severity

CODE = "Q014"
SEVERITY = Severity.INFO
SINCE = date(2026, 11, 25)
TITLE = N_("Requirements out of order")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each requirement that follows one of a higher number."""
    highest: dict[str, str] = {}
    for requirement in page.document.requirements:
        family = requirement.id.partition(".")[0]
        above = highest.get(family)
        if above is not None and natural_key(requirement.id) < natural_key(above):
            yield page.finding(
                CODE,
                SEVERITY,
                requirement.line,
                _("{id} stands after {other}.").format(id=requirement.id, other=above),
                _("Move it before {other}.").format(other=above),
                requirement.id,
            )
        else:
            highest[family] = requirement.id
