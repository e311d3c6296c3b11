"""Skipped heading level.

## What it checks
A heading more than one level below the one above it, such as `####` right after `##`. In a draft
it is only said; in a text that was released so it is a warning.

## Why
Screen readers announce the outline of a text by its headings; a missing level reads as a lost
part (RGAA 9.1).

## How to fix
Raise the heading by the levels that are missing.
"""

from collections.abc import Iterator

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q009"
SEVERITY = Severity.ERROR
TITLE = N_("Skipped heading level")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each jump downwards."""
    above = 0
    for clause in page.document.clauses:
        if not clause.level:
            continue
        if above and clause.level > above + 1:
            yield page.finding(
                CODE,
                page.publication_weight(SEVERITY, clause.id),
                clause.line,
                _("A heading of level {level} follows one of level {above}.").format(
                    level=clause.level, above=above
                ),
                _("Use level {level} here.").format(level=above + 1),
                clause.id,
            )
        above = clause.level
