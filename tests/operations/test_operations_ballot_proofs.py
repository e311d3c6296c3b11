"""What checks find of the ballots of a decided vote: changed, slipped in, signed by another."""

import shutil

import pytest

from comens_tui.errors import SigningError
from comens_tui.model.places import ballot_path, signature_path
from comens_tui.operations.ballot_proofs import ballot_proofs
from comens_tui.operations.deliberation import decide_item
from comens_tui.operations.following import room
from comens_tui.store.kept_data import write_kept
from comens_tui.store.signing import sign
from comens_tui.text.digests import text_digest
from tests.operations.support import (
    ANNE,
    BRUNO,
    CHAIR,
    MEETING,
    SECRETARY,
    git,
)
from tests.operations.voting import (
    AGAINST,
    COMMITTEE,
    OWN,
    findings,
    say_all,
    with_keys,
)
from tests.support import RELEASE_MANAGER, commit_all, write_files

# Slipped into the tree past the program


def slip(room, path, text, *, also=None):
    write_files(room.root, {path: text, **(also or {})})
    commit_all(room.root, "Glisser un bulletin.")


def test_the_room_sees_that_a_sealed_ballot_was_cast_and_not_how(vote):
    vote.take(vote.signed(ANNE, AGAINST))
    standing = {voice.name: voice.standing for voice in room(vote.room.desk(), MEETING).voices}
    assert (standing["Anne Petit"], standing["Bruno Leroy"]) == ("voted", "awaited")


@pytest.fixture
def decided(vote):
    vote.take(vote.signed(ANNE, AGAINST))
    say_all(vote.room, BRUNO, CHAIR, RELEASE_MANAGER)
    decide_item(vote.room.desk(), MEETING, 1)
    assert findings(vote.room) == []
    return vote


def test_checks_find_a_ballot_changed_after_the_decision(decided):
    room = decided.room
    slip(room, OWN, room.text(OWN).replace("choice: against", "choice: for"))
    (found,) = findings(room)
    assert (found.path, "not the file that the decision counted" in found.message) == (OWN, True)


def test_checks_find_a_signature_that_is_another_or_gone(decided):
    room = decided.room
    theirs = sign(room.workspace.read(OWN), decided.keys[BRUNO], "comens-ballot")
    slip(room, signature_path(OWN), theirs)
    (found,) = findings(room)
    assert "not the one the decision verified" in found.message
    git(room.root, "rm", "-q", signature_path(OWN))
    commit_all(room.root, "Retirer la signature.")
    (found,) = findings(room)
    assert "not the one the decision verified" in found.message


def test_checks_judge_the_signature_even_where_the_record_was_changed_to_fit(decided):
    room = decided.room
    decision = room.text("decisions/2026/D-2026-001.yaml")
    theirs = sign(room.workspace.read(OWN), decided.keys[BRUNO], "comens-ballot")
    old = text_digest(room.text(signature_path(OWN)))
    slip(
        room, signature_path(OWN), theirs,
        also={"decisions/2026/D-2026-001.yaml": decision.replace(old, text_digest(theirs))},
    )  # fmt: skip
    (found,) = findings(room)
    assert "signed with a key of bruno-leroy" in found.message


def test_checks_trust_no_committee_that_never_stood(decided, tmp_path):
    """The opening is pointed to a committee file that is in the repository and never stood."""
    room = decided.room
    other = with_keys(room.text(COMMITTEE).replace("    keys:", "    keys: [] #"), {})
    (tmp_path / "c.yaml").write_text(other)
    blob = git(room.root, "hash-object", "-w", str(tmp_path / "c.yaml")).strip()
    path = f"decisions/meetings/2026/{MEETING}/meeting.yaml"
    text = room.text(path)
    slip(room, path, text.replace(room.meeting().item(1).committee, blob))
    assert any("of no key they had" in item.message for item in findings(room))


def test_a_ballot_slipped_in_after_the_decision_is_found(decided):
    room = decided.room
    slipped = ballot_path(MEETING, 1, SECRETARY)
    slip(room, slipped, room.text(ballot_path(MEETING, 1, BRUNO)).replace(BRUNO, SECRETARY))
    assert [item.path for item in findings(room, "G011")] == [slipped]


def test_verdicts_are_remembered_but_for_what_is_itself_signed(decided, monkeypatch):
    room, calls = decided.room, []
    proven = ballot_proofs(room.desk(), room.snapshot())
    monkeypatch.setattr(
        "comens_tui.operations.ballot_proofs.signer_of",
        lambda *given: calls.append(given) or given[2],
    )
    assert ballot_proofs(room.desk(), room.snapshot()) == proven
    assert calls == []
    assert ballot_proofs(room.desk(), room.snapshot(), remembers=False) == proven
    assert len(calls) == 1
    write_kept(room.workspace.private, "ballots", ["damaged"])
    assert ballot_proofs(room.desk(), room.snapshot()) == proven
    assert len(calls) == 2


def test_what_could_not_be_judged_is_asked_again(decided, monkeypatch):
    room = decided.room
    shutil.rmtree(room.workspace.private / "kept")

    def missing(*_given):
        raise SigningError("ssh-keygen is not installed")

    with monkeypatch.context() as patch:
        patch.setattr("comens_tui.operations.ballot_proofs.signer_of", missing)
        (found,) = findings(room)
    assert (found.severity, "cannot be judged" in found.message) == ("warning", True)
    assert findings(room) == []
