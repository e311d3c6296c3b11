"""Source that does not exist.

## What it checks
A report, proposal or decision named in the `sources` of a requirement or of a document, with the
id of a record that is not in the workspace. Other sources (law, working groups) are free text.

## Why
A requirement is justified by its sources; one that cannot be found justifies nothing.

## How to fix
Correct the id, or remove the source.
"""

import re
from collections.abc import Iterator

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q033"
SEVERITY = Severity.ERROR
TITLE = N_("Source that does not exist")

_RECORD = re.compile(r"(?:EV|JR|[PCDWS])-\d{4}-\d+")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each source that is no record of the workspace."""
    for source in _unknown(page.document.front.sources, page):
        yield _finding(page, 1, page.document.id, source, "")
    for requirement in page.document.requirements:
        for source in _unknown(requirement.fields.sources, page):
            yield _finding(page, requirement.line, requirement.id, source, requirement.id)


def _unknown(sources: tuple[str, ...], page: Page) -> Iterator[str]:
    return (
        source
        for source in sources
        if _RECORD.fullmatch(source) and not page.atlas.has_record(source)
    )


def _finding(page: Page, line: int, name: str, source: str, clause: str) -> Finding:
    return page.finding(
        CODE,
        page.weight(SEVERITY, clause),
        line,
        _("{id} cites the source {source}, which does not exist.").format(id=name, source=source),
        _("Correct the id, or remove the source."),
        clause,
    )
