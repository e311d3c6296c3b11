"""One quantity with two values.

## What it checks
The same thing counted twice in a document with different numbers: « 928 écrans » and « près de
390 écrans ». Spaces inside numbers, non-breaking spaces and words such as « près de » change
nothing. Requirements are left out (their thresholds differ on purpose), and so are years, units,
shares (« 9 sur 10 ») and what a table counts by row.

## Why
A reader cannot tell which number is right, and quotes either.

## How to fix
Keep the number that the source gives, or say what tells the two apart.
"""

import re
from collections.abc import Iterator

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q042"
SEVERITY = Severity.WARNING
TITLE = N_("One quantity with two values")

_NUMBER = re.compile(
    r"(?<![\w.,/-])(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[ \u00a0\u202f])"
    r"(?:(?:de|d['’])\s?)?([a-zà-öø-ÿœ]{4,})(?![\w-])(?! sur \d)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
#: What is measured rather than counted, and months: two values do not contradict each other.
_UNITS = re.compile(
    r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|jour|mois|semaine|année|heure|minute|seconde|fois|pour|point|million|milliard|millier"
    r"|euro|mètre|degré|octet|litre|gramme|personne|usager|participant|partie|autre|premier"
    r"|dernier|prochain|page|article|alinéa|chiffre"
)


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding at each value that differs from the first one of its noun."""
    first: dict[str, tuple[int, int]] = {}
    told: set[tuple[str, int]] = set()
    for paragraph in page.paragraphs:
        if paragraph.clause in page.requirement_ids:
            continue
        for number, noun in _NUMBER.findall(paragraph.text):
            key = noun.removesuffix("s").removesuffix("x")
            value = int("".join(filter(str.isdigit, number)))
            if _UNITS.fullmatch(key) or _UNITS.fullmatch(noun) or _YEAR.fullmatch(number):
                continue
            known, line = first.setdefault(key, (value, paragraph.line))
            if known == value or (key, value) in told:
                continue
            told.add((key, value))
            yield page.finding(
                CODE,
                SEVERITY,
                paragraph.line,
                _("{value} {noun} here, {known} at line {line}.").format(
                    value=value, noun=noun, known=known, line=line
                ),
                _("Keep the number that the source gives, or say what tells the two apart."),
                paragraph.clause,
            )
