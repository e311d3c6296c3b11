"""Incoherent tombstone.

## What it checks
A repealed requirement that does not name the decision that repealed it, or names one that does
not exist or is not an adoption; one that is replaced by itself or by an id unknown to the
corpus; and a requirement in force that says who repealed it.

## Why
The tombstone is what proves that the requirement was repealed, and by whom.

## How to fix
Name the decision in `repealed_by`, and in `replaced_by` the requirement that takes its place, if
any.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.coverage import ADOPTING
from comens_tui.checks.page import is_active
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.requirement import Requirement
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "Q013"
SEVERITY = Severity.ERROR
TITLE = N_("Incoherent tombstone")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each fault of each tombstone."""
    known = {item.id for document in snapshot.documents.values() for item in document.requirements}
    for document in snapshot.documents.values():
        for item in document.requirements:
            for message in _faults(item, known, snapshot):
                yield Finding(
                    CODE,
                    SEVERITY,
                    document.path,
                    item.line,
                    message,
                    _("Check status, repealed_by and replaced_by in the block of {id}.").format(
                        id=item.id
                    ),
                    document.id,
                    item.id,
                )


def _faults(item: Requirement, known: set[str], snapshot: Snapshot) -> Iterator[str]:
    fields = item.fields
    if is_active(item):
        if fields.repealed_by or fields.replaced_by:
            yield _("{id} is in force and yet says that it was repealed.").format(id=item.id)
        return
    decision = snapshot.decisions.get(fields.repealed_by or "")
    if fields.repealed_by is None:
        yield _("{id} is repealed without naming the decision that did it.").format(id=item.id)
    elif decision is None:
        yield _("{id} was repealed by {decision}, which does not exist.").format(
            id=item.id, decision=fields.repealed_by
        )
    elif decision.sense not in ADOPTING:
        yield _("{id} was repealed by {decision}, which adopted nothing.").format(
            id=item.id, decision=decision.id
        )
    if fields.replaced_by is not None and fields.replaced_by not in known - {item.id}:
        yield _("{id} is replaced by {other}, which is no other requirement.").format(
            id=item.id, other=fields.replaced_by
        )
