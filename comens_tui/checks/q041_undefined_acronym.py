"""Undefined acronym.

## What it checks
An acronym that neither the glossary nor the document itself expands, at its first use. It counts
as expanded where it stands in brackets after other words, or has words in brackets after it.

## Why
Acronyms shut out the readers who need the text most.

## How to fix
Expand it at its first use, or add it to the acronyms of the glossary.
"""

import re
from collections.abc import Iterator

from comens_tui.checks.atlas import Known
from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q041"
SEVERITY = Severity.INFO
TITLE = N_("Undefined acronym")

#: The capital stands first, so that the search passes over all else.
_ACRONYM = re.compile(r"[A-Z](?<![\w./-].)[A-Z0-9]*[A-Z](?:-[A-Z]+)*(?![\w./-]*\w)")
_EXPANDED = re.compile(r"\(([A-Z][A-Z0-9-]+)\)|\b([A-Z][A-Z0-9-]+) \((?=[^)]*[a-zà-ÿ]{3})")
_LEGAL = re.compile(r"\b(?:[IVXLCDM]+|[A-Z]\d[\d-]*)\b")
#: Words of the norm that are written in capitals.
_NORM = frozenset(
    {"SI", "ALORS", "SINON", "DOIT", "DOIVENT", "DEVRAIT", "DEVRAIENT", "PEUT", "PEUVENT"}
    | {"NE", "PAS", "ET", "OU", "NI", "SAUF", "LORSQUE", "QUAND", "EST", "TOUT", "TOUS", "AU"}
    | {"SHALL", "SHOULD", "MAY", "CAN", "MUST", "NOT", "IF", "THEN", "AND", "OR"}
)


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each acronym nobody explains."""
    known = set(page.vocabulary.acronyms | _NORM)
    for paragraph in page.paragraphs:
        if "(" not in paragraph.text:
            continue
        for bracketed, before in _EXPANDED.findall(paragraph.text):
            known.add(bracketed or before)
    for paragraph in page.paragraphs:
        for name in _ACRONYM.findall(paragraph.text):
            if name in known or _LEGAL.fullmatch(name) or _names_a_norm(name, page.atlas):
                continue
            known.add(name)
            yield page.finding(
                CODE,
                SEVERITY,
                paragraph.line,
                _("The acronym {acronym} is not explained.").format(acronym=name),
                _("Expand it here, or add it to corpus/glossary.yaml."),
                paragraph.clause,
            )


def _names_a_norm(name: str, atlas: Known) -> bool:
    """Tell whether it is the start of an id, of requirements or of a document."""
    return atlas.is_family(name) or atlas.is_document_id(name)
