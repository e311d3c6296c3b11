"""The course of a meeting: seats, interests, the floor, pauses, blocks, and acts taken back."""

import pytest

from comens_tui.errors import RefusedError, UnknownRecordError
from comens_tui.model.places import ballot_path
from comens_tui.model.words import Choice, Sense
from comens_tui.operations.blocks import (
    cast_on_block,
    decide_block,
    make_block,
    open_block,
    take_out,
)
from comens_tui.operations.corrections import correct_last, last_act
from comens_tui.operations.deliberation import (
    Asked,
    HandCount,
    cast_ballot,
    decide_item,
    open_item,
    recuse,
)
from comens_tui.operations.earlier import earlier_decisions
from comens_tui.operations.floor import allot_time, move_item, resume, suspend, take_up
from comens_tui.operations.follow_ups import Task
from comens_tui.operations.interests import keep_interest, withdraw_recusal
from comens_tui.operations.meeting_views import meeting_view
from comens_tui.operations.meetings import (
    attend,
    close_meeting,
    draft_minutes,
    give_proxy,
    here_now,
)
from comens_tui.operations.proposals import new_proposal
from comens_tui.operations.seats import seat_substitute, take_back_proxy
from tests.operations.meeting_scenes import declare, with_a_guide
from tests.operations.support import (
    ANNE,
    BRUNO,
    CHAIR,
    EVERYONE,
    EXPERT,
    FIRST,
    MEETING,
    REFERENTIAL,
    SECOND,
    SECRETARY,
    amended,
    unchanged,
)
from tests.support import RELEASE_MANAGER, git

FOR, AGAINST = Choice.FOR, Choice.AGAINST
# Seats


def test_a_mandate_is_taken_back_and_what_was_decided_under_it_stands(sitting):
    attend(sitting.desk(), MEETING, (ANNE,), "absent")
    give_proxy(sitting.desk(), MEETING, ANNE, BRUNO)
    sitting.vote()
    decide_item(sitting.desk(), MEETING, 1)
    with unchanged(sitting), pytest.raises(RefusedError, match="may not"):
        take_back_proxy(sitting.desk(BRUNO), MEETING, ANNE)
    take_back_proxy(sitting.desk(ANNE), MEETING, ANNE)
    with unchanged(sitting), pytest.raises(RefusedError, match="Anne Petit gave no mandate"):
        take_back_proxy(sitting.desk(), MEETING, ANNE)
    assert sitting.meeting().proxies == ()
    (past,) = sitting.meeting().past_proxies
    assert past.given < past.ended
    before, second, _third = meeting_view(sitting.desk(), MEETING).items
    assert before.electorate.represented == {ANNE: BRUNO}
    assert before.verdict.count.represented == 1
    assert second.electorate.represented == {}


def test_a_substitute_sits_where_the_kind_of_member_allows_it(sitting):
    with unchanged(sitting), pytest.raises(RefusedError, match="of the same assembly"):
        seat_substitute(sitting.desk(), MEETING, ANNE, "Paul Loin", origin="elsewhere")
    seat_substitute(sitting.desk(), MEETING, ANNE, "Paul Loin", origin="assembly")
    line = next(item for item in sitting.meeting().attendance if item.member == ANNE)
    assert (line.substitute, line.substitute_from) == ("Paul Loin", "assembly")
    with unchanged(sitting), pytest.raises(RefusedError, match="qualified person"):
        seat_substitute(sitting.desk(), MEETING, CHAIR, "Paul Loin", origin="service")
    attend(sitting.desk(), MEETING, (BRUNO,), "absent")
    before = sitting.meeting()
    seat_substitute(sitting.desk(), MEETING, BRUNO, "Paul Loin", origin="assembly")
    assert BRUNO in here_now(sitting.meeting().attendance)
    correct_last(sitting.desk(), MEETING)
    assert sitting.meeting() == before, "the seat and who takes it are one act"


# Interests


def test_a_vote_waits_until_each_declared_interest_is_answered(sitting):
    declare(sitting)
    with unchanged(sitting), pytest.raises(RefusedError) as refused:
        open_item(sitting.desk(), MEETING, 1)
    assert f"Bruno Leroy: SOL-03: Salarié de l'éditeur ({FIRST})" in refused.value.hint
    with unchanged(sitting), pytest.raises(RefusedError, match="Anne Petit declared no interest"):
        keep_interest(sitting.desk(), MEETING, 1, ANNE, "Sans objet.")
    keep_interest(sitting.desk(), MEETING, 1, BRUNO, "Lien rompu en 2019.")
    open_item(sitting.desk(), MEETING, 1)
    (kept,) = sitting.meeting().interests_kept
    assert (kept.subjects, kept.by, kept.reason) == (("SOL-03",), SECRETARY, "Lien rompu en 2019.")


