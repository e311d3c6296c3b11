"""A decision changes the corpus, and nothing else does: on the very text that was voted."""

import re

import pytest

from comens_tui.errors import RecordError, RefusedError
from comens_tui.model.decision import Opinion
from comens_tui.model.places import (
    ballot_path,
    decision_path,
    meeting_path,
    proposal_path,
    proposed_text_path,
)
from comens_tui.model.words import Choice, MeetingState, ProposalState, Sense
from comens_tui.operations.convocation import convene_meeting
from comens_tui.operations.deliberation import (
    HandCount,
    cast_ballot,
    decide_item,
    open_item,
)
from comens_tui.operations.meetings import (
    close_meeting,
    draft_minutes,
    open_meeting,
    plan_meeting,
)
from comens_tui.operations.proposals import edit_proposal, rebase_proposal
from comens_tui.rules.votes import electorate, tally
from comens_tui.text.digests import change_digest, text_digest
from tests.operations.support import (
    ANNE,
    BRUNO,
    CHAIR,
    EVERYONE,
    FIRST,
    MEETING,
    REFERENTIAL,
    RELEASE_MANAGER,
    SECOND,
    SECRETARY,
    amended,
    unchanged,
    witness,
)
from tests.support import commit_all, git, write_files

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN
TEXT = proposed_text_path(FIRST, REFERENTIAL)


def move_corpus(room, old="## Bienfaisance", new="## Bienfaisance, d'abord"):
    """Change the corpus by hand, as no act would."""
    write_files(room.root, {REFERENTIAL: amended(old, new, room.text())})
    commit_all(room.root, "Move the corpus.")


def decision(room, decision_id="D-2026-001"):
    return room.snapshot().decisions[decision_id]


def test_adoption_writes_corpus_decision_proposal_and_meeting_in_one_commit(sitting):
    base = sitting.snapshot().files[REFERENTIAL]
    sitting.vote(votes={CHAIR: FOR, SECRETARY: FOR, RELEASE_MANAGER: FOR, ANNE: AGAINST})
    receipt = decide_item(sitting.desk(), MEETING, 1, follow_up="À relire en 2027.")

    taken = decision(sitting)
    assert set(receipt.paths) == {
        REFERENTIAL, TEXT, proposal_path(FIRST), meeting_path(MEETING), decision_path(taken.id),
    }  # fmt: skip
    assert sitting.text() == amended()
    assert sitting.workspace.read(TEXT) is None
    assert (sitting.root / REFERENTIAL).read_text() == amended()
    assert (taken.sense, taken.subject, taken.meeting, taken.item) == (
        Sense.ADOPT, FIRST, MEETING, 1,
    )  # fmt: skip
    assert [(text.path, text.base, text.digest) for text in taken.texts] == [
        (REFERENTIAL, base, text_digest(amended()))
    ]
    assert taken.digest == change_digest(taken.texts)
    assert [(clause.path, clause.clause) for clause in taken.clauses] == [(REFERENTIAL, "ETH.2")]
    assert (taken.count.votes_for, taken.count.votes_against) == (3, 1)
    assert taken.follow_up == "À relire en 2027."
    assert {ballot.member for ballot in taken.ballots} == {
        CHAIR, SECRETARY, RELEASE_MANAGER, ANNE,
    }  # fmt: skip
    for ballot in taken.ballots:
        assert ballot.digest == text_digest(sitting.text(ballot_path(MEETING, 1, ballot.member)))
    proposal = sitting.proposal()
    assert (proposal.state, proposal.decision) == (ProposalState.ADOPTED, taken.id)
    item = sitting.meeting().item(1)
    assert (item.state, item.decision, item.digest) == ("decided", taken.id, taken.digest)
    assert not sitting.snapshot().problems


