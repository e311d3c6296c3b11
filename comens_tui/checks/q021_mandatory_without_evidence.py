"""Mandatory requirement without evidence.

## What it checks
A mandatory requirement in force that lists no element of proof.

## Why
What is imposed must be provable: a publisher has to know what to show, and an assessor what to
ask for.

## How to fix
List at least one element of proof under `evidence`, or lower the level.
"""

from collections.abc import Iterator

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Level, Severity

CODE = "Q021"
SEVERITY = Severity.ERROR
TITLE = N_("Mandatory requirement without evidence")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each mandatory requirement with nothing to prove it."""
    for requirement in page.active:
        fields = requirement.fields
        if fields.level is Level.MANDATORY and not any(item.strip() for item in fields.evidence):
            yield page.finding(
                CODE,
                page.weight(SEVERITY, requirement.id),
                requirement.line,
                _("{id} is mandatory and lists no evidence.").format(id=requirement.id),
                _("List under evidence what the publisher must show."),
                requirement.id,
            )
