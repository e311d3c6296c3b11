"""Whether an act written in one clone could still be done on what others shared meanwhile.

What is judged here is what the files alone do not show to clash: who may act, the states
that acts ask for, and the votes.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from comens_tui.checks.base import Context
from comens_tui.checks.registry import ALL_CHECKS
from comens_tui.checks.running import run
from comens_tui.errors import RefusedError
from comens_tui.i18n import _
from comens_tui.model.finding import Finding
from comens_tui.model.meeting import AgendaItem, Meeting
from comens_tui.model.places import minutes_path, proposal_folder
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import MeetingState
from comens_tui.operations.proposals import RATEABLE
from comens_tui.operations.renumbering import Renumbering
from comens_tui.rules import authority
from comens_tui.rules.agenda_order import numbered
from comens_tui.rules.states import OPEN_AGENDAS
from comens_tui.rules.votes import electorate
from comens_tui.store.layout import identify
from comens_tui.text.labels import state_label

#: Acts that the state of their record does not matter to, or the states that they may find.
_STATES: Mapping[str, frozenset[StrEnum] | None] = {
    "meeting.plan": frozenset(OPEN_AGENDAS),
    "proposal.rate": frozenset(RATEABLE),
    "proposal.comment": None,
    "proposal.resolve": None,
    "report.assign": None,
    "report.link": None,
    "report.answer": None,
    "": None,
}
_VOTED = ("open", "decided")
_GOVERNANCE = tuple(check.CODE for check in ALL_CHECKS if check.CODE.startswith("G"))
#: What a meeting notes of an item that weighs nothing in its vote.
_WITHOUT_WEIGHT = ("agenda", "turns", "reorderings")


class ActAgain(NamedTuple):
    """An act to be done again: the states around it when it was done, and the one it meets."""

    operation: str
    actor: str
    day: date
    records: tuple[str, ...]
    #: The files it changed, as they were called then.
    paths: tuple[str, ...]
    before: Snapshot
    after: Snapshot
    shared: Snapshot
    numbers: Renumbering


def require_possible(act: ActAgain) -> None:
    """Do nothing where the act could still be done.

    Raises:
        RefusedError: It could not; the message says what happened meanwhile.
    """
    _require_right(act)
    for record_id in act.records:
        _require_state(act, record_id)
    for path in act.paths:
        place = identify(path)
        if place is not None and place.kind == "ballot" and path in act.after.files:
            _require_vote_open(act, place.id, int(place.extra[0]), place.extra[1], path)
        if place is not None and place.kind == "meeting":
            _require_same_agenda(act, place.id)
            _require_same_vote(act, place.id)


def governance_errors(snapshot: Snapshot, today: date) -> tuple[Finding, ...]:
    """Return what the checks of governance hold to be wrong in a state."""
    return run(snapshot, Context(today), _GOVERNANCE).errors


def _require_right(act: ActAgain) -> None:
    if act.operation not in authority.RIGHTS or not act.actor:
        return
    member = act.shared.committee.member(act.actor)
    if member is None:
        raise RefusedError(
            _("{name} is no longer in the committee.").format(name=_name(act, act.actor))
        )
    authority.require(act.operation, member, act.day)


def _record(snapshot: Snapshot, record_id: str) -> tuple[str, Any]:
    """Return the kind and the record with that id; None where it has no state, or is not there."""
    by_prefix: Mapping[str, tuple[str, Mapping[str, Any]]] = {
        "S": ("meeting", snapshot.meetings),
        "P": ("proposal", snapshot.proposals),
        "EV": ("report", snapshot.reports),
        "JR": ("report", snapshot.reports),
        "C": ("consultation", snapshot.consultations),
    }
    kind, records = by_prefix.get(record_id.split("-", 1)[0], ("", {}))
    return kind, records.get(record_id)


def _require_state(act: ActAgain, record_id: str) -> None:
    kind, old = _record(act.before, record_id)
    if old is None:
        return
    name = act.numbers.id(record_id)
    now = _record(act.shared, name)[1]
    if now is None:
        raise RefusedError(_("{id} is no longer there.").format(id=name))
    allowed = _STATES.get(act.operation, frozenset())
    if allowed is not None and now.state != old.state and now.state not in allowed:
        raise RefusedError(
            _("{id} has gone from state “{before}” to state “{now}” there.").format(
                id=name,
                before=state_label(kind, old.state),
                now=state_label(kind, now.state),
            )
        )


def _require_vote_open(act: ActAgain, meeting_id: str, number: int, member: str, path: str) -> None:
    """Refuse a ballot on a vote that is closed, on another text, or of somebody without a voice."""
    if _decides(act, meeting_id, number):
        return
    name = act.numbers.id(meeting_id)
    number = act.numbers.items.get((name, number), number)
    meeting = act.shared.meetings.get(name)
    item = meeting.item(number) if meeting else None
    if meeting is None or item is None or meeting.state is not MeetingState.OPEN:
        raise RefusedError(_("Meeting {id} is closed there.").format(id=name))
    if item.state != "open":
        raise RefusedError(
            _("The vote on item {number} of {id} is closed there.").format(number=number, id=name)
        )
    ours = act.after.meetings.get(meeting_id)
    voted_on = ours.item(int(path.rsplit("/", 2)[-2])) if ours else None
    if voted_on is None or (voted_on.opened, voted_on.digest) != (item.opened, item.digest):
        raise RefusedError(
            _("Item {number} of {id} was put to the vote there again.").format(
                number=number, id=name
            )
        )
    if member not in electorate(meeting, act.shared.committee, number).voices():
        raise RefusedError(
            _("{member} has no voice there on item {number} of {id}.").format(
                member=_name(act, member), number=number, id=name
            )
        )


def _name(act: ActAgain, member_id: str) -> str:
    """Return the name of a member, of whom the committee may have forgotten all but the id."""
    member = act.shared.committee.member(member_id) or act.before.committee.member(member_id)
    return member.name if member else member_id


def _decides(act: ActAgain, meeting_id: str, number: int) -> bool:
    meeting = act.after.meetings.get(meeting_id)
    item = meeting.item(number) if meeting else None
    return item is not None and item.state == "decided"


def _require_same_agenda(act: ActAgain, meeting_id: str) -> None:
    """Refuse a convocation that numbers the items anew, where they are not the same there.

    What was noted there of an item would be joined to the one that has its number here.
    """
    old, new = act.before.meetings.get(meeting_id), act.after.meetings.get(meeting_id)
    shared = act.shared.meetings.get(act.numbers.id(meeting_id))
    if old is None or new is None or shared is None:
        return
    is_convened = old.state is MeetingState.PLANNED and new.state is MeetingState.CONVENED
    if is_convened and numbered(old).agenda != old.agenda != shared.agenda:
        raise RefusedError(_("The agenda of {id} was changed there.").format(id=shared.id))


def _require_same_vote(act: ActAgain, meeting_id: str) -> None:
    """Refuse to open or decide a vote on what changed there, or to close a grown agenda."""
    old, new = act.before.meetings.get(meeting_id), act.after.meetings.get(meeting_id)
    shared = act.shared.meetings.get(act.numbers.id(meeting_id))
    if old is None or new is None or shared is None:
        return
    for item in new.agenda:
        was = old.item(item.number)
        if item.state in _VOTED and (was is None or was.state != item.state):
            _require_same_text(act, item, shared)
            if item.state == "open":
                _require_no_other_open(shared, item, act)
            else:
                _require_same_voices(act, meeting_id, item, old, shared)
    if new.state is MeetingState.CLOSED and old.state is not MeetingState.CLOSED:
        known = {act.numbers.items.get((shared.id, one.number), one.number) for one in old.agenda}
        grown = [one.number for one in shared.agenda if one.number not in known]
        if grown:
            raise RefusedError(
                _("Item {number} was added there to the agenda of {id}.").format(
                    number=grown[0], id=shared.id
                )
            )


def _require_same_text(act: ActAgain, item: AgendaItem, shared: Meeting) -> None:
    """Refuse where the text put to the vote is another one there."""
    if item.subject is None:
        return
    if item.kind == "minutes":
        old = [minutes_path(item.subject)]
    else:
        folder = f"{proposal_folder(item.subject)}/text/"
        proposal = act.before.proposals.get(item.subject)
        old = [path for path in act.before.files if path.startswith(folder)]
        old += [base.path for base in proposal.bases] if proposal else []
        name = act.numbers.id(item.subject)
        there = {
            path for path in act.shared.files if path.startswith(f"{proposal_folder(name)}/text/")
        }
        if there != {act.numbers.path(path) for path in old if path.startswith(folder)}:
            raise _other_text(item, shared)
    for path in old:
        if act.before.files.get(path) != act.shared.files.get(act.numbers.path(path)):
            raise _other_text(item, shared)


def _other_text(item: AgendaItem, shared: Meeting) -> RefusedError:
    return RefusedError(
        _(
            "The text of item {number} of {id} was changed there: the vote was on another one."
        ).format(number=item.number, id=shared.id)
    )


def _require_no_other_open(shared: Meeting, item: AgendaItem, act: ActAgain) -> None:
    number = act.numbers.items.get((shared.id, item.number), item.number)
    other = next((one for one in shared.agenda if one.state == "open"), None)
    if other is not None and other.number != number:
        raise RefusedError(
            _("Item {number} of {id} is open to the vote there.").format(
                number=other.number, id=shared.id
            )
        )


def _require_same_voices(
    act: ActAgain, meeting_id: str, item: AgendaItem, old: Meeting, shared: Meeting
) -> None:
    """Refuse a decision that would count other people or other ballots there."""
    number = act.numbers.items.get((shared.id, item.number), item.number)
    ours = electorate(old, act.before.committee, item.number)
    theirs = electorate(shared, act.shared.committee, number)
    mine = _ballots(act.before, meeting_id, item.number), _lines_on(old, item.number)
    there = _ballots(act.shared, shared.id, number), _lines_on(shared, number)
    if ours != theirs or mine != there:
        raise RefusedError(
            _("Who votes on item {number} of {id}, or how, was changed there.").format(
                number=number, id=shared.id
            )
        )


def _lines_on(meeting: Meeting, number: int) -> dict[str, list[Any]]:
    """Return what a meeting says of one item beside the agenda: recusals, totals and the like."""
    data = meeting.to_full_data()
    lines = {
        key: [
            {name: inner for name, inner in line.items() if name != "item"}
            for line in value
            if isinstance(line, dict) and line.get("item") == number
        ]
        for key, value in data.items()
        if isinstance(value, list) and key not in _WITHOUT_WEIGHT
    }
    return {key: value for key, value in lines.items() if value}


def _ballots(snapshot: Snapshot, meeting_id: str, number: int) -> dict[str, tuple[str, str | None]]:
    """Return the choice and the text of each member's ballot on one item."""
    return {
        ballot.member: (ballot.choice, ballot.digest)
        for ballot in snapshot.ballots.get(meeting_id, ())
        if ballot.item == number
    }
