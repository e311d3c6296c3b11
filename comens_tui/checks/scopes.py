"""What a proposal changes: how far it moves the norm, in which documents, under which law.

Read from its own texts while it has them; once adopted, from the clauses that its decision
names, between the last release and now.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from comens_tui.checks.coverage import in_force
from comens_tui.errors import RecordError
from comens_tui.model.consultation import Consultation
from comens_tui.model.document import Document
from comens_tui.model.proposal import Proposal
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Nature
from comens_tui.rules.consultations import Scope, is_due
from comens_tui.rules.versions import Bump, Change, bump
from comens_tui.text.clause_changes import ClauseChange
from comens_tui.text.markdown import parse_document
from comens_tui.text.redline import redline


class Difference(NamedTuple):
    """How one document differs between two states; `changes` leaves out what is the same."""

    path: str
    before: Document | None
    now: Document | None
    changes: tuple[ClauseChange, ...]

    @property
    def document(self) -> Document:
        """The document as it is, or as it was when it was removed."""
        found = self.now or self.before
        if found is None:
            raise ValueError(self.path)
        return found


def difference(path: str, before: Document | None, now: Document | None) -> Difference:
    """Return the redline of one document, clause by clause."""
    old, new = (before.text if before else ""), (now.text if now else "")
    changes = () if old == new else redline(old, new).clauses
    return Difference(path, before, now, tuple(item for item in changes if item.change != "same"))


def norm_changes(found: Difference, clauses: Collection[str] | None = None) -> Iterator[Change]:
    """Yield each change with its requirement before and after; only of `clauses`, if given."""
    old = {item.id: item for item in found.before.requirements} if found.before else {}
    new = {item.id: item for item in found.now.requirements} if found.now else {}
    for change in found.changes:
        was, is_now = change.old_id or change.id, change.id
        if clauses is None or was in clauses or is_now in clauses:
            yield (
                change,
                old.get(was) if change.old_order is not None else None,
                new.get(is_now) if change.new_order is not None else None,
            )


def scope_of(proposals: Iterable[Proposal], snapshot: Snapshot, baseline: Snapshot | None) -> Scope:
    """Return the scope of proposals taken together.

    Where their texts can no longer be compared, the nature that a person confirmed tells:
    patch for an editorial change, minor for any other.
    """
    found: list[Difference] = []
    moved: list[Change] = []
    bumps: list[Bump] = []
    for proposal in proposals:
        pairs = tuple(compared(proposal, snapshot, baseline))
        for item, clauses in pairs:
            found.append(item)
            moved += norm_changes(item, clauses)
        if not pairs:
            bumps.append(Bump.PATCH if proposal.nature is Nature.EDITORIAL else Bump.MINOR)
    documents = [item.document for item in found if item.before or item.now]
    return Scope(
        bump=max([bump(moved), *bumps], key=tuple(Bump).index),
        kinds=frozenset(item.front.kind for item in documents),
        legal=frozenset(item.front.legal.state for item in documents),
        new_kinds=frozenset(item.now.front.kind for item in found if item.now and not item.before),
    )


def proposals_of(consultation: Consultation, snapshot: Snapshot) -> tuple[Proposal, ...]:
    """Return the proposals under consultation that exist."""
    found = (snapshot.proposals.get(item) for item in consultation.proposals)
    return tuple(item for item in found if item is not None)


def unconsulted(snapshot: Snapshot, baseline: Snapshot | None) -> Iterator[Proposal]:
    """Yield each proposal adopted since the release that needs a consultation and has none.

    Before a first release nothing can be compared, and nothing is yielded.
    """
    if baseline is None:
        return
    for decision in in_force(snapshot.decisions):
        proposal = snapshot.proposals.get(decision.subject or "")
        if proposal is None or decision.id in baseline.decisions or proposal.consultation:
            continue
        if is_due(scope_of((proposal,), snapshot, baseline)):
            yield proposal


def compared(
    proposal: Proposal, snapshot: Snapshot, baseline: Snapshot | None
) -> Iterator[tuple[Difference, Collection[str] | None]]:
    """Yield each document that a proposal changes, and its clauses; None means all of them.

    Nothing is yielded where its texts are gone and the last release tells nothing.
    """
    texts = snapshot.texts.get(proposal.id, {})
    standing = {item.path: item for item in snapshot.documents.values()}
    if texts:
        for path, text in texts.items():
            document = _parsed(text, path)
            if document:
                yield difference(path, standing.get(path), document), None
        return
    decision = snapshot.decisions.get(proposal.decision or "")
    if decision is None or baseline is None or decision.id in baseline.decisions:
        return
    released = {item.path: item for item in baseline.documents.values()}
    clauses: dict[str, set[str]] = {}
    for clause in decision.clauses:
        clauses.setdefault(clause.path, set()).add(clause.clause)
    for path, names in clauses.items():
        if path in released or path in standing:
            yield difference(path, released.get(path), standing.get(path)), names


def _parsed(text: str, path: str) -> Document | None:
    try:
        return parse_document(text, path)
    except RecordError:
        return None
