"""Correcting the words of a decision: a new one supersedes, the vote and its checks stand."""

import re
from datetime import date

import pytest

from comens_tui.checks.base import Context
from comens_tui.checks.coverage import in_force, record_of
from comens_tui.checks.running import run
from comens_tui.errors import RefusedError
from comens_tui.model.decision import Opinion
from comens_tui.model.words import Severity
from comens_tui.operations.decision_correction import correct_decision, superseded_by
from comens_tui.operations.deliberation import decide_item
from comens_tui.operations.follow_ups import add_follow_up
from comens_tui.operations.meetings import attend, close_meeting, draft_minutes
from comens_tui.operations.minutes.copies import decision_extract
from tests.operations.support import ANNE, FIRST, MEETING, REFERENTIAL, SECOND, unchanged, witness


@pytest.fixture
def decided(sitting):
    """Both proposals adopted in turn, on one text."""
    sitting.vote()
    decide_item(sitting.desk(), MEETING, 1)
    return sitting


def faults(room):
    report = run(room.snapshot(), Context(today=room.desk().today()))
    return [item for item in report.findings if item.severity is Severity.ERROR]


def test_the_words_change_the_vote_stays_and_each_names_the_other(decided):
    before = decided.snapshot().decisions["D-2026-001"]
    known = faults(decided)
    receipt = correct_decision(
        decided.desk(), "D-2026-001", "Titre mal recopié", fields={"title": "Clarifier, enfin"},
        opinions=(Opinion(member=ANNE, text="Trop vite."),),
    )  # fmt: skip
    assert witness(decided, receipt)["Comens-Decision"] == ["D-2026-002"]
    snapshot = decided.snapshot()
    old, new = snapshot.decisions["D-2026-001"], snapshot.decisions["D-2026-002"]
    assert old == before
    assert superseded_by(snapshot, old.id) == new.id
    assert (new.supersedes, new.correction) == (old.id, "Titre mal recopié")
    for name in ("sense", "digest", "texts", "clauses", "count", "rules", "ballots", "subject"):
        assert getattr(new, name) == getattr(old, name)
    assert faults(decided) == known


def test_a_correction_of_a_correction_keeps_its_place_among_the_votes(decided):
    correct_decision(decided.desk(), "D-2026-001", "Une fois", fields={"reason": "A"})
    with unchanged(decided), pytest.raises(RefusedError, match="superseded by D-2026-002"):
        correct_decision(decided.desk(), "D-2026-001", "Encore", fields={"reason": "B"})
    correct_decision(decided.desk(), "D-2026-002", "Deux fois", fields={"reason": "B"})
    decisions = decided.snapshot().decisions
    assert [item.id for item in in_force(decisions)] == ["D-2026-003"]
    assert not [item for item in faults(decided) if item.code == "G005"]


def test_minutes_and_extracts_tell_each_correction_and_what_it_asks(decided):
    correct_decision(decided.desk(), "D-2026-001", "Une fois", fields={"reason": "Avis rendu."})
    correct_decision(decided.desk(), "D-2026-002", "Deux fois", fields={"reason": "Avis lu."})
    add_follow_up(decided.desk(), "D-2026-003", "Publier", ANNE, date(2026, 9, 1))
    attend(decided.desk(), MEETING, (ANNE,), "absent")
    close_meeting(decided.desk(), MEETING)
    draft_minutes(decided.desk(), MEETING)
    text = decided.snapshot().minutes[MEETING]
    assert "**Decision D-2026-001: adoption.**\n\nIts words are corrected by D-2026-002." in text
    first = text.index("- D-2026-002 corrects D-2026-001 (Clarifier), its vote unchanged: Une fois")
    assert text.index("- Reason, as D-2026-002 corrects it: Avis rendu.") > first
    assert "- Reason, as D-2026-003 corrects it: Avis lu." in text
    assert text.count("| A-2026-001 | Publier | Anne Petit |") == 1
    extract = decision_extract(decided.desk(), "D-2026-003").text
    assert "It corrects the words of D-2026-002: Deux fois" in extract
    # She left after the vote on it: she sat.
    assert re.search(r"Members who sat on this item: .*Anne Petit", extract)


def test_a_later_vote_on_the_same_text_still_has_the_last_word(decided):
    decisions = decided.snapshot().decisions
    first = decisions["D-2026-001"]
    text = first.texts[0].model_copy(update={"digest": "e" * 64})
    later = first.model_copy(update={"id": "D-2026-002", "subject": SECOND, "texts": (text,)})
    correction = first.model_copy(
        update={"id": "D-2026-003", "supersedes": first.id, "correction": "Mot"}
    )
    record = record_of({item.id: item for item in (first, later, correction)})
    assert record.files[REFERENTIAL].decision == "D-2026-002"
    assert decided.proposal(FIRST).decision == "D-2026-001"


@pytest.mark.parametrize("field", ["sense", "digest", "count", "verdict", "date", "id", "nowhere"])
def test_what_was_voted_takes_a_new_vote(decided, field):
    with unchanged(decided), pytest.raises(RefusedError, match="part of what was voted"):
        correct_decision(decided.desk(), "D-2026-001", "Pour voir", fields={field: "adopt"})


def test_a_correction_that_changes_nothing_is_refused(decided):
    title = decided.snapshot().decisions["D-2026-001"].title
    with unchanged(decided), pytest.raises(RefusedError, match="Nothing would change"):
        correct_decision(decided.desk(), "D-2026-001", "Pour rien", fields={"title": title})
