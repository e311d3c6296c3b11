"""Amending in the room: another digest, void ballots in sight, and the way back."""

import pytest

from comens_tui.errors import RecordError, RefusedError
from comens_tui.model.places import ballot_path, meeting_path, proposed_text_path
from comens_tui.model.words import Choice, ProposalState, Sense
from comens_tui.operations.amending import (
    amend_item,
    amended_view,
    first_change,
    former_texts,
    is_amended,
    restore_item,
    standing_amendment,
)
from comens_tui.operations.deliberation import cast_ballot, decide_item, open_item
from comens_tui.operations.screening import PersonalDataError
from comens_tui.rules.vote_events import event_sentences, events_on
from comens_tui.text.digests import text_digest
from tests.operations.support import (
    ANNE,
    BRUNO,
    FIRST,
    MEETING,
    REFERENTIAL,
    amended,
    unchanged,
    witness,
)

CAME, SHORTER = amended(), amended(new="brefs.")
TEXT = proposed_text_path(FIRST, REFERENTIAL)


def amend(room, text=SHORTER, **given):
    given = {"reason": "Plus court.", "moved_by": ANNE} | given
    return amend_item(room.desk(), MEETING, 1, {REFERENTIAL: text}, **given)


def back(room):
    return restore_item(room.desk(), MEETING, 1, reason="Rejeté par la salle.", moved_by=BRUNO)


def test_an_amendment_under_discussion_says_who_when_and_why(sitting):
    receipt = amend(sitting)
    (entry,) = sitting.meeting().amendments
    assert (entry.moved_by, entry.reason, entry.at) == (ANNE, "Plus court.", sitting.now)
    assert entry.before != entry.after
    assert sitting.text(TEXT) == SHORTER
    assert sitting.meeting().item(1).state == "pending"
    said = witness(sitting, receipt)
    assert said["Comens-Operation"] == ["meeting.amend"]
    assert said["Comens-Record"] == [MEETING, FIRST]
    assert "on the motion of Anne Petit" in said["subject"]
    open_item(sitting.desk(), MEETING, 1)
    assert sitting.meeting().item(1).digest == entry.after


def test_an_amendment_of_an_open_vote_voids_its_ballots_in_sight(sitting):
    sitting.vote()
    old = sitting.meeting().item(1)
    cast = sitting.text(ballot_path(MEETING, 1, ANNE))
    amend(sitting)
    meeting = sitting.meeting()
    item = meeting.item(1)
    assert (item.state, item.openings, item.opened) == ("open", 2, sitting.now)
    assert item.digest == meeting.amendments[0].after != old.digest
    assert sitting.snapshot().ballots.get(MEETING, ()) == ()
    void = {entry.member: entry for entry in meeting.void_ballots}
    assert len(void) == 5
    assert (void[ANNE].text, void[ANNE].reason) == (old.digest, "amended")
    # Neither its choice nor what tells it by three trials: the file is known but for that.
    assert not hasattr(void[ANNE], "choice")
    assert {entry.digest for entry in meeting.void_ballots} == {None}
    assert text_digest(cast) not in sitting.text(meeting_path(MEETING))
    cast_ballot(sitting.desk(ANNE), MEETING, 1, Choice.FOR)
    events = events_on(sitting.meeting(), 1, {ANNE})
    assert {entry.member for entry in events.void} == set(void)
    assert {entry.member for entry in events.awaited} == set(void) - {ANNE}
    (said,) = [line for line in event_sentences(events, str) if "ballot of anne-petit" in line]
    assert said == "The ballot of anne-petit is void: the text was amended."


def test_what_is_amended_is_adopted_as_amended_and_what_is_not_is_adopted(sitting):
    sitting.vote()
    amend(sitting)
    with unchanged(sitting), pytest.raises(RefusedError, match="not adopted"):
        decide_item(sitting.desk(), MEETING, 1, sense=Sense.ADOPT)
    for member in (ANNE, BRUNO, "claire-morel"):
        cast_ballot(sitting.desk(), MEETING, 1, Choice.FOR, member_id=member)
    decide_item(sitting.desk(), MEETING, 1)
    taken = sitting.snapshot().decisions["D-2026-001"]
    assert taken.sense is Sense.ADOPT_AMENDED
    assert taken.digest == sitting.meeting().amendments[0].after
    assert sitting.text() == SHORTER
    assert sitting.proposal().state is ProposalState.ADOPTED


