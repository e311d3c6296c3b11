"""Hard to read for the public.

## What it checks
The Kandel-Moles score of a French text for the public: an awareness resource, or a text for
users alone. Below 50 is a warning; a draft is only told of it. Texts of fewer than 100 words
are left out.

## Why
What is meant for everybody must be found, understood and used by everybody (ISO 24495-1).

## How to fix
One idea a sentence, common words, and an example rather than a definition.
"""

from collections.abc import Iterator
from datetime import date

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import DocumentKind, Severity
from comens_tui.text.readability import readability

CODE = "Q081"
SEVERITY = Severity.WARNING
SINCE = date(2026, 11, 25)
TITLE = N_("Hard to read for the public")

_FEWEST_WORDS, _FLOOR = 100, 50.0
_PUBLIC = frozenset({"users", "public", "patients"})


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding where the public would give up."""
    front = page.document.front
    is_public = front.kind is DocumentKind.AWARENESS or _PUBLIC.issuperset(front.audiences)
    if not page.is_french or not is_public:
        return
    found = readability(page.sentences())
    if found and found.words >= _FEWEST_WORDS and found.kandel_moles < _FLOOR:
        yield page.finding(
            CODE,
            page.publication_weight(SEVERITY),
            1,
            _(
                "{id} is for the public and its Kandel-Moles score is {score}, below {floor}."
            ).format(id=front.id, score=found.kandel_moles, floor=int(_FLOOR)),
            _("Shorten the sentences, and take common words."),
        )
