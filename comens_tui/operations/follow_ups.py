"""What decisions ask somebody to do: recorded with the decision, closed by whoever did it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _
from comens_tui.model.decision import Decision
from comens_tui.model.follow_up import FollowUp
from comens_tui.model.numbering import next_id
from comens_tui.model.places import follow_up_path
from comens_tui.model.words import FollowUpState
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.rules import authority, states
from comens_tui.store.layout import taken_ids

_DONE = {
    FollowUpState.DONE: N_("{id} is done: {text}"),
    FollowUpState.DROPPED: N_("Give up {id}: {text}"),
    FollowUpState.OPEN: N_("{id} is to be done again: {text}"),
}


class Task(NamedTuple):
    """A follow-up to record: what, by whom (a member's id), by which day."""

    text: str
    owner: str
    due: date


def put_follow_ups(draft: Draft, decision: Decision, tasks: Iterable[Task]) -> None:
    """Write what a decision asks for, in the same act as the decision.

    Raises:
        RefusedError: Nobody has the id of an owner, or a day is before the decision.
    """
    year = decision.date.year
    taken = taken_ids(draft.snapshot.files, "follow_up")
    for task in tasks:
        owner = draft.known_member(task.owner)
        if task.due < decision.date:
            raise RefusedError(
                _("A follow-up is due on a day to come; {day} is past.").format(
                    day=task.due.isoformat()
                ),
                hint=_("Give a later day."),
            )
        follow_up = FollowUp(
            id=next_id("A", year, taken),
            text=task.text,
            owner=owner.id,
            due=task.due,
            decision=decision.id,
            created=decision.date,
        )
        taken.append(follow_up.id)
        draft.put(follow_up_path(follow_up.id), follow_up)


def add_follow_up(desk: Desk, decision_id: str, text: str, owner: str, due: date) -> Receipt:
    """Record one more thing that a decision asks for.

    Raises:
        UnknownRecordError: There is no such decision.
        RefusedError: Nobody has the id of the owner, or the day is past.
    """
    with drafting(desk, "meeting.decide") as draft:
        decision = draft.find(draft.snapshot.decisions, decision_id)
        today = decision.model_copy(update={"date": desk.today()})
        put_follow_ups(draft, today, (Task(text, owner, due),))
        return draft.commit(
            N_("{id} asks {owner}, by {day}: {text}"),
            record=decision_id,
            owner=draft.known_member(owner).name,
            day=due.isoformat(),
            text=text,
        )


def settle_follow_up(
    desk: Desk,
    follow_up_id: str,
    state: FollowUpState,
    reason: str | None = None,
    *,
    seen: str | None = None,
) -> Receipt:
    """Say that a follow-up is done, given up with a reason, or to be done again.

    Raises:
        UnknownRecordError: There is no such follow-up.
        RefusedError: It is somebody else's and the member is no secretary, or it cannot go
            to that state.
    """
    with drafting(desk, "decision.actions") as draft:
        follow_up = draft.find(draft.snapshot.follow_ups, follow_up_id)
        path = follow_up_path(follow_up_id)
        draft.check_seen(path, seen, FollowUp)
        authority.require_over("decision.actions", draft.member, (follow_up.owner,))
        states.require(
            "follow_up",
            follow_up.state,
            state,
            roles=draft.member.roles,
            is_author=draft.member.id == follow_up.owner,
            reason=reason,
        )
        closed = None if state is FollowUpState.OPEN else desk.today()
        draft.put(
            path,
            follow_up.model_copy(update={"state": state, "closed": closed, "reason": reason}),
        )
        return draft.commit(
            _DONE[state], record=follow_up_id, others=(follow_up.decision,), text=follow_up.text
        )
