"""Malformed requirement id.

## What it checks
A heading that starts like the id of a requirement without being one: `ETH 14`, `eth.14`,
`ETH-14`, `ETH.014`.

## Why
An id in another shape is not recognised: its requirement is neither listed, nor traced, nor
covered by a decision.

## How to fix
Write two to six capitals, a point and one or two digits, then sub-numbers if any: `### ETH.14 —
Title`.
"""

import re
from collections.abc import Iterator

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q005"
SEVERITY = Severity.ERROR
TITLE = N_("Malformed requirement id")

_LOOSE = re.compile(
    r"([A-Za-z]{2,6})[ \u00a0.\-_]?(\d{1,4}(?:\.\d+)*)[ \u00a0]*(?:[—–:-](?=\s|$)|$)"
)


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each heading whose id nobody can read."""
    for clause in page.document.clauses:
        found = _LOOSE.match(clause.title) if clause.level else None
        if (
            found
            and clause.id not in page.requirement_ids
            and page.atlas.is_family(found[1].upper())
        ):
            yield page.finding(
                CODE,
                SEVERITY,
                clause.line,
                _("{id} is not the id of a requirement.").format(id=found[0].strip(" —–:-")),
                _("Write it as {id}.").format(id=f"{found[1].upper()}.{found[2].lstrip('0')}"),
                clause.id,
            )
