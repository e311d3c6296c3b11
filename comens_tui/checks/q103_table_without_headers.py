"""Table without headers.

## What it checks
A table whose first row has no word, or is not followed by the line of hyphens that makes it the
row of headers; an HTML table without `<th>`.

## Why
Read cell by cell, a figure without the title of its column means nothing (RGAA 5.6).

## How to fix
Write the titles of the columns in the first row, then a line such as `|---|---|`.
"""

import re
from collections.abc import Iterator
from datetime import date

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q103"
SEVERITY = Severity.WARNING
SINCE = date(2026, 11, 25)
TITLE = N_("Table without headers")

_RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each table that names no column."""
    for table in page.tables:
        words = table.rows[0].replace("|", " ").strip()
        if words and len(table.rows) > 1 and _RULE.fullmatch(table.rows[1].strip()):
            continue
        yield _finding(page, table.line, table.clause)
    text = page.document.text
    if "<table" in text and "<th" not in text.replace("<thead", ""):
        line = page.line_at(text.index("<table"))
        yield _finding(page, line, page.clause_at(line))


def _finding(page: Page, line: int, clause: str) -> Finding:
    return page.finding(
        CODE,
        page.publication_weight(SEVERITY, clause),
        line,
        _("This table does not name its columns."),
        _("Write their titles in the first row."),
        clause,
    )
