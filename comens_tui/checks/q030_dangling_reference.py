"""Reference to nothing.

## What it checks
Words of a text that name a requirement, a document or a record that does not exist, and links to
a file of the workspace that is not there, or to a heading that the document does not have. Code
blocks and the fields of requirements are left out (Q033 reads the latter).

## Why
A reader who follows the reference finds nothing, and an obligation that rests on it is empty.

## How to fix
Correct the id, or remove the reference.
"""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from comens_tui.checks.atlas import Known
from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity
from comens_tui.text.markdown import slug

CODE = "Q030"
SEVERITY = Severity.WARNING
TITLE = N_("Reference to nothing")

_RECORD = re.compile(r"(?:EV|JR|[PCDWS])-\d{4}-\d+")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each line that names something unknown."""
    seen: set[tuple[int, str]] = set()
    for name, paragraph in page.mentions:
        if paragraph.kind == "heading" and paragraph.clause in page.requirement_ids:
            continue
        place = (paragraph.line, name)
        if place in seen or _exists(name, page.atlas):
            continue
        seen.add(place)
        yield page.finding(
            CODE,
            SEVERITY,
            paragraph.line,
            _("{id} does not exist.").format(id=name),
            _("Correct the id, or remove the reference."),
            paragraph.clause,
        )
    yield from _links(page)


def _exists(name: str, atlas: Known) -> bool:
    if "." in name:
        return atlas.has_requirement(name)
    if _RECORD.fullmatch(name):
        return atlas.has_record(name)
    return not atlas.is_document_id(name) or atlas.has_document(name)


def _links(page: Page) -> Iterator[Finding]:
    for link in page.links:
        target, _hash, anchor = link.target.partition("#")
        if anchor and not target and _anchor(anchor) not in page.anchors:
            yield page.finding(
                CODE,
                SEVERITY,
                link.line,
                _("The link leads to #{anchor}, and no heading bears that name.").format(
                    anchor=anchor
                ),
                _("Correct the name, or remove the link."),
                link.clause,
            )
        if not target or ":" in target or target.startswith("/"):
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), target))
        if not page.atlas.has_file(path):
            yield page.finding(
                CODE,
                SEVERITY,
                link.line,
                _("The link leads to {path}, which does not exist.").format(path=path),
                _("Correct the path, or remove the link."),
                link.clause,
            )


def _anchor(name: str) -> str:
    """Return the name of a heading as it is compared: forges write it with or without accents."""
    return slug(unquote(name))
