"""What the checks mend for certain: one act, no word changed, nothing left to mend."""

import pytest

from comens_tui.errors import UnknownRecordError
from comens_tui.model.words import ProposalState
from comens_tui.operations import fixes
from comens_tui.operations.proposal_steps import submit_proposal
from comens_tui.operations.proposals import edit_proposal, new_proposal
from comens_tui.text.tokens import is_same_text
from tests.operations.support import ANNE, FIRST, REFERENTIAL, amended
from tests.support import git

SPACED = amended("simples.", "simples ! Il dit : «oui».")


def _on_disk(room, text: str) -> None:
    (room.root / REFERENTIAL).write_text(text, encoding="utf-8")
    git(room.root, "commit", "-qam", "Amend by hand")


def test_a_proposal_is_mended_in_one_act_and_has_nothing_left(stage) -> None:
    room = stage("bare")
    new_proposal(room.desk(ANNE), title="Dire", motive="Lu.", texts={REFERENTIAL: SPACED})
    head = git(room.root, "rev-parse", "HEAD")
    found = fixes.proposal_fixes(room.desk(ANNE), FIRST)
    receipt = edit_proposal(room.desk(ANNE), FIRST, texts=fixes.mended(found))
    assert receipt.record == FIRST
    assert git(room.root, "rev-list", "--count", f"{head.strip()}..HEAD").strip() == "1"
    text = room.snapshot().texts[FIRST][REFERENTIAL]
    assert "simples\u202f! Il dit\u00a0: «\u00a0oui\u00a0»." in text
    assert is_same_text(SPACED, text)
    assert fixes.proposal_fixes(room.desk(ANNE), FIRST) == ()
    assert not [item for item in fixes.proposal_findings(room.desk(), FIRST) if item.edits]
    assert room.text() != text


def test_the_corpus_is_mended_by_a_proposal_and_stands_meanwhile(stage) -> None:
    room = stage("bare")
    _on_disk(room, SPACED)
    found = fixes.corpus_fixes(room.desk(ANNE))
    assert [fix.path for fix in found] == [REFERENTIAL]
    fixes.propose_fixes(room.desk(ANNE), found)
    proposal = room.proposal()
    assert proposal.state is ProposalState.DRAFT
    assert proposal.title == "Typography set by the checks"
    assert "Q090" in proposal.motive
    assert room.text() == SPACED
    assert fixes.proposal_fixes(room.desk(), FIRST) == ()
    submit_proposal(room.desk(ANNE), FIRST)


def test_only_the_codes_asked_for_are_mended(stage) -> None:
    room = stage("bare")
    _on_disk(room, SPACED)
    assert fixes.corpus_fixes(room.desk(), {"Q040"}) == ()
    assert fixes.corpus_fixes(room.desk(), {"Q090"})


def test_a_proposal_that_does_not_exist_is_not_mended(stage) -> None:
    with pytest.raises(UnknownRecordError):
        fixes.proposal_fixes(stage("bare").desk(), "P-2026-099")
