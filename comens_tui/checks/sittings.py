"""Under which rules a meeting was held."""

from comens_tui.model.committee import VotingRules
from comens_tui.model.meeting import Meeting
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
