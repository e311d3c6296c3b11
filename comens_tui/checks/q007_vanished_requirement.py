"""Requirement gone without a tombstone.

## What it checks
A requirement of the last release that no document of the corpus holds any more.

## Why
Reports, proofs and orders still name it. A repealed requirement stays as a tombstone, and its id
is never given again.

## How to fix
Put the requirement back with `status: repealed`, the decision that repealed it and, if there is
one, the requirement that replaces it.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "Q007"
SEVERITY = Severity.ERROR
TITLE = N_("Requirement gone without a tombstone")


def check(snapshot: Snapshot, context: Context) -> Iterator[Finding]:
    """Yield one finding for each requirement that the last release held and that is gone."""
    if context.baseline is None:
        return
    standing = {
        (document.front.language, item.id)
        for document in snapshot.documents.values()
        for item in document.requirements
    }
    for released in context.baseline.documents.values():
        document = snapshot.documents.get(released.id)
        for item in released.requirements:
            if (released.front.language, item.id) not in standing:
                yield Finding(
                    CODE,
                    SEVERITY,
                    document.path if document else released.path,
                    0,
                    _("The requirement {id} of the last release is gone.").format(id=item.id),
                    _("Keep it as a tombstone: status: repealed, repealed_by: D-…"),
                    released.id,
                    item.id,
                )
