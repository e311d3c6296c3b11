"""Negation of a negation.

## What it checks
Two negations in one sentence of a French statement: « NE DOIT PAS … ne … pas », « ne peut ne
pas ». « ne … que » is a restriction and does not count; what « sauf » or « si » introduces is
looked at apart.

## Why
A reader has to undo one negation by the other, and gets it wrong one time in two.

## How to fix
Say what must be done, or cut the sentence.
"""

import re
from collections.abc import Iterator
from datetime import date

from comens_tui.checks.obligations import consequence
from comens_tui.checks.page import Page
from comens_tui.checks.sentences import split_sentences
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q038"
SEVERITY = Severity.INFO
SINCE = date(2026, 11, 25)
TITLE = N_("Negation of a negation")

_TWICE = 2
_NEGATION = re.compile(
    # The letter stands first, so that the search passes over all else.
    r"[nN](?<!\w[nN])(?i:e\b|['’])(?!\s*\w+(?:\s\w+)?\s(?i:que\b|qu['’]))"
)

#: What opens an exception or a condition, which may deny on its own.
_APART = re.compile(r"\b(?:sauf|si|s['’]ils?|lorsqu\w+|quand|à moins)\b", re.IGNORECASE)


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each requirement with a sentence that denies twice."""
    if not page.is_french:
        return
    for requirement in page.active:
        if len(_NEGATION.findall(requirement.statement)) < _TWICE:
            continue
        for sentence in split_sentences(consequence(requirement.statement)):
            if any(len(_NEGATION.findall(part)) >= _TWICE for part in _APART.split(sentence)):
                yield page.finding(
                    CODE,
                    SEVERITY,
                    page.statement_line(requirement),
                    _("{id} denies twice in one sentence.").format(id=requirement.id),
                    _("Say what must be done, or cut the sentence."),
                    requirement.id,
                )
                break
