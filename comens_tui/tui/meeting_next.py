"""What comes next at each moment of a meeting: the key to press, and why, in one sentence.

Whoever never held a meeting is led by it from the convocation to the minutes.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from comens_tui.i18n import N_, _
from comens_tui.model.committee import Member
from comens_tui.model.meeting import Meeting
from comens_tui.model.words import MeetingState
from comens_tui.operations.meeting_views import ItemView, MeetingView
from comens_tui.operations.meetings import here_now
from comens_tui.tui import prose
from comens_tui.tui.meeting_items import sealed_on, unvoted_words
from comens_tui.tui.prose import Block, Span

#: The labels of the key that takes a meeting one step further, by its state.
_STEPS: Mapping[MeetingState, tuple[str, str]] = {
    MeetingState.PLANNED: (N_("convene"), N_("Next: S records the convocation as sent.")),
    MeetingState.CONVENED: (N_("open the meeting"), N_("Next: S opens the meeting.")),
    MeetingState.CLOSED: (N_("draft the minutes"), N_("Next: S drafts the minutes.")),
    MeetingState.MINUTED: (
        N_("approve the minutes"),
        N_("Next: S has the minutes approved; before that E completes them, Z corrects them."),
    ),
    MeetingState.APPROVED: (N_("sign the minutes"), ""),
}
#: What else is done to a meeting, by its state, with the labels of the keys.
_BESIDE: Mapping[MeetingState, Mapping[str, str]] = {
    MeetingState.PLANNED: {
        "meeting.earlier": N_("move up"),
        "meeting.later": N_("move down"),
        "meeting.add": N_("add item"),
    },
    MeetingState.CONVENED: {"meeting.papers": N_("papers")},
    MeetingState.MINUTED: {
        "meeting.edit": N_("complete"),
        "meeting.rectify": N_("rectify"),
        "meeting.read": N_("minutes"),
    },
    MeetingState.APPROVED: {"meeting.read": N_("minutes"), "meeting.papers": N_("a copy")},
    MeetingState.SIGNED: {"meeting.read": N_("minutes"), "meeting.papers": N_("a copy")},
}

#: How a meeting goes, for the help of the screen.
_ORDER = (
    N_("S opens the meeting once its members were convened."),
    N_("Enter on the attendance; s marks the excused, then “everybody present”."),
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


def next_for_member(meeting: Meeting | None, item: ItemView | None, actor: Member | None) -> Next:
    """Return what comes next for who does not hold the meeting: their own ballot, or nothing."""
    if meeting is None or meeting.state is not MeetingState.OPEN:
        return Next({}, "")
    if item is None:
        return Next(
            {"list.open": _("go in")},
            _("In session. Y takes what the secretary shared; on an open item, M votes from afar."),
        )
    is_voter = actor is not None and actor.id in item.electorate.composition
    if is_voter and item.item.state == "open" and item.item.vote != "secret":
        return Next(
            {"meeting.afar": _("vote from afar"), "meeting.redline": _("redline")},
            _("The vote is open: M signs your ballot for the secretary."),
        )
    return Next(
        {"meeting.redline": _("redline"), "sync": _("take")},
        _("Y takes what the secretary shared; d shows the text of the item."),
    )


def _step(meeting: Meeting) -> Next:
    also = {name: _(words) for name, words in _BESIDE.get(meeting.state, {}).items()}
    if meeting.state is MeetingState.SIGNED:
        return Next(also, _("The minutes are signed: v judges the signatures, w writes a copy."))
    if meeting.state not in _STEPS:
        return Next({}, "")
    if meeting.state is MeetingState.PLANNED and not meeting.agenda:
        return Next(
            {"meeting.ready": _("what is ready"), "meeting.add": _("add item")},
            _("The agenda is empty: r proposes what is ready, i adds an item."),
        )
    label, sentence = _STEPS[meeting.state]
    if meeting.state is MeetingState.APPROVED:
        sentence = _waiting_signature(meeting)
    return Next({"meeting.step": _(label), **also}, _(sentence))


def is_done_with(meeting: Meeting | None, actor: Member | None) -> bool:
    """Tell whether no step is left to whoever sits here: all signed, or others are to sign."""
    if meeting is None or meeting.state not in (MeetingState.APPROVED, MeetingState.SIGNED):
        return False
    return actor is None or actor.id not in meeting.unsigned


def _waiting_signature(meeting: Meeting) -> str:
    """Return, as a message to translate, whose signature the minutes wait for."""
    if meeting.unsigned == (meeting.chair,):
        return N_("The secretary has signed. Next: the chair signs, with S at their own desk.")
    if meeting.unsigned == (meeting.secretary,):
        return N_("The chair has signed. Next: the secretary signs, with S at their own desk.")
    return N_("Next: S signs the minutes, the chair and the secretary each with their key.")


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
        return _vote(view, item, {"list.open": _("roll call")})
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
    if item.item.state == "open" and not item.verdict.quorate:
        return _vote(view, item, {"meeting.attend": _("attendance")})
    if item.item.state == "open" and awaited and not unvoted_words(item):
        calls = {
            "meeting.for": _("for"),
            "meeting.against": _("against"),
            "meeting.abstain": _("abstain"),
        }
        return Next(calls, "")
    if item.item.state == "open":
        return _vote(view, item, {})
    if item.item.state == "pending":
        return _before_vote(view, item)
    return Next(
        {"back": _("to the agenda")}, _("The item is decided: Esc comes back to the agenda.")
    )


def _after_attendance(view: MeetingView) -> Next:
    if not here_now(view.meeting.attendance):
        return Next({"list.open": _("attendance")}, _("Next: Enter, then s says who is here."))
    if is_waiting(view):
        return Next({"list.down": _("first item")}, _("Next: j goes to the items."))
    return _close(view)


def _after_item(view: MeetingView) -> Next:
    if is_waiting(view):
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
    if not item.item.is_text:
        up = {} if view.floor == item.item.number else {"meeting.floor": _("take up")}
        return Next(
            {**up, "meeting.item": _("open")}, _("Next: o opens the item, then C takes note of it.")
        )
    read = {"meeting.redline": _("redline")} if item.item.subject else {}
    if view.floor != item.item.number:
        return Next(
            {"meeting.floor": _("take up"), "meeting.item": _("open vote"), **read},
            _("Next: t takes the item up, o opens its vote."),
        )
    return Next({"meeting.item": _("open vote"), **read}, _("Next: o opens the vote."))


def _vote(view: MeetingView, item: ItemView, first: Mapping[str, str]) -> Next:
    if not item.verdict.quorate:
        return Next(
            {**first, "meeting.pause": _("suspend")},
            _("No quorum: nothing is decided until more members are here; u suspends."),
        )
    if item.item.vote == "secret":
        return Next(
            {"meeting.decide": _("count the papers")},
            _("Secret ballot: C counts the papers, with two scrutineers."),
        )
    if not item.item.is_text and not item.ballots:
        return Next({"meeting.decide": _("take note")}, _("No vote is called for: C takes note."))
    heard = {ballot.member for ballot in item.ballots} | sealed_on(view, item)
    if heard and item.electorate.voices() <= heard:
        return Next({"meeting.decide": _("DECIDE")}, _("All have voted. Next: C decides."))
    if heard:
        return Next(
            {**first, "meeting.decide": _("DECIDE")},
            _("The roll call goes on: p, c or a on each member; C decides."),
        )
    return Next(
        {**first, "meeting.hands": _("hands"), "meeting.decide": _("DECIDE")},
        _("The vote is open: Enter for the roll call, h for a show of hands, C to decide."),
    )


def is_waiting(view: MeetingView) -> bool:
    """Tell whether an item of the agenda is still to be settled."""
    return any(entry.item.state in ("pending", "open") for entry in view.items)


def order_of_a_meeting() -> Iterator[Block]:
    """Yield how a meeting goes, in ten lines."""
    for number, line in enumerate(_ORDER, start=1):
        yield Block((Span(f"{number:2}  ", prose.QUIET), Span(_(line))), hang=4, indent=2)
