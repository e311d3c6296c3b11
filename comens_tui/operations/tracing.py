"""What touches a record, where it comes from, and the matrices: asked from the index.

Read at the head of the branch, as every list is; nothing here writes.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from comens_tui.errors import RecordError, UnknownRecordError
from comens_tui.i18n import _
from comens_tui.model.link import Relation
from comens_tui.model.words import Level, Principle, ReportState
from comens_tui.rules.impact import Impact, impact
from comens_tui.rules.link_graph import Touch, WrittenOn
from comens_tui.rules.links import clause_digests
from comens_tui.rules.trace import Trace, trace
from comens_tui.rules.trace_matrix import (
    CHAIN,
    ChainRow,
    Coverage,
    PrincipleMatrix,
    Rule,
    chain_matrix,
    coverage,
    principle_matrix,
)
from comens_tui.store.index import Index
from comens_tui.store.index_rows import Row
from comens_tui.store.records import decode_text
from comens_tui.store.workspace import Workspace
from comens_tui.text.markdown import split_clauses
from comens_tui.text.mentions import kind_of

_EVERYTHING = -1
#: Links that a text may write to what does not exist; the others are shown as missing.
_LOOSE = frozenset({Relation.NAMES, Relation.REFERS_TO})
#: What has words of its own instead of a row of the index.
WORDS = frozenset({"evidence", "source", "answer"})


class Impacted(NamedTuple):
    """The impact of a requirement, and the row of each record in it that exists."""

    row: Row
    impact: Impact
    rows: Mapping[str, Row]


class Traced(NamedTuple):
    """The trace of a record, and the row of each record in it that exists."""

    row: Row
    trace: Trace
    rows: Mapping[str, Row]


class Matrices(NamedTuple):
    """Both matrices, what they miss, and the rows of the records that they name."""

    principles: PrincipleMatrix
    chain: tuple[ChainRow, ...]
    coverage: Coverage
    rows: Mapping[str, Row]


def impact_of(workspace: Workspace, index: Index, requirement: str) -> Impacted:
    """Return everything that a change to a requirement would touch.

    Raises:
        UnknownRecordError: There is no such requirement.
    """
    row = _existing(index, requirement)
    if row.kind != "requirement":
        raise UnknownRecordError(
            _("{id} is not a requirement.").format(id=row.id),
            hint=_("See what it comes from and leads to with: comens trace {id}").format(id=row.id),
        )
    found = impact(row.id, index, _written_on(workspace))
    rows = _rows(index, (item.id for item in found.touches))
    touches = tuple(item for item in found.touches if _is_shown(item, rows))
    return Impacted(row, found._replace(touches=touches), rows)


def trace_of(workspace: Workspace, index: Index, name: str) -> Traced:
    """Return where a record, a requirement or a document comes from, and what it leads to.

    Raises:
        UnknownRecordError: Nothing has that id.
    """
    row = _existing(index, name)
    found = trace(row.id, index, _written_on(workspace))
    touches = [*found.beside, *(step.reached for step in (*found.comes_from, *found.leads_to))]
    rows = _rows(index, (item.id for item in touches))
    beside = tuple(item for item in found.beside if _is_shown(item, rows))
    return Traced(row, found._replace(beside=beside), rows)


def matrices(index: Index) -> Matrices:
    """Return both matrices of the workspace."""
    documents = index.rows("document", limit=_EVERYTHING)
    requirements = index.rows("requirement", limit=_EVERYTHING)
    reports = index.rows("report", limit=_EVERYTHING)
    proposals = index.rows("proposal", limit=_EVERYTHING)
    principles = principle_matrix(
        [row.id for row in documents],
        [_rule(row) for row in requirements if row.state != "repealed"],
    )
    chain = chain_matrix(
        {row.id: ReportState(row.state) for row in reports},
        [row.id for row in proposals],
        index.links_by_relation(CHAIN),
    )
    proved = {link.source for link in index.links_by_relation((Relation.PROVED_BY,))}
    rows = {row.id: row for row in (*documents, *requirements, *reports, *proposals)}
    return Matrices(principles, chain, coverage(principles, proved, chain), rows)


def known_ids(index: Index) -> list[str]:
    """Return every id that can be traced, to suggest the nearest to one that is not known."""
    return [row.id for row in index.rows(limit=_EVERYTHING) if kind_of(row.id)]


def _rule(row: Row) -> Rule:
    names = tuple(Principle(name) for name in row.extra["principles"])
    return Rule(row.id, row.extra["document"], Level(row.extra["level"]), names)


def _existing(index: Index, name: str) -> Row:
    for candidate in (name, name.upper(), name.lower()):
        row = index.rows_named((candidate,)).get(candidate)
        if row is not None and kind_of(row.id):
            return row
    raise UnknownRecordError(_("There is no record {id}.").format(id=name))


def _rows(index: Index, names: Iterable[str]) -> Mapping[str, Row]:
    return index.rows_named({name for name in names if kind_of(name)})


def _is_shown(item: Touch, rows: Mapping[str, Row]) -> bool:
    return item.id in rows or item.relation not in _LOOSE


def _written_on(workspace: Workspace) -> WrittenOn:
    @lru_cache(maxsize=64)
    def digests(blob: str) -> Mapping[str, str] | None:
        content = workspace.blob(blob)
        if content is None:
            return None
        try:
            text = decode_text(content, blob)
        except RecordError:
            return None
        return {name: found[0] for name, found in clause_digests(split_clauses(text)).items()}

    return digests


#: The groups of what is touched, in order: documents are told apart by their kind.
_GROUPS = (
    "requirement", "referential", "guide", "awareness", "tool", "document", "evidence", "source",
    "report", "proposal", "consultation", "meeting", "decision", "follow_up", "release",
    "waiver", "comment", "consultation_comment", "answer", "",
)  # fmt: skip


def grouped(touches: Iterable[Touch], rows: Mapping[str, Row]) -> Mapping[str, tuple[Touch, ...]]:
    """Return touches by kind, in the order in which people read them; empty groups left out."""
    found: dict[str, list[Touch]] = {name: [] for name in _GROUPS}
    for item in touches:
        row = rows.get(item.id)
        kind = row.extra["kind"] if row and row.kind == "document" else item.kind
        found[kind].append(item)
    return {name: tuple(items) for name, items in found.items() if items}
