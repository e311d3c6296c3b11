"""The secret ballot: asked for, counted by two scrutineers, and no name beside a choice."""

from dataclasses import replace

import pytest

from comens_tui.errors import RefusedError
from comens_tui.model.words import Choice, ProposalState, Sense
from comens_tui.operations.deliberation import cast_ballot, decide_item, open_item, recuse
from comens_tui.operations.meetings import attend
from comens_tui.operations.secret_ballots import HandCount, request_secret_ballot
from comens_tui.rules.vote_events import event_sentences, events_on
from tests.operations.support import (
    ANNE,
    BRUNO,
    CHAIR,
    EVERYONE,
    EXPERT,
    MEETING,
    SECRETARY,
    git,
    unchanged,
)
from tests.support import RELEASE_MANAGER, commit_all, write_files

COUNTERS = (BRUNO, SECRETARY)


def ask(room, *members, number=1):
    return request_secret_ballot(room.desk(), MEETING, number, members or (ANNE,))


@pytest.fixture
def secret(sitting):
    """Item 1 is open to a secret ballot that Anne asked for."""
    open_item(sitting.desk(), MEETING, 1)
    ask(sitting)
    return sitting


def papers(*counts, scrutineers=COUNTERS, **more):
    return HandCount(*counts, scrutineers=scrutineers, **more)


def test_totals_two_scrutineers_and_who_took_part_are_all_that_is_kept(secret):
    hands = papers(3, 0, 0, blank=1, spoiled=1)
    decide_item(secret.desk(), MEETING, 1, hands=hands)
    (totals,) = secret.meeting().totals
    assert (totals.votes_for, totals.blank, totals.spoiled) == (3, 1, 1)
    assert totals.scrutineers == COUNTERS
    assert totals.participants == tuple(sorted(EVERYONE))
    assert secret.meeting().item(1).vote == "secret"
    taken = secret.snapshot().decisions["D-2026-001"]
    assert taken.ballots == ()
    assert (taken.sense, taken.count.blank, taken.count.spoiled) == (Sense.ADOPT, 1, 1)
    assert "Blank papers 1, null papers 1" in taken.verdict
    assert "not expressed" not in taken.verdict
    assert secret.snapshot().ballots.get(MEETING, ()) == ()
    (request,) = secret.meeting().secret_requests
    assert (request.members, request.item) == ((ANNE,), 1)
    said = list(event_sentences(events_on(secret.meeting(), 1), str))
    assert any("Secret ballot counted by bruno-leroy, samir-benali" in line for line in said)


def test_blank_and_null_papers_stay_in_the_base_of_those_present(secret):
    hands = papers(2, 1, 0, blank=2)
    with unchanged(secret), pytest.raises(RefusedError, match="not adopted"):
        decide_item(secret.desk(), MEETING, 1, hands=hands, sense=Sense.ADOPT)


def test_a_tie_is_not_broken_by_a_vote_that_nobody_may_know(secret):
    attend(secret.desk(), MEETING, (RELEASE_MANAGER,), "absent")
    decide_item(secret.desk(), MEETING, 1, hands=papers(2, 2, 0))
    taken = secret.snapshot().decisions["D-2026-001"]
    assert secret.proposal().state is ProposalState.REJECTED
    assert taken.count.casting is None
    assert "the ballot was secret" in taken.verdict
    assert "CRPA R133-11 says nothing" in taken.verdict


