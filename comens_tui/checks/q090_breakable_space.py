"""Space that may break.

## What it checks
The spaces of a French text: thin and no-break before « ; ! ? », no-break before « : », inside
« », before % and before a unit. Code, links and the fields of requirements are left out. Of the
two no-break spaces, either is right everywhere. Reported once a clause, at the first place; the
edits of all places come with it.

## Why
A sign alone at the start of a line, or a figure cut from its unit, is misread.

## How to fix
`comens check --fix --only Q090` sets them; the words stay as they are.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity
from comens_tui.text.spacing import spacing_edits

CODE = "Q090"
SEVERITY = Severity.INFO
SINCE = date(2026, 11, 25)
TITLE = N_("Space that may break")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each clause with a space to set."""
    if not page.is_french:
        return
    text = page.document.text
    placed = ((page.line_at(edit.start), edit) for edit in spacing_edits(text))
    for clause, group in groupby(placed, key=lambda item: page.clause_at(item[0])):
        lines, edits = zip(*group, strict=True)
        yield page.finding(
            CODE,
            SEVERITY,
            lines[0],
            _("A space is missing or may break: “{words}”").format(
                words=_around(text, edits[0].start, edits[0].end)
            ),
            _("Set it with: comens check --fix"),
            clause,
        )._replace(edits=edits)


def _around(text: str, start: int, end: int) -> str:
    """Return the words on both sides of a place, on its line."""
    before = text[max(0, start - 20) : start].rpartition("\n")[2]
    after = text[end : end + 12].partition("\n")[0]
    return f"{before}{text[start:end]}{after}".strip()
