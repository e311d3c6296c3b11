"""Vague term.

## What it checks
Words in the statement of a requirement that two assessors would read differently: adapté,
approprié, facilement, si possible, dans la mesure du possible, suffisant, raisonnable, etc. They
are left alone where the evidence says how they are judged: a figure, a test, a panel, a scale.

## Why
A requirement is verifiable or it is only a wish (INCOSE: unambiguous, verifiable).

## How to fix
Say what is measured, by whom and how much; the evidence often has the words.
"""

import re
from collections.abc import Iterator
from typing import Final

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity
from comens_tui.text.lexicon import fold_case, holds_any

CODE = "Q025"
SEVERITY = Severity.WARNING
TITLE = N_("Vague term")

_VAGUE = re.compile(
    r"(?<!\w)(?:adapté|adéquat|approprié|convenable|suffisant|raisonnable|pertinent|optimal"
    r"|satisfaisant|significatif|acceptable|intuitif|ergonomique|convivial|performant)e?s?(?!\w)"
    r"|(?<!\w)(?:facile|aisé|simple|rapide|adéquate|convenable|suffisam|raisonnable|appropriée"
    r"|correcte|efficace|réguliè?re|clairem?e?)(?:ment)(?!\w)"
    r"|(?<!\w)(?:si possible|si nécessaire|si besoin|le cas échéant|au besoin|autant que possible"
    r"|dans la mesure du possible|en temps utile|dans les meilleurs délais|au mieux|etc\.)",
    re.IGNORECASE,
)
#: Every vague word holds one of these: most texts hold none.
_STEMS: Final = (
    "adapté", "adéquat", "approprié", "convenable", "suffisa", "raisonnable", "pertinent",
    "optimal", "satisfaisant", "significati", "acceptable", "intuiti", "ergonomique", "convivia",
    "performant", "facilement", "aisément", "simplement", "rapidement", "correctement",
    "efficacement", "réguli", "clair", "possible", "nécessaire", "besoin", "échéant", "utile",
    "meilleurs", "mieux", "etc.",
)  # fmt: skip
#: What makes a vague word verifiable, in an element of proof.
_CRITERION = re.compile(
    r"\d|\b(?:panel|seuil|taux|mesur\w+|tests?|testé\w*|grille|scores?|écoscore|barème|échelle"
    r"|critères?|questionnaire|essais?|audit|métrique|indicateurs?)\b",
    re.IGNORECASE,
)


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each requirement, naming its vague words."""
    if not holds_any(page.lexicon, _STEMS):
        return
    for requirement in page.active:
        if not holds_any(fold_case(requirement.statement), _STEMS):
            continue
        words = dict.fromkeys(found[0].lower() for found in _VAGUE.finditer(requirement.statement))
        if words and not any(map(_CRITERION.search, requirement.fields.evidence)):
            yield page.finding(
                CODE,
                SEVERITY,
                page.statement_line(requirement),
                _("{id} relies on vague words: {words}.").format(
                    id=requirement.id, words=", ".join(words)
                ),
                _("Say what is measured, by whom and how much."),
                requirement.id,
            )
