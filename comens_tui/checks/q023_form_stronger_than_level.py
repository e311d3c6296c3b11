"""Wording stronger than the level.

## What it checks
A recommended or optional requirement whose statement obliges, and an optional one that
recommends. An obligation in capitals (« DOIT ») is an error; a verbal form in small letters,
which may belong to a side remark, is a warning. The condition is left out.

## Why
Whoever applies the text would believe that they must; whoever controls it could not ask for it.

## How to fix
Write « DEVRAIT » or « PEUT », or raise the level by a decision.
"""

from collections.abc import Iterator

from comens_tui.checks.obligations import capitals, consequence, is_weaker, strongest_level
from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Level, Severity
from comens_tui.text.labels import label

CODE = "Q023"
SEVERITY = Severity.ERROR
TITLE = N_("Wording stronger than the level")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each requirement whose words ask more than its level."""
    language = page.document.front.language
    for requirement in page.active:
        level = requirement.fields.level
        if level is Level.MANDATORY:
            continue
        text = consequence(requirement.statement)
        found = strongest_level(text, language)
        if found is None or not is_weaker(level, found):
            continue
        yield page.finding(
            CODE,
            page.weight(SEVERITY, requirement.id) if capitals(text, language) else Severity.WARNING,
            page.statement_line(requirement),
            _("{id} is {level}, and its statement obliges.").format(
                id=requirement.id, level=label(level)
            )
            if found is Level.MANDATORY
            else _("{id} is {level}, and its statement recommends.").format(
                id=requirement.id, level=label(level)
            ),
            _("Write the verbal form of its level, or change the level by a decision."),
            requirement.id,
        )
