"""What both faces read of a meeting: its items, who may vote on each, and where each stands.

Values only, drawn from one snapshot; nothing here writes.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from comens_tui.model.committee import Committee
from comens_tui.model.meeting import AgendaItem, Ballot, Meeting, Totals
from comens_tui.model.places import meeting_path
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Choice, Sense
from comens_tui.operations.desk import Desk
from comens_tui.operations.known import known_record
from comens_tui.operations.meetings import here_now
from comens_tui.operations.secret_ballots import HandCount
from comens_tui.rules.clock import on_the_floor, time_spent
from comens_tui.rules.interests import Suggestion, item_suggestions, unanswered
from comens_tui.rules.senses import as_decided, is_on_text, usual_sense
from comens_tui.rules.votes import Electorate, Verdict, electorate, tally


class ItemView(NamedTuple):
    """One item of a meeting, who may vote on it, the ballots, and the verdict if closed now.

    What is decided is read under the rules that its decision keeps. `unanswered` are the
    declared interests that wait for a person, once the meeting is open of those alone who have
    a voice on it, `departed` who left while the vote is open and
    gave nobody a mandate, `spent` how long the item had the floor,
    `sense` what was decided.
    """

    item: AgendaItem
    electorate: Electorate
    ballots: tuple[Ballot, ...]
    verdict: Verdict
    unanswered: tuple[Suggestion, ...] = ()
    departed: tuple[str, ...] = ()
    spent: timedelta = timedelta()
    sense: Sense | None = None


class MeetingView(NamedTuple):
    """One meeting as the room sees it."""

    meeting: Meeting
    seen: str | None
    items: tuple[ItemView, ...]
    minutes: str | None
    #: Which item has the floor, when the view was read.
    floor: int | None = None

    def item(self, number: int) -> ItemView | None:
        """Return the view of the item with that number, if any."""
        return next((entry for entry in self.items if entry.item.number == number), None)


def meeting_view(desk: Desk, meeting_id: str) -> MeetingView:
    """Return a meeting with, for each item, the verdict that closing it now would give.

    Raises:
        UnknownRecordError: There is no such meeting.
    """
    snapshot = desk.workspace.snapshot()
    meeting = known_record(snapshot.meetings, meeting_id, snapshot.problems)
    return MeetingView(
        meeting=meeting,
        seen=snapshot.files.get(meeting_path(meeting_id)),
        items=tuple(_item_view(snapshot, meeting, item, desk.now()) for item in meeting.agenda),
        minutes=snapshot.minutes.get(meeting_id),
        floor=on_the_floor(meeting),
    )


def _item_view(snapshot: Snapshot, meeting: Meeting, item: AgendaItem, now: datetime) -> ItemView:
    decision = snapshot.decisions.get(item.decision or "")
    kept = decision.rules if decision else None
    sense = decision.sense if decision else usual_sense(item)
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
        on_text=is_on_text(item, sense),
    )
    settled = item.state in ("decided", "withdrawn")
    found = () if settled else item_suggestions(snapshot, meeting, item)
    if meeting.opened is not None:
        # Whoever is not there, and gave nobody a mandate, has no part in the item to leave.
        found = tuple(one for one in found if one.member in voters.voices())
    return ItemView(
        item=item,
        electorate=voters,
        ballots=ballots,
        verdict=as_decided(verdict, sense),
        unanswered=unanswered(meeting, item.number, found),
        departed=tuple(m for m in _departed(meeting, item) if m not in voters.voices()),
        spent=time_spent(meeting, item.number, now),
        sense=decision.sense if decision else None,
    )


def _departed(meeting: Meeting, item: AgendaItem) -> Iterator[str]:
    """Yield who left since the vote on the item opened, and is not back."""
    if item.state != "open" or item.opened is None:
        return
    here = here_now(meeting.attendance)
    for line in meeting.attendance:
        if line.left and line.left >= item.opened and line.member not in here:
            yield line.member


def with_choices(
    view: MeetingView, entry: ItemView, committee: Committee, choices: Mapping[str, Choice]
) -> ItemView:
    """Return an item as it will be once these choices are written, after the ballots filed."""
    cast = {ballot.member: ballot for ballot in entry.ballots}
    for member, choice in choices.items():
        cast[member] = Ballot(
            meeting=view.meeting.id,
            item=entry.item.number,
            member=member,
            choice=choice,
            digest=entry.item.digest,
            at=entry.item.opened or view.meeting.planned,
        )
    ballots = tuple(cast.values())
    verdict = tally(
        entry.electorate,
        ballots,
        committee.rules,
        digest=entry.item.digest,
        chair=view.meeting.chair,
        second_convocation=view.meeting.second_convocation,
        on_text=entry.item.is_text,
    )
    return entry._replace(ballots=ballots, verdict=verdict)


def verdict_of(
    view: MeetingView,
    entry: ItemView,
    committee: Committee,
    *,
    hands: HandCount | None = None,
    sense: Sense | None = None,
) -> Verdict:
    """Return the verdict that a decision of that sense would keep, by its ballots or by `hands`.

    Without a sense, the vote says it.

    Raises:
        RefusedError: The totals hold more votes than there are voices.
    """
    totals = None if hands is None else Totals(item=entry.item.number, **hands._asdict())
    verdict = tally(
        entry.electorate,
        entry.ballots if hands is None else (),
        committee.rules,
        digest=entry.item.digest,
        chair=view.meeting.chair,
        totals=totals,
        second_convocation=view.meeting.second_convocation,
        on_text=is_on_text(entry.item, sense),
    )
    return as_decided(verdict, sense)
