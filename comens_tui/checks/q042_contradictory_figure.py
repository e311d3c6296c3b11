"""One quantity with two values.

## What it checks
The same thing counted twice in a document with different numbers: « 928 écrans » and « près de
390 écrans ». Spaces inside numbers, non-breaking spaces and words such as « près de » change
nothing. Requirements are left out (their thresholds differ on purpose), and so are years, units,
shares (« 9 sur 10 »), what a table counts by row, and numbers that name something (« article 5 »).

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

#: The digit stands first, so that the search passes over all else.
_NUMBER = re.compile(
    r"(\d(?<![\w.,/-].)(?:\d{0,2}(?:[ \u00a0\u202f]\d{3})+|\d*))(?:[ \u00a0\u202f])"
    r"(?:(?:de|d['’])\s?)?([a-zà-öø-ÿœ]{4,})(?![\w-])(?! sur \d)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
#: What a number names rather than counts: « l'article 5 précise », « la loi n° 12 prévoit ».
_NAMED = re.compile(
    r"(?:\b(?:articles?|art\.|alinéas?|n°s?|numéros?|pages?|titres?|chapitres?|livres?|sections?"
    r"|critères?|exigences?|annexes?|tableaux?|figures?|niveau|version|étapes?|phases?)"
    r"(?: \d+(?:[ ,]| et | à | ou )*)*)\s*\Z",
    re.IGNORECASE,
)
#: What is measured rather than counted, and months: two values do not contradict each other.
_UNITS = re.compile(
    r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|jour|mois|semaine|année|heure|minute|seconde|fois|pour|point|million|milliard|millier"
    r"|euro|mètre|degré|octet|litre|gramme|personne|usager|participant|partie|autre|premier"
    r"|dernier|prochain|page|article|alinéa|chiffre|sont|sera|seront|étaient|avait|avaient"
    r"|peut|peuvent|doit|doivent|prévoi(?:t|ent)|préci(?:se|sent)|dispose(?:nt)?|dans|pour|avec"
    r"|selon|ainsi|mais|plus|moins|comme|relati(?:f|ve|fs|ves)"
)


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding at each value that differs from the first one of its noun."""
    first: dict[str, tuple[int, int]] = {}
    told: set[tuple[str, int]] = set()
    for paragraph in page.paragraphs:
        if paragraph.clause in page.requirement_ids:
            continue
        for found in _NUMBER.finditer(paragraph.text):
            number, noun = found.groups()
            key = noun.removesuffix("s").removesuffix("x")
            value = int("".join(filter(str.isdigit, number)))
            if _UNITS.fullmatch(key) or _UNITS.fullmatch(noun) or _YEAR.fullmatch(number):
                continue
            if _NAMED.search(paragraph.text, max(0, found.start() - 40), found.start()):
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
