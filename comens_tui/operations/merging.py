"""Carrying a proposal over to the corpus that moved: the merge of each text, and its conflicts.

The merge goes by clause first (`text.clause_merge`), then by the lines inside a clause, as
git merges them.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from comens_tui.errors import RefusedError, StaleRecordError
from comens_tui.i18n import _
from comens_tui.model.places import proposed_text_path
from comens_tui.model.proposal import Base, Proposal
from comens_tui.model.snapshot import Snapshot
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft
from comens_tui.operations.known import known_record
from comens_tui.store.records import decode_text
from comens_tui.store.workspace import Workspace
from comens_tui.text.clause_merge import WHOLE, Conflict, Merged, merge_clauses


class Place(NamedTuple):
    """A clause of a file of the corpus."""

    path: str
    clause: str


class TextMerge(NamedTuple):
    """One proposed text whose corpus moved.

    `ours` is the text in force, of blob `onto`; `theirs` is the proposed one.
    """

    path: str
    base: str
    ours: str
    theirs: str
    onto: str | None
    merged: Merged


class Settled(NamedTuple):
    """What a person chose: clauses kept from a side, texts written, and what they were shown.

    `sides` says `ours` (in force) or `theirs` (proposed) for a clause; `texts` gives a text
    of one's own. `onto` are the blobs in force when the conflicts were shown, by path.
    """

    sides: Mapping[str, str] = {}
    texts: Mapping[Place, str] = {}
    onto: Mapping[str, str | None] = {}


def moved_paths(snapshot: Snapshot, proposal: Proposal) -> tuple[str, ...]:
    """Return the files of a proposal that the corpus changed since they were written, in order."""
    bases = {base.path: base.blob for base in proposal.bases}
    paths = bases.keys() | snapshot.texts.get(proposal.id, {}).keys()
    return tuple(path for path in sorted(paths) if snapshot.files.get(path) != bases.get(path))


def require_on_base(snapshot: Snapshot, proposal: Proposal) -> None:
    """Do nothing when the texts of a proposal were written against the corpus as it stands.

    Raises:
        RefusedError: The corpus moved under one of them: the merge comes before all else.
    """
    moved = moved_paths(snapshot, proposal)
    if moved:
        raise RefusedError(
            _("The corpus moved under {id}: {paths}.").format(
                id=proposal.id, paths=", ".join(moved)
            ),
            hint=_("Carry it over first: comens proposal rebase {id}").format(id=proposal.id),
        )


def merges_of(desk: Desk, proposal_id: str) -> tuple[TextMerge, ...]:
    """Return the merge of each text of a proposal whose corpus moved, nothing settled.

    Raises:
        UnknownRecordError: There is no such proposal.
    """
    snapshot = desk.workspace.snapshot()
    proposal = known_record(snapshot.proposals, proposal_id)
    return tuple(_merges(desk.workspace, snapshot, proposal, Settled(), ()))


def merged_texts(
    draft: Draft, proposal: Proposal, by_hand: Mapping[str, str], settled: Settled
) -> Mapping[str, str]:
    """Return the texts whose corpus moved, merged with it; those merged by hand as they are.

    Raises:
        RefusedError: A conflict is not settled, or something settled is no conflict.
        StaleRecordError: The corpus moved again since the conflicts were shown.
    """
    for path, blob in settled.onto.items():
        if draft.snapshot.files.get(path) != blob:
            raise StaleRecordError(
                _("{path} changed since you opened it; nothing was written.").format(path=path),
                hint=_("The merge has to be shown again."),
            )
    merges = tuple(_merges(draft.desk.workspace, draft.snapshot, proposal, settled, by_hand))
    _require_conflicts(proposal, merges, settled)
    open_conflicts = [
        Place(merge.path, conflict.clause)
        for merge in merges
        for conflict in merge.merged.conflicts
        if _choice(settled, merge.path, conflict) is None
    ]
    if open_conflicts:
        raise _unsettled(proposal, open_conflicts)
    return dict(by_hand) | {
        merge.path: merge.merged.text for merge in merges if merge.merged.text is not None
    }


def _merges(
    workspace: Workspace,
    snapshot: Snapshot,
    proposal: Proposal,
    settled: Settled,
    by_hand: Iterable[str],
) -> Iterable[TextMerge]:
    bases = {base.path: base for base in proposal.bases}
    for path in moved_paths(snapshot, proposal):
        proposed = workspace.read(proposed_text_path(proposal.id, path))
        if path not in by_hand and proposed is not None:
            base = bases.get(path) or Base(path=path, blob=None)
            yield _merge(workspace, snapshot, base, decode_text(proposed, path), settled)


def _merge(
    workspace: Workspace, snapshot: Snapshot, base: Base, theirs: str, settled: Settled
) -> TextMerge:
    path = base.path
    old = decode_text((workspace.blob(base.blob) if base.blob else None) or b"", path)
    ours = decode_text(workspace.read(path, snapshot.revision) or b"", path)

    labels = (_("in force"), "base", _("proposed"))

    def by_lines(one: str, two: str, three: str) -> tuple[str, bool]:
        content, conflicted = workspace.three_way(
            one.encode(), two.encode(), three.encode(), labels
        )
        return content.decode(), conflicted

    merged = merge_clauses(old, ours, theirs, by_lines)
    if merged.conflicts:
        chosen = {
            conflict.clause: text
            for conflict in merged.conflicts
            if (text := _choice(settled, path, conflict)) is not None
        }
        if chosen:
            merged = merge_clauses(old, ours, theirs, by_lines, chosen)
    return TextMerge(path, old, ours, theirs, snapshot.files.get(path), merged)


def _choice(settled: Settled, path: str, conflict: Conflict) -> str | None:
    """Return the text chosen for a clause in conflict, None where none is."""
    text = settled.texts.get(Place(path, conflict.clause))
    if text is not None:
        return text
    side = settled.sides.get(conflict.clause)
    if side is None:
        return None
    return conflict.ours if side == "ours" else conflict.theirs


def _require_conflicts(proposal: Proposal, merges: Iterable[TextMerge], settled: Settled) -> None:
    """Refuse a choice on what is no conflict: it would be silently left aside."""
    known = {item.clause for merge in merges for item in merge.merged.conflicts}
    unknown = ({place.clause for place in settled.texts} | settled.sides.keys()) - known
    if unknown:
        raise RefusedError(
            _("No conflict of {id} is about {clauses}.").format(
                id=proposal.id, clauses=", ".join(sorted(unknown))
            ),
            hint=_("In conflict: {clauses}").format(clauses=", ".join(sorted(known)) or "—"),
        )


def _unsettled(proposal: Proposal, places: list[Place]) -> RefusedError:
    named = ", ".join(
        place.path if place.clause == WHOLE else f"{place.clause} ({place.path})"
        for place in places
    )
    return RefusedError(
        _("{id} and the corpus both changed: {clauses}.").format(id=proposal.id, clauses=named),
        hint=_(
            "Settle each clause: comens proposal rebase {id} --resolve {clause}=ours, or =theirs "
            "for the proposed text. Or merge by hand, then: comens proposal rebase {id} --file "
            "{path}=MERGED-FILE"
        ).format(id=proposal.id, clause=places[0].clause, path=places[0].path),
    )
