"""Convene a meeting; close one for want of quorum, and convene it a second time.

The deadlines are in `rules.notice`; what a second convocation may do without is in
`rules.convocation`.
"""

from datetime import date, datetime
from typing import NamedTuple

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _, ngettext, speaking
from comens_tui.model.committee import VotingRules
from comens_tui.model.meeting import AgendaItem, Meeting, NoQuorum
from comens_tui.model.places import ballot_path, meeting_path
from comens_tui.model.words import MeetingState, ProposalState
from comens_tui.operations.agenda import with_items
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.operations.meetings import leave_undecided
from comens_tui.rules import convocation, states
from comens_tui.rules.agenda_order import numbered
from comens_tui.rules.notice import (
    days_of_notice,
    is_in_time,
    last_sending_day,
    local_day,
    working_day_until,
)
from comens_tui.rules.votes import electorate


def convene_meeting(
    desk: Desk,
    meeting_id: str,
    *,
    urgency: str | None = None,
    second_of: str | None = None,
    seen: str | None = None,
) -> Receipt:
    """Record that the convocation, agenda and documents were sent today.

    The notice is that of the committee's rules (CRPA R133-8: five days, unless urgent); a
    shorter one needs its reason. The meeting keeps those rules, and its items take the numbers
    of their places: from here on an item keeps its number wherever it is moved. With
    `second_of`, or when it was planned so, the convocation states that no quorum will be
    required (CRPA R133-10).

    Raises:
        RefusedError: The notice is too short and no urgency is given, or the meeting cannot
            be the second convocation of that one.
    """
    with drafting(desk, "meeting.convene") as draft:
        meeting = _meeting(draft, meeting_id, seen)
        states.require("meeting", meeting.state, MeetingState.CONVENED, roles=draft.member.roles)
        rules = draft.snapshot.committee.rules
        _require_notice(draft, meeting, rules, urgency)
        first = second_of or meeting.second_of
        updated = numbered(meeting).model_copy(
            update={
                "state": MeetingState.CONVENED,
                "convened": draft.desk.today(),
                "urgency": urgency,
                "rules": rules,
                "second_of": first,
                "second_convocation": first is not None,
            }
        )
        if first is not None:
            _require_second(draft, updated, first)
        draft.put(meeting_path(meeting_id), updated)
        return draft.commit(
            N_("Convene meeting {id} a second time, without a quorum: {title}")
            if first
            else N_("Convene meeting {id}: {title}"),
            record=meeting_id,
            others=(first,) if first else (),
            title=meeting.title,
        )


def _meeting(draft: Draft, meeting_id: str, seen: str | None) -> Meeting:
    meeting = draft.find(draft.snapshot.meetings, meeting_id)
    draft.check_seen(meeting_path(meeting_id), seen, Meeting)
    return meeting


def _require_notice(
    draft: Draft, meeting: Meeting, rules: VotingRules, urgency: str | None
) -> None:
    committee = draft.snapshot.committee
    day, today = local_day(meeting.planned, committee.timezone), draft.desk.today()
    if urgency is not None:
        if rules.urgency_reason_required and not urgency.strip():
            raise RefusedError(
                _("An urgent convocation needs its reason."),
                hint=_("Say it in a sentence: --urgent REASON"),
            )
        return
    if is_in_time(today, day, rules):
        return
    raise RefusedError(
        short_notice(days_of_notice(today, day, rules.notice_count), rules),
        hint=_(
            "The last day was {last}. Move the meeting, or give the reason of the urgency:"
            " --urgent REASON"
        ).format(last=last_sending_day(day, rules.notice_days, rules.notice_count).isoformat()),
    )


def short_notice(days: int, rules: VotingRules) -> str:
    """Return the sentence that says how short a notice of `days` is."""
    message = (
        ngettext(
            "The notice would be of {days} clear day; the rules ask for {needed}.",
            "The notice would be of {days} clear days; the rules ask for {needed}.",
            days,
        )
        if rules.notice_count == "clear"
        else ngettext(
            "The notice would be of {days} day; the rules ask for {needed}.",
            "The notice would be of {days} days; the rules ask for {needed}.",
            days,
        )
    )
    return message.format(days=days, needed=rules.notice_days)


class Deadline(NamedTuple):
    """Until when a convocation may leave, and what is left today.

    `last_working` is the last working day until then, when a service can still send.
    """

    last: date
    last_working: date
    days: int
    is_in_time: bool


def deadline(desk: Desk, meeting: Meeting) -> Deadline:
    """Return until when the convocation of `meeting` may be sent, under the present rules."""
    rules = desk.committee.rules
    day, today = local_day(meeting.planned, desk.committee.timezone), desk.today()
    last = last_sending_day(day, rules.notice_days, rules.notice_count)
    return Deadline(
        last,
        working_day_until(last),
        days_of_notice(today, day, rules.notice_count),
        is_in_time(today, day, rules),
    )


