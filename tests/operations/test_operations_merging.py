"""A base that moved: nothing goes on before the merge, and the merge loses nothing."""

import pytest

from comens_tui.errors import RecordError, RefusedError, StaleRecordError, UnknownRecordError
from comens_tui.model.words import Nature, ProposalState
from comens_tui.operations import views
from comens_tui.operations.comments import comment_name, resolve_comment
from comens_tui.operations.meetings import plan_meeting
from comens_tui.operations.merging import Place, Settled, merges_of
from comens_tui.operations.proposal_steps import (
    instruct_proposal,
    prioritise_proposal,
    screen_proposal,
    submit_proposal,
    withdraw_proposal,
)
from comens_tui.operations.proposals import (
    comment_proposal,
    edit_proposal,
    new_proposal,
    rebase_proposal,
)
from comens_tui.operations.rivals import rivals_at
from comens_tui.operations.text_checks import new_findings
from comens_tui.operations.views import review
from tests.operations.support import (
    ANNE,
    BRUNO,
    CHAIR,
    FIRST,
    MEETING,
    REFERENTIAL,
    REFERENTIAL_MD,
    SECOND,
    SITTING,
    amended,
    unchanged,
)
from tests.support import commit_all, write_files

TEXT = f"proposals/updates/2026/{FIRST}/text/{REFERENTIAL}"
ETH_2 = Place(REFERENTIAL, "ETH.2")


def proposed(room, text=None, author=ANNE, *, submitted=True):
    receipt = new_proposal(
        room.desk(author), title="Clarifier", motive="Lu.", texts={REFERENTIAL: text or amended()}
    )
    if submitted:
        submit_proposal(room.desk(author), receipt.record)
    return receipt.record


def move_corpus(room, old="simples.", new="simples et exacts."):
    write_files(room.root, {REFERENTIAL: amended(old, new, room.text())})
    commit_all(room.root, "Move the corpus.")


@pytest.mark.parametrize(
    ("step", "goes_on"),
    [
        (lambda room: submit_proposal(room.desk(ANNE), FIRST), False),
        (lambda room: edit_proposal(room.desk(ANNE), FIRST, texts={REFERENTIAL: "x"}), False),
        (lambda room: edit_proposal(room.desk(ANNE), FIRST, motive="Relu."), True),
        (lambda room: comment_proposal(room.desk(BRUNO), FIRST, "Et alors ?"), True),
        (lambda room: withdraw_proposal(room.desk(ANNE), FIRST), True),
    ],
)
def test_nothing_carries_a_draft_on_before_the_merge(room, step, goes_on):
    proposed(room, submitted=False)
    move_corpus(room, "## Bienfaisance", "## Bienfaisance, d'abord")
    if goes_on:
        step(room)
        return
    with unchanged(room), pytest.raises(RefusedError, match="The corpus moved") as caught:
        step(room)
    assert f"comens proposal rebase {FIRST}" in caught.value.hint


def test_nothing_carries_it_to_the_agenda_either(room):
    proposed(room)
    move_corpus(room, "## Bienfaisance", "## Bienfaisance, d'abord")
    with unchanged(room), pytest.raises(RefusedError, match="The corpus moved"):
        screen_proposal(room.desk(), FIRST, nature=Nature.SUBSTANTIVE)
    rebase_proposal(room.desk(), FIRST)
    screen_proposal(room.desk(), FIRST, nature=Nature.SUBSTANTIVE)
    move_corpus(room, "d'abord", "surtout")
    for step in (instruct_proposal, prioritise_proposal):
        with unchanged(room), pytest.raises(RefusedError):
            step(room.desk(), FIRST)
    rebase_proposal(room.desk(), FIRST)
    instruct_proposal(room.desk(), FIRST)


def test_an_editorial_one_is_not_planned_on_a_text_that_moved(room):
    proposed(room)
    screen_proposal(room.desk(), FIRST, nature=Nature.EDITORIAL)
    move_corpus(room)
    with unchanged(room), pytest.raises(RefusedError, match="The corpus moved"):
        plan_meeting(room.desk(), planned=SITTING, proposals=(FIRST,))


def test_it_can_still_be_sent_back_to_its_author(room):
    proposed(room)
    move_corpus(room)
    screen_proposal(room.desk(), FIRST, state=ProposalState.RETURNED, reason="Dépassé.")


