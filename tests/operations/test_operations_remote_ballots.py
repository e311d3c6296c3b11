"""Signed ballots from a member's clone to the decision, and each way to forge one."""

import subprocess
from dataclasses import replace

import pytest

from comens_tui.errors import RefusedError, SigningError
from comens_tui.model.places import signature_path
from comens_tui.model.words import ProposalState
from comens_tui.operations.amending import amend_item
from comens_tui.operations.carried_ballots import read_carried
from comens_tui.operations.deliberation import cast_ballot, decide_item, open_item, recuse
from comens_tui.operations.floor import resume, suspend
from comens_tui.operations.meetings import attend
from comens_tui.operations.remote_ballots import held_ballots, sign_ballot
from comens_tui.operations.secret_ballots import request_secret_ballot
from comens_tui.text.digests import text_digest
from tests.operations.support import (
    ANNE,
    BRUNO,
    CHAIR,
    EXPERT,
    MEETING,
    REFERENTIAL,
    amended,
    git,
    unchanged,
)
from tests.operations.voting import AGAINST, FOR, OWN, findings, say_all
from tests.support import RELEASE_MANAGER

# The way of a good one


def test_a_ballot_is_sealed_until_the_vote_closes_then_counted_with_its_signature(vote):
    room = vote.room
    with unchanged(room):
        ballot = vote.signed(ANNE, AGAINST)
    taken = vote.take(ballot, names=("anne.ballot",))
    assert [(item.name, item.member, item.reason) for item in taken.handed] == [
        ("anne.ballot", ANNE, ""),
    ]  # fmt: skip
    assert "signed ballots received from Anne Petit" in taken.receipt.subject
    (entry,) = room.meeting().received_ballots
    assert (entry.member, entry.digest) == (ANNE, ballot.digest)
    assert "against" not in git(room.root, "log", "-p", "-1")
    assert room.workspace.read(OWN) is None

    say_all(room, CHAIR, BRUNO, RELEASE_MANAGER)
    decide_item(room.desk(), MEETING, 1)

    assert room.text(OWN) == ballot.text
    assert room.text(signature_path(OWN)) == ballot.signature
    taken = room.snapshot().decisions["D-2026-001"]
    counted = {item.member: item for item in taken.ballots}
    assert counted[ANNE].digest == text_digest(ballot.text)
    assert counted[ANNE].signature == text_digest(ballot.signature)
    assert counted[BRUNO].signature is None
    assert (taken.count.votes_for, taken.count.votes_against) == (3, 1)
    assert findings(room, "G030", "G011", "G001", "G004", "Q004") == []


