"""Evidence that cannot be shown.

## What it checks
An element of proof of a requirement in force that nobody can hold: a word left for later (« à
définir », « néant », « TBD »), a promise (« engagement de bonne foi », « respect de l'exigence »,
« conforme »), or the same element twice.

## Why
An assessor accepts what is shown: a document, a screen, a log, a test and its result (INCOSE:
verifiable).

## How to fix
Name what the publisher shows and where: « capture d'écran du formulaire », « journal du mois »,
« rapport de test ».
"""

import re
from collections.abc import Iterator
from datetime import date

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q044"
SEVERITY = Severity.WARNING
SINCE = date(2026, 11, 25)
TITLE = N_("Evidence that cannot be shown")

_FOR_LATER = re.compile(
    r"\W*(?:à (?:définir|préciser|compléter|venir|déterminer)|néant|aucune?|sans objet|rien"
    r"|tbd|tbc|todo|n/?a|xxx+|none|to be (?:defined|completed)|preuves?|evidence|oui|yes"
    r"|conformes?|conformité|compliant|compliance)?\W*",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"(?:engagement|volonté|intention|promesse|respect|conformité|application)\b"
    r"(?: (?:de|d['’]|à|au|aux|du|des|l['’]|la|le|les|cette|bonne|foi|présente|toute?s?|plein"
    r"|entier|respecter|appliquer|éditeur|système|exigences?|règles?|principes?|personnes?|patients?|éthiques?)|['’])*",
    re.IGNORECASE,
)
#: Where an apostrophe touches the next word.
_GLUED = re.compile(r"(?<=['’])(?=\w)")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each element that nobody can show."""
    for requirement in page.active:
        seen: set[str] = set()
        for element in requirement.fields.evidence:
            words = " ".join(element.split())
            is_empty = _FOR_LATER.fullmatch(words) or _PROMISE.fullmatch(_tight(words))
            folded = words.casefold()
            if is_empty or folded in seen:
                yield page.finding(
                    CODE,
                    SEVERITY,
                    page.field_line(requirement, element),
                    _("{id} lists “{element}” twice as evidence.").format(
                        id=requirement.id, element=words
                    )
                    if folded in seen
                    else _("{id} lists as evidence what cannot be shown: “{element}”.").format(
                        id=requirement.id, element=words
                    ),
                    _("Name a document, a screen, a log or the result of a test."),
                    requirement.id,
                )
            seen.add(folded)


def _tight(words: str) -> str:
    """Return words with a space after each apostrophe, so that they are told apart."""
    return _GLUED.sub(" ", words).strip(" .")
