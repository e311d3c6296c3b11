"""Who is in the room and whose voice counts: arrivals, departures, mandates, recusals, hands."""

import re

import pytest

from comens_tui.errors import RecordError, RefusedError
from comens_tui.model.places import ballot_path
from comens_tui.model.words import Choice, MeetingState, ProposalState, Sense
from comens_tui.operations.deliberation import (
    cast_ballot,
    decide_item,
    open_item,
    recuse,
)
from comens_tui.operations.meeting_views import meeting_view
from comens_tui.operations.meetings import (
    add_to_agenda,
    attend,
    close_meeting,
    draft_minutes,
    give_proxy,
    open_meeting,
)
from comens_tui.operations.secret_ballots import HandCount
from tests.operations.support import (
    ANNE,
    BRUNO,
    CHAIR,
    EVERYONE,
    EXPERT,
    FIRST,
    MEETING,
    SECRETARY,
    unchanged,
)
from tests.support import RELEASE_MANAGER

FOR, AGAINST = Choice.FOR, Choice.AGAINST


def decision(room, number=1):
    return room.snapshot().decisions[f"D-2026-00{number}"]


def modes(room, member):
    return [
        (line.mode, line.arrived is not None, line.left is not None)
        for line in room.meeting().attendance
        if line.member == member
    ]


# Attendance


def test_everybody_is_absent_until_marked_and_only_members_are_marked(tabled):
    open_meeting(tabled.desk(), MEETING)
    meeting = tabled.meeting()
    assert {line.member for line in meeting.attendance} == {*EVERYONE, EXPERT}
    assert {line.mode for line in meeting.attendance} == {"absent"}
    assert (meeting.chair, meeting.secretary) == (CHAIR, SECRETARY)
    with unchanged(tabled), pytest.raises(RefusedError, match="ghost"):
        attend(tabled.desk(), MEETING, (ANNE, "ghost"), "present")
    with unchanged(tabled), pytest.raises(RecordError, match="mode"):
        attend(tabled.desk(), MEETING, (ANNE,), "asleep")


def test_arrivals_departures_and_returns_are_timed(tabled):
    open_meeting(tabled.desk(), MEETING)
    attend(tabled.desk(), MEETING, (ANNE,), "excused")
    assert modes(tabled, ANNE) == [("excused", False, False)]
    attend(tabled.desk(), MEETING, (ANNE,), "present")
    arrived = tabled.now
    attend(tabled.desk(), MEETING, (ANNE,), "video")
    assert modes(tabled, ANNE) == [("video", True, False)]
    attend(tabled.desk(), MEETING, (ANNE,), "absent")
    assert modes(tabled, ANNE) == [("video", True, True)]
    with unchanged(tabled), pytest.raises(RefusedError, match="Nothing would change"):
        attend(tabled.desk(), MEETING, (ANNE,), "excused")
    attend(tabled.desk(), MEETING, (ANNE,), "present")
    assert modes(tabled, ANNE) == [("video", True, True), ("present", True, False)]
    first = next(line for line in tabled.meeting().attendance if line.member == ANNE)
    assert first.arrived == arrived


def test_who_left_still_counts_for_what_was_decided_before(sitting):
    sitting.vote()
    decide_item(sitting.desk(), MEETING, 1)
    attend(sitting.desk(), MEETING, (ANNE, BRUNO), "absent")
    before, _second, after = meeting_view(sitting.desk(), MEETING).items
    assert before.electorate.present == set(EVERYONE)
    assert before.verdict.count == decision(sitting).count
    assert after.electorate.present == set(EVERYONE) - {ANNE, BRUNO}
    close_meeting(sitting.desk(), MEETING)
    draft_minutes(sitting.desk(), MEETING)
    assert re.search(
        r"\| Anne Petit \| .+ \| present \| from 14:\d\d to 15:",
        sitting.snapshot().minutes[MEETING],
    )


def test_the_ballot_of_who_left_before_the_end_is_neither_counted_nor_kept(sitting):
    sitting.vote(votes=dict.fromkeys((CHAIR, SECRETARY, RELEASE_MANAGER, ANNE), FOR))
    attend(sitting.desk(), MEETING, (ANNE,), "absent")
    receipt = decide_item(sitting.desk(), MEETING, 1)
    assert ballot_path(MEETING, 1, ANNE) in receipt.paths
    taken = decision(sitting)
    assert (taken.count.present, taken.count.votes_for) == (4, 3)
    filed = {ballot.member for ballot in sitting.snapshot().ballots[MEETING]}
    assert filed == {ballot.member for ballot in taken.ballots} == {
        CHAIR, SECRETARY, RELEASE_MANAGER,
    }  # fmt: skip


def test_nothing_is_decided_without_a_quorum(sitting):
    sitting.vote()
    attend(sitting.desk(), MEETING, (ANNE, BRUNO, RELEASE_MANAGER), "absent")
    for sense in (None, Sense.DEFER, Sense.REJECT):
        with unchanged(sitting), pytest.raises(RefusedError, match="Quorum"):
            decide_item(sitting.desk(), MEETING, 1, sense=sense, reason="Faute de mieux.")