def test_an_absent_member_is_asked_nothing_unless_represented(sitting):
    declare(sitting)

    def asked():
        item = meeting_view(sitting.desk(), MEETING).items[0]
        return [suggestion.member for suggestion in item.unanswered]

    assert asked() == [BRUNO]
    attend(sitting.desk(), MEETING, (BRUNO,), "absent")
    assert asked() == []
    give_proxy(sitting.desk(), MEETING, BRUNO, ANNE)
    assert asked() == [BRUNO]


def test_the_minutes_never_say_of_an_absent_member_that_they_take_part(sitting):
    declare(sitting)
    keep_interest(sitting.desk(), MEETING, 1, BRUNO, "Lien rompu en 2019.")
    attend(sitting.desk(), MEETING, (BRUNO,), "absent")
    sitting.vote(votes=dict.fromkeys((CHAIR, SECRETARY, ANNE), FOR))
    decide_item(sitting.desk(), MEETING, 1)
    close_meeting(sitting.desk(), MEETING)
    draft_minutes(sitting.desk(), MEETING)
    minutes = sitting.snapshot().minutes[MEETING]
    assert "takes part in this item" not in minutes
    assert "and had no voice on it: Lien rompu en 2019." in minutes


def test_who_comes_late_with_an_interest_answers_before_voting(sitting):
    attend(sitting.desk(), MEETING, (BRUNO,), "absent")
    declare(sitting)
    open_item(sitting.desk(), MEETING, 1)
    attend(sitting.desk(), MEETING, (BRUNO,), "present")
    with unchanged(sitting), pytest.raises(RefusedError, match="declared interest waits"):
        cast_ballot(sitting.desk(BRUNO), MEETING, 1, FOR)
    recuse(sitting.desk(), MEETING, 1, BRUNO, "Salarié de l'éditeur.")
    for member in EVERYONE:
        if member != BRUNO:
            cast_ballot(sitting.desk(), MEETING, 1, FOR, member_id=member)
    decide_item(sitting.desk(), MEETING, 1)
    count = sitting.snapshot().decisions["D-2026-001"].count
    assert (count.present, count.recused, count.votes_for) == (4, 1, 4)


def test_a_recusal_is_taken_back_only_before_the_vote(sitting):
    recuse(sitting.desk(), MEETING, 1, ANNE, "Autrice.")
    withdraw_recusal(sitting.desk(ANNE), MEETING, 1, ANNE)
    assert sitting.meeting().recusals == ()
    with unchanged(sitting), pytest.raises(RefusedError, match="is not recused"):
        withdraw_recusal(sitting.desk(), MEETING, 1, ANNE)
    recuse(sitting.desk(), MEETING, 1, ANNE, "Autrice.")
    open_item(sitting.desk(), MEETING, 1)
    with unchanged(sitting), pytest.raises(RefusedError, match="open to the vote"):
        withdraw_recusal(sitting.desk(), MEETING, 1, ANNE)


# The floor, the pauses, the order


def test_nothing_is_voted_while_the_meeting_is_suspended(sitting):
    open_item(sitting.desk(), MEETING, 1)
    with unchanged(sitting), pytest.raises(RefusedError, match="not suspended"):
        resume(sitting.desk(), MEETING)
    suspend(sitting.desk(), MEETING, reason="Pause.")
    for act in (
        lambda desk: cast_ballot(desk, MEETING, 1, FOR),
        lambda desk: decide_item(desk, MEETING, 1),
        lambda desk: open_item(desk, MEETING, 1),
        lambda desk: take_up(desk, MEETING, 2),
        lambda desk: suspend(desk, MEETING),
    ):
        with unchanged(sitting), pytest.raises(RefusedError, match="suspended"):
            act(sitting.desk())
    attend(sitting.desk(), MEETING, (ANNE,), "absent")
    resume(sitting.desk(), MEETING)
    (pause,) = sitting.meeting().suspensions
    assert (pause.reason, (pause.ended - pause.began).seconds > 0) == ("Pause.", True)
    cast_ballot(sitting.desk(), MEETING, 1, FOR)


