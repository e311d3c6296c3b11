"""Which screen shows a record."""

from pathlib import PurePath

from comens_tui.model.finding import Finding
from comens_tui.model.places import proposed_text_path
from comens_tui.store.index_rows import Row
from comens_tui.tui.action import CONSULTATION, CORPUS, INBOX, MEETING, REVIEW, TRACE
from comens_tui.tui.messages import Visit

_BY_PREFIX = {
    "P": REVIEW,
    "S": MEETING,
    "C": CONSULTATION,
    "EV": INBOX,
    "JR": INBOX,
    "D": TRACE,
    "A": TRACE,
    "W": TRACE,
    "cens": TRACE,
}


def visit_of(record: str, path: str = "", clause: str = "") -> Visit | None:
    """Return the way to the screen of a record or of a place; None when no screen shows it.

    A file of a comment leads to that comment of the consultation.
    """
    if path.startswith("corpus/") and path.endswith(".md"):
        return Visit(CORPUS, f"{path}|{clause}" if clause else path)
    scope = _BY_PREFIX.get(record.partition("-")[0])
    number = PurePath(path).stem
    if scope == CONSULTATION and path.endswith(f"/{record}/comments/{number}.yaml"):
        return Visit(scope, f"{record}/{number}")
    return Visit(scope, record) if scope else None


def visit_of_finding(finding: Finding) -> Visit | None:
    """Return the way to the passage of a finding, and back; None when no screen shows it."""
    folder, _text, path = finding.path.partition("/text/corpus/")
    proposal = folder.rpartition("/")[2]
    if path and finding.path == proposed_text_path(proposal, f"corpus/{path}"):
        return Visit(REVIEW, f"{proposal}|corpus/{path}|{finding.clause}", comes_back=True)
    visit = visit_of(finding.record, finding.path, finding.clause)
    if visit is not None and visit.scope == CORPUS and finding.line:
        return Visit(CORPUS, f"{finding.path}|{finding.clause}|{finding.line}", comes_back=True)
    return Visit(visit.scope, visit.record, comes_back=True) if visit else None


def visit_of_row(row: Row) -> Visit | None:
    """Return the way to the screen of what a search found; None when no screen shows it.

    A part of a document is shown in it, and a remark with what it is about.
    """
    record, _slash, part = row.id.partition("/")
    match row.kind:
        case "document":
            return visit_of(row.id, row.path)
        case "requirement":
            return visit_of(row.id, row.path, row.id)
        case "clause":
            return visit_of(record, row.path, part)
        case "term" | "member" | "decision" | "follow_up" | "waiver" | "release":
            return None
    return visit_of(record)