def plan_second_meeting(
    desk: Desk, first_id: str, *, planned: datetime, title: str | None = None, place: str = ""
) -> Receipt:
    """Plan the second meeting after one that lacked its quorum, on what that one left.

    What was deferred goes on the agenda again, in the same order; a proposal that its author
    took back does not. The meeting is then convened like any other, and its convocation
    states that no quorum will be required (CRPA R133-10).

    Raises:
        RefusedError: The first meeting was not closed for want of quorum, the day is past the
            limit of the rules, or an item cannot come back.
    """
    with drafting(desk, "meeting.plan") as draft:
        first = draft.find(draft.snapshot.meetings, first_id)
        second = Meeting(
            id=draft.new_id("meeting", "S", planned.year),
            title=title or draft.say(N_("Second meeting after {id}"), id=first_id),
            state=MeetingState.PLANNED,
            planned=planned,
            place=place,
            second_of=first_id,
        )
        for kind, subject in convocation.left_by(first, _withdrawn(draft)):
            second = with_items(
                draft,
                second,
                (subject,) if kind == "proposal" else (),
                (subject,) if kind == "minutes" else (),
                (subject,) if kind == "information" else (),
            )
        _require_second(draft, second, first_id)
        draft.put(meeting_path(second.id), second)
        return draft.commit(
            N_("Plan meeting {id}, second convocation after {first}: {title}"),
            record=second.id,
            others=(first_id,),
            first=first_id,
            title=second.title,
        )


def _withdrawn(draft: Draft) -> frozenset[str]:
    return frozenset(
        item.id
        for item in draft.snapshot.proposals.values()
        if item.state is ProposalState.WITHDRAWN
    )


def _require_second(draft: Draft, second: Meeting, first_id: str) -> None:
    committee = draft.snapshot.committee
    first = draft.find(draft.snapshot.meetings, first_id)
    fault = next(
        convocation.second_faults(
            second, first, committee.rules, committee.timezone, _withdrawn(draft)
        ),
        None,
    )
    if fault is not None:
        raise RefusedError(
            fault,
            hint=_("Convene it as a first meeting, or plan one with: {command}").format(
                command=f"comens meeting plan --second-of {first_id} --at DATE-TIME"
            ),
        )


def close_without_quorum(desk: Desk, meeting_id: str, *, seen: str | None = None) -> Receipt:
    """Close an open meeting that cannot decide, and record why, item by item deferred.

    A vote that was open is void: its ballots are taken out, and history keeps them. The
    record then lets the committee be convened a second time without a quorum.

    Raises:
        RefusedError: Nothing is undecided, an undecided item has its quorum, or the meeting
            needs none.
    """
    with drafting(desk, "meeting.close") as draft:
        meeting = _meeting(draft, meeting_id, seen)
        states.require("meeting", meeting.state, MeetingState.CLOSED, roles=draft.member.roles)
        left = convocation.undecided(meeting)
        _require_no_quorum(draft, meeting, left)
        committee = draft.snapshot.committee
        with speaking(committee.language):
            count, verdict = convocation.counted(
                electorate(meeting, committee, left[0].number), committee.rules
            )
        agenda = tuple(
            _deferred(draft, meeting, item) if item in left else item for item in meeting.agenda
        )
        now = draft.desk.now()
        updated = meeting.model_copy(
            update={
                "state": MeetingState.CLOSED,
                "closed": now,
                "agenda": agenda,
                "no_quorum": NoQuorum(
                    at=now,
                    items=tuple(item.number for item in left),
                    rules=committee.rules,
                    count=count,
                    verdict=verdict,
                ),
            }
        )
        draft.put(meeting_path(meeting_id), updated)
        return draft.commit(
            N_("Close meeting {id} for want of quorum: {title}"),
            record=meeting_id,
            others=tuple(item.subject for item in left if item.kind == "proposal" and item.subject),
            title=meeting.title,
        )


def _require_no_quorum(draft: Draft, meeting: Meeting, left: tuple[AgendaItem, ...]) -> None:
    committee = draft.snapshot.committee
    decidable = convocation.with_quorum(meeting, committee)
    if not left:
        raise RefusedError(
            _("{id} has nothing left to decide.").format(id=meeting.id),
            hint=_("Close it: comens meeting attend {id} --close").format(id=meeting.id),
        )
    if decidable:
        item = decidable[0]
        who = electorate(meeting, committee, item.number)
        sentence = (
            _("A second convocation needs no quorum.")
            if meeting.second_convocation
            else convocation.counted(who, committee.rules)[1]
        )
        raise RefusedError(
            _("Item {number} can be decided.").format(number=item.number) + " " + sentence,
            hint=_("Decide it, or close the meeting: comens meeting attend {id} --close").format(
                id=meeting.id
            ),
        )


def _deferred(draft: Draft, meeting: Meeting, item: AgendaItem) -> AgendaItem:
    for ballot in draft.snapshot.ballots.get(meeting.id, ()):
        if ballot.item == item.number:
            draft.remove(ballot_path(meeting.id, item.number, ballot.member))
    pending = item.model_copy(update={"state": "pending"})
    return leave_undecided(draft, meeting, pending, N_("No quorum at {id}."))
