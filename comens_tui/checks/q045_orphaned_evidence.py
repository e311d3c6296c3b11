"""Evidence of nothing.

## What it checks
An element of proof that names a requirement which does not exist or is repealed.

## Why
The proof was written for another requirement: what this one asks to show is not known any more.

## How to fix
Name the requirement that took over, or describe the proof itself.
"""

import re
from collections.abc import Iterator
from datetime import date

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q045"
SEVERITY = Severity.WARNING
SINCE = date(2026, 11, 25)
TITLE = N_("Evidence of nothing")

_ID = re.compile(r"(?<![\w./-])[A-Z]{2,6}\.\d{1,2}(?:\.\d+)*(?![\w]|\.\w)")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each element that rests on a requirement nobody has to meet."""
    for requirement in page.active:
        for element in requirement.fields.evidence:
            for name in dict.fromkeys(_ID.findall(element) if "." in element else ()):
                is_repealed = page.atlas.is_repealed(name)
                if not is_repealed and page.atlas.has_requirement(name):
                    continue
                yield page.finding(
                    CODE,
                    SEVERITY,
                    page.field_line(requirement, element),
                    _("The evidence of {id} names {other}, which is repealed.").format(
                        id=requirement.id, other=name
                    )
                    if is_repealed
                    else _("The evidence of {id} names {other}, which does not exist.").format(
                        id=requirement.id, other=name
                    ),
                    _("Name the requirement that took over, or describe the proof itself."),
                    requirement.id,
                )
