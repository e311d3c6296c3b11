"""Proposals imported from a table: seen first, then opened as drafts in one act."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from comens_tui.errors import RefusedError
from comens_tui.exchange.column_map import ColumnMap
from comens_tui.exchange.fields import PROPOSAL
from comens_tui.exchange.rows import read_rows
from comens_tui.exchange.table import Table
from comens_tui.i18n import N_, _
from comens_tui.model.document import Document
from comens_tui.model.places import proposal_path
from comens_tui.model.proposal import Proposal
from comens_tui.model.words import ProposalState
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt, drafting
from comens_tui.operations.intake import Preview, sort_out
from comens_tui.operations.proposed import with_texts
from comens_tui.text.markdown import (
    REQUIREMENT_BLOCK,
    fenced_blocks,
    parse_document,
    statement_of,
)

#: The year of proposals that are not opened yet.
_UNNUMBERED: Final = "P-0000-"


class ProposalPreview(NamedTuple):
    """What would be opened; `texts` has, by provisional id, the new text of each path."""

    preview: Preview[Proposal]
    texts: Mapping[str, Mapping[str, str]]


def preview_proposals(desk: Desk, table: Table, mapping: ColumnMap) -> ProposalPreview:
    """Return what importing `table` would do, row by row; nothing is written.

    A row that names a requirement and a text proposes that statement in its place; without
    a requirement, the text is kept at the end of the motive.

    Raises:
        UsageError: The mapping does not fit the table.
        RefusedError: Nobody of the committee acts here.
    """
    snapshot = desk.workspace.snapshot()
    author, today = desk.member().id, desk.today()
    owners = {
        requirement.id: document
        for document in snapshot.documents.values()
        for requirement in document.requirements
    }
    texts: dict[str, Mapping[str, str]] = {}
    count = 0

    def proposal_of(values: dict[str, Any]) -> Proposal:
        nonlocal count
        count += 1
        provisional = f"{_UNNUMBERED}{count:03d}"
        requirement, text = values.pop("requirement", None), values.pop("text", "")
        if requirement is not None:
            document = owners.get(requirement)
            if document is None:
                raise RefusedError(
                    _("There is no requirement {id}.").format(id=requirement),
                )
            if text:
                texts[provisional] = {document.path: _restated(document, requirement, text)}
        elif text:
            values["motive"] = f"{values['motive']}\n\n{text}"
        return Proposal.model_validate(
            {
                **values,
                "id": provisional,
                "state": ProposalState.DRAFT,
                "author": author,
                "created": today,
                "requirements": () if requirement is None else (requirement,),
            }
        )

    preview = sort_out(
        table,
        read_rows(table, PROPOSAL, mapping),
        snapshot=snapshot,
        known=snapshot.proposals.values(),
        kind=PROPOSAL,
        make=proposal_of,
    )
    return ProposalPreview(preview, texts)


def _restated(document: Document, requirement: str, text: str) -> str:
    """Return the document with another statement under one requirement.

    Raises:
        RefusedError: The text would change more than a statement.
        RecordError: It would make the document unreadable.
    """
    clause = next(item for item in document.clauses if item.id == requirement)
    block = next(item for item in fenced_blocks(clause.text) if item.info == REQUIREMENT_BLOCK)
    statement = statement_of(clause.text, block.end)
    head, tail = clause.text[: block.end], clause.text[block.end :]
    changed = (
        head + tail.replace(statement, text, 1) if statement else f"{head.rstrip()}\n\n{text}\n"
    )
    start = sum(len(item.text) for item in document.clauses[: document.clauses.index(clause)])
    whole = document.text[:start] + changed + document.text[start + len(clause.text) :]
    parsed = parse_document(whole, document.path)
    if [item.id for item in parsed.clauses] != [item.id for item in document.clauses]:
        raise RefusedError(_("The proposed text holds headings."))
    return whole


def import_proposals(desk: Desk, found: ProposalPreview, source: str) -> Receipt:
    """Open the proposals of a preview as drafts, in one commit; ids are given in their order.

    Those that somebody opened meanwhile are left out. `source` is the file's name, for the
    log.

    Raises:
        RefusedError: None is left to open.
        RecordError: A proposed text does not fit its format.
    """
    with drafting(desk, "proposal.import") as draft:
        refs = {item.external_ref for item in draft.snapshot.proposals.values()}
        left = [
            item
            for item in found.preview.records
            if not item.external_ref or item.external_ref not in refs
        ]
        if not left:
            raise RefusedError(
                _("There is no new proposal to import."),
                hint=_("See what became of each row with --dry-run."),
            )
        year = draft.desk.today().year
        first = int(draft.new_id("proposal", "P", year).rsplit("-", 1)[1])
        ids = [f"P-{year}-{number:03d}" for number in range(first, first + len(left))]
        for record, proposal_id in zip(left, ids, strict=True):
            proposal = record.model_copy(update={"id": proposal_id})
            proposal = with_texts(draft, proposal, found.texts.get(record.id, {}))
            draft.put(proposal_path(proposal_id), proposal)
        return draft.commit(
            N_("Import proposals: {count} from {source}"),
            record=ids[0],
            others=tuple(ids[1:]),
            count=len(ids),
            source=source,
        )