def test_a_past_decision_can_be_counted_again_from_what_is_filed(sitting):
    sitting.vote(votes={CHAIR: FOR, SECRETARY: FOR, RELEASE_MANAGER: ABSTAIN, ANNE: FOR})
    decide_item(sitting.desk(), MEETING, 1)
    taken, state = decision(sitting), sitting.snapshot()
    again = tally(
        electorate(state.meetings[MEETING], state.committee, 1),
        state.ballots[MEETING], taken.rules, digest=taken.digest, chair=CHAIR,
    )  # fmt: skip
    assert (again.adopted, again.count) == (True, taken.count)


@pytest.mark.parametrize(
    ("votes", "state"),
    [
        ({CHAIR: FOR, SECRETARY: FOR, ANNE: AGAINST}, ProposalState.REJECTED),
        (dict.fromkeys(EVERYONE, ABSTAIN), ProposalState.REJECTED),
        ({}, ProposalState.REJECTED),
        ({CHAIR: FOR, SECRETARY: FOR, RELEASE_MANAGER: FOR}, ProposalState.ADOPTED),
    ],
)
def test_without_a_sense_the_vote_decides_and_says_its_arithmetic(sitting, votes, state):
    sitting.vote(votes=votes)
    decide_item(sitting.desk(), MEETING, 1)
    assert sitting.proposal().state is state
    taken = decision(sitting)
    assert "majority" in taken.verdict
    assert (taken.reason == taken.verdict) == (state is ProposalState.REJECTED)
    assert (sitting.text() == amended()) == (state is ProposalState.ADOPTED)
    assert sitting.workspace.read(TEXT) is None


@pytest.mark.parametrize(
    ("votes", "sense"),
    [
        ({CHAIR: FOR, SECRETARY: FOR, ANNE: AGAINST}, Sense.ADOPT),
        ({CHAIR: FOR}, Sense.ADOPT_AMENDED),
        (None, Sense.REJECT),
        (None, Sense.TAKE_NOTE),
    ],
)
def test_nobody_decides_against_the_vote(sitting, votes, sense):
    sitting.vote(votes=votes)
    with unchanged(sitting), pytest.raises(RefusedError):
        decide_item(sitting.desk(), MEETING, 1, sense=sense, reason="Je préfère.")


@pytest.mark.parametrize(
    ("sense", "state"),
    [
        (Sense.DEFER, ProposalState.DEFERRED),
        (Sense.RETURN, ProposalState.RETURNED),
        (Sense.PRIORITISE, ProposalState.PRIORITISED),
    ],
)
def test_a_proposal_put_off_keeps_its_text_and_the_reason(sitting, sense, state):
    sitting.vote(votes={})
    if sense is not Sense.PRIORITISE:
        with unchanged(sitting), pytest.raises(RefusedError, match="reason"):
            decide_item(sitting.desk(), MEETING, 1, sense=sense)
    receipt = decide_item(sitting.desk(), MEETING, 1, sense=sense, reason="À compléter.")
    proposal = sitting.proposal()
    assert (proposal.state, proposal.reason) == (state, "À compléter.")
    assert sitting.text(TEXT) == amended()
    assert REFERENTIAL not in receipt.paths
    assert not decision(sitting).clauses


def test_a_deferred_proposal_comes_back_and_is_adopted_at_another_meeting(sitting):
    sitting.vote(votes={})
    decide_item(sitting.desk(), MEETING, 1, sense=Sense.DEFER, reason="Trop tôt.")
    close_meeting(sitting.desk(), MEETING)
    again = "S-2026-02"
    plan_meeting(sitting.desk(), planned=sitting.now, proposals=(FIRST,))
    convene_meeting(sitting.desk(), again, urgency="Essai.")
    open_meeting(sitting.desk(), again)
    assert sitting.proposal().state is ProposalState.ON_AGENDA
    assert sitting.proposal().reason is None


