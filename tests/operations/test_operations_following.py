"""What the room may see of a meeting, and what is told of what others wrote."""

import pytest

from comens_tui.cli.watch import lines
from comens_tui.errors import UnknownRecordError
from comens_tui.model.places import meeting_path
from comens_tui.model.words import Choice
from comens_tui.operations import floor
from comens_tui.operations.deliberation import cast_ballot, decide_item, open_item
from comens_tui.operations.following import acts_told, meeting_to_follow, news, room
from comens_tui.operations.meetings import attend, close_meeting
from comens_tui.operations.secret_ballots import HandCount, request_secret_ballot
from comens_tui.store.watching import Pointer
from comens_tui.tui.projector_items import room_items
from comens_tui.tui.prose import text_of
from tests.operations.support import ANNE, BRUNO, CHAIR, EVERYONE, MEETING, Room
from tests.support import commit_all

WORDS_OF_A_CHOICE = ("for", "against", "abstain")


def standings(shown) -> dict[str, str]:
    return {voice.name: voice.standing for voice in shown.voices}


def act_on_each(steps):
    """Return what acts once each time it is called."""
    rest = list(steps)

    def wait():
        rest.pop(0)()

    return wait


def test_no_choice_is_seen_before_the_vote_is_closed(sitting: Room):
    sitting.vote(1, {ANNE: Choice.AGAINST, BRUNO: Choice.FOR})
    shown = room(sitting.desk(), MEETING)
    assert shown.item.number == 1
    assert set(standings(shown).values()) == {"voted", "awaited"}
    assert shown.decision is None


def test_a_closed_roll_call_says_how_each_one_voted(sitting: Room):
    sitting.vote(1)
    decide_item(sitting.desk(), MEETING, 1)
    shown = room(sitting.desk(), MEETING)
    assert set(standings(shown).values()) == {"for"}
    assert "majority" in shown.decision.verdict


def test_a_closed_secret_ballot_says_its_totals_only(sitting: Room):
    open_item(sitting.desk(), MEETING, 1)
    request_secret_ballot(sitting.desk(), MEETING, 1, (ANNE,))
    count = HandCount(len(EVERYONE), 0, 0, scrutineers=(ANNE, BRUNO))
    decide_item(sitting.desk(), MEETING, 1, hands=count)
    shown = room(sitting.desk(), MEETING)
    assert not set(standings(shown).values()) & set(WORDS_OF_A_CHOICE)
    assert shown.decision.count.votes_for == len(EVERYONE)
    lines_shown = [text_of(item.spans) for item in room_items(shown)]
    assert any(line.startswith(f"Take part   {len(EVERYONE)}") for line in lines_shown)
    assert not any(line.startswith("No vote") for line in lines_shown)


def test_the_room_follows_the_vote_then_the_latest_of_decision_and_pointer(sitting: Room):
    pointer = Pointer(MEETING, 3, sitting.now)
    assert room(sitting.desk(), MEETING).item.number == 1
    assert room(sitting.desk(), MEETING, pointer).item.number == 3
    sitting.vote(1)
    assert room(sitting.desk(), MEETING, pointer).item.number == 1
    decide_item(sitting.desk(), MEETING, 1)
    assert room(sitting.desk(), MEETING, pointer).item.number == 1
    later = pointer._replace(at=sitting.desk().now())
    assert room(sitting.desk(), MEETING, later).item.number == 3
    assert room(sitting.desk(), MEETING, later._replace(item=99)).item.number == 1


def test_the_room_sees_who_has_the_floor_and_a_pause(sitting: Room):
    floor.take_up(sitting.desk(), MEETING, 3)
    assert room(sitting.desk(), MEETING).item.number == 3
    floor.suspend(sitting.desk(), MEETING, reason="Repas")
    shown = " ".join(text_of(block.spans) for block in room_items(room(sitting.desk(), MEETING)))
    assert "MEETING SUSPENDED" in shown
    assert "Repas" in shown


def test_the_open_meeting_is_followed_by_default(sitting: Room):
    assert meeting_to_follow(sitting.desk()) == MEETING


def test_what_this_opening_wrote_is_no_news(sitting: Room):
    before = sitting.workspace.head()
    attend(sitting.desk(), MEETING, (ANNE,), "video")
    assert news(sitting.workspace, before, sitting.workspace.head()) is None
    other = Room(sitting.root, sitting.now)
    attend(other.desk(), MEETING, (BRUNO,), "video")
    other.workspace.close()
    found = news(sitting.workspace, before, sitting.workspace.head())
    assert found is not None
    assert (found.acts, found.records) == (1, frozenset({MEETING}))
    assert "Bruno" in found.subject


def test_the_lines_tell_each_act_and_end_with_the_meeting(sitting: Room):
    steps = [
        lambda: open_item(sitting.desk(), MEETING, 3),
        lambda: cast_ballot(sitting.desk(), MEETING, 3, Choice.AGAINST, member_id=CHAIR),
        lambda: None,
        lambda: [
            cast_ballot(sitting.desk(), MEETING, 3, Choice.AGAINST, member_id=member)
            for member in EVERYONE
            if member != CHAIR
        ],
        lambda: decide_item(sitting.desk(), MEETING, 3),
        lambda: close_meeting(sitting.desk(), MEETING),
    ]
    told = list(lines(sitting.desk(), MEETING, act_on_each(steps)))
    assert "in session" in told[0]
    assert told[1].endswith("put item 3 to the vote: Calendrier")
    names = {member.id: member.name for member in sitting.snapshot().committee.members}
    assert told[2].endswith(f"Item 3: {names[CHAIR]} voted.")
    assert not [line for line in told[:-2] if "against" in line]
    assert "Close meeting" in told[-1]


def test_the_lines_go_on_over_a_file_that_an_editor_broke(sitting: Room):
    path = sitting.root / meeting_path(MEETING)
    whole = path.read_text()

    def written(text: str) -> None:
        path.write_text(text)
        commit_all(sitting.root, "By hand")

    def broken() -> None:
        written(whole.replace("state: open", "state: [open"))
        with pytest.raises(UnknownRecordError, match=f"{MEETING} cannot be read, line ") as refused:
            room(sitting.desk(), MEETING)
        assert meeting_path(MEETING) in refused.value.hint

    steps = [
        broken,
        lambda: written(whole),
        lambda: close_meeting(sitting.desk(), MEETING),
    ]
    told = list(lines(sitting.desk(), MEETING, act_on_each(steps)))
    assert [line.split("  ", 1)[1] for line in told[1:3]] == ["By hand", "By hand"]
    assert "Close meeting" in told[-1]


def test_a_vote_opened_again_is_told_as_that(sitting: Room):
    sitting.vote(1, {ANNE: Choice.FOR})
    before = sitting.workspace.head()
    open_item(sitting.desk(), MEETING, 1)
    (act,) = acts_told(sitting.desk(), MEETING, before, sitting.workspace.head())
    assert "put item 1 to the vote" in act.sentence