def test_an_item_opened_or_taken_up_has_the_floor_and_its_time(sitting):
    allot_time(sitting.desk(), MEETING, 2, 30)
    take_up(sitting.desk(), MEETING, 2)
    with unchanged(sitting), pytest.raises(RefusedError, match="Nothing would change"):
        take_up(sitting.desk(), MEETING, 2)
    open_item(sitting.desk(), MEETING, 1)
    meeting = sitting.meeting()
    assert [turn.item for turn in meeting.turns] == [2, 1]
    assert meeting.item(2).allotted == 30
    with unchanged(sitting), pytest.raises(RefusedError, match="still open"):
        take_up(sitting.desk(), MEETING, 2)
    decide_item(sitting.desk(), MEETING, 1, hands=HandCount(5, 0, 0))
    suspend(sitting.desk(), MEETING)
    close_meeting(sitting.desk(), MEETING)
    assert sitting.meeting().suspensions[0].ended == sitting.meeting().closed


def test_the_order_changes_in_the_room_with_its_reason_and_numbers_stay(sitting):
    with unchanged(sitting), pytest.raises(RefusedError, match="needs a reason"):
        move_item(sitting.desk(), MEETING, 3, 1)
    with unchanged(sitting), pytest.raises(RefusedError, match="3 places"):
        move_item(sitting.desk(), MEETING, 3, 4, reason="R")
    move_item(sitting.desk(), MEETING, 3, 1, reason="L'invitée part à 15 h.")
    meeting = sitting.meeting()
    assert [item.number for item in meeting.agenda] == [3, 1, 2]
    assert [(entry.item, entry.place) for entry in meeting.reorderings] == [(3, 1)]
    with unchanged(sitting), pytest.raises(RefusedError, match="at that place already"):
        move_item(sitting.desk(), MEETING, 3, 1, reason="R")


# Blocks


def test_a_block_is_opened_voted_and_decided_in_one_act_each(sitting):
    with_a_guide(sitting)
    make_block(sitting.desk(), MEETING, (4, 1))
    with unchanged(sitting), pytest.raises(RefusedError, match="voted in a block"):
        open_item(sitting.desk(), MEETING, 4)
    recuse(sitting.desk(), MEETING, 4, ANNE, "Autrice.")
    open_block(sitting.desk(), MEETING, 4)
    head = sitting.workspace.head()
    for member in EVERYONE:
        cast_on_block(sitting.desk(), MEETING, 1, FOR, member_id=member)
    receipt = decide_block(sitting.desk(), MEETING, 1)
    assert git(sitting.root, "rev-list", "--count", f"{head}..").strip() == "6"
    first, other = (sitting.snapshot().decisions[f"D-2026-00{n}"] for n in (1, 2))
    assert (first.item, other.item) == (1, 4)
    assert first.block == other.block == (1, 4)
    assert (first.count.votes_for, other.count.votes_for, other.count.recused) == (5, 4, 1)
    assert {first.sense, other.sense} == {Sense.ADOPT}
    assert "corpus/guides/GUI-NEUF.md" in receipt.paths
    assert ballot_path(MEETING, 4, ANNE) not in sitting.snapshot().files


def test_any_member_here_has_an_item_taken_out_for_good(sitting):
    with_a_guide(sitting)
    make_block(sitting.desk(), MEETING, (1, 4))
    with unchanged(sitting), pytest.raises(RefusedError, match="may not"):
        take_out(sitting.desk(ANNE), MEETING, 4, member_id=BRUNO)
    with unchanged(sitting), pytest.raises(RefusedError, match="not here as a voting member"):
        take_out(sitting.desk(), MEETING, 4, member_id=EXPERT)
    take_out(sitting.desk(ANNE), MEETING, 4)
    assert [item.block for item in sitting.meeting().agenda] == [None] * 4
    with unchanged(sitting), pytest.raises(RefusedError, match="Anne Petit asked"):
        make_block(sitting.desk(), MEETING, (1, 4))
    with unchanged(sitting), pytest.raises(RefusedError, match="in no block"):
        open_block(sitting.desk(), MEETING, 1)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((1,), "two items at least"), ((1, 3), "not editorial"), ((1, 2), "Two of these items")],
)
def test_a_block_is_of_editorial_items_on_different_texts(sitting, numbers, words):
    with unchanged(sitting), pytest.raises(RefusedError, match=words):
        make_block(sitting.desk(), MEETING, numbers)


def test_hands_raised_once_count_for_each_item_of_the_block(sitting):
    with_a_guide(sitting)
    make_block(sitting.desk(), MEETING, (1, 4))
    open_block(sitting.desk(), MEETING, 1)
    task = Task("Prévenir les éditeurs", ANNE, sitting.now.date())
    decide_block(sitting.desk(), MEETING, 1, Asked(hands=HandCount(4, 1, 0), actions=(task,)))
    assert [item.item for item in sitting.meeting().totals] == [1, 4]
    assert len(sitting.snapshot().decisions) == 2
    (asked,) = sitting.snapshot().follow_ups.values()
    assert (asked.text, asked.owner, asked.decision) == (task.text, ANNE, "D-2026-001")


