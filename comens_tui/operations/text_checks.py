"""What the checks would say of a proposed text, before it is anywhere near the corpus."""

from comens_tui.checks.base import Context
from comens_tui.checks.registry import on_document
from comens_tui.errors import RecordError
from comens_tui.model.document import Document
from comens_tui.model.finding import Finding
from comens_tui.operations.desk import Desk
from comens_tui.operations.releases import last_release
from comens_tui.text.markdown import parse_document


def new_findings(desk: Desk, path: str, text: str, before: str) -> tuple[Finding, ...]:
    """Return what the checks on one document find in `text` and did not find in `before`.

    The rest of the corpus is as it stands. Findings come in order of line; lines are those
    of `text`. Nothing is found in what is no document, such as the glossary.
    """
    snapshot = desk.workspace.snapshot()
    context = Context(today=desk.today(), baseline=last_release(desk, snapshot)[1])

    def findings(content: str) -> tuple[Finding, ...]:
        document = _document(content, path)
        if document is None:
            return ()
        documents = {**snapshot.documents, document.id: document}
        return on_document(document, snapshot._replace(documents=documents), context)

    known = {_gist(finding) for finding in findings(before)}
    return tuple(finding for finding in findings(text) if _gist(finding) not in known)


def _gist(finding: Finding) -> tuple[str, str, str]:
    """Return what a finding says, wherever its line has gone."""
    return finding.code, finding.clause, finding.message


def _document(text: str, path: str) -> Document | None:
    try:
        return parse_document(text, path)
    except RecordError:
        return None
