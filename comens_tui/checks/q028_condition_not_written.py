"""Condition and statement disagree.

## What it checks
A requirement whose `condition` field is filled while its statement does not start with SI, or
the other way round.

## Why
Who is exempt is decided by the condition: what the fields and the words say must be the same.

## How to fix
Write the statement as « SI …, ALORS … DOIT … » and copy the condition into the field, or empty
both.
"""

import re
from collections.abc import Iterator

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q028"
SEVERITY = Severity.WARNING
TITLE = N_("Condition and statement disagree")

_CONDITION = re.compile(r"\W*(?:SI|Si|LORSQUE|Lorsque|LORSQU['’]|Lorsqu['’]|QUAND|Quand|EN CAS)\b")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each requirement whose two conditions differ."""
    for requirement in page.active:
        written = bool(_CONDITION.match(requirement.statement))
        declared = bool((requirement.fields.condition or "").strip())
        if not requirement.statement or written == declared:
            continue
        yield page.finding(
            CODE,
            SEVERITY,
            page.statement_line(requirement),
            _("{id} declares a condition that its statement does not start with.").format(
                id=requirement.id
            )
            if declared
            else _("{id} starts with a condition that its fields do not declare.").format(
                id=requirement.id
            ),
            _("Write the statement as « SI …, ALORS … » and the condition field alike."),
            requirement.id,
        )
