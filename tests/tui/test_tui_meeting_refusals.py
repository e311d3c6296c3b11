"""Which keys of the meeting wait, for which reason, and what the windows say of a vote."""

import pytest

from comens_tui.model.meeting import MinutesSignature
from comens_tui.model.words import Choice, MeetingState
from comens_tui.operations import convocation, deliberation, floor, meetings, secret_ballots
from comens_tui.operations.desk import Desk
from comens_tui.operations.meeting_views import MeetingView, meeting_view
from comens_tui.tui.meeting_items import readings
from comens_tui.tui.meeting_next import next_for_member, next_in_room, next_on
from comens_tui.tui.meeting_refusals import VOTE, refused_items, refused_now
from comens_tui.tui.prose import text_of
from tests.support import MEMBERS

MEETING = "S-2026-01"
CLAIRE, SAMIR, RENE, ANNE, BRUNO = MEMBERS
DECIDE, HANDS, OPEN = "meeting.decide", "meeting.hands", "meeting.item"


@pytest.fixture
def room(desk: Desk) -> Desk:
    """The meeting open, all but Bruno present, its one item open to the vote."""
    convocation.convene_meeting(desk, MEETING)
    meetings.open_meeting(desk, MEETING)
    meetings.attend(desk, MEETING, MEMBERS[:4], "present")
    deliberation.open_item(desk, MEETING, 1)
    return desk


def seen(desk: Desk) -> MeetingView:
    return meeting_view(desk, MEETING)


def reasons(desk: Desk, *, holds: bool = True) -> dict[str, str]:
    """Return the first reason that keeps each action out."""
    view = seen(desk)
    found: dict[str, str] = {}
    for refused in refused_now(view, view.items[0], holds_meeting=holds):
        for action in refused.actions:
            found.setdefault(action, refused.reason)
    return found


def said(blocks) -> str:
    return "\n".join(text_of(block.spans) for block in blocks)


def test_nothing_is_voted_while_the_meeting_is_suspended_and_the_help_says_so(room: Desk) -> None:
    assert not {*VOTE, DECIDE, HANDS} & reasons(room).keys()
    floor.suspend(room, MEETING)
    kept_out = reasons(room)
    assert {kept_out[action] for action in (*VOTE, DECIDE, HANDS)} == {
        "The meeting is suspended: u resumes it."
    }
    assert "meeting.pause" not in kept_out
    view = seen(room)
    assert list(next_in_room(view, view.items[0], 4).actions) == ["meeting.pause"]
    told = said(refused_items(refused_now(view, view.items[0], holds_meeting=True)))
    assert "p c a h C" in told
    assert "u resumes it" in told


def test_a_vote_begun_by_name_refuses_hands_and_one_on_paper_refuses_names(room: Desk) -> None:
    deliberation.cast_ballot(room, MEETING, 1, Choice.FOR, member_id=ANNE)
    assert "roll call has begun" in reasons(room)[HANDS]
    secret_ballots.request_secret_ballot(room, MEETING, 1, (ANNE,))
    kept_out = reasons(room)
    assert {kept_out[action] for action in (*VOTE, HANDS)} == {
        "The vote is on paper: C counts the papers."
    }
    assert DECIDE not in kept_out
    view = seen(room)
    assert list(next_in_room(view, view.items[0], 4).actions) == [DECIDE]


def test_without_a_quorum_nothing_is_decided_and_the_way_out_comes_first(room: Desk) -> None:
    meetings.attend(room, MEETING, (RENE, ANNE), "absent")
    assert "Without a quorum" in reasons(room)[DECIDE]
    view = seen(room)
    assert "meeting.pause" in next_in_room(view, view.items[0], 2).actions


def test_a_member_is_led_to_their_own_ballot_and_to_nothing_else(room: Desk) -> None:
    kept_out = reasons(room, holds=False)
    assert {"meeting.step", "meeting.attend", DECIDE, *VOTE} <= kept_out.keys()
    assert "meeting.afar" not in kept_out
    anne, view = room.committee.member(ANNE), seen(room)
    assert "meeting.afar" in next_for_member(view.meeting, view.items[0], anne).actions
    deliberation.decide_item(room, MEETING, 1, sense=None, reason="Rien.")
    assert "meeting.afar" in reasons(room, holds=False)
    view = seen(room)
    assert "meeting.afar" not in next_for_member(view.meeting, view.items[0], anne).actions


def test_both_readings_of_an_abstention_are_shown_and_the_one_applied_is_named(room: Desk) -> None:
    cast = {CLAIRE: Choice.FOR, SAMIR: Choice.FOR, RENE: Choice.AGAINST, ANNE: Choice.ABSTAIN}
    for member, choice in cast.items():
        deliberation.cast_ballot(room, MEETING, 1, choice, member_id=member)
    shown = said(readings(seen(room).items[0].verdict))
    assert shown.startswith("Reading applied: abstentions in the base.")
    assert "The text is not adopted." in shown
    assert "The other reading, not applied. Were abstentions left out of the base" in shown
    assert "would be adopted" in shown
    deliberation.cast_ballot(room, MEETING, 1, Choice.FOR, member_id=ANNE)
    assert "reading" not in said(readings(seen(room).items[0].verdict))


def test_an_empty_agenda_is_filled_first_and_minutes_name_who_still_signs(room: Desk) -> None:
    meeting = seen(room).meeting
    empty = meeting.model_copy(update={"state": MeetingState.PLANNED, "agenda": ()})
    assert list(next_on(empty).actions) == ["meeting.ready", "meeting.add"]
    approved = meeting.model_copy(update={"state": MeetingState.APPROVED})
    assert "each with their key" in next_on(approved).sentence
    signature = MinutesSignature(member=SAMIR, at=room.now(), signature="x")
    signed = approved.model_copy(update={"minutes_signatures": (signature,)})
    assert next_on(signed).sentence.startswith("The secretary has signed.")