def test_an_amendment_rejected_by_the_room_is_taken_back_by_the_same_rules(sitting):
    sitting.vote()
    first = sitting.meeting().item(1).digest
    amend(sitting)
    amend(sitting, amended(new="nets."))
    back(sitting)
    assert sitting.text(TEXT) == SHORTER
    cast_ballot(sitting.desk(ANNE), MEETING, 1, Choice.FOR)
    back(sitting)
    meeting = sitting.meeting()
    assert sitting.text(TEXT) == CAME
    assert meeting.item(1).digest == first
    assert [entry.undoes for entry in meeting.amendments] == [None, None, 2, 1]
    assert [entry.member for entry in meeting.void_ballots].count(ANNE) == 2
    assert not is_amended(meeting, 1)
    assert standing_amendment(meeting, 1) is None
    with unchanged(sitting), pytest.raises(RefusedError, match="No amendment of item 1 stands"):
        back(sitting)
    for member in (ANNE, BRUNO, "claire-morel"):
        cast_ballot(sitting.desk(), MEETING, 1, Choice.FOR, member_id=member)
    decide_item(sitting.desk(), MEETING, 1)
    assert sitting.snapshot().decisions["D-2026-001"].sense is Sense.ADOPT


def test_a_ballot_on_the_first_text_does_not_come_back_with_it(sitting):
    """The digest is the same again; the opening is another."""
    sitting.vote()
    opened = sitting.meeting().item(1).openings
    amend(sitting)
    back(sitting)
    assert sitting.snapshot().ballots.get(MEETING, ()) == ()
    assert sitting.meeting().item(1).openings == opened + 2


def test_the_redline_and_the_findings_of_an_amendment_are_shown_and_forbid_nothing(sitting):
    vague = CAME.replace("simples et brefs.", "simples et brefs, autant que possible.")
    (view,) = amended_view(sitting.desk(), MEETING, 1, {REFERENTIAL: vague})
    inserted = [op.text for clause in view.redline.clauses for op in clause.ops if op.sign == "+"]
    assert "autant que possible" in " ".join(inserted)
    assert "Q025" in {finding.code for finding in view.findings}
    amend(sitting, vague)
    assert sitting.text(TEXT) == vague


def test_the_editor_opens_where_the_text_departs_from_the_corpus(sitting):
    line = first_change(sitting.desk(), REFERENTIAL, CAME)
    corpus = (sitting.workspace.root / REFERENTIAL).read_text(encoding="utf-8").splitlines()
    assert corpus[: line - 1] == CAME.splitlines()[: line - 1]
    assert corpus[line - 1] != CAME.splitlines()[line - 1]
    assert first_change(sitting.desk(), "corpus/guides/GUI-NEW.md", CAME) == 1


def test_what_cannot_be_amended_is_refused_and_nothing_is_written(sitting):
    for act, error, words in (
        (lambda: amend(sitting, CAME), RefusedError, "Nothing would change"),
        (lambda: amend(sitting, "plus de document"), RecordError, None),
        (lambda: amend(sitting, reason=""), RecordError, "reason"),
        (lambda: amend(sitting, moved_by="ghost"), RefusedError, "ghost"),
        (lambda: amend(sitting, CAME.replace("brefs.", "brefs, jean@exemple.fr")), PersonalDataError, None),
        (lambda: amend_item(sitting.desk(), MEETING, 1, {"corpus/glossary.yaml": "x"}, reason="R"),
         RefusedError, "does not propose"),
        (lambda: amend_item(sitting.desk(), MEETING, 3, {REFERENTIAL: SHORTER}, reason="R"),
         RefusedError, "no proposed text"),
        (lambda: amend_item(sitting.desk(ANNE), MEETING, 1, {REFERENTIAL: SHORTER}, reason="R"),
         RefusedError, "may not do this"),
        (lambda: back(sitting), RefusedError, "No amendment"),
    ):  # fmt: skip
        with unchanged(sitting), pytest.raises(error, match=words):
            act()
    sitting.vote()
    decide_item(sitting.desk(), MEETING, 1)
    with unchanged(sitting), pytest.raises(RefusedError, match="already settled"):
        amend(sitting)


def test_the_former_text_is_the_one_of_the_record(sitting):
    amend(sitting)
    (entry,) = sitting.meeting().amendments
    assert former_texts(sitting.desk(), entry) == {REFERENTIAL: CAME}


def test_a_vote_opened_again_lists_what_it_voids(sitting):
    sitting.vote()
    open_item(sitting.desk(), MEETING, 1)
    assert {entry.reason for entry in sitting.meeting().void_ballots} == {"reopened"}
    assert sitting.meeting().item(1).openings == 2