@pytest.mark.parametrize(
    ("hands", "words"),
    [
        (None, "not counted yet"),
        (papers(5, 0, 0, scrutineers=()), "two scrutineers"),
        (papers(5, 0, 0, scrutineers=(BRUNO,)), "two scrutineers"),
        (papers(5, 0, 0, scrutineers=(BRUNO, BRUNO)), "two scrutineers"),
        (papers(5, 0, 0, scrutineers=(BRUNO, "ghost")), "ghost"),
        (papers(5, 0, 0, scrutineers=(BRUNO, EXPERT)), "emma-noel cannot count"),
        (papers(4, 0, 0), "4 papers are counted for 5"),
        (papers(5, 1, 0), "6 papers are counted for 5"),
        (papers(3, 0, 0, participants=(ANNE, BRUNO)), "3 papers are counted for 2"),
        (papers(1, 0, 0, participants=(EXPERT,)), "emma-noel has no voice"),
    ],
)
def test_papers_that_do_not_add_up_or_are_counted_by_others_are_refused(secret, hands, words):
    with unchanged(secret), pytest.raises(RefusedError, match=words):
        decide_item(secret.desk(), MEETING, 1, hands=hands)


def test_who_is_recused_or_on_video_counts_no_papers(secret):
    recuse(secret.desk(), MEETING, 1, BRUNO, "Éditeur concerné.")
    with unchanged(secret), pytest.raises(RefusedError, match="bruno-leroy cannot count"):
        decide_item(secret.desk(), MEETING, 1, hands=papers(4, 0, 0))
    attend(secret.desk(), MEETING, (SECRETARY,), "video")
    with unchanged(secret), pytest.raises(RefusedError, match="samir-benali cannot count"):
        decide_item(
            secret.desk(), MEETING, 1, hands=papers(4, 0, 0, scrutineers=(CHAIR, SECRETARY))
        )


def test_the_ballots_cast_by_name_before_are_void_in_sight_and_none_comes_after(sitting):
    sitting.vote()
    ask(sitting)
    void = sitting.meeting().void_ballots
    assert {entry.reason for entry in void} == {"secret"}
    assert len(void) == len(EVERYONE)
    assert "ballots/" not in git(sitting.root, "ls-files", "decisions")
    for desk in (sitting.desk(ANNE), sitting.desk()):
        with unchanged(sitting), pytest.raises(RefusedError, match="secret ballot: no ballot"):
            cast_ballot(desk, MEETING, 1, Choice.FOR, member_id=ANNE)


def test_it_takes_as_many_members_as_the_rules_say_one_after_the_other(sitting):
    rules = sitting.text("decisions/committee.yaml") + "rules: {secret_ballot_on_request: 2}\n"
    write_files(sitting.root, {"decisions/committee.yaml": rules})
    commit_all(sitting.root, "Ask for two.")
    open_item(sitting.desk(), MEETING, 1)
    receipt = ask(sitting, ANNE)
    assert receipt.subject.endswith("by Anne Petit: 1 of 2")
    assert sitting.meeting().item(1).vote == "roll_call"
    with unchanged(sitting), pytest.raises(RefusedError, match="Nobody new asks"):
        ask(sitting, ANNE)
    with unchanged(sitting), pytest.raises(RefusedError, match="Nobody asked for a secret"):
        decide_item(sitting.desk(), MEETING, 1, hands=papers(5, 0, 0))
    ask(sitting, BRUNO)
    assert sitting.meeting().item(1).vote == "secret"
    with unchanged(sitting), pytest.raises(RefusedError, match="secret ballot already"):
        ask(sitting, CHAIR)


@pytest.mark.parametrize("member", [EXPERT, "ghost"])
def test_only_who_may_vote_on_it_asks(sitting, member):
    with unchanged(sitting), pytest.raises(RefusedError, match="no voice on item 1"):
        ask(sitting, member)


def test_an_item_with_a_secret_ballot_can_still_be_deferred_without_one(secret):
    decide_item(secret.desk(), MEETING, 1, sense=Sense.DEFER, reason="Plus le temps.")
    assert secret.proposal().state is ProposalState.DEFERRED


def test_a_secret_ballot_stays_secret_when_the_vote_is_opened_again(secret):
    open_item(secret.desk(), MEETING, 1)
    assert secret.meeting().item(1).vote == "secret"
    desk = replace(secret.desk(), dry_run=True)
    assert decide_item(desk, MEETING, 1, hands=papers(5, 0, 0)).commit is None