def test_a_disagreement_is_kept_in_the_words_of_its_author(sitting):
    sitting.vote()
    words = Opinion(member=ANNE, text="Le délai est trop court.")
    decide_item(sitting.desk(), MEETING, 1, opinions=(words,))
    close_meeting(sitting.desk(), MEETING)
    draft_minutes(sitting.desk(), MEETING)
    assert decision(sitting).opinions == (words,)
    assert "Anne Petit: Le délai est trop court." in sitting.snapshot().minutes[MEETING]


def test_an_information_item_is_taken_note_of(sitting):
    open_item(sitting.desk(), MEETING, 3)
    decide_item(sitting.desk(), MEETING, 3)
    assert decision(sitting).sense is Sense.TAKE_NOTE
    assert decision(sitting).digest is None


# The text


def test_a_text_changed_after_the_vote_was_opened_voids_the_vote(sitting):
    sitting.vote()
    write_files(sitting.root, {TEXT: amended(new="tout autres.")})
    commit_all(sitting.root, "Slip in another text.")
    with unchanged(sitting), pytest.raises(RefusedError, match="the vote is void") as caught:
        decide_item(sitting.desk(), MEETING, 1)
    assert "Open the item again" in caught.value.hint

    open_item(sitting.desk(), MEETING, 1)
    assert MEETING not in sitting.snapshot().ballots
    with unchanged(sitting), pytest.raises(RefusedError):
        decide_item(sitting.desk(), MEETING, 1, sense=Sense.ADOPT)
    sitting.vote()
    decide_item(sitting.desk(), MEETING, 1)
    assert sitting.text() == amended(new="tout autres.")


def test_a_ballot_on_another_text_is_not_counted_and_not_kept_as_counted(sitting):
    sitting.vote(votes=dict.fromkeys((CHAIR, SECRETARY, RELEASE_MANAGER), FOR))
    path = ballot_path(MEETING, 1, ANNE)
    forged = sitting.text(ballot_path(MEETING, 1, CHAIR)).replace(CHAIR, ANNE)
    digest = sitting.meeting().item(1).digest
    write_files(sitting.root, {path: forged.replace(digest, "0" * 64)})
    commit_all(sitting.root, "Slip in a ballot.")
    receipt = decide_item(sitting.desk(), MEETING, 1)
    assert path in receipt.paths
    assert ANNE not in {ballot.member for ballot in decision(sitting).ballots}
    assert sitting.workspace.read(path) is None
    assert decision(sitting).count.votes_for == 3


def test_a_base_that_moved_is_carried_over_before_the_vote(sitting):
    move_corpus(sitting)
    with unchanged(sitting), pytest.raises(RefusedError, match="The corpus moved") as caught:
        open_item(sitting.desk(), MEETING, 1)
    assert f"proposal rebase {FIRST}" in caught.value.hint
    rebase_proposal(sitting.desk(ANNE), FIRST)
    sitting.vote()
    decide_item(sitting.desk(), MEETING, 1)
    assert sitting.text() == amended("## Bienfaisance", "## Bienfaisance, d'abord", amended())


def test_a_base_that_moves_during_the_vote_voids_it(sitting):
    sitting.vote()
    move_corpus(sitting)
    with unchanged(sitting), pytest.raises(RefusedError, match="The corpus moved"):
        decide_item(sitting.desk(), MEETING, 1)
    rebase_proposal(sitting.desk(), FIRST)
    with unchanged(sitting), pytest.raises(RefusedError, match="the vote is void"):
        decide_item(sitting.desk(), MEETING, 1)


def test_the_second_proposal_on_a_document_is_carried_over_the_first(sitting):
    sitting.vote(1)
    decide_item(sitting.desk(), MEETING, 1)
    with unchanged(sitting), pytest.raises(RefusedError, match="The corpus moved"):
        open_item(sitting.desk(), MEETING, 2)
    rebase_proposal(sitting.desk(), SECOND)
    sitting.vote(2)
    decide_item(sitting.desk(), MEETING, 2)
    assert sitting.text() == amended("une aide humaine", "une aide humaine joignable", amended())
    assert [clause.clause for clause in decision(sitting, "D-2026-002").clauses] == ["ETH.10"]