def test_stock_openssh_judges_the_file_that_is_filed(vote, tmp_path):
    vote.take(vote.signed(ANNE))
    say_all(vote.room, CHAIR, BRUNO)
    decide_item(vote.room.desk(), MEETING, 1)
    public = vote.keys[ANNE].with_suffix(".pub").read_text()
    (tmp_path / "allowed").write_text(f"{ANNE} {public}")
    done = subprocess.run(
        ["ssh-keygen", "-Y", "verify", "-n", "comens-ballot", "-I", ANNE,
         "-f", tmp_path / "allowed", "-s", vote.room.root / signature_path(OWN)],
        input=vote.room.workspace.read(OWN), capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_an_own_ballot_beats_what_the_secretary_entered_and_nothing_is_entered_after(vote):
    room = vote.room
    say_all(room, ANNE, BRUNO, CHAIR)
    (handed,) = vote.take(vote.signed(ANNE, AGAINST)).handed
    assert handed.beaten
    (void,) = room.meeting().void_ballots
    assert (void.member, void.reason) == (ANNE, "own_ballot")
    assert room.workspace.read(OWN) is None
    with unchanged(room), pytest.raises(RefusedError, match="which stands"):
        cast_ballot(room.desk(), MEETING, 1, FOR, member_id=ANNE)
    say_all(room, RELEASE_MANAGER)
    decide_item(room.desk(), MEETING, 1)
    assert room.snapshot().decisions["D-2026-001"].count.votes_against == 1


def test_the_same_ballot_again_changes_nothing_and_another_choice_is_refused(vote):
    room = vote.room
    first = vote.signed(ANNE, FOR)
    vote.take(first)
    with unchanged(room):
        for copy in (first, first.content.replace(b"\n", b"\r\n"), vote.signed(ANNE, FOR)):
            (handed,) = vote.take(copy).handed
            assert (handed.again, handed.reason) == (True, "")
    assert "was received first" in vote.refused(vote.signed(ANNE, AGAINST))
    (refused,) = room.meeting().refused_ballots
    assert (refused.claimed, refused.item) == (ANNE, 1)
    say_all(room, BRUNO, CHAIR)
    decide_item(room.desk(), MEETING, 1)
    assert room.snapshot().decisions["D-2026-001"].count.votes_for == 3


def test_a_vote_closes_only_where_its_sealed_ballots_are(vote):
    room = vote.room
    ballot = vote.signed(ANNE)
    vote.take(ballot)
    say_all(room, BRUNO, CHAIR)
    file = room.workspace.private / "ballots" / MEETING / ballot.digest
    assert file.stat().st_mode & 0o777 == 0o600
    for damage in (lambda: file.write_bytes(ballot.content + b" "), file.unlink):
        damage()
        with unchanged(room), pytest.raises(RefusedError, match="is not in this clone"):
            decide_item(room.desk(), MEETING, 1)
    with unchanged(room):
        vote.take(ballot)
    decide_item(room.desk(), MEETING, 1)
    assert room.proposal().state is ProposalState.ADOPTED


def test_the_sealed_ballot_of_who_left_is_not_counted_and_is_named(vote):
    room = vote.room
    vote.take(vote.signed(ANNE))
    say_all(room, BRUNO, CHAIR, RELEASE_MANAGER)
    attend(room.desk(), MEETING, (ANNE,), "absent")
    decide_item(room.desk(), MEETING, 1)
    assert room.workspace.read(OWN) is None
    assert room.workspace.read(signature_path(OWN)) is None
    (refused,) = room.meeting().refused_ballots
    assert (refused.claimed, refused.reason) == (
        ANNE, "Anne Petit had no voice any more when the vote closed.",
    )  # fmt: skip
    assert findings(room, "G011", "G030") == []


def test_nothing_is_taken_in_while_nobody_sits_and_the_ballot_holds_for_later(vote):
    room, ballot = vote.room, vote.signed(ANNE)
    suspend(room.desk(), MEETING, reason="Pause.")
    with unchanged(room), pytest.raises(RefusedError, match="no ballot is taken in") as caught:
        vote.take(ballot, b"not a ballot")
    assert f"comens meeting resume {MEETING}" in caught.value.hint
    assert held_ballots(room.desk(), MEETING).refused() == []
    resume(room.desk(), MEETING)
    ((handed),) = vote.take(ballot).handed
    assert (handed.member, handed.reason) == (ANNE, "")


@pytest.mark.parametrize("reason", ["amended", "reopened", "secret"])
def test_a_sealed_ballot_is_void_in_sight_when_the_vote_is_opened_anew(vote, reason):
    room = vote.room
    old = vote.signed(ANNE)
    vote.take(old)
    if reason == "amended":
        amend_item(room.desk(), MEETING, 1, {REFERENTIAL: amended(new="nets.")}, reason="Net.")
    elif reason == "reopened":
        open_item(room.desk(), MEETING, 1)
    else:
        request_secret_ballot(room.desk(), MEETING, 1, (BRUNO,))
    assert room.meeting().received_ballots == ()
    (void,) = room.meeting().void_ballots
    assert (void.member, void.digest, void.reason) == (ANNE, old.digest, reason)
    words = {"amended": "another text", "reopened": "another opening", "secret": "secret ballot"}
    assert words[reason] in vote.refused(old)


# What cannot be signed


def test_a_ballot_is_signed_by_who_may_vote_with_a_key_of_theirs(vote, member_keys, tmp_path):
    room = vote.room
    with pytest.raises(RefusedError, match="no SSH key is set"):
        sign_ballot(room.desk(ANNE), MEETING, 1, FOR)
    with pytest.raises(SigningError, match="not one of yours"):
        sign_ballot(vote.desk(ANNE, key=BRUNO), MEETING, 1, FOR)
    with pytest.raises(RefusedError, match="not open to the vote"):
        vote.signed(ANNE, number=2)
    with pytest.raises(RefusedError):
        sign_ballot(replace(room.desk(EXPERT), key=member_keys[ANNE]), MEETING, 1, FOR)
    recuse(room.desk(), MEETING, 1, ANNE, "Autrice.")
    with pytest.raises(RefusedError, match="recused"):
        vote.signed(ANNE)


def test_without_openssh_it_is_said_what_is_missing(vote, monkeypatch, tmp_path):
    ballot = vote.signed(ANNE)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/git").symlink_to(
        subprocess.run(["which", "git"], capture_output=True, text=True, check=True).stdout.strip()
    )
    vote.take(vote.signed(BRUNO))
    say_all(vote.room, CHAIR, RELEASE_MANAGER)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    for act in (
        lambda: vote.signed(ANNE),
        lambda: vote.take(ballot),
        lambda: decide_item(vote.room.desk(), MEETING, 1),
    ):
        with (
            unchanged(vote.room),
            pytest.raises(SigningError, match="ssh-keygen is not installed") as said,
        ):
            act()
        assert "Install OpenSSH" in said.value.hint


def test_the_carried_text_reads_back(vote):
    ballot = vote.signed(ANNE)
    assert read_carried(ballot.content) == ballot
    assert f"member: {ANNE}" in ballot.text
