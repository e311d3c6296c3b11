"""Wording weaker than the level.

## What it checks
The verbal forms of a statement against its level: a mandatory requirement without an obligation
(« DOIT » and its equivalents) is an error; a recommended one without a recommendation or an
obligation is a warning. The condition is left out.

## Why
The words bind, not the fields. A court reads « devrait » as advice, whatever the level says
(ISO/IEC Directives, Part 2, clause 7).

## How to fix
Write « DOIT » in what is mandatory, « DEVRAIT » or « il convient de » in what is recommended, or
lower the level by a decision.
"""

from collections.abc import Iterator

from comens_tui.checks.obligations import consequence, is_weaker, strongest_level
from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Level, Severity

CODE = "Q022"
SEVERITY = Severity.ERROR
TITLE = N_("Wording weaker than the level")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each requirement whose words ask less than its level."""
    language = page.document.front.language
    for requirement in page.active:
        level = requirement.fields.level
        if level is Level.OPTIONAL or not requirement.statement:
            continue
        if not is_weaker(strongest_level(consequence(requirement.statement), language), level):
            continue
        yield page.finding(
            CODE,
            page.weight(SEVERITY, requirement.id) if level is Level.MANDATORY else Severity.WARNING,
            page.statement_line(requirement),
            _("{id} is mandatory, and its statement does not oblige.").format(id=requirement.id)
            if level is Level.MANDATORY
            else _("{id} is recommended, and its statement does not recommend.").format(
                id=requirement.id
            ),
            _("Write the verbal form of its level, or change the level by a decision."),
            requirement.id,
        )
