"""The ballots of one item of a meeting, whose voices its decision counted, and their proof."""

from collections.abc import Mapping
from typing import NamedTuple

from comens_tui.model.meeting import Ballot, Meeting
from comens_tui.model.snapshot import Snapshot


class BallotProof(NamedTuple):
    """What is known of a ballot's file besides what it says.

    Digests are of the file and of the signature beside it, none where there is none. `signer`
    is whose key made it, none where it is no good signature of anybody's, `electorate` the
    digest of who could vote at the opening. `is_judged` is false where nobody could judge.
    """

    digest: str
    signature: str | None = None
    signer: str | None = None
    electorate: str | None = None
    is_judged: bool = True


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
