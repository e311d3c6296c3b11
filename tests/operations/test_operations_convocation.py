"""Convening, closing for want of quorum, convening again; and rules changed meanwhile."""

from datetime import timedelta

import pytest

from comens_tui.errors import RefusedError, UnknownRecordError
from comens_tui.model.committee import VotingRules
from comens_tui.model.words import Choice, MeetingState, ProposalState, Sense
from comens_tui.operations.convocation import (
    close_without_quorum,
    convene_meeting,
    deadline,
    plan_second_meeting,
)
from comens_tui.operations.deliberation import (
    HandCount,
    cast_ballot,
    decide_item,
    open_item,
    recuse,
)
from comens_tui.operations.floor import move_item
from comens_tui.operations.meeting_views import meeting_view
from comens_tui.operations.meetings import (
    add_to_agenda,
    attend,
    close_meeting,
    open_meeting,
    plan_meeting,
)
from comens_tui.operations.proposal_steps import withdraw_proposal
from comens_tui.operations.voting_rules import change_rules
from comens_tui.rules.profiles import PROFILES
from tests.operations.support import (
    ANNE,
    BRUNO,
    EVERYONE,
    FIRST,
    MEETING,
    SECOND,
    SITTING,
    START,
    unchanged,
)

AGAIN = "S-2026-02"
#: The second meeting of the tests: twelve days after the first.
LATER = SITTING + timedelta(days=12)


def _empty(room, left=2):
    """Leave `left` of the five members in the room."""
    attend(room.desk(), MEETING, EVERYONE[left:], "absent")


def _adjourn(room):
    _empty(room)
    close_without_quorum(room.desk(), MEETING)


# The notice


def test_a_meeting_keeps_the_rules_it_was_convened_under(room):
    plan_meeting(room.desk(), planned=SITTING)
    change_rules(room.desk(), values={"notice_days": "8", "notice_count": "clear"})
    convene_meeting(room.desk(), MEETING)
    assert room.meeting().rules == VotingRules(notice_days=8, notice_count="clear")
    change_rules(room.desk(), profile="crpa")
    assert room.meeting().rules.notice_days == 8


def test_clear_days_leave_out_the_day_of_sending(room):
    # Convened on 2 March for the 12th: ten calendar days, nine clear ones.
    plan_meeting(room.desk(), planned=SITTING)
    change_rules(room.desk(), values={"notice_days": "10", "notice_count": "clear"})
    found = deadline(room.desk(), room.meeting())
    assert (found.days, found.is_in_time) == (9, False)
    # 1 March 2026 is a Sunday: a service sends on the Friday.
    assert (found.last.isoformat(), found.last_working.isoformat()) == ("2026-03-01", "2026-02-27")
    with unchanged(room), pytest.raises(RefusedError, match="9 clear days") as refused:
        convene_meeting(room.desk(), MEETING)
    assert "2026-03-01" in refused.value.hint
    change_rules(room.desk(), values={"notice_count": "calendar"})
    convene_meeting(room.desk(), MEETING)


@pytest.mark.parametrize("reason", ["", "  "])
def test_an_urgent_convocation_says_why_unless_the_rules_spare_it(room, reason):
    plan_meeting(room.desk(), planned=START + timedelta(days=1))
    with unchanged(room), pytest.raises(RefusedError, match="needs its reason"):
        convene_meeting(room.desk(), MEETING, urgency=reason)
    change_rules(room.desk(), values={"urgency_reason_required": False})
    convene_meeting(room.desk(), MEETING, urgency=reason)
    assert room.meeting().urgency == reason


# Want of quorum


def test_a_meeting_without_quorum_is_closed_with_its_arithmetic_and_its_items_deferred(sitting):
    _adjourn(sitting)
    held = sitting.meeting()
    assert held.state is MeetingState.CLOSED
    assert held.no_quorum.items == (1, 2, 3)
    assert held.no_quorum.verdict == (
        "Quorum (CRPA R133-10): 2 present + 0 represented = 2 out of 5, 3 needed: not reached."
    )
    assert (held.no_quorum.count.present, held.no_quorum.count.composition) == (2, 5)
    assert {sitting.proposal(name).state for name in (FIRST, SECOND)} == {ProposalState.DEFERRED}
    assert sitting.proposal(FIRST).reason == f"No quorum at {MEETING}."


def test_a_meeting_with_a_quorum_is_not_closed_for_want_of_one(sitting):
    with unchanged(sitting), pytest.raises(RefusedError, match=r"Item 1 can be decided.*3 needed"):
        close_without_quorum(sitting.desk(), MEETING)
    # Three of five are enough: still no want.
    _empty(sitting, left=3)
    with unchanged(sitting), pytest.raises(RefusedError, match="can be decided"):
        close_without_quorum(sitting.desk(), MEETING)


