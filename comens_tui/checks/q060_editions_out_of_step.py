"""Editions out of step.

## What it checks
A document and its edition in another language, which bears the same id with the language at its
end (`REF-TLC` and `REF-TLC-EN`): they must have the same version, status and legal state, and
the same requirements with the same levels.

## Why
Both are published; two readers would follow two different norms. A release waits until they
agree.

## How to fix
Bring the edition that lags to the state of the other, with a decision.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _
from comens_tui.model.document import Document
from comens_tui.model.finding import Finding
from comens_tui.model.numbering import natural_key
from comens_tui.model.requirement import Requirement
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "Q060"
SEVERITY = Severity.WARNING
TITLE = N_("Editions out of step")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each difference between an edition and its original."""
    for document in snapshot.documents.values():
        original = original_of(document, snapshot)
        if original is None:
            continue
        for clause, message in _differences(document, original):
            yield Finding(
                CODE,
                SEVERITY,
                document.path,
                0,
                message,
                _("Bring {id} and {other} to the same state.").format(
                    id=document.id, other=original.id
                ),
                document.id,
                clause,
            )


def original_of(document: Document, snapshot: Snapshot) -> Document | None:
    """Return the document of which this one is the edition in another language, if any."""
    suffix = f"-{document.front.language.upper()}"
    if not document.id.endswith(suffix):
        return None
    original = snapshot.documents.get(document.id.removesuffix(suffix))
    return original if original and original.front.language != document.front.language else None


def _differences(document: Document, original: Document) -> Iterator[tuple[str, str]]:
    for key in ("version", "status"):
        mine, theirs = getattr(document.front, key), getattr(original.front, key)
        if mine != theirs:
            yield (
                "",
                _("{key} is {mine} here and {theirs} in {other}.").format(
                    key=key, mine=mine, theirs=theirs, other=original.id
                ),
            )
    if document.front.legal.state is not original.front.legal.state:
        yield "", _("The legal state differs from that of {other}.").format(other=original.id)
    mine_levels = {item.id: _standing(item) for item in document.requirements}
    their_levels = {item.id: _standing(item) for item in original.requirements}
    for name in sorted(mine_levels.keys() ^ their_levels.keys(), key=natural_key):
        where = document.id if name in mine_levels else original.id
        yield name, _("{id} stands in {document} only.").format(id=name, document=where)
    for name in mine_levels.keys() & their_levels.keys():
        if mine_levels[name] != their_levels[name]:
            yield (
                name,
                _("The level or the status of {id} differs from {other}.").format(
                    id=name, other=original.id
                ),
            )


def _standing(item: Requirement) -> tuple[str, str]:
    return item.fields.level, item.fields.status
