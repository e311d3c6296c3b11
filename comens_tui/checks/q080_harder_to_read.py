"""Harder to read than before.

## What it checks
A French document that changed since the last release: its Kandel-Moles score fell by more than
5 points, or its LIX rose by more than 5. Texts of fewer than 100 words are left out. It never
weighs more than a warning: a measure judges no meaning.

## Why
A norm grows heavier by small additions that each seem harmless.

## How to fix
Cut the sentences that the change made longer, and take the shorter of two words.
"""

from collections.abc import Iterator
from datetime import date

from comens_tui.checks.page import Page
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity
from comens_tui.text.readability import Readability, readability

CODE = "Q080"
SEVERITY = Severity.WARNING
SINCE = date(2026, 11, 25)
TITLE = N_("Harder to read than before")

_FEWEST_WORDS, _MOST = 100, 5.0


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding where the document reads less well than it did."""
    before = page.released
    if not page.is_french or before is None or before.document.text == page.document.text:
        return
    now, then = _measured(page), _measured(before)
    if now is None or then is None:
        return
    if then.kandel_moles - now.kandel_moles > _MOST or now.lix - then.lix > _MOST:
        yield page.finding(
            CODE,
            SEVERITY,
            1,
            _(
                "{id} reads less well than in the last release: Kandel-Moles {old_km} then "
                "{new_km}, LIX {old_lix} then {new_lix}."
            ).format(
                id=page.document.id,
                old_km=then.kandel_moles,
                new_km=now.kandel_moles,
                old_lix=then.lix,
                new_lix=now.lix,
            ),
            _("Cut the sentences that the change made longer."),
        )


def _measured(page: Page) -> Readability | None:
    found = readability(page.sentences())
    return found if found and found.words >= _FEWEST_WORDS else None
