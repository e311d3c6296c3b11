"""Several obligations in one requirement.

## What it checks
A statement with more than one obligation. Where some stand in capitals, only those count; a list
after one « DOIT : » is one obligation.

## Why
Half met, it can be called neither met nor missed; half repealed, it cannot be cited (INCOSE:
singular).

## How to fix
Propose to split it: one requirement an obligation, with sub-numbers (ETH.9.1, ETH.9.2).
"""

from collections.abc import Iterator

from comens_tui.checks.obligations import consequence, count_obligations
from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q024"
SEVERITY = Severity.WARNING
TITLE = N_("Several obligations in one requirement")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each requirement that obliges to several things."""
    for requirement in page.active:
        count = count_obligations(consequence(requirement.statement), page.document.front.language)
        if count > 1:
            yield page.finding(
                CODE,
                SEVERITY,
                page.statement_line(requirement),
                _("{id} holds {count} obligations.").format(id=requirement.id, count=count),
                _("Propose to split it into sub-requirements."),
                requirement.id,
            )
