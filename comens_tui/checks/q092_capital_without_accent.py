"""Capital without its accent.

## What it checks
French words whose capital has lost its accent: « Etat », « Etablissement », « Editeur », « Ecran »,
and « A » for « À » at the start of a sentence, before an article or where it can be nothing else.
Words wholly in capitals are left out.

## Why
The accent is part of the word: « À » and « A » do not read alike, aloud or by a screen reader.

## How to fix
Write the accent: « État », « Éditeur », « À ».
"""

import re
from collections.abc import Iterator
from datetime import date

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q092"
SEVERITY = Severity.INFO
SINCE = date(2026, 11, 25)
TITLE = N_("Capital without its accent")

#: The capital stands first in the pattern, so that the search passes over all else.
_BARE = re.compile(
    r"E(?<!\wE)(?:tat|tablissement|diteur|ditrice|dition|cran|valuation|thique|quipe|galement"
    r"|galité|ducation|lément|cole|conomie|cosystème|coscore|coresponsabilité|tape|tude"
    r"|vénement|vènement|volution|change|cart|crire|crit|laboration|lection|lectronique|nergie"
    r"|poque|preuve|quité|quivalent|vidence|viter|tant)e?s?(?!\w)"
    r"|Etre(?<!\wEtre)(?!\w)|Ile(?<!\wIle)(?!\w)|Oter(?<!\wOter)(?!\w)"
    r"|A (?<![^.!?…>*#-] A )(?<![\w'’]A )(?=l['’]|(?:la|défaut|ce|cet|cette|ces|partir|travers"
    r"|titre|moins|chaque|noter|compter|savoir|terme)\b)"
)


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each paragraph with such a capital."""
    if not page.is_french or not _BARE.search(page.document.text):
        return
    for paragraph in page.paragraphs:
        found = _BARE.search(paragraph.text)
        if found:
            word = found[0].strip()
            yield page.finding(
                CODE,
                SEVERITY,
                paragraph.line,
                _("“{word}” has lost the accent of its capital.").format(word=word),
                _("Write “{word}”.").format(word=_accented(word)),
                paragraph.clause,
            )


def _accented(word: str) -> str:
    """Return the word with the accent on its first letter: all of these take the same ones."""
    first = {"E": "Ê" if word.startswith("Etre") else "É", "A": "À", "I": "Î", "O": "Ô"}
    return first[word[0]] + word[1:]
