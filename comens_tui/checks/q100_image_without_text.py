"""Image without a text in its place.

## What it checks
A Markdown image with nothing between its brackets, or an HTML `<img>` without `alt`. In a draft it
is only said; in a text that was released so it is a warning.

## Why
Who does not see the image is told nothing (RGAA 1.1): a published text says it in words too.

## How to fix
Write between the brackets what the image tells: `![Courbe : …](…)`.
"""

import re
from collections.abc import Iterator
from datetime import date

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q100"
SEVERITY = Severity.ERROR
SINCE = date(2026, 11, 25)
TITLE = N_("Image without a text in its place")

_TAG = re.compile(r"<img\b(?![^>]*\balt\s*=\s*[\"'][^\"'>]*\w)[^>]*>", re.IGNORECASE)


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each image that says nothing."""
    for link in page.links:
        if link.is_image and not link.label.strip():
            yield _finding(page, link.line, link.target, link.clause)
    text = page.document.text
    if "<" in text and "<img" in text.lower():
        for paragraph in page.paragraphs:
            for found in _TAG.finditer(paragraph.text):
                yield _finding(page, paragraph.line, found[0][:40], paragraph.clause)


def _finding(page: Page, line: int, image: str, clause: str) -> Finding:
    return page.finding(
        CODE,
        page.publication_weight(SEVERITY, clause),
        line,
        _("The image {image} has no text in its place.").format(image=image),
        _("Write between the brackets what it tells."),
        clause,
    )