def test_a_recusal_that_breaks_the_quorum_of_the_last_item_closes_on_that_item(sitting):
    _empty(sitting, left=3)
    for number in (2, 3):
        open_item(sitting.desk(), MEETING, number)
        decide_item(sitting.desk(), MEETING, number, hands=HandCount(3, 0, 0))
    recuse(sitting.desk(), MEETING, 1, EVERYONE[0], "Autrice.")
    close_without_quorum(sitting.desk(), MEETING)
    held = sitting.meeting()
    assert held.no_quorum.items == (1,)
    assert (held.no_quorum.count.present, held.no_quorum.count.recused) == (2, 1)


def test_the_votes_of_an_item_left_open_are_void(sitting):
    sitting.vote(1)
    _empty(sitting)
    with unchanged(sitting), pytest.raises(RefusedError, match="not reached"):
        decide_item(sitting.desk(), MEETING, 1)
    close_without_quorum(sitting.desk(), MEETING)
    assert sitting.snapshot().ballots.get(MEETING, ()) == ()
    assert [item.state for item in sitting.meeting().agenda] == ["withdrawn"] * 3


def test_nothing_left_is_no_want_of_quorum(sitting):
    for name in (FIRST, SECOND):
        withdraw_proposal(sitting.desk(ANNE if name == FIRST else BRUNO), name)
    open_item(sitting.desk(), MEETING, 3)
    decide_item(sitting.desk(), MEETING, 3, hands=HandCount(5, 0, 0))
    _empty(sitting)
    with unchanged(sitting), pytest.raises(RefusedError, match="nothing left"):
        close_without_quorum(sitting.desk(), MEETING)


# The second convocation


def test_a_second_meeting_decides_without_a_quorum_on_the_same_agenda(sitting):
    _adjourn(sitting)
    plan_second_meeting(sitting.desk(), MEETING, planned=LATER, place="Salle 2")
    again = sitting.meeting(AGAIN)
    assert (again.second_of, again.second_convocation) == (MEETING, False)
    assert [(item.kind, item.subject or item.title) for item in again.agenda] == [
        ("proposal", FIRST), ("proposal", SECOND), ("information", "Calendrier"),
    ]  # fmt: skip
    convene_meeting(sitting.desk(), AGAIN)
    assert sitting.meeting(AGAIN).second_convocation
    sitting.now = LATER
    open_meeting(sitting.desk(), AGAIN)
    attend(sitting.desk(), AGAIN, EVERYONE[:1], "present")
    open_item(sitting.desk(), AGAIN, 1)
    cast_ballot(sitting.desk(), AGAIN, 1, Choice.FOR, member_id=EVERYONE[0])
    decide_item(sitting.desk(), AGAIN, 1)
    decision = sitting.snapshot().decisions["D-2026-001"]
    assert decision.sense is Sense.ADOPT
    assert decision.verdict.startswith(
        "Second convocation: no quorum is required (CRPA R133-10). Vote (CRPA R133-11): for 1,"
    )
    with unchanged(sitting), pytest.raises(RefusedError, match="needs no quorum"):
        close_without_quorum(sitting.desk(), AGAIN)


def test_without_a_first_meeting_that_lacked_its_quorum_there_is_no_second(sitting):
    with unchanged(sitting), pytest.raises(RefusedError, match="not closed for want of quorum"):
        plan_second_meeting(sitting.desk(), MEETING, planned=LATER)
    # Closed in the usual way, everybody there: what was not reached is only deferred.
    close_meeting(sitting.desk(), MEETING)
    with unchanged(sitting), pytest.raises(RefusedError, match="not closed for want of quorum"):
        plan_second_meeting(sitting.desk(), MEETING, planned=LATER)
    plan_meeting(sitting.desk(), planned=LATER, proposals=(FIRST, SECOND))
    with unchanged(sitting), pytest.raises(RefusedError, match="needs one"):
        convene_meeting(sitting.desk(), AGAIN, second_of=MEETING)
    with unchanged(sitting), pytest.raises(UnknownRecordError):
        convene_meeting(sitting.desk(), AGAIN, second_of="S-2020-01")


@pytest.mark.parametrize(
    ("proposals", "information"),
    [
        ((FIRST, SECOND), ("Autre point",)),
        ((FIRST, SECOND), ()),
        ((FIRST, SECOND), ("Calendrier", "Divers")),
        ((SECOND, FIRST), ("Calendrier",)),
        ((), ("Calendrier",)),
    ],
)
def test_another_agenda_needs_a_quorum(sitting, proposals, information):
    _adjourn(sitting)
    plan_meeting(sitting.desk(), planned=LATER, proposals=proposals, information=information)
    with unchanged(sitting), pytest.raises(RefusedError, match="is not what S-2026-01 left"):
        convene_meeting(sitting.desk(), AGAIN, second_of=MEETING)
    convene_meeting(sitting.desk(), AGAIN)
    assert not sitting.meeting(AGAIN).second_convocation


