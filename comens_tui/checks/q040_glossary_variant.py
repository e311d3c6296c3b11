"""Variant that the glossary avoids.

## What it checks
A word or an acronym that the glossary lists under `avoid`, in running text, headings and tables.

## Why
One thing, one word: a reader who meets two words looks for two things.

## How to fix
Write the word that the message names; it is the one of the glossary.
"""

from collections.abc import Iterator

from comens_tui.checks.page import Page
from comens_tui.checks.vocabulary import whole_words
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q040"
SEVERITY = Severity.WARNING
TITLE = N_("Variant that the glossary avoids")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each variant of each paragraph."""
    vocabulary = page.vocabulary
    is_likely = vocabulary.may_hold_variants(page.lexicon)
    variants = vocabulary.variants_in(page.document.text) if is_likely else None
    if variants is None:
        return
    for paragraph in page.paragraphs:
        for variant in dict.fromkeys(whole_words(variants, paragraph.text)):
            preferred = vocabulary.preferred_to(variant)
            if variant in preferred:
                continue
            yield page.finding(
                CODE,
                SEVERITY,
                paragraph.line,
                _("The glossary does not use “{variant}”.").format(variant=variant),
                _("Write “{term}”.").format(term=preferred),
                paragraph.clause,
            )
