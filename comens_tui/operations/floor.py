"""Acts on the course of the meeting: which item has the floor, for how long, in what order."""

from datetime import datetime

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _
from comens_tui.model.meeting import Meeting, Reordering, Suspension, Turn
from comens_tui.model.places import meeting_path
from comens_tui.model.words import MeetingState
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.operations.items import meeting_in_session, unsettled_item, with_item
from comens_tui.operations.sitting import require_not_suspended
from comens_tui.rules.clock import on_the_floor
from comens_tui.rules.states import OPEN_AGENDAS


def with_turn(meeting: Meeting, number: int, now: datetime) -> Meeting:
    """Return the meeting with that item on the floor from `now`, unless it was already."""
    if on_the_floor(meeting) == number:
        return meeting
    turn = Turn(item=number, began=now)
    return meeting.model_copy(update={"turns": (*meeting.turns, turn)})


def take_up(desk: Desk, meeting_id: str, number: int, *, seen: str | None = None) -> Receipt:
    """Give the floor to an item: its clock runs, that of the one before stops.

    Raises:
        RefusedError: The item is settled, the meeting suspended, or a vote open elsewhere.
    """
    with drafting(desk, "meeting.floor") as draft:
        meeting = meeting_in_session(draft, meeting_id, seen)
        require_not_suspended(meeting)
        item = unsettled_item(meeting, number)
        voted = next((entry for entry in meeting.agenda if entry.state == "open"), None)
        if voted is not None and voted.number != number:
            raise RefusedError(
                _("Item {number} is still open to the vote.").format(number=voted.number),
                hint=_("Decide it first: comens meeting decide {id} --item {number}").format(
                    id=meeting_id, number=voted.number
                ),
            )
        draft.put(meeting_path(meeting_id), with_turn(meeting, number, desk.now()))
        return draft.commit(
            N_("At {id}, take up item {number}: {title}"),
            record=meeting_id,
            number=number,
            title=item.title,
        )


def suspend(
    desk: Desk, meeting_id: str, *, reason: str | None = None, seen: str | None = None
) -> Receipt:
    """Suspend the meeting: nothing is voted and no clock runs until it resumes.

    Raises:
        RefusedError: It is suspended already.
    """
    with drafting(desk, "meeting.suspend") as draft:
        meeting = meeting_in_session(draft, meeting_id, seen)
        if meeting.suspended is not None:
            raise RefusedError(
                _("Meeting {id} is suspended already.").format(id=meeting_id),
                hint=_("Resume it with: comens meeting resume {id}").format(id=meeting_id),
            )
        pause = Suspension(began=desk.now(), reason=reason)
        draft.put(
            meeting_path(meeting_id),
            meeting.model_copy(update={"suspensions": (*meeting.suspensions, pause)}),
        )
        return draft.commit(
            N_("Suspend meeting {id}: {title}"), record=meeting_id, title=meeting.title
        )


def resume(desk: Desk, meeting_id: str, *, seen: str | None = None) -> Receipt:
    """Resume a suspended meeting.

    Raises:
        RefusedError: It is not suspended.
    """
    with drafting(desk, "meeting.suspend") as draft:
        meeting = meeting_in_session(draft, meeting_id, seen)
        if meeting.suspended is None:
            raise RefusedError(
                _("Meeting {id} is not suspended.").format(id=meeting_id),
                hint=_("Suspend it with: comens meeting suspend {id}").format(id=meeting_id),
            )
        draft.put(meeting_path(meeting_id), resumed(meeting, desk.now()))
        return draft.commit(
            N_("Resume meeting {id}: {title}"), record=meeting_id, title=meeting.title
        )


def resumed(meeting: Meeting, now: datetime) -> Meeting:
    """Return the meeting with the pause that lasts ended at `now`."""
    pauses = tuple(
        pause if pause.ended else pause.model_copy(update={"ended": now})
        for pause in meeting.suspensions
    )
    return meeting.model_copy(update={"suspensions": pauses})


def allot_time(
    desk: Desk, meeting_id: str, number: int, minutes: int | None, *, seen: str | None = None
) -> Receipt:
    """Say how many minutes the agenda gives an item; None takes the limit away.

    Raises:
        RefusedError: The meeting is over, or the item settled.
        RecordError: The minutes are not from 1 to 1440.
    """
    with drafting(desk, "meeting.floor") as draft:
        meeting = _with_open_agenda(draft, meeting_id, seen)
        item = unsettled_item(meeting, number).model_copy(update={"allotted": minutes})
        draft.put(meeting_path(meeting_id), with_item(meeting, item))
        return draft.commit(
            N_("At {id}, allot {minutes} minutes to item {number}: {title}")
            if minutes
            else N_("At {id}, item {number} has no limit of time: {title}"),
            record=meeting_id,
            number=number,
            minutes=minutes,
            title=item.title,
        )


def move_item(
    desk: Desk,
    meeting_id: str,
    number: int,
    place: int,
    *,
    reason: str | None = None,
    seen: str | None = None,
) -> Receipt:
    """Move an item to another place of the agenda, 1 being the first; its number stays.

    The convocation numbers the items by their places. Once it is sent, the reason of a move
    is due and kept.

    Raises:
        RefusedError: The item is settled or being voted, there is no such place, or no reason.
    """
    with drafting(desk, "meeting.order") as draft:
        meeting = _with_open_agenda(draft, meeting_id, seen)
        item = unsettled_item(meeting, number)
        if not 1 <= place <= len(meeting.agenda):
            raise RefusedError(
                _("The agenda of {id} has {count} places.").format(
                    id=meeting_id, count=len(meeting.agenda)
                ),
                hint=_("Choose a place from 1 to {count}.").format(count=len(meeting.agenda)),
            )
        if meeting.state is not MeetingState.PLANNED and not reason:
            raise RefusedError(
                _("The members were convened on this agenda: a change of order needs a reason."),
                hint=_("Give it with --reason TEXT."),
            )
        others = [entry for entry in meeting.agenda if entry.number != number]
        others.insert(place - 1, item)
        changes: dict[str, object] = {"agenda": tuple(others)}
        if reason:
            entry = Reordering(at=desk.now(), item=number, place=place, reason=reason)
            changes["reorderings"] = (*meeting.reorderings, entry)
        if others == list(meeting.agenda):
            raise RefusedError(
                _("Item {number} stands at that place already.").format(number=number),
                hint=_("See the agenda with: comens meeting show {id}").format(id=meeting_id),
            )
        draft.put(meeting_path(meeting_id), meeting.model_copy(update=changes))
        return draft.commit(
            N_("At {id}, item {number} comes at place {place}: {title}"),
            record=meeting_id,
            number=number,
            place=place,
            title=item.title,
        )


def _with_open_agenda(draft: Draft, meeting_id: str, seen: str | None) -> Meeting:
    meeting = draft.find(draft.snapshot.meetings, meeting_id)
    draft.check_seen(meeting_path(meeting_id), seen, Meeting)
    if meeting.state not in OPEN_AGENDAS:
        raise RefusedError(
            _("The agenda of {id} is closed.").format(id=meeting_id),
            hint=_("Plan another meeting: comens meeting plan"),
        )
    return meeting
