"""What both faces read of a meeting: its items, who may vote on each, and where each stands.

Values only, drawn from one snapshot; nothing here writes.
"""

from typing import NamedTuple

from comens_tui.errors import UnknownRecordError
from comens_tui.i18n import _
from comens_tui.model.meeting import AgendaItem, Ballot, Meeting
from comens_tui.model.places import meeting_path
from comens_tui.model.snapshot import Snapshot
from comens_tui.operations.desk import Desk
from comens_tui.rules.votes import Electorate, Verdict, electorate, tally


class ItemView(NamedTuple):
    """One item of a meeting, who may vote on it, the ballots, and the verdict if closed now.

    What is decided is read under the rules that its decision keeps.
    """

    item: AgendaItem
    electorate: Electorate
    ballots: tuple[Ballot, ...]
    verdict: Verdict


class MeetingView(NamedTuple):
    """One meeting as the room sees it."""

    meeting: Meeting
    seen: str | None
    items: tuple[ItemView, ...]
    minutes: str | None


def meeting_view(desk: Desk, meeting_id: str) -> MeetingView:
    """Return a meeting with, for each item, the verdict that closing it now would give.

    Raises:
        UnknownRecordError: There is no such meeting.
    """
    snapshot = desk.workspace.snapshot()
    meeting = snapshot.meetings.get(meeting_id)
    if meeting is None:
        raise UnknownRecordError(
            _("There is no record {id}.").format(id=meeting_id),
            hint=_("See them with: comens meeting list"),
        )
    return MeetingView(
        meeting=meeting,
        seen=snapshot.files.get(meeting_path(meeting_id)),
        items=tuple(_item_view(snapshot, meeting, item) for item in meeting.agenda),
        minutes=snapshot.minutes.get(meeting_id),
    )


def _item_view(snapshot: Snapshot, meeting: Meeting, item: AgendaItem) -> ItemView:
    decision = snapshot.decisions.get(item.decision or "")
    kept = decision.rules if decision else None
    rules = kept or snapshot.committee.rules
    voters = electorate(meeting, snapshot.committee, item.number, rules=rules)
    ballots = tuple(
        ballot for ballot in snapshot.ballots.get(meeting.id, ()) if ballot.item == item.number
    )
    totals = next((entry for entry in meeting.totals if entry.item == item.number), None)
    verdict = tally(
        voters,
        ballots,
        rules,
        digest=item.digest,
        chair=meeting.chair,
        totals=totals,
        second_convocation=meeting.second_convocation,
    )
    return ItemView(item=item, electorate=voters, ballots=ballots, verdict=verdict)
