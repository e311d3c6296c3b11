"""Sentence too long.

## What it checks
Sentences of more than 30 words (warning), and of more than 45 words in text that is new since
the last release (error). Words are counted on both sides of an apostrophe; headings and tables
are left out.

## Why
A long sentence hides conditions and exceptions, and the people it protects stop reading.

## How to fix
One idea a sentence: cut at the conjunctions, and turn enumerations into lists.
"""

import re
from collections.abc import Iterator

from comens_tui.checks.page import Page
from comens_tui.checks.sentences import count_words, split_sentences
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q026"
SEVERITY = Severity.ERROR
TITLE = N_("Sentence too long")

LONG, TOO_LONG = 30, 45
#: A sign before a word: with the blanks, all that parts two words.
_PARTING = re.compile(r"[^\w\s](?=\w)")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each long sentence."""
    for paragraph in page.running_text:
        for sentence in _long_ones(paragraph.text):
            words = count_words(sentence)
            if words <= LONG:
                continue
            severity = page.weight(SEVERITY, paragraph.clause)
            yield page.finding(
                CODE,
                severity if words > TOO_LONG else Severity.WARNING,
                paragraph.line,
                _("A sentence of {words} words: “{start}…”").format(
                    words=words, start=" ".join(sentence.split()[:6])
                ),
                _("Cut it: {long} words or fewer.").format(long=LONG),
                paragraph.clause,
            )


def _long_ones(text: str) -> Iterator[str]:
    """Yield the sentences that are parted often enough to hold too many words."""
    if _is_likely(text):
        yield from filter(_is_likely, split_sentences(text))


def _is_likely(text: str) -> bool:
    parted = len(text.split())
    if parted <= LONG:
        parted += len(_PARTING.findall(text)) + text.count("_")
    return parted > LONG
