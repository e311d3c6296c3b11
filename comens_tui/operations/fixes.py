"""Mend what the checks can mend for certain, in one act.

Only a decision changes the corpus, drafts included: what is mended there becomes the text of a
new proposal. The texts of a proposal that may still be amended are mended where they are.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from comens_tui.checks.base import Context
from comens_tui.checks.running import on_document, run
from comens_tui.errors import RecordError, RefusedError
from comens_tui.i18n import N_, _, speaking
from comens_tui.model.finding import Finding
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt
from comens_tui.operations.known import known_record
from comens_tui.operations.proposals import new_proposal
from comens_tui.operations.releases import last_release
from comens_tui.text.edits import applied
from comens_tui.text.markdown import parse_document

TITLE = N_("Typography set by the checks")
MOTIVE = N_("The checks found what can be mended for certain: {codes}. No word changes.")


class Fix(NamedTuple):
    """One text as it is and as it would be, and the findings that are mended so."""

    path: str
    before: str
    after: str
    findings: tuple[Finding, ...]


def corpus_fixes(desk: Desk, only: Collection[str] = ()) -> tuple[Fix, ...]:
    """Return what can be mended in the documents of the corpus as committed.

    Waived findings are left alone; `only` keeps the findings of these codes.
    """
    snapshot = desk.workspace.snapshot()
    context = Context(today=desk.today(), baseline=last_release(desk, snapshot)[1])
    texts = {document.path: document.text for document in snapshot.documents.values()}
    return _fixes(texts, run(snapshot, context).findings, only)


def proposal_fixes(desk: Desk, proposal_id: str, only: Collection[str] = ()) -> tuple[Fix, ...]:
    """Return what can be mended in the texts of a proposal.

    Raises:
        UnknownRecordError: There is no such proposal.
    """
    findings = proposal_findings(desk, proposal_id)
    return _fixes(desk.workspace.snapshot().texts.get(proposal_id, {}), findings, only)


def proposal_findings(desk: Desk, proposal_id: str) -> tuple[Finding, ...]:
    """Return what the rules on one document find in the texts of a proposal.

    Paths are those of the corpus, lines those of the proposed text.

    Raises:
        UnknownRecordError: There is no such proposal.
    """
    snapshot = desk.workspace.snapshot()
    known_record(snapshot.proposals, proposal_id)
    context = Context(today=desk.today(), baseline=last_release(desk, snapshot)[1])
    found: list[Finding] = []
    for path, text in snapshot.texts.get(proposal_id, {}).items():
        try:
            document = parse_document(text, path)
        except RecordError as error:
            raise RefusedError(error.message, hint=error.hint) from error
        documents = {**snapshot.documents, document.id: document}
        found += on_document(document, snapshot._replace(documents=documents), context)
    return tuple(found)


def propose_fixes(desk: Desk, fixes: Iterable[Fix]) -> Receipt:
    """Open a draft proposal whose texts are the mended ones, for the editorial fast track."""
    fixes = tuple(fixes)
    codes = sorted({finding.code for fix in fixes for finding in fix.findings})
    with speaking(desk.committee.language):
        title, motive = _(TITLE), _(MOTIVE).format(codes=", ".join(codes))
    return new_proposal(desk, title=title, motive=motive, texts=mended(fixes))


def mended(fixes: Iterable[Fix]) -> dict[str, str]:
    """Return the mended texts by path, as `edit_proposal` takes them."""
    return {fix.path: fix.after for fix in fixes}


def _fixes(
    texts: Mapping[str, str], findings: Iterable[Finding], only: Collection[str]
) -> tuple[Fix, ...]:
    kept: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.edits and finding.path in texts and (not only or finding.code in only):
            kept.setdefault(finding.path, []).append(finding)
    return tuple(
        Fix(
            path,
            texts[path],
            applied(texts[path], (edit for finding in found for edit in finding.edits)),
            tuple(found),
        )
        for path, found in sorted(kept.items())
    )
