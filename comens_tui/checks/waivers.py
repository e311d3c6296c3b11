"""Waivers: one finding accepted for a time, on one text, for a reason.

A waiver names a code, a path, a clause and the digest of the text. When the text changes
or the date passes, the finding is back, and the waiver is listed as stale.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from comens_tui.i18n import _
from comens_tui.model.document import Document
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.waiver import Waiver
from comens_tui.text.digests import text_digest


class Waived(NamedTuple):
    """A finding that a waiver accepts."""

    finding: Finding
    waiver: Waiver


class StaleWaiver(NamedTuple):
    """A waiver that accepts nothing any more, and why."""

    waiver: Waiver
    reason: str


class Sorted(NamedTuple):
    """Findings told apart by the waivers."""

    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    stale: tuple[StaleWaiver, ...]


def documents_by_path(snapshot: Snapshot) -> dict[str, Document]:
    """Return the documents of the corpus by the path of their file."""
    return {document.path: document for document in snapshot.documents.values()}


def subject_digest(snapshot: Snapshot, path: str, clause: str = "") -> str | None:
    """Return the digest of what a finding is about, as a waiver must name it.

    That is the clause's text, or the whole document's; for any other file, the digest of
    its blob id, which moves with the file. None when there is no such place.
    """
    return _digest(documents_by_path(snapshot), snapshot, path, clause)


def _digest(
    documents: dict[str, Document], snapshot: Snapshot, path: str, clause: str
) -> str | None:
    document = documents.get(path)
    if document is None:
        blob = snapshot.files.get(path)
        return None if blob is None else text_digest(blob)
    if not clause:
        return text_digest(document.text)
    found = next((item for item in document.clauses if item.id == clause), None)
    return None if found is None else text_digest(found.text)


def apply_waivers(
    findings: Iterable[Finding], snapshot: Snapshot, today: date, *, all_codes: bool
) -> Sorted:
    """Set aside what a live waiver accepts; `all_codes` is false when only some rules ran.

    A waiver whose rule did not run is not called stale for having found nothing.
    """
    findings = tuple(findings)
    documents = documents_by_path(snapshot) if snapshot.waivers else {}
    live: dict[tuple[str, str, str], Waiver] = {}
    stale: list[StaleWaiver] = []
    for waiver in snapshot.waivers.values():
        reason = _why_dead(waiver, documents, snapshot, today)
        if reason:
            stale.append(StaleWaiver(waiver, reason))
        else:
            live[(waiver.code, waiver.path, waiver.clause or "")] = waiver
    kept, waived = [], []
    for finding in findings:
        found = live.get((finding.code, finding.path, finding.clause))
        if found:
            waived.append(Waived(finding, found))
        else:
            kept.append(finding)
    if all_codes:
        used = {item.waiver.id for item in waived}
        stale += [
            StaleWaiver(waiver, _("Nothing is found there any more."))
            for waiver in live.values()
            if waiver.id not in used
        ]
    stale.sort(key=lambda item: item.waiver.id)
    return Sorted(tuple(kept), tuple(waived), tuple(stale))


def _why_dead(
    waiver: Waiver, documents: dict[str, Document], snapshot: Snapshot, today: date
) -> str:
    if waiver.expires < today:
        return _("It expired on {day}.").format(day=waiver.expires.isoformat())
    if waiver.granted > today:
        return _("It starts on {day} only.").format(day=waiver.granted.isoformat())
    digest = _digest(documents, snapshot, waiver.path, waiver.clause or "")
    if digest != waiver.digest:
        return _("The text has changed since it was granted.")
    return ""
