"""Link that does not say where it leads.

## What it checks
The words of a link that tell nothing by themselves: « ici », « cliquez ici », « ce lien », « en
savoir plus », or nothing at all.

## Why
Links are read one by one, out of their sentence, by who navigates by ear (RGAA 6.1).

## How to fix
Name what the link leads to: « le guide de concertation ».
"""

import re
from collections.abc import Iterator
from datetime import date

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

CODE = "Q102"
SEVERITY = Severity.WARNING
SINCE = date(2026, 11, 25)
TITLE = N_("Link that does not say where it leads")

_EMPTY = re.compile(
    r"\W*(?:(?:cliquez?|cliquer|voir|lire|suivre)?\s*(?:ici|là|(?:sur\s+)?(?:ce|le)\s+lien|lien)"
    r"|(?:en\s+)?savoir\s+plus|(?:lire\s+)?la\s+suite|plus\s+d['’]infos?(?:rmations?)?"
    r"|(?:click\s+)?here|(?:this\s+)?link|(?:read\s+)?more|learn\s+more)?\W*",
    re.IGNORECASE,
)


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each link whose words lead nowhere."""
    for link in page.links:
        if not link.is_image and _EMPTY.fullmatch(link.label):
            yield page.finding(
                CODE,
                page.publication_weight(SEVERITY, link.clause),
                link.line,
                _("The link to {target} says only “{label}”.").format(
                    target=link.target, label=link.label.strip()
                ),
                _("Name what it leads to."),
                link.clause,
            )
