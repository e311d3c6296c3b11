"""Obligation in the passive.

## What it checks
« DOIT être » and a past participle in a French statement, without « par » and who acts in the same
sentence.

## Why
In the passive nobody is obliged: publisher, facility and professional can each point to the other
(INCOSE: active voice).

## How to fix
Name who must act: « l'Éditeur DOIT publier… » rather than « … DOIT être publié ».
"""

import re
from collections.abc import Iterator
from datetime import date

from comens_tui.checks.obligations import consequence
from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q037"
SEVERITY = Severity.INFO
SINCE = date(2026, 11, 25)
TITLE = N_("Obligation in the passive")

_PARTICIPLES = (
    r"(?:\w{2,}(?:é|ée|és|ées)|(?:\w*(?:fait|mis|pris|écrit|inscrit|produit|conduit|construit)"
    r"|\w{2,}(?:tenu|endu|ondu|çu|clu|paru|verti|fini|garanti|fourni|établi|choisi|saisi|averti"
    r"|suivi|accompli|recueilli)|lu|vu|connu|prévu|soumis|admis|permis|ouvert|offert|couvert)"
    r"e?s?)"
)
_PASSIVE = re.compile(
    rf"\b(?:doit|doivent|devra|devront)\s+(?:\w+\s+)?être\s+(?:\w+ment\s+)?({_PARTICIPLES})\b"
    r"(?P<rest>[^.;]*)",
    re.IGNORECASE,
)


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each requirement that obliges nobody by name."""
    if not page.is_french or "être" not in page.lexicon:
        return
    for requirement in page.active:
        found = _PASSIVE.search(consequence(requirement.statement))
        if found and not re.search(r"\bpar\b", found["rest"]):
            yield page.finding(
                CODE,
                SEVERITY,
                page.statement_line(requirement),
                _("{id} does not say who acts: “{words}”.").format(
                    id=requirement.id,
                    words=" ".join(found[0][: -len(found["rest"]) or None].split()),
                ),
                _("Name who must act, in the active voice."),
                requirement.id,
            )