# Ballots


def test_a_voice_is_heard_on_an_open_item_and_the_last_one_stands(sitting):
    with unchanged(sitting), pytest.raises(RefusedError, match="not open to the vote"):
        cast_ballot(sitting.desk(ANNE), MEETING, 1, FOR)
    open_item(sitting.desk(), MEETING, 1)
    cast_ballot(sitting.desk(ANNE), MEETING, 1, FOR)
    cast_ballot(sitting.desk(ANNE), MEETING, 1, AGAINST)
    (ballot,) = sitting.snapshot().ballots[MEETING]
    assert (ballot.choice, ballot.digest) == (AGAINST, sitting.meeting().item(1).digest)


@pytest.mark.parametrize("voter", [EXPERT, "ghost", "../../../committee"])
def test_who_has_no_voice_casts_no_ballot(sitting, voter):
    open_item(sitting.desk(), MEETING, 1)
    with unchanged(sitting), pytest.raises(RefusedError, match="neither present nor represented"):
        cast_ballot(sitting.desk(), MEETING, 1, FOR, member_id=voter)


def test_the_chair_decides_a_tie(sitting):
    attend(sitting.desk(), MEETING, (BRUNO,), "absent")
    sitting.vote(votes={CHAIR: FOR, SECRETARY: FOR, RELEASE_MANAGER: AGAINST, ANNE: AGAINST})
    decide_item(sitting.desk(), MEETING, 1)
    assert sitting.proposal().state is ProposalState.ADOPTED
    assert decision(sitting).count.casting == "for"


# Mandates


def test_an_absent_member_votes_through_the_one_they_mandate(sitting):
    attend(sitting.desk(), MEETING, (ANNE,), "absent")
    open_item(sitting.desk(), MEETING, 1)
    with unchanged(sitting), pytest.raises(RefusedError):
        cast_ballot(sitting.desk(BRUNO), MEETING, 1, FOR, member_id=ANNE)
    give_proxy(sitting.desk(ANNE), MEETING, ANNE, BRUNO)
    cast_ballot(sitting.desk(BRUNO), MEETING, 1, FOR, member_id=ANNE)
    (ballot,) = sitting.snapshot().ballots[MEETING]
    assert (ballot.member, ballot.recorded_by) == (ANNE, BRUNO)
    for member in (CHAIR, BRUNO):
        cast_ballot(sitting.desk(), MEETING, 1, FOR, member_id=member)
    decide_item(sitting.desk(), MEETING, 1)
    count = decision(sitting).count
    assert (count.present, count.represented, count.votes_for) == (4, 1, 3)


def test_who_left_and_gave_a_mandate_is_not_told_as_gone(sitting):
    open_item(sitting.desk(), MEETING, 1)
    attend(sitting.desk(), MEETING, (ANNE, BRUNO), "absent")
    assert meeting_view(sitting.desk(), MEETING).items[0].departed == (ANNE, BRUNO)
    give_proxy(sitting.desk(), MEETING, ANNE, CHAIR)
    assert meeting_view(sitting.desk(), MEETING).items[0].departed == (BRUNO,)


@pytest.mark.parametrize(
    ("giver", "holder", "words"),
    [
        (ANNE, BRUNO, "only an absent voting member"),
        (EXPERT, BRUNO, "only an absent voting member"),
        ("ghost", BRUNO, "only an absent voting member"),
        (RELEASE_MANAGER, RELEASE_MANAGER, "only an absent voting member"),
        (RELEASE_MANAGER, EXPERT, "only a voting member who is here"),
        (RELEASE_MANAGER, "ghost", "only a voting member who is here"),
    ],
)
def test_a_mandate_goes_from_an_absent_voter_to_one_who_is_here(sitting, giver, holder, words):
    attend(sitting.desk(), MEETING, (RELEASE_MANAGER,), "absent")
    with unchanged(sitting), pytest.raises(RefusedError, match=words):
        give_proxy(sitting.desk(), MEETING, giver, holder)


def test_a_member_holds_as_many_mandates_as_the_rules_allow(sitting):
    attend(sitting.desk(), MEETING, (ANNE, BRUNO), "absent")
    give_proxy(sitting.desk(), MEETING, ANNE, CHAIR)
    with unchanged(sitting), pytest.raises(RefusedError, match="already holds 1"):
        give_proxy(sitting.desk(), MEETING, BRUNO, CHAIR)
    give_proxy(sitting.desk(), MEETING, ANNE, SECRETARY)
    give_proxy(sitting.desk(), MEETING, BRUNO, CHAIR)
    assert [(item.giver, item.holder) for item in sitting.meeting().proxies] == [
        (ANNE, SECRETARY), (BRUNO, CHAIR),
    ]  # fmt: skip


def test_who_comes_back_takes_their_voice_back(sitting):
    attend(sitting.desk(), MEETING, (ANNE, BRUNO), "absent")
    give_proxy(sitting.desk(), MEETING, ANNE, CHAIR)
    attend(sitting.desk(), MEETING, (BRUNO,), "present")
    assert len(sitting.meeting().proxies) == 1
    attend(sitting.desk(), MEETING, (ANNE,), "present")
    assert sitting.meeting().proxies == ()


