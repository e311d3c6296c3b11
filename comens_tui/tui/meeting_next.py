"""What comes next at each moment of a meeting: the key to press, and why, in one sentence.

Whoever never held a meeting is led by it from the convocation to the minutes.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from comens_tui.i18n import N_, _
from comens_tui.model.meeting import Meeting
from comens_tui.model.words import MeetingState
from comens_tui.operations.meeting_views import ItemView, MeetingView
from comens_tui.operations.meetings import here_now
from comens_tui.tui import prose
from comens_tui.tui.prose import Block, Span

#: The labels of the key that takes a meeting one step further, by its state.
_STEPS: Mapping[MeetingState, tuple[str, str]] = {
    MeetingState.PLANNED: (N_("convene"), N_("Next: S records the convocation as sent.")),
    MeetingState.CONVENED: (N_("open the meeting"), N_("Next: S opens the meeting.")),
    MeetingState.CLOSED: (N_("draft the minutes"), N_("Next: S drafts the minutes.")),
    MeetingState.MINUTED: (N_("approve the minutes"), N_("Next: S has the minutes approved.")),
}

#: How a meeting goes, for the help of the screen.
_ORDER = (
    N_("S opens the meeting once its members were convened."),
    N_("Enter on the attendance, then s on each: present, video, excused."),
    N_("m records an absent member's mandate; the quorum is at the top right."),
    N_("On an item: t takes it up, d shows its changes, l its file."),
    N_("x answers a declared interest: the member leaves, or stays (reason)."),
    N_("o opens the vote; Enter, then p for, c against, a abstains; h hands."),
    N_("C decides: the result, disagreements, then it asks before writing."),
    N_("j goes to the next item; b votes a block; u suspends and resumes."),
    N_("A slip? z takes the last act back, never a decision."),
    N_("All decided? S closes the meeting, then drafts the minutes."),
)


class Next(NamedTuple):
    """The actions that come first in the key line, with their labels, and the sentence."""

    actions: Mapping[str, str]
    sentence: str


def next_on(meeting: Meeting | None) -> Next:
    """Return what comes next for a meeting in the list."""
    if meeting is None:
        return Next({}, "")
    if meeting.state is MeetingState.OPEN:
        return Next(
            {"list.open": _("go in")}, _("The meeting is in session: Enter goes into the room.")
        )
    return _step(meeting)


def _step(meeting: Meeting) -> Next:
    if meeting.state not in _STEPS:
        return Next({}, "")
    label, sentence = _STEPS[meeting.state]
    return Next({"meeting.step": _(label)}, _(sentence))


def next_in_agenda(view: MeetingView, item: ItemView | None) -> Next:
    """Return what comes next with the cursor on `item`, or on the attendance."""
    meeting = view.meeting
    if meeting.state is not MeetingState.OPEN:
        return _step(meeting)
    if meeting.suspended is not None:
        return Next({"meeting.pause": _("resume")}, _("The meeting is suspended: u resumes it."))
    if item is None:
        return _after_attendance(view)
    if item.item.state in ("decided", "withdrawn"):
        return _after_item(view)
    if item.item.state == "open":
        return _vote(item, {"list.open": _("roll call")})
    return _before_vote(view, item)


def next_in_room(view: MeetingView, item: ItemView | None, awaited: int) -> Next:
    """Return what comes next among the members; `awaited` voices have not voted yet."""
    meeting = view.meeting
    if meeting.state is not MeetingState.OPEN:
        step = _step(meeting)
        return Next({**step.actions, "back": _("to the agenda")}, step.sentence)
    if meeting.suspended is not None:
        return Next({"meeting.pause": _("resume")}, _("The meeting is suspended: u resumes it."))
    if item is None:
        return Next(
            {"meeting.attend": _("attendance"), "meeting.proxy": _("proxy")},
            _("s says how the member of the cursor takes part; Esc comes back to the agenda."),
        )
    return _on_members(view, item, awaited)


def _on_members(view: MeetingView, item: ItemView, awaited: int) -> Next:
    if item.item.state == "open" and awaited:
        calls = {
            "meeting.for": _("for"),
            "meeting.against": _("against"),
            "meeting.abstain": _("abstain"),
        }
        return Next(calls, "")
    if item.item.state == "open":
        return _vote(item, {})
    if item.item.state == "pending":
        return _before_vote(view, item)
    return Next(
        {"back": _("to the agenda")}, _("The item is decided: Esc comes back to the agenda.")
    )


def _after_attendance(view: MeetingView) -> Next:
    if not here_now(view.meeting.attendance):
        return Next({"list.open": _("attendance")}, _("Next: Enter, then s says who is here."))
    if _waiting(view):
        return Next({"list.down": _("first item")}, _("Next: j goes to the items."))
    return _close(view)


def _after_item(view: MeetingView) -> Next:
    if _waiting(view):
        return Next({"list.down": _("next item")}, _("Decided. Next: j goes to the next item."))
    return _close(view)


def _close(_view: MeetingView) -> Next:
    return Next(
        {"meeting.step": _("close the meeting")},
        _("Every item is settled. Next: S closes the meeting."),
    )


def _before_vote(view: MeetingView, item: ItemView) -> Next:
    if item.unanswered:
        return Next(
            {"meeting.recuse": _("interests")},
            _("A declared interest waits for an answer: x recuses the member, or says why not."),
        )
    if view.floor != item.item.number:
        return Next(
            {"meeting.floor": _("take up"), "meeting.item": _("open vote")},
            _("Next: t takes the item up, o opens its vote."),
        )
    return Next({"meeting.item": _("open vote")}, _("Next: o opens the vote."))


def _vote(item: ItemView, first: Mapping[str, str]) -> Next:
    if not item.verdict.quorate:
        return Next(
            {**first, "meeting.pause": _("suspend")},
            _("The quorum is lost: nothing is decided until members are back; u suspends."),
        )
    if item.ballots and not item.verdict.silent:
        return Next({"meeting.decide": _("DECIDE")}, _("All have voted. Next: C decides."))
    return Next(
        {**first, "meeting.hands": _("hands"), "meeting.decide": _("DECIDE")},
        _("The vote is open: Enter for the roll call, h for a show of hands, C to decide."),
    )


def _waiting(view: MeetingView) -> bool:
    return any(entry.item.state in ("pending", "open") for entry in view.items)


def order_of_a_meeting() -> Iterator[Block]:
    """Yield how a meeting goes, in ten lines."""
    for number, line in enumerate(_ORDER, start=1):
        yield Block((Span(f"{number:2}  ", prose.QUIET), Span(_(line))), hang=4, indent=2)