# What was decided before


def test_decisions_on_the_same_clauses_are_found_latest_first(sitting):
    assert earlier_decisions(sitting.desk(), SECOND) == ()
    sitting.vote()
    decide_item(sitting.desk(), MEETING, 1)
    (clause,) = sitting.snapshot().decisions["D-2026-001"].clauses
    again = new_proposal(
        sitting.desk(ANNE), title="Encore", motive="Lu.",
        texts={REFERENTIAL: amended("simples et brefs.", "clairs.", sitting.text())},
    ).record  # fmt: skip
    (found,) = earlier_decisions(sitting.desk(), again)
    assert (found.decision.id, found.clauses) == ("D-2026-001", (clause.clause,))
    with pytest.raises(UnknownRecordError):
        earlier_decisions(sitting.desk(), "P-2026-099")


def test_what_was_decided_on_the_proposal_itself_was_decided_before(sitting):
    sitting.vote()
    decide_item(sitting.desk(), MEETING, 1, sense=Sense.DEFER, reason="GT3 n'a pas relu.")
    (found,) = earlier_decisions(sitting.desk(), FIRST)
    assert (found.decision.id, found.decision.sense) == ("D-2026-001", Sense.DEFER)
    assert found.clauses
    assert earlier_decisions(sitting.desk(), FIRST, apart="D-2026-001") == ()


# Corrections


def test_acts_are_taken_back_one_by_one_and_the_meeting_is_as_before(sitting):
    folder = f"decisions/meetings/2026/{MEETING}"
    trees = [git(sitting.root, "rev-parse", f"HEAD:{folder}")]

    def acts(desk):
        yield lambda: attend(desk(), MEETING, (RELEASE_MANAGER,), "absent")
        yield lambda: give_proxy(desk(), MEETING, RELEASE_MANAGER, BRUNO)
        yield lambda: recuse(desk(), MEETING, 1, ANNE, "Autrice.")
        yield lambda: open_item(desk(), MEETING, 1)
        yield lambda: cast_ballot(desk(), MEETING, 1, FOR, member_id=BRUNO)
        yield lambda: cast_ballot(desk(), MEETING, 1, AGAINST, member_id=BRUNO)

    for act in acts(sitting.desk):
        act()
        trees.append(git(sitting.root, "rev-parse", f"HEAD:{folder}"))
    shown = last_act(sitting.desk(), MEETING)
    assert shown.sentence == f"At {MEETING}, item 1: Bruno Leroy votes against"
    for tree in reversed(trees[:-1]):
        found = last_act(sitting.desk(), MEETING)
        receipt = correct_last(sitting.desk(), MEETING, commit=found.commit)
        assert receipt.subject == f"At {MEETING}, take back: {found.sentence}"
        assert git(sitting.root, "rev-parse", f"HEAD:{folder}") == tree
    said = git(sitting.root, "log", "-1", "--format=%(trailers:key=Comens-Corrects,valueonly)")
    assert said.strip() == found.commit


def test_a_decision_is_never_taken_back(sitting):
    open_item(sitting.desk(), MEETING, 1)
    decide_item(sitting.desk(), MEETING, 1, hands=HandCount(5, 0, 0))
    with unchanged(sitting), pytest.raises(RefusedError, match="Decide D-2026-001") as refused:
        correct_last(sitting.desk(), MEETING)
    assert "supersedes" in refused.value.hint


def test_what_a_member_recorded_is_theirs_to_take_back(sitting):
    open_item(sitting.desk(), MEETING, 1)
    cast_ballot(sitting.desk(ANNE), MEETING, 1, FOR)
    for other in (SECRETARY, BRUNO):
        with unchanged(sitting), pytest.raises(RefusedError, match="recorded by Anne Petit"):
            correct_last(sitting.desk(other), MEETING)
    correct_last(sitting.desk(ANNE), MEETING)
    assert not sitting.snapshot().ballots.get(MEETING)
    with unchanged(sitting), pytest.raises(RefusedError, match="recorded by Samir Benali"):
        correct_last(sitting.desk(ANNE), MEETING)


def test_another_act_recorded_meanwhile_is_not_taken_back_unseen(sitting):
    attend(sitting.desk(), MEETING, (ANNE,), "absent")
    shown = last_act(sitting.desk(), MEETING)
    attend(sitting.desk(), MEETING, (BRUNO,), "absent")
    with unchanged(sitting), pytest.raises(RefusedError, match="recorded meanwhile"):
        correct_last(sitting.desk(), MEETING, commit=shown.commit)