# Recusals


def test_a_recusal_takes_out_the_ballot_already_cast_and_the_voice(sitting):
    sitting.vote()
    receipt = recuse(sitting.desk(ANNE), MEETING, 1, ANNE, "Autrice du texte.")
    assert ballot_path(MEETING, 1, ANNE) in receipt.paths
    assert ANNE not in {ballot.member for ballot in sitting.snapshot().ballots[MEETING]}
    with unchanged(sitting), pytest.raises(RefusedError, match="takes no part"):
        cast_ballot(sitting.desk(ANNE), MEETING, 1, FOR)
    decide_item(sitting.desk(), MEETING, 1)
    count = decision(sitting).count
    assert (count.composition, count.present, count.recused, count.votes_for) == (5, 4, 1, 4)


def test_a_recusal_is_for_one_item_and_has_a_reason(sitting):
    recuse(sitting.desk(), MEETING, 1, ANNE, "Autrice du texte.")
    with unchanged(sitting), pytest.raises(RecordError, match="reason"):
        recuse(sitting.desk(), MEETING, 2, ANNE, "")
    with unchanged(sitting), pytest.raises(RefusedError, match="ghost"):
        recuse(sitting.desk(), MEETING, 2, "ghost", "Personne.")
    open_item(sitting.desk(), MEETING, 2)
    cast_ballot(sitting.desk(ANNE), MEETING, 2, FOR)


def test_the_mandates_of_the_recused_fall_with_them_and_are_not_counted(sitting):
    attend(sitting.desk(), MEETING, (ANNE,), "absent")
    give_proxy(sitting.desk(), MEETING, ANNE, BRUNO)
    sitting.vote()
    recuse(sitting.desk(), MEETING, 1, BRUNO, "Éditeur concerné.")
    decide_item(sitting.desk(), MEETING, 1)
    assert {ballot.member for ballot in decision(sitting).ballots} == {
        CHAIR, SECRETARY, RELEASE_MANAGER,
    }  # fmt: skip
    assert decision(sitting).count.represented == 0


# Hands


def test_totals_of_a_show_of_hands_are_kept_with_the_meeting(sitting):
    open_item(sitting.desk(), MEETING, 1)
    decide_item(sitting.desk(), MEETING, 1, hands=HandCount(3, 1, 1))
    (totals,) = sitting.meeting().totals
    assert (totals.item, totals.votes_for, totals.votes_against, totals.abstentions) == (1, 3, 1, 1)
    assert sitting.meeting().item(1).vote == "show_of_hands"
    assert decision(sitting).count.votes_for == 3
    assert decision(sitting).ballots == ()


@pytest.mark.parametrize(
    ("hands", "error"),
    [
        (HandCount(6, 0, 0), RefusedError),
        (HandCount(3, 2, 1), RefusedError),
        (HandCount(-1, 0, 0), RecordError),
        (HandCount(5, 0, 0, (ANNE,)), RefusedError),
        (HandCount(5, 0, 0, (ANNE, ANNE)), RefusedError),
        (HandCount(5, 0, 0, (ANNE, "ghost")), RefusedError),
    ],
)
def test_impossible_totals_are_refused(sitting, hands, error):
    open_item(sitting.desk(), MEETING, 1)
    with unchanged(sitting), pytest.raises(error):
        decide_item(sitting.desk(), MEETING, 1, hands=hands)


def test_totals_are_not_added_to_a_roll_call(sitting):
    sitting.vote(votes={ANNE: AGAINST})
    with unchanged(sitting), pytest.raises(RefusedError, match="roll call"):
        decide_item(sitting.desk(), MEETING, 1, hands=HandCount(5, 0, 0))


# The end


def test_what_was_not_reached_is_deferred_and_can_be_tabled_again(sitting):
    sitting.vote()
    decide_item(sitting.desk(), MEETING, 1)
    close_meeting(sitting.desk(), MEETING)
    meeting = sitting.meeting()
    assert meeting.state is MeetingState.CLOSED
    assert [item.state for item in meeting.agenda] == ["decided", "withdrawn", "withdrawn"]
    second = sitting.snapshot().proposals["P-2026-002"]
    assert (second.state, second.reason) == (ProposalState.DEFERRED, f"Not reached at {MEETING}.")
    assert sitting.proposal(FIRST).state is ProposalState.ADOPTED
    for act in (
        lambda desk: attend(desk, MEETING, (ANNE,), "absent"),
        lambda desk: add_to_agenda(desk, MEETING, information=("Trop tard",)),
        lambda desk: close_meeting(desk, MEETING),
    ):
        with unchanged(sitting), pytest.raises(RefusedError):
            act(sitting.desk())


def test_minutes_may_be_drafted_again_until_they_are_approved(sitting):
    close_meeting(sitting.desk(), MEETING)
    draft_minutes(sitting.desk(), MEETING)
    with unchanged(sitting), pytest.raises(RefusedError, match="Nothing would change"):
        draft_minutes(sitting.desk(), MEETING)