def test_neighbouring_clauses_merge_and_lines_of_one_clause_too(room):
    proposed(room)
    last = REFERENTIAL_MD.split("justice]")[1].split("informer")[0]
    move_corpus(room, last, last.replace("evidence: []", "evidence: [Notice]"))
    move_corpus(room, "d'en consigner le motif.", "d'en écrire le motif.")
    (merge,) = merges_of(room.desk(), FIRST)
    assert (merge.merged.conflicts, merge.merged.combined) == ((), ("ETH.2",))
    rebase_proposal(room.desk(ANNE), FIRST)
    text = room.text(TEXT)
    assert text == amended(text=room.text())
    assert review(room.desk(), FIRST).merges == ()


def test_each_conflict_is_named_with_what_settles_it(room):
    proposed(room)
    move_corpus(room)
    with unchanged(room), pytest.raises(RefusedError) as caught:
        rebase_proposal(room.desk(ANNE), FIRST)
    assert f"ETH.2 ({REFERENTIAL})" in caught.value.message
    assert "--resolve ETH.2=ours" in caught.value.hint
    (merge,) = review(room.desk(), FIRST).merges
    (conflict,) = merge.merged.conflicts
    assert "simples et exacts." in conflict.ours
    assert "simples et brefs." in conflict.theirs
    assert conflict.marked.count("<<<<<<<") == conflict.marked.count(">>>>>>>") == 1


@pytest.mark.parametrize(("side", "kept"), [("ours", "simples et exacts."), ("theirs", "brefs.")])
def test_a_conflict_is_settled_by_a_side(room, side, kept):
    proposed(room, amended("une aide", "une aide sûre", amended()))
    move_corpus(room)
    rebase_proposal(room.desk(ANNE), FIRST, settled=Settled(sides={"ETH.2": side}))
    text = room.text(TEXT)
    assert kept in text
    assert "une aide sûre" in text
    assert room.proposal().bases[0].blob == room.snapshot().files[REFERENTIAL]


def test_a_conflict_is_settled_by_a_text_of_ones_own(room):
    proposed(room)
    move_corpus(room)
    (merge,) = merges_of(room.desk(), FIRST)
    own = merge.merged.conflicts[0].ours.replace("exacts.", "exacts et brefs.")
    settled = Settled(texts={ETH_2: own}, onto={REFERENTIAL: merge.onto})
    rebase_proposal(room.desk(ANNE), FIRST, settled=settled)
    assert room.text(TEXT) == amended(new="simples et exacts et brefs.")


def test_a_choice_on_a_corpus_that_moved_again_or_on_no_conflict_is_refused(room):
    proposed(room)
    move_corpus(room)
    (merge,) = merges_of(room.desk(), FIRST)
    move_corpus(room, "exacts.", "précis.")
    stale = Settled(sides={"ETH.2": "ours"}, onto={REFERENTIAL: merge.onto})
    with unchanged(room), pytest.raises(StaleRecordError):
        rebase_proposal(room.desk(ANNE), FIRST, settled=stale)
    with unchanged(room), pytest.raises(RefusedError, match=r"ETH\.9") as caught:
        rebase_proposal(room.desk(ANNE), FIRST, settled=Settled(sides={"ETH.9": "ours"}))
    assert "ETH.2" in caught.value.hint


def test_marks_left_in_a_text_are_refused_and_nothing_is_written(room):
    proposed(room)
    move_corpus(room)
    (merge,) = merges_of(room.desk(), FIRST)
    marked = Settled(texts={ETH_2: merge.merged.conflicts[0].marked})
    with unchanged(room), pytest.raises(RecordError, match="marks of a merge"):
        rebase_proposal(room.desk(ANNE), FIRST, settled=marked)


def test_what_merges_belongs_to_a_proposal_that_exists(room):
    with pytest.raises(UnknownRecordError):
        merges_of(room.desk(), "P-2026-009")


# -- comments


def only_comment(room):
    (comment,) = room.snapshot().comments[FIRST]
    return comment


def test_a_comment_keeps_the_text_it_was_made_on_and_is_settled_then_reopened(room):
    proposed(room)
    comment_proposal(room.desk(BRUNO), FIRST, "Non.", document=REFERENTIAL, clause="ETH.2")
    assert only_comment(room).blob == room.snapshot().files[TEXT]
    name = comment_name(only_comment(room))
    with unchanged(room), pytest.raises(RefusedError, match="may not do this"):
        resolve_comment(room.desk(CHAIR), FIRST, name)
    with unchanged(room), pytest.raises(RefusedError, match="already open"):
        resolve_comment(room.desk(BRUNO), FIRST, name, resolved=False)
    resolve_comment(room.desk(BRUNO), FIRST, name)
    assert only_comment(room).resolved
    resolve_comment(room.desk(ANNE), FIRST, name, resolved=False)
    assert not only_comment(room).resolved
    with unchanged(room), pytest.raises(UnknownRecordError) as caught:
        resolve_comment(room.desk(ANNE), FIRST, "20260101T000000Z-nobody")
    assert name in caught.value.hint


