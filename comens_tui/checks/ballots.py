"""The ballots of one item of a meeting, and whose voices its decision counted."""

from collections.abc import Mapping

from comens_tui.model.meeting import Ballot, Meeting
from comens_tui.model.snapshot import Snapshot


def ballots_on(meeting_id: str, item: int, snapshot: Snapshot) -> Mapping[str, Ballot]:
    """Return the ballots filed on an item, by member."""
    return {
        ballot.member: ballot
        for ballot in snapshot.ballots.get(meeting_id, ())
        if ballot.item == item
    }


def voices_on(meeting: Meeting, item: int, snapshot: Snapshot) -> set[str]:
    """Return the members who have a ballot filed on an item, or counted by its decision."""
    entry = meeting.item(item)
    decision = snapshot.decisions.get((entry.decision if entry else None) or "")
    counted = {ballot.member for ballot in decision.ballots} if decision else set()
    return counted | ballots_on(meeting.id, item, snapshot).keys()
