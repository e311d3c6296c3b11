"""What the checks would say of a proposed text, before it is anywhere near the corpus."""

from comens_tui.checks.base import Context
from comens_tui.checks.running import on_document
from comens_tui.errors import RecordError
from comens_tui.model.document import Document
from comens_tui.model.finding import Finding
from comens_tui.model.places import proposed_text_path
from comens_tui.operations.desk import Desk
from comens_tui.operations.releases import last_release
from comens_tui.text.markdown import parse_document


def new_findings(desk: Desk, path: str, text: str, before: str) -> tuple[Finding, ...]:
    """Return what the checks on one document find in `text` and did not find in `before`.

    The rest of the corpus is as it stands. Findings come in order of line; lines are those
    of `text`. Nothing is found in what is no document, such as the glossary.
    """
    known = {gist(finding) for finding in findings_of_text(desk, path, before)}
    found = findings_of_text(desk, path, text)
    return tuple(finding for finding in found if gist(finding) not in known)


def findings_of_text(desk: Desk, path: str, text: str) -> tuple[Finding, ...]:
    """Return what the checks on one document find in `text`, if it stood at `path`."""
    document = _document(text, path)
    if document is None:
        return ()
    snapshot = desk.workspace.snapshot()
    context = Context(today=desk.today(), baseline=last_release(desk, snapshot)[1])
    documents = {**snapshot.documents, document.id: document}
    return on_document(document, snapshot._replace(documents=documents), context)


def findings_brought(desk: Desk, proposal_id: str) -> tuple[Finding, ...]:
    """Return what the checks find in the texts of a proposal, and not in those in force.

    Each is placed in the file of the proposed text, and its record is the proposal.
    """
    snapshot = desk.workspace.snapshot()
    in_force = {document.path: document.text for document in snapshot.documents.values()}
    return tuple(
        finding._replace(path=proposed_text_path(proposal_id, path), record=proposal_id)
        for path, text in snapshot.texts.get(proposal_id, {}).items()
        if text is not None
        for finding in new_findings(desk, path, text, in_force.get(path, ""))
    )


def gist(finding: Finding) -> tuple[str, str, str]:
    """Return what a finding says, wherever its line has gone."""
    return finding.code, finding.clause, finding.message


def _document(text: str, path: str) -> Document | None:
    try:
        return parse_document(text, path)
    except RecordError:
        return None
