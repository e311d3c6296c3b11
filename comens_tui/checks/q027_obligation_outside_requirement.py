"""Obligation outside a requirement.

## What it checks
« DOIT », « DOIVENT » or « DEVRA » in capitals in a foreword, a note, an example or any text that
is not the statement of a requirement. A word between quotation marks is only mentioned.

## Why
An obligation without an id has no level and no evidence, and no decision on it can be traced
(ISO/IEC Directives, Part 2: no requirement in notes).

## How to fix
Make it a requirement, or write it in small letters without obliging.
"""

from collections.abc import Iterator
from itertools import takewhile

from comens_tui.checks.obligations import capitals
from comens_tui.checks.page import Page
from comens_tui.checks.paragraphs import Paragraph
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q027"
SEVERITY = Severity.ERROR
TITLE = N_("Obligation outside a requirement")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each paragraph that obliges where it cannot."""
    language = page.document.front.language
    statements = {id(item) for item in _statements(page)}
    for paragraph in page.paragraphs:
        if id(paragraph) in statements or paragraph.kind == "heading":
            continue
        found = capitals(paragraph.text, language)
        if found:
            yield page.finding(
                CODE,
                page.weight(SEVERITY, paragraph.clause),
                paragraph.line,
                _("“{word}” stands outside the statement of a requirement.").format(word=found[0]),
                _("Make it a requirement, or word it without obliging."),
                paragraph.clause,
            )


def _statements(page: Page) -> Iterator[Paragraph]:
    """Yield the paragraphs of statements: the first one, and the list that it introduces."""
    for requirement in page.document.requirements:
        prose = page.by_clause.get(requirement.id, ())
        body = [item for item in prose if item.kind != "heading"]
        yield from body[:1]
        if body and body[0].text.endswith(":"):
            yield from takewhile(lambda item: item.kind == "item", body[1:])
