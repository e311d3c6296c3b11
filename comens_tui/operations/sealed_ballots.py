"""What this clone forgets of the signed ballots that it kept out of every commit."""

from comens_tui.model.meeting import Meeting
from comens_tui.model.words import MeetingState
from comens_tui.operations.desk import Desk
from comens_tui.store.held_ballots import HeldBallots

#: From here on no decision is taken back: nothing sealed is opened any more.
_OVER = frozenset(
    {MeetingState.CLOSED, MeetingState.MINUTED, MeetingState.APPROVED, MeetingState.SIGNED}
)


def sweep_sealed(desk: Desk, meeting: Meeting) -> None:
    """Remove from this clone the sealed ballots of `meeting` that no vote can open any more.

    Those of an item voted by secret ballot, refused ones included: they tell names with
    choices. And once the meeting is over, all that are sealed; until then a decision may be
    taken back, which needs them. What is not there any more is no fault: the act that makes a
    vote secret may have been cut off before it forgot them, or done in another clone.
    """
    held = HeldBallots(desk.workspace.private, meeting.id)
    if desk.dry_run or not held.is_any():
        return
    secret = {item.number for item in meeting.agenda if item.vote == "secret"}
    told = [(one.item, one.digest) for one in meeting.received_ballots]
    told += [(one.item, one.digest) for one in meeting.void_ballots if one.digest]
    told += [(one.item, one.digest) for one in meeting.refused_ballots]
    for number, digest in told:
        if number in secret:
            held.forget(digest)
    if meeting.state in _OVER:
        held.forget_sealed()
