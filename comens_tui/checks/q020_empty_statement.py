"""Requirement without a statement.

## What it checks
A requirement in force with a heading and fields but no words, or nothing but a note.

## Why
Nobody can tell an empty requirement from one lost in an edit, and nothing can be proved about
it.

## How to fix
Write the statement, or repeal the requirement with a decision.
"""

from collections.abc import Iterator

from comens_tui.checks.page import Page
from comens_tui.checks.paragraphs import NOTE
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q020"
SEVERITY = Severity.ERROR
TITLE = N_("Requirement without a statement")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each requirement whose statement is blank or a note."""
    for requirement in page.active:
        statement = requirement.statement
        if NOTE.match(statement) or not any(char.isalnum() for char in statement):
            yield page.finding(
                CODE,
                page.weight(SEVERITY, requirement.id),
                requirement.line,
                _("{id} has no statement.").format(id=requirement.id),
                _("Write the statement, or repeal the requirement with a decision."),
                requirement.id,
            )
