"""What the state of a meeting and of an item leaves no place for, and why, in one sentence.

The key line leaves these keys out, and the help of the screen says what each waits for.
"""

from collections.abc import Iterator
from typing import NamedTuple

from comens_tui.i18n import _
from comens_tui.model.words import MeetingState
from comens_tui.operations.meeting_views import ItemView, MeetingView
from comens_tui.tui import prose
from comens_tui.tui.actions import BY_ID, key_name, keys_of
from comens_tui.tui.meeting_items import sealed_on
from comens_tui.tui.prose import Block, Span, heading

VOTE = ("meeting.for", "meeting.against", "meeting.abstain")
ROLL_CALL = ("meeting.recuse", "meeting.proxy", "meeting.attend")
SITTING = ("meeting.pause", "meeting.correct")
_OPENING = ("meeting.floor", "meeting.item")
_COUNT = ("meeting.hands", "meeting.decide")
_HOW = ("meeting.amend", "meeting.secret")
_AFAR = "meeting.afar"
_ORDER = ("meeting.later", "meeting.earlier", "meeting.time")
_AGENDA = ("meeting.add", "meeting.ready", *_ORDER)
_IN_SESSION = (
    *SITTING,
    *ROLL_CALL,
    *VOTE,
    *_COUNT,
    *_OPENING,
    *_HOW,
    "meeting.block",
    "meeting.ballots",
)
#: What only the chair and the secretary do.
OF_BUREAU = (
    *_IN_SESSION,
    *_AGENDA,
    "meeting.step",
    "meeting.plan",
    "meeting.edit",
    "meeting.rectify",
)


class Refused(NamedTuple):
    """A reason, and the actions that it keeps out."""

    reason: str
    actions: tuple[str, ...]


def refused_now(
    view: MeetingView, item: ItemView | None, *, holds_meeting: bool
) -> Iterator[Refused]:
    """Yield what cannot be done now, the widest reason first; an action may stand under several.

    `item` is the one under the cursor, none for the attendance. `holds_meeting` tells that
    whoever sits here may write the record of the meeting.
    """
    meeting = view.meeting
    if not holds_meeting:
        yield Refused(_("Only the chair and the secretary hold the meeting."), OF_BUREAU)
    if meeting.state in (MeetingState.PLANNED, MeetingState.CONVENED):
        yield Refused(_("The meeting is not open: S leads to it."), (*_IN_SESSION, _AFAR))
    elif meeting.state is not MeetingState.OPEN:
        yield Refused(_("The meeting is over."), (*_IN_SESSION, *_AGENDA, _AFAR))
    if meeting.state is not MeetingState.MINUTED:
        yield Refused(_("Minutes are completed while they are a draft."), ("meeting.edit",))
    if meeting.suspended is not None:
        kept_out = (*VOTE, *_COUNT, *_OPENING, *_HOW)
        yield Refused(_("The meeting is suspended: u resumes it."), kept_out)
    if item is not None:
        yield from _on_item(view, item)


def _on_item(view: MeetingView, item: ItemView) -> Iterator[Refused]:
    state = item.item.state
    if item.item.kind != "proposal":
        without_text = ("meeting.amend", "meeting.block", "meeting.before")
        yield Refused(_("This item has no proposed text."), without_text)
    if state in ("decided", "withdrawn"):
        kept_out = (*VOTE, *_COUNT, *_OPENING, *_HOW, *_ORDER, "meeting.block", "meeting.recuse")
        reason = _("The item is settled: nothing is voted on it any more.")
        yield Refused(reason, (*kept_out, _AFAR))
    elif state == "pending":
        yield from _before_vote(view, item)
    else:
        yield from _during_vote(view, item)


def _before_vote(view: MeetingView, item: ItemView) -> Iterator[Refused]:
    not_open = _("The item is not open to the vote: o opens it.")
    yield Refused(not_open, (*VOTE, *_COUNT, _AFAR))
    if item.unanswered:
        reason = _("A declared interest waits for an answer: x gives it.")
        yield Refused(reason, ("meeting.item",))
    if view.floor == item.item.number:
        yield Refused(_("The item has the floor already."), ("meeting.floor",))


def _during_vote(view: MeetingView, item: ItemView) -> Iterator[Refused]:
    kept_out = ("meeting.floor", "meeting.block")
    yield Refused(_("The vote is open: z takes back an opening by mistake."), kept_out)
    if item.item.vote == "secret":
        by_name = (*VOTE, "meeting.hands", "meeting.secret", _AFAR)
        yield Refused(_("The vote is on paper: C counts the papers."), by_name)
    if item.ballots or sealed_on(view, item):
        reason = _("A roll call has begun on this item: hands cannot be added to it.")
        yield Refused(reason, ("meeting.hands",))
    if not item.verdict.quorate:
        yield Refused(_("Without a quorum nothing is decided."), _COUNT)


def refused_items(refused: Iterator[Refused]) -> Iterator[Block]:
    """Yield, for the help of the screen, the keys that wait and what they wait for."""
    told: set[str] = set()
    lines = []
    for reason, actions in refused:
        new = [action for action in actions if action not in told]
        told.update(new)
        if new:
            keys = " ".join(key_name(keys_of(BY_ID[action])[0]) for action in new)
            lines.append(Block((Span(f"{keys}  ", prose.KEY), Span(reason)), hang=4, indent=2))
    if lines:
        yield heading(_("Not now, and why"), anchor="refused")
        yield from lines
        yield Block()
