"""Under which rules a meeting was held, and who sat for another there."""

from collections.abc import Iterator

from comens_tui.model.committee import VotingRules
from comens_tui.model.meeting import Attendance, Meeting
from comens_tui.model.snapshot import Snapshot


def rules_of(meeting: Meeting, snapshot: Snapshot) -> VotingRules:
    """Return the rules that its decisions keep, or those it was convened under.

    Only a meeting that kept none is judged by the committee's present rules.
    """
    for item in meeting.agenda:
        decision = snapshot.decisions.get(item.decision or "")
        if decision is not None and decision.rules is not None:
            return decision.rules
    return meeting.rules or snapshot.committee.rules


def substitutes(meeting: Meeting, snapshot: Snapshot) -> Iterator[tuple[Attendance, str]]:
    """Yield each attendance of a voting member through a substitute, and the member's kind."""
    kinds = {item.id: item.kind for item in snapshot.committee.voters(meeting.planned.date())}
    for line in meeting.attendance:
        if line.substitute is not None and line.member in kinds:
            yield line, kinds[line.member]
