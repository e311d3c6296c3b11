"""Language not told.

## What it checks
A document whose front matter has no `language`, or whose words are for the most part of the other
language (French and English are told apart by their commonest words).

## Why
A screen reader reads with the voice of the language that is declared (RGAA 8.3).

## How to fix
Write `language: fr` (or `en`) in the front matter, as the text is.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q101"
SEVERITY = Severity.WARNING
SINCE = date(2026, 11, 25)
TITLE = N_("Language not told")

_WORDS = {
    "fr": "le la les des est une dans pour que qui sur avec par du au",
    "en": "the of and is for with that this must shall are to in be by",
}
_WORD = re.compile(r"\w+")
_SAMPLE, _ENOUGH, _TIMES = 1_000, 12, 3


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding where the language is missing or looks wrong."""
    head = page.document.clauses[0].text
    if "\nlanguage:" not in head:
        yield _finding(page, _("The front matter does not say the language of the text."))
        return
    declared = page.document.front.language
    if declared not in _WORDS:
        return
    sample = Counter(_WORD.findall(_sample(page)))
    counts = {
        language: sum(map(sample.__getitem__, words.split())) for language, words in _WORDS.items()
    }
    other = max(counts, key=lambda language: counts[language])
    if other != declared and counts[other] > max(_ENOUGH, _TIMES * counts[declared]):
        yield _finding(
            page,
            _("The front matter says “{declared}”, and the text reads as “{other}”.").format(
                declared=declared, other=other
            ),
        )


def _sample(page: Page) -> str:
    """Return the start of the running text, long enough to know a language by."""
    words: list[str] = []
    length = 0
    for paragraph in page.paragraphs:
        if length > _SAMPLE:
            break
        words.append(paragraph.text)
        length += len(paragraph.text)
    return " ".join(words).lower()


def _finding(page: Page, message: str) -> Finding:
    return page.finding(
        CODE, page.publication_weight(SEVERITY), 1, message, _("Write the language of the text.")
    )
