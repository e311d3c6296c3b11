"""Acts around a meeting: plan it, convene it, open it, who is there, close it, its minutes.

What happens to one item - the vote and the decision - is in `deliberation`.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _, speaking
from comens_tui.model.meeting import AgendaItem, Attendance, Meeting, PastProxy, Proxy
from comens_tui.model.places import meeting_path, minutes_path, proposal_path
from comens_tui.model.words import MeetingState, ProposalState, Role
from comens_tui.operations.agenda import with_items
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.operations.minutes.account import account_of
from comens_tui.operations.minutes.drawing import minutes_text
from comens_tui.rules import authority, states
from comens_tui.text.days import long_day

_ATTENDANCE = {
    "present": N_("At {id}, present: {members}"),
    "video": N_("At {id}, present on video: {members}"),
    "absent": N_("At {id}, absent: {members}"),
    "excused": N_("At {id}, excused: {members}"),
}
_HERE = frozenset({"present", "video"})


def plan_meeting(
    desk: Desk,
    *,
    planned: datetime,
    title: str | None = None,
    place: str = "",
    proposals: tuple[str, ...] = (),
    minutes_of: tuple[str, ...] = (),
    information: tuple[str, ...] = (),
) -> Receipt:
    """Plan a meeting with its agenda: minutes to approve, proposals, then information.

    Raises:
        RefusedError: A proposal is not ready for an agenda, or minutes are not drafted.
    """
    with drafting(desk, "meeting.plan") as draft:
        meeting_id = draft.new_id("meeting", "S", planned.year)
        with speaking(draft.desk.committee.language):
            by_default = _("Meeting of {day}").format(day=long_day(planned.date()))
        meeting = Meeting(
            id=meeting_id,
            title=title or by_default,
            state=MeetingState.PLANNED,
            planned=planned,
            place=place,
        )
        meeting = with_items(draft, meeting, proposals, minutes_of, information)
        draft.put(meeting_path(meeting_id), meeting)
        return draft.commit(
            N_("Plan meeting {id}: {title}"),
            record=meeting_id,
            others=proposals,
            title=meeting.title,
        )


def add_to_agenda(
    desk: Desk,
    meeting_id: str,
    *,
    proposals: tuple[str, ...] = (),
    minutes_of: tuple[str, ...] = (),
    information: tuple[str, ...] = (),
    seen: str | None = None,
) -> Receipt:
    """Add items at the end of the agenda of a meeting that is not closed."""
    with drafting(desk, "meeting.plan") as draft:
        meeting = _meeting(draft, meeting_id, seen)
        if meeting.state not in states.OPEN_AGENDAS:
            raise RefusedError(
                _("The agenda of {id} is closed.").format(id=meeting_id),
                hint=_("Plan another meeting: comens meeting plan"),
            )
        if meeting.second_of is not None:
            raise RefusedError(
                _("{id} is a second convocation: its agenda is that of {first}.").format(
                    id=meeting_id, first=meeting.second_of
                ),
                hint=_("Plan another meeting: comens meeting plan"),
            )
        meeting = with_items(draft, meeting, proposals, minutes_of, information)
        draft.put(meeting_path(meeting_id), meeting)
        return draft.commit(
            N_("Add to the agenda of {id}: {items}"),
            record=meeting_id,
            others=proposals,
            items=", ".join((*proposals, *minutes_of, *information)),
        )


def _meeting(draft: Draft, meeting_id: str, seen: str | None) -> Meeting:
    meeting = draft.find(draft.snapshot.meetings, meeting_id)
    draft.check_seen(meeting_path(meeting_id), seen, Meeting)
    return meeting


def require_open(meeting: Meeting) -> None:
    """Refuse what only an open meeting may do.

    Raises:
        RefusedError: The meeting is not open.
    """
    if meeting.state is not MeetingState.OPEN:
        may_open = meeting.state in (MeetingState.PLANNED, MeetingState.CONVENED)
        hint = (
            _("Open it with: comens meeting attend {id} --open")
            if may_open
            else _("It is over: see what it decided with comens meeting show {id}")
        )
        raise RefusedError(
            _("Meeting {id} is not open.").format(id=meeting.id), hint=hint.format(id=meeting.id)
        )


def open_meeting(desk: Desk, meeting_id: str, *, seen: str | None = None) -> Receipt:
    """Open a convened meeting; every voting member is absent until marked present."""
    with drafting(desk, "meeting.open") as draft:
        meeting = _meeting(draft, meeting_id, seen)
        states.require("meeting", meeting.state, MeetingState.OPEN, roles=draft.member.roles)
        sitting = [item for item in draft.snapshot.committee.members if item.sits_on(desk.today())]
        known = {item.member for item in meeting.attendance}
        chair = next((item.id for item in sitting if Role.CHAIR in item.roles), None)
        absent = tuple(
            Attendance(member=item.id, mode="absent") for item in sitting if item.id not in known
        )
        updated = meeting.model_copy(
            update={
                "state": MeetingState.OPEN,
                "opened": desk.now(),
                "chair": meeting.chair or chair,
                "secretary": meeting.secretary or draft.member.id,
                "attendance": (*meeting.attendance, *absent),
            }
        )
        draft.put(meeting_path(meeting_id), updated)
        return draft.commit(
            N_("Open meeting {id}: {title}"), record=meeting_id, title=meeting.title
        )


def attend(
    desk: Desk, meeting_id: str, members: tuple[str, ...], mode: str, *, seen: str | None = None
) -> Receipt:
    """Mark members present, on video, absent or excused; arrivals and departures are timed.

    Who was here and is marked absent left now: the record keeps that they were here until
    then. Who comes back has a second line.

    Raises:
        RefusedError: The meeting is not open, or somebody does not sit in the committee.
    """
    with drafting(desk, "meeting.attend") as draft:
        meeting = _meeting(draft, meeting_id, seen)
        require_open(meeting)
        lines = meeting.attendance
        for member_id in members:
            require_sitting(draft, member_id)
            lines = marked(lines, member_id, mode, desk.now())
        updated = without_proxies(meeting, here_now(lines), desk.now())
        updated = updated.model_copy(update={"attendance": lines})
        draft.put(meeting_path(meeting_id), updated)
        return draft.commit(
            _ATTENDANCE[mode], record=meeting_id, members=", ".join(map(draft.name_of, members))
        )


def here_now(lines: Iterable[Attendance]) -> frozenset[str]:
    """Return the members who came and have not left."""
    return frozenset(item.member for item in lines if item.mode in _HERE and item.left is None)


def marked(
    lines: tuple[Attendance, ...], member_id: str, mode: str, now: datetime
) -> tuple[Attendance, ...]:
    """Return the lines with the last one of that member changed, or one more on a return."""
    index = max((at for at, line in enumerate(lines) if line.member == member_id), default=None)
    if index is None:
        index, lines = len(lines), (*lines, Attendance(member=member_id, mode="absent"))
    line = lines[index]
    came = line.mode in _HERE
    if mode in _HERE and came and line.left is not None:
        return (*lines, Attendance(member=member_id, mode=mode, arrived=now))
    if mode in _HERE:
        line = line.model_copy(update={"mode": mode, "arrived": line.arrived if came else now})
    elif not came:
        line = line.model_copy(update={"mode": mode})
    elif line.left is None:
        line = line.model_copy(update={"left": now})
    return (*lines[:index], line, *lines[index + 1 :])


def require_sitting(draft: Draft, member_id: str) -> None:
    """Refuse to mark somebody who does not sit in the committee today."""
    member = draft.snapshot.committee.member(member_id)
    if member is None or not member.sits_on(draft.desk.today()):
        raise RefusedError(
            _("{member} does not sit in the committee today.").format(
                member=draft.name_of(member_id)
            ),
            hint=_("See who sits, and under which id: comens member list"),
        )


def give_proxy(
    desk: Desk, meeting_id: str, giver: str, holder: str, *, seen: str | None = None
) -> Receipt:
    """Record that an absent member mandates a present one (CRPA R133-9).

    Raises:
        RefusedError: The giver is present, the holder is not, or holds as many as allowed.
    """
    with drafting(desk, "meeting.proxy") as draft:
        meeting = _meeting(draft, meeting_id, seen)
        require_open(meeting)
        authority.require_over("meeting.proxy", draft.member, (giver,))
        _require_proxy_allowed(draft, meeting, giver, holder)
        given = Proxy(giver=giver, holder=holder, given=desk.now())
        updated = without_proxies(meeting, (giver,), desk.now())
        updated = updated.model_copy(update={"proxies": (*updated.proxies, given)})
        draft.put(meeting_path(meeting_id), updated)
        return draft.commit(
            N_("At {id}, {giver} gives a mandate to {holder}"),
            record=meeting_id,
            giver=draft.name_of(giver),
            holder=draft.name_of(holder),
        )


def without_proxies(meeting: Meeting, givers: Collection[str], now: datetime) -> Meeting:
    """Return the meeting with the mandates of these givers ended, and kept as such."""
    ended = tuple(
        PastProxy(giver=item.giver, holder=item.holder, given=item.given, ended=now)
        for item in meeting.proxies
        if item.giver in givers
    )
    kept = tuple(item for item in meeting.proxies if item.giver not in givers)
    past = (*meeting.past_proxies, *ended)
    return meeting.model_copy(update={"proxies": kept, "past_proxies": past})


def _require_proxy_allowed(draft: Draft, meeting: Meeting, giver: str, holder: str) -> None:
    voters = {item.id for item in draft.snapshot.committee.voters(draft.desk.today())}
    here = here_now(meeting.attendance)
    held = sum(1 for item in meeting.proxies if item.holder == holder and item.giver != giver)
    limit = draft.snapshot.committee.rules.proxies_held_max
    if giver not in voters or giver in here or giver == holder:
        raise RefusedError(
            _("{giver} cannot give a mandate: only an absent voting member can.").format(
                giver=draft.name_of(giver)
            ),
            hint=_("Mark the departure first: comens meeting attend {id} {giver} --absent").format(
                id=meeting.id, giver=giver
            ),
        )
    if holder not in voters & here:
        raise RefusedError(
            _("{holder} cannot hold a mandate: only a voting member who is here can.").format(
                holder=draft.name_of(holder)
            ),
            hint=_("Choose a member who is present."),
        )
    if held >= limit:
        raise RefusedError(
            _("{holder} already holds {held} mandate(s), as many as the rules allow.").format(
                holder=draft.name_of(holder), held=held
            ),
            hint=_("CRPA R133-9: one mandate, unless the committee's rules say otherwise."),
        )


def close_meeting(desk: Desk, meeting_id: str, *, seen: str | None = None) -> Receipt:
    """Close an open meeting; what was not decided is deferred.

    Raises:
        RefusedError: An item is still open to the vote.
    """
    with drafting(desk, "meeting.close") as draft:
        meeting = _meeting(draft, meeting_id, seen)
        states.require("meeting", meeting.state, MeetingState.CLOSED, roles=draft.member.roles)
        voting = [item.number for item in meeting.agenda if item.state == "open"]
        if voting:
            raise RefusedError(
                _("Item {number} is open to the vote.").format(number=voting[0]),
                hint=_("Decide it first: comens meeting decide {id} --item {number}").format(
                    id=meeting_id, number=voting[0]
                ),
            )
        items = tuple(
            leave_undecided(draft, meeting, item, N_("Not reached at {id}."))
            for item in meeting.agenda
        )
        updated = meeting.model_copy(
            update={
                "state": MeetingState.CLOSED,
                "closed": desk.now(),
                "agenda": items,
                "suspensions": tuple(
                    item if item.ended else item.model_copy(update={"ended": desk.now()})
                    for item in meeting.suspensions
                ),
            }
        )
        draft.put(meeting_path(meeting_id), updated)
        return draft.commit(
            N_("Close meeting {id}: {title}"), record=meeting_id, title=meeting.title
        )


def leave_undecided(draft: Draft, meeting: Meeting, item: AgendaItem, why: str) -> AgendaItem:
    """Return an item as the meeting leaves it; its proposal is deferred where it was pending.

    `why` is a message marked with `N_`, the meeting shown as `{id}`.
    """
    if item.state != "pending":
        return item
    if item.kind == "proposal" and item.subject:
        proposal = draft.find(draft.snapshot.proposals, item.subject)
        states.require("proposal", proposal.state, ProposalState.DEFERRED, roles=draft.member.roles)
        draft.put(
            proposal_path(proposal.id),
            proposal.model_copy(
                update={
                    "state": ProposalState.DEFERRED,
                    "reason": draft.say(why, id=meeting.id),
                }
            ),
        )
    return item.model_copy(update={"state": "withdrawn"})


def draft_minutes(desk: Desk, meeting_id: str, *, seen: str | None = None) -> Receipt:
    """Draft the minutes of a closed meeting from its record (CRPA R133-13), or draw them again.

    What a person wrote between the parts that are drawn is kept.

    Raises:
        RefusedError: The meeting is not closed, or the marks of its minutes are broken.
    """
    with drafting(desk, "meeting.minutes") as draft:
        meeting = _meeting(draft, meeting_id, seen)
        if meeting.state is not MeetingState.MINUTED:
            states.require("meeting", meeting.state, MeetingState.MINUTED, roles=draft.member.roles)
        former = draft.snapshot.minutes.get(meeting_id, "")
        with speaking(desk.committee.language):
            text = minutes_text(account_of(draft.snapshot, meeting), former)
        draft.put_text(minutes_path(meeting_id), text)
        draft.put(
            meeting_path(meeting_id), meeting.model_copy(update={"state": MeetingState.MINUTED})
        )
        return draft.commit(
            N_("Draft the minutes of {id}: {title}"), record=meeting_id, title=meeting.title
        )