def test_a_conflict_changes_nothing_and_a_merge_by_hand_ends_it(sitting):
    move_corpus(sitting, "simples.", "simples et exacts.")
    with unchanged(sitting), pytest.raises(RefusedError, match=REFERENTIAL) as caught:
        rebase_proposal(sitting.desk(ANNE), FIRST)
    assert f"rebase {FIRST} --file {REFERENTIAL}=" in caught.value.hint
    assert sitting.text(TEXT) == amended()

    merged = amended(new="simples, brefs et exacts.")
    rebase_proposal(sitting.desk(ANNE), FIRST, texts={REFERENTIAL: merged})
    assert sitting.proposal().bases[0].blob == sitting.snapshot().files[REFERENTIAL]
    sitting.vote()
    decide_item(sitting.desk(), MEETING, 1)
    assert sitting.text() == merged


def test_a_merge_without_conflict_that_is_no_document_is_refused(room):
    from comens_tui.operations.proposals import new_proposal

    head, fields = "level: recommended\n", 'sources: ["GT1"]\nintroduced: "1.0.0"\n```\n\nLe Sys'
    new_proposal(
        room.desk(ANNE), title="T", motive="M",
        texts={REFERENTIAL: amended(fields, fields.replace("```", "phase: a\n```", 1))},
    )  # fmt: skip
    move_corpus(room, head, f"phase: b\n{head}")
    with unchanged(room), pytest.raises(RecordError, match="phase"):
        rebase_proposal(room.desk(ANNE), FIRST)


@pytest.mark.parametrize("sense", [None, Sense.REJECT])
def test_a_decided_proposal_is_not_carried_over(sitting, sense):
    sitting.vote(votes=None if sense is None else {})
    decide_item(sitting.desk(), MEETING, 1, sense=sense, reason="Non.")
    with unchanged(sitting), pytest.raises(RefusedError, match="can no longer be changed"):
        rebase_proposal(sitting.desk(ANNE), FIRST)
    with unchanged(sitting), pytest.raises(RefusedError, match="can no longer be changed"):
        edit_proposal(sitting.desk(ANNE), FIRST, title="Encore")


def test_an_editing_of_the_text_keeps_the_base_it_was_written_on(room):
    from comens_tui.operations.proposals import new_proposal

    new_proposal(room.desk(ANNE), title="T", motive="M", texts={REFERENTIAL: amended()})
    base = room.proposal().bases
    edit_proposal(room.desk(ANNE), FIRST, texts={REFERENTIAL: amended(new="brefs.")})
    assert room.proposal().bases == base
    move_corpus(room)
    with unchanged(room), pytest.raises(RefusedError, match="The corpus moved"):
        edit_proposal(room.desk(ANNE), FIRST, texts={REFERENTIAL: amended()})
    edit_proposal(room.desk(ANNE), FIRST, title="Autre titre")


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"\x00", None], ids=["not UTF-8", "binary", "absent"]
)
def test_a_text_that_cannot_be_read_is_not_voted(sitting, content):
    if content is None:
        (sitting.root / TEXT).unlink()
    else:
        write_files(sitting.root, {TEXT: content})
    commit_all(sitting.root, "Break the text.")
    with unchanged(sitting), pytest.raises(RefusedError):
        open_item(sitting.desk(), MEETING, 1)


def test_a_text_added_by_hand_without_its_base_does_not_overwrite_the_corpus(sitting):
    write_files(
        sitting.root, {proposed_text_path(FIRST, "corpus/glossary.yaml"): "schema: 1\nterms: []\n"}
    )
    commit_all(sitting.root, "Slip in a second text.")
    with unchanged(sitting), pytest.raises(RefusedError, match=r"corpus/glossary\.yaml"):
        open_item(sitting.desk(), MEETING, 1)


