"""Edition that lags behind.

## What it checks
A requirement whose statement changed since the last release in one language and not in the other
edition of the same document. Typography alone does not count.

## Why
Two readers of the same version follow two norms, and the one abroad finds out last.

## How to fix
Carry the change into the other edition, in the same proposal.
"""

from collections.abc import Iterator
from datetime import date

from comens_tui.checks.base import Context
from comens_tui.checks.q060_editions_out_of_step import original_of
from comens_tui.i18n import N_, _
from comens_tui.model.document import Document
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity
from comens_tui.text.tokens import is_same_text

CODE = "Q061"
SEVERITY = Severity.WARNING
SINCE = date(2026, 11, 25)
TITLE = N_("Edition that lags behind")


def check(snapshot: Snapshot, context: Context) -> Iterator[Finding]:
    """Yield one finding for each requirement that moved in one edition alone."""
    if context.baseline is None:
        return
    for document in snapshot.documents.values():
        original = original_of(document, snapshot)
        if original is None:
            continue
        mine = _moved(document, context.baseline)
        theirs = _moved(original, context.baseline)
        for requirement in document.requirements:
            here, there = mine.get(requirement.id), theirs.get(requirement.id)
            if here is None or there is None or here == there:
                continue
            moved, still = (document.id, original.id) if here else (original.id, document.id)
            yield Finding(
                CODE,
                SEVERITY,
                document.path,
                requirement.line,
                _("{id} changed in {moved} and not in {still}.").format(
                    id=requirement.id, moved=moved, still=still
                ),
                _("Carry the change into {still}.").format(still=still),
                document.id,
                requirement.id,
            )


def _moved(document: Document, baseline: Snapshot) -> dict[str, bool]:
    """Tell of each requirement that was released whether its statement has changed since."""
    before = baseline.documents.get(document.id)
    old = {item.id: item.statement for item in before.requirements} if before else {}
    return {
        item.id: not is_same_text(old[item.id], item.statement)
        for item in document.requirements
        if item.id in old
    }
