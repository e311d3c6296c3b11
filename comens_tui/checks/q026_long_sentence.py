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
#: Any sign before a word: with the spaces, all that parts two words. Said by the letters that it
#: is not, it is searched for many times faster; a rarer letter taken for one costs a closer look.
_PARTING = re.compile(r"[^ a-zA-Z0-9À-ÖØ-öø-ÿ](?=\w)")


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
    signs = _signs(text)
    if text.count(" ") + signs >= LONG:
        for sentence in split_sentences(text):
            spaces = sentence.count(" ")
            if spaces + signs >= LONG and spaces + _signs(sentence) >= LONG:
                yield sentence


def _signs(text: str) -> int:
    """Return how many signs, spaces left out, may part two words of a text."""
    return len(_PARTING.findall(text))