def test_only_decisions_change_the_corpus(sitting):
    for number, proposal in ((1, FIRST), (2, SECOND)):
        if number == 2:
            rebase_proposal(sitting.desk(), proposal)
        sitting.vote(number)
        decide_item(sitting.desk(), MEETING, number)
    close_meeting(sitting.desk(), MEETING)
    changed = git(sitting.root, "log", "--format=%(trailers:key=Comens-Decision,valueonly)",
                  "--", "corpus").split()  # fmt: skip
    assert changed == ["D-2026-002", "D-2026-001"]
    git(sitting.root, "fsck", "--strict")


# Minutes


def minuted(room):
    room.vote(votes=dict.fromkeys((CHAIR, SECRETARY, RELEASE_MANAGER), FOR))
    decide_item(room.desk(), MEETING, 1)
    close_meeting(room.desk(), MEETING)
    draft_minutes(room.desk(), MEETING)
    next_one = "S-2026-02"
    plan_meeting(room.desk(), planned=room.now, minutes_of=(MEETING,))
    convene_meeting(room.desk(), next_one, urgency="Essai.")
    open_meeting(room.desk(), next_one)
    return next_one


def everybody_in(room, meeting):
    from comens_tui.operations.meetings import attend

    attend(room.desk(), meeting, EVERYONE, "present")


def test_the_next_meeting_approves_the_minutes_as_they_stand(sitting):
    following = minuted(sitting)
    everybody_in(sitting, following)
    open_item(sitting.desk(), following, 1)
    decide_item(sitting.desk(), following, 1, hands=HandCount(4, 0, 1))
    meeting, text = sitting.meeting(), sitting.snapshot().minutes[MEETING]
    assert meeting.state is MeetingState.APPROVED
    assert meeting.minutes_approved == "D-2026-002"
    assert meeting.minutes_digest == text_digest(text) == decision(sitting, "D-2026-002").digest
    with unchanged(sitting), pytest.raises(RefusedError):
        draft_minutes(sitting.desk(), MEETING)


def test_minutes_changed_during_their_vote_void_it(sitting):
    following = minuted(sitting)
    everybody_in(sitting, following)
    open_item(sitting.desk(), following, 1)
    path = f"decisions/meetings/2026/{MEETING}/minutes.md"
    write_files(sitting.root, {path: sitting.text(path) + "Ajout.\n"})
    commit_all(sitting.root, "Slip in a line.")
    with unchanged(sitting), pytest.raises(RefusedError, match="the vote is void"):
        decide_item(sitting.desk(), following, 1, hands=HandCount(5, 0, 0))


def test_minutes_say_who_was_there_what_was_decided_and_by_which_count(sitting):
    minuted(sitting)
    text = sitting.snapshot().minutes[MEETING]
    assert re.search(
        r"^\| René Lopez \| .+ \| present \| from 14:\d\d to the end \|$", text, re.MULTILINE
    )
    assert f"### Item 1: Clarifier ({FIRST})" in text
    assert "Decision D-2026-001: adoption." in text
    assert decision(sitting).verdict in text
    assert "No decision was taken." in text


def test_the_decision_of_a_ballot_entered_for_somebody_says_who_entered_it(sitting):
    open_item(sitting.desk(), MEETING, 1)
    cast_ballot(sitting.desk(), MEETING, 1, FOR, member_id=BRUNO)
    receipt = cast_ballot(sitting.desk(ANNE), MEETING, 1, FOR)
    entered, own = sitting.snapshot().ballots[MEETING][::-1]
    assert (entered.member, entered.recorded_by) == (BRUNO, SECRETARY)
    assert (own.member, own.recorded_by) == (ANNE, None)
    assert witness(sitting, receipt)["Comens-Actor"] == [ANNE]
