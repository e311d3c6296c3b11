"""What was decided before on the requirements that a proposal touches."""

from typing import NamedTuple

from comens_tui.model.decision import Decision
from comens_tui.operations.desk import Desk
from comens_tui.operations.known import known_record
from comens_tui.text.markdown import split_clauses


class Earlier(NamedTuple):
    """A decision taken before, and which of the clauses it was about."""

    decision: Decision
    clauses: tuple[str, ...]


def earlier_decisions(
    desk: Desk, proposal_id: str, *, apart: str | None = None
) -> tuple[Earlier, ...]:
    """Return the decisions on the same clauses or on the proposal itself, latest first.

    A decision that adopted nothing is about what its proposal names as requirements. One on
    the proposal is about what that changes, which may be nothing by name. `apart` is left out.

    Raises:
        UnknownRecordError: There is no such proposal.
    """
    snapshot = desk.workspace.snapshot()
    proposal = known_record(snapshot.proposals, proposal_id)
    touched = set(proposal.requirements) | _changed(desk, proposal_id)
    found = []
    for decision in snapshot.decisions.values():
        if not decision.subject or decision.id == apart:
            continue
        about = {clause.clause for clause in decision.clauses}
        if not about:
            other = snapshot.proposals.get(decision.subject)
            about = set(other.requirements) if other else set()
        is_own = decision.subject == proposal_id
        common = touched if is_own else touched & about
        if common or is_own:
            found.append(Earlier(decision, tuple(sorted(common))))
    found.sort(key=lambda entry: (entry.decision.date, entry.decision.id), reverse=True)
    return tuple(found)


def _changed(desk: Desk, proposal_id: str) -> set[str]:
    """Return the clauses that the proposed texts change."""
    snapshot = desk.workspace.snapshot()
    changed: set[str] = set()
    for path, text in snapshot.texts.get(proposal_id, {}).items():
        standing = (desk.workspace.read(path) or b"").decode(errors="replace")
        old = {clause.id: clause.text for clause in split_clauses(standing)}
        new = {clause.id: clause.text for clause in split_clauses(text)}
        changed |= {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    return changed
