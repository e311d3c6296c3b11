"""What both faces read: a proposal under review, its rivals, the board, a meeting."""

from decimal import Decimal

import pytest

from comens_tui.errors import UnknownRecordError
from comens_tui.model.places import meeting_path, proposal_path
from comens_tui.model.words import Effort, Nature, Principle, Sense
from comens_tui.operations.deliberation import decide_item, open_item
from comens_tui.operations.meeting_views import meeting_view, verdict_of
from comens_tui.operations.proposal_steps import (
    instruct_proposal,
    screen_proposal,
    submit_proposal,
    withdraw_proposal,
)
from comens_tui.operations.proposals import (
    comment_proposal,
    edit_proposal,
    new_proposal,
    rate_proposal,
    rebase_proposal,
)
from comens_tui.operations.views import board, changed_clauses, review
from tests.operations.support import (
    ANNE,
    BRUNO,
    CHAIR,
    EVERYONE,
    FIRST,
    MEETING,
    REFERENTIAL,
    SECOND,
    amended,
)


def proposed(room, text, author=ANNE):
    receipt = new_proposal(
        room.desk(author), title="Clarifier", motive="Lu.", texts={REFERENTIAL: text}
    )
    submit_proposal(room.desk(author), receipt.record)
    screen_proposal(room.desk(), receipt.record, nature=Nature.SUBSTANTIVE)
    return receipt.record


def rate(room, member, proposal=FIRST, harm=2):
    rate_proposal(
        room.desk(member), proposal, harms={Principle.AUTONOMY: harm}, reach=2, corroboration=1,
        confidence=Decimal("0.8"), effort=Effort.S,
    )  # fmt: skip


def clauses(changes):
    return {clause for _path, clause in changed_clauses(changes)}


def test_a_review_shows_the_words_that_change_and_guards_later_writes(room):
    proposed(room, amended())
    seen = review(room.desk(), FIRST)
    (change,) = seen.changes
    assert (change.path, change.moved) == (REFERENTIAL, False)
    assert clauses(seen.changes) == {"ETH.2"}
    assert (change.redline.inserted_words, change.redline.deleted_words) == (3, 1)
    assert seen.seen == room.snapshot().files[proposal_path(FIRST)]
    with pytest.raises(UnknownRecordError):
        review(room.desk(), "P-2026-009")


def test_ratings_are_blind_until_ones_own_is_in(room):
    proposed(room, amended())
    rate(room, ANNE)
    rate(room, BRUNO)
    blind = review(room.desk(CHAIR), FIRST)
    assert (blind.ratings, blind.ratings_hidden, blind.score) == ((), 2, None)
    own = review(room.desk(ANNE), FIRST)
    assert ({item.member for item in own.ratings}, own.ratings_hidden) == ({ANNE, BRUNO}, 0)
    assert own.score is not None


def test_rivals_are_the_open_proposals_that_change_the_same_clauses(room):
    proposed(room, amended())
    second = proposed(room, amended(new="brefs."), BRUNO)
    elsewhere = proposed(room, amended("une aide humaine", "une aide"), BRUNO)
    assert [(item.proposal, item.clauses) for item in review(room.desk(), FIRST).rivals] == [
        (second, ("ETH.2",))
    ]
    assert review(room.desk(), elsewhere).rivals == ()
    withdraw_proposal(room.desk(BRUNO), second)
    assert review(room.desk(), FIRST).rivals == ()


def test_a_decided_proposal_is_shown_as_it_was_voted(sitting):
    sitting.vote()
    decide_item(sitting.desk(), MEETING, 1)
    seen = review(sitting.desk(), FIRST)
    assert clauses(seen.changes) == {"ETH.2"}
    assert "".join(
        text for clause in seen.changes[0].redline.clauses for sign, text in clause.ops if sign != "-"
    ) == amended()  # fmt: skip
    assert seen.decision.id == "D-2026-001"
    moved = review(sitting.desk(), SECOND)
    assert moved.changes[0].moved
    rebase_proposal(sitting.desk(), SECOND)
    assert not review(sitting.desk(), SECOND).changes[0].moved


def test_a_withdrawn_proposal_is_shown_with_its_last_text_whatever_was_said_since(room):
    proposed(room, amended())
    edit_proposal(room.desk(ANNE), FIRST, texts={REFERENTIAL: amended("PEUT", "DOIT")})
    withdraw_proposal(room.desk(ANNE), FIRST)
    comment_proposal(room.desk(BRUNO), FIRST, "Dommage.")
    seen = review(room.desk(), FIRST)
    assert clauses(seen.changes) == {"ETH.10"}
    assert [item.comment.text for item in seen.comments] == ["Dommage."]


def test_the_board_ranks_what_awaits_a_place_and_puts_the_unrated_last(room):
    for harm, author in ((1, ANNE), (4, ANNE), (None, BRUNO)):
        proposal = proposed(room, amended(), author)
        instruct_proposal(room.desk(), proposal)
        if harm:
            for member in (ANNE, BRUNO, CHAIR):
                rate(room, member, proposal, harm)
    lines = board(room.desk(ANNE))
    assert [(line.proposal.id, line.raters) for line in lines] == [
        (SECOND, 3), (FIRST, 3), ("P-2026-003", 0),
    ]  # fmt: skip
    assert lines[0].score.value > lines[1].score.value


def test_a_meeting_shows_the_verdict_that_closing_now_would_give(sitting):
    seen = meeting_view(sitting.desk(), MEETING)
    assert seen.seen == sitting.snapshot().files[meeting_path(MEETING)]
    assert seen.items[0].electorate.present == set(EVERYONE)
    assert not seen.items[0].verdict.adopted
    sitting.vote()
    first = meeting_view(sitting.desk(), MEETING).items[0]
    assert (len(first.ballots), first.verdict.adopted) == (5, True)
    with pytest.raises(UnknownRecordError):
        meeting_view(sitting.desk(), "S-2026-09")


@pytest.mark.parametrize(
    ("votes", "said", "unsaid"),
    [(None, "majority is reached", "is adopted"), ({}, "Quorum", "majority")],
)
def test_a_deferral_is_said_before_it_is_taken_as_it_will_be_kept(sitting, votes, said, unsaid):
    sitting.vote(votes=votes)
    desk = sitting.desk()
    before = meeting_view(desk, MEETING)
    shown = verdict_of(before, before.items[0], desk.committee, sense=Sense.DEFER)
    decide_item(desk, MEETING, 1, sense=Sense.DEFER, reason="Avis attendu")
    (kept,) = sitting.snapshot().decisions.values()
    after = meeting_view(sitting.desk(), MEETING).items[0].verdict
    assert shown.sentence == kept.verdict == after.sentence
    assert shown.other_reading == kept.other_reading == after.other_reading
    assert said in shown.sentence
    assert unsaid not in shown.sentence


def test_what_is_only_for_information_shows_the_quorum_and_no_majority(sitting):
    open_item(sitting.desk(), MEETING, 3)
    before = meeting_view(sitting.desk(), MEETING).items[2].verdict
    decide_item(sitting.desk(), MEETING, 3)
    (kept,) = sitting.snapshot().decisions.values()
    assert (kept.sense, kept.verdict) == (Sense.TAKE_NOTE, before.sentence)
    assert (before.sentence, before.other_reading) == (before.room, None)