def test_a_comment_follows_its_clause_and_says_when_it_is_gone(room):
    fields = REFERENTIAL_MD.split("Informer l'usager\n")[1].split("Le Système")[0]
    added = f"### ETH.11 — Prévenir\n{fields}Le Système DOIT prévenir chaque usager.\n"
    proposed(room, amended() + "\n" + added)
    comment_proposal(room.desk(BRUNO), FIRST, "Quand ?", document=REFERENTIAL, clause="ETH.11")
    first = f"### ETH.11 — Traduire\n{fields}Le Système DOIT traduire toute notice utile.\n\n"
    renumbered = amended() + "\n" + first + added.replace("ETH.11", "ETH.12")
    edit_proposal(room.desk(ANNE), FIRST, texts={REFERENTIAL: renumbered})
    (placed,) = review(room.desk(), FIRST).comments
    assert (placed.path, placed.clause, placed.is_gone) == (REFERENTIAL, "ETH.12", False)
    edit_proposal(room.desk(ANNE), FIRST, texts={REFERENTIAL: amended()})
    (placed,) = review(room.desk(), FIRST).comments
    assert placed.is_gone


# -- what is read


def test_a_long_review_is_read_in_parts_and_none_is_compared_twice(room, monkeypatch):
    proposed(room)
    (whole,) = views.review_stages(room.desk(), FIRST)
    monkeypatch.setattr(views, "LONG_TEXT", 0)
    monkeypatch.setattr(views, "FIRST_CHANGES", 1)
    head, begun, last = views.review_stages(room.desk(), FIRST)
    assert (head.is_whole, head.changes, head.size) == (False, (), len(amended()))
    assert not begun.is_whole
    (first,), (change,) = begun.changes, whole.changes
    shown = len(first.redline.clauses)
    assert [item.change for item in first.redline.clauses].count("same") == shown - 1
    assert first.redline.clauses == change.redline.clauses[:shown]
    assert last == whole == review(room.desk(), FIRST)


def test_rivals_are_compared_with_their_own_base(room):
    """A proposal whose base is old does not touch what changed in force since."""
    proposed(room, amended("une aide", "une aide sûre"))
    move_corpus(room, "d'en consigner", "d'en écrire")
    second = proposed(room, amended("d'en écrire", "d'en noter", room.text()), BRUNO)
    third = proposed(room, amended("une aide", "une aide simple", room.text()), BRUNO)
    assert review(room.desk(), second).rivals == ()
    assert [item.proposal for item in review(room.desk(), third).rivals] == [FIRST]


def test_a_paragraph_added_at_the_end_of_a_clause_touches_it(room):
    proposed(room, amended("en termes simples.", "en termes simples.\n\nNote : et courts."))
    second = proposed(room, amended("en termes simples.", "en termes clairs."), BRUNO)
    assert [item.clauses for item in review(room.desk(), second).rivals] == [("ETH.2",)]


def test_the_item_of_a_meeting_names_its_rivals(tabled):
    assert rivals_at(tabled.desk(), MEETING, 1) == ()
    third = proposed(tabled, amended(new="brefs."), BRUNO)
    assert [item.proposal for item in rivals_at(tabled.desk(), MEETING, 1)] == [third]
    assert rivals_at(tabled.desk(), MEETING, 2) == ()
    assert rivals_at(tabled.desk(), MEETING, 3) == ()
    assert SECOND not in {item.proposal for item in rivals_at(tabled.desk(), MEETING, 1)}


def test_the_checks_say_what_a_text_brings_that_the_one_in_force_has_not(room):
    force = room.text()
    text = amended("DOIT lui permettre", "DOIT, si possible, lui permettre\u200b")
    found = new_findings(room.desk(), REFERENTIAL, text, force)
    assert {"Q011", "Q025"} <= {item.code for item in found}
    assert {item.line for item in found if item.code == "Q011"} == {34}
    assert new_findings(room.desk(), REFERENTIAL, force, force) == ()
    assert new_findings(room.desk(), "corpus/glossary.yaml", "terms: []\n", "") == ()