def test_a_meeting_planned_by_hand_with_the_same_agenda_can_be_the_second(sitting):
    _adjourn(sitting)
    plan_meeting(
        sitting.desk(), planned=LATER, proposals=(FIRST, SECOND), information=("Calendrier",)
    )
    convene_meeting(sitting.desk(), AGAIN, second_of=MEETING)
    assert sitting.meeting(AGAIN).second_of == MEETING


def test_nothing_is_added_to_the_agenda_of_a_second_meeting(sitting):
    _adjourn(sitting)
    plan_second_meeting(sitting.desk(), MEETING, planned=LATER)
    with unchanged(sitting), pytest.raises(RefusedError, match="its agenda is that of S-2026-01"):
        add_to_agenda(sitting.desk(), AGAIN, information=("Divers",))


def test_a_text_taken_back_meanwhile_does_not_come_back(sitting):
    _adjourn(sitting)
    withdraw_proposal(sitting.desk(ANNE), FIRST)
    plan_second_meeting(sitting.desk(), MEETING, planned=LATER)
    assert [item.subject for item in sitting.meeting(AGAIN).agenda] == [SECOND, None]
    convene_meeting(sitting.desk(), AGAIN)


@pytest.mark.parametrize(("days", "refused"), [(21, False), (22, True)])
def test_the_second_meeting_of_an_hcsp_sits_within_21_days(tabled, days, refused):
    change_rules(tabled.desk(), profile="hcsp")
    tabled.now = SITTING
    open_meeting(tabled.desk(), MEETING)
    close_without_quorum(tabled.desk(), MEETING)
    # 12 March and 21 days: Thursday 2 April.
    planned = SITTING + timedelta(days=days)
    if refused:
        with unchanged(tabled), pytest.raises(RefusedError, match="sits after 2026-04-02"):
            plan_second_meeting(tabled.desk(), MEETING, planned=planned)
    else:
        plan_second_meeting(tabled.desk(), MEETING, planned=planned)
        convene_meeting(tabled.desk(), AGAIN)


# The rules


def test_rules_changed_later_leave_a_past_verdict_as_it_was(sitting):
    # Two for, one against, two abstain: no majority of five, one of the three cast.
    votes = dict(zip(EVERYONE, ["for", "for", "against", "abstain", "abstain"], strict=True))
    sitting.vote(1, {member: Choice(choice) for member, choice in votes.items()})
    decide_item(sitting.desk(), MEETING, 1)
    close_meeting(sitting.desk(), MEETING)
    before = sitting.text("decisions/2026/D-2026-001.yaml")
    change_rules(sitting.desk(), profile="free")
    assert sitting.snapshot().committee.rules == PROFILES["free"]
    assert sitting.text("decisions/2026/D-2026-001.yaml") == before
    verdict = meeting_view(sitting.desk(), MEETING).items[0].verdict
    assert not verdict.adopted
    assert verdict.rule == VotingRules()
    assert "majority of the 5 present or represented: 3" in verdict.sentence


def test_rules_do_not_change_under_an_open_meeting(sitting):
    with unchanged(sitting), pytest.raises(RefusedError, match="S-2026-01 is open"):
        change_rules(sitting.desk(), profile="free")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"quorum": "1"}, "no value named quorum"),
        ({"profile": "free"}, "no value named profile"),
        ({"notice_days": "cinq"}, "notice_days cannot be “cinq”"),
        ({"notice_days": "-1"}, "notice_days cannot be “-1”"),
        ({"quorum_denominator": "0"}, "quorum_denominator cannot be “0”"),
        ({"majority_base": "all"}, "majority_base cannot be “all”"),
        ({"casting_vote": "perhaps"}, "casting_vote cannot be “perhaps”"),
        ({"substitute_qualified": "service"}, "substitute_qualified cannot be “service”"),
    ],
)
def test_a_name_or_a_value_that_the_rules_do_not_have_is_refused(room, values, said):
    with unchanged(room), pytest.raises(RefusedError, match=said):
        change_rules(room.desk(), values=values)


def test_a_change_of_rules_that_changes_nothing_is_refused(room):
    with unchanged(room), pytest.raises(RefusedError, match="Nothing would change"):
        change_rules(room.desk(), profile="crpa")
    with unchanged(room), pytest.raises(RefusedError, match="no profile cnil"):
        change_rules(room.desk(), profile="cnil")


def test_the_convocation_numbers_the_items_in_their_order_and_then_they_keep_their_numbers(room):
    subjects = ("Vœux", "Bilan", "Calendrier")
    plan_meeting(room.desk(), planned=SITTING, information=subjects)
    move_item(room.desk(), MEETING, 3, 1, reason="L'invitée part tôt.")
    convene_meeting(room.desk(), MEETING)
    assert [(item.number, item.title) for item in room.meeting().agenda] == [
        (1, "Calendrier"), (2, "Vœux"), (3, "Bilan"),
    ]  # fmt: skip
    assert [entry.item for entry in room.meeting().reorderings] == [1]
    move_item(room.desk(), MEETING, 3, 1, reason="Le bilan presse.")
    assert [item.number for item in room.meeting().agenda] == [3, 1, 2]
