"""Signed ballots from a member's clone to the decision, and each way to forge one."""

import shutil
import subprocess
from dataclasses import replace

import pytest

from comens_tui.errors import RefusedError, SigningError
from comens_tui.model.places import ballot_path, signature_path
from comens_tui.model.words import Choice, ProposalState
from comens_tui.operations import carried_ballots
from comens_tui.operations.amending import amend_item
from comens_tui.operations.ballot_proofs import ballot_proofs
from comens_tui.operations.carried_ballots import Carried, read_carried
from comens_tui.operations.deliberation import cast_ballot, decide_item, open_item, recuse
from comens_tui.operations.floor import resume, suspend
from comens_tui.operations.following import room
from comens_tui.operations.meetings import attend, close_meeting
from comens_tui.operations.releases import check_workspace
from comens_tui.operations.remote_ballots import held_ballots, sign_ballot
from comens_tui.operations.secret_ballots import request_secret_ballot
from comens_tui.store.kept_data import write_kept
from comens_tui.store.records import new_text
from comens_tui.store.signing import sign
from comens_tui.text.digests import text_digest
from tests.operations.support import (
    ANNE,
    BRUNO,
    CHAIR,
    EXPERT,
    MEETING,
    REFERENTIAL,
    SECRETARY,
    SITTING,
    Room,
    amended,
    git,
    unchanged,
)
from tests.operations.voting import COMMITTEE, Voters, with_keys
from tests.support import RELEASE_MANAGER, commit_all, make_ssh_key, write_files

FOR, AGAINST = Choice.FOR, Choice.AGAINST
OWN = ballot_path(MEETING, 1, ANNE)


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    return {member: make_ssh_key(folder, member) for member in (ANNE, BRUNO)}


@pytest.fixture(scope="module")
def vote_stage(tmp_path_factory, sitting_stage, keys):
    """Anne and Bruno have keys on record, and item 1 is open."""
    root = shutil.copytree(
        sitting_stage, tmp_path_factory.mktemp("vote") / "workspace", symlinks=True
    )
    room = Room(root, SITTING.replace(hour=15))
    voters = Voters(room, keys)
    voters.record_keys()
    voters.open()
    room.workspace.close()
    return root, room.now


@pytest.fixture
def vote(tmp_path, vote_stage, keys):
    """A fresh copy of that vote."""
    source, now = vote_stage
    room = Room(shutil.copytree(source, tmp_path / "vote", symlinks=True), now)
    yield Voters(room, keys)
    room.workspace.close()


def say_all(room, *members, choice=FOR):
    for member in members:
        cast_ballot(room.desk(), MEETING, 1, choice, member_id=member)


def findings(room, *codes):
    return [
        item for item in check_workspace(room.desk()).findings if item.code in (codes or ("G030",))
    ]


def forged(vote, carried, key=BRUNO, namespace=carried_ballots.NAMESPACE, **changes):
    """Return the ballot changed, and signed with a key of the attacker's choice."""
    text = new_text(carried.ballot.model_copy(update=changes)).decode()
    return Carried(carried.ballot, text, sign(text.encode(), vote.keys[key], namespace))


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


def test_a_ballot_is_signed_by_who_may_vote_with_a_key_of_theirs(vote, keys, tmp_path):
    room = vote.room
    with pytest.raises(RefusedError, match="no SSH key is set"):
        sign_ballot(room.desk(ANNE), MEETING, 1, FOR)
    with pytest.raises(SigningError, match="not one of yours"):
        sign_ballot(vote.desk(ANNE, key=BRUNO), MEETING, 1, FOR)
    with pytest.raises(RefusedError, match="not open to the vote"):
        vote.signed(ANNE, number=2)
    with pytest.raises(RefusedError):
        sign_ballot(replace(room.desk(EXPERT), key=keys[ANNE]), MEETING, 1, FOR)
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


# The attacker's table (each row is a forgery, and what is said of it)


def _bob_for_alice(vote):
    return forged(vote, vote.signed(ANNE))


def _other_namespace(vote):
    return forged(vote, vote.signed(ANNE), key=ANNE, namespace="git")


def _altered_choice(vote):
    good = vote.signed(ANNE, FOR)
    return good._replace(text=good.text.replace("choice: for", "choice: against"))


def _altered_time(vote):
    good = vote.signed(ANNE)
    other = good.ballot.model_copy(update={"at": SITTING})
    return good._replace(text=new_text(other).decode())


def _other_item(vote):
    return forged(vote, vote.signed(ANNE), key=ANNE, item=2)


def _other_meeting(vote):
    return forged(vote, vote.signed(ANNE), key=ANNE, meeting="S-2025-01")


def _old_opening(vote):
    old = vote.signed(ANNE)
    vote.open()
    return old


def _key_added_after_the_opening(vote):
    """Mallory, as the secretary, gives Anne a key of hers, then votes for her."""
    good = vote.signed(ANNE)
    text = vote.room.text(COMMITTEE)
    public = " ".join(vote.keys[BRUNO].with_suffix(".pub").read_text().split()[:2])
    vote.record_keys(
        text.replace(f"  - id: {ANNE}\n    keys: [", f"  - id: {ANNE}\n    keys: ['{public}', ")
    )
    return forged(vote, good)


def _a_key_that_is_two_lines(vote):
    public = vote.keys[BRUNO].with_suffix(".pub").read_text().strip()
    text = vote.room.text(COMMITTEE).replace(
        f"  - id: {CHAIR}\n",
        f'  - id: {CHAIR}\n    keys: ["ssh-ed25519 AAAA\\n{ANNE} namespaces=\\"comens-ballot\\" {public}"]\n',
    )
    vote.record_keys(text)
    vote.open()
    return forged(vote, vote.signed(ANNE))


def _after_the_decision(vote):
    late = vote.signed(ANNE)
    say_all(vote.room, BRUNO, CHAIR, SECRETARY)
    decide_item(vote.room.desk(), MEETING, 1)
    return late


def _after_the_meeting(vote):
    late = _after_the_decision(vote)
    close_meeting(vote.room.desk(), MEETING)
    return late


def _not_there(vote):
    ballot = vote.signed(ANNE)
    attend(vote.room.desk(), MEETING, (ANNE,), "absent")
    return ballot


def _recused(vote):
    ballot = vote.signed(ANNE)
    recuse(vote.room.desk(), MEETING, 1, ANNE, "Autrice.")
    return ballot


def _of_a_stranger(vote):
    return forged(vote, vote.signed(ANNE), key=ANNE, member="mallory")


def _said_by_another(vote):
    return forged(vote, vote.signed(ANNE), key=ANNE, recorded_by=SECRETARY)


def _a_rule_of_their_own(vote):
    return forged(vote, vote.signed(ANNE), key=ANNE, rule="0" * 64)


def _other_electors(vote):
    return forged(vote, vote.signed(ANNE), key=ANNE, electorate="0" * 64)


#: Forgeries that a forger makes at home.
MADE = (
    (_bob_for_alice, "signed with a key of Bruno Leroy"),
    (_other_namespace, "of no key that Anne Petit had"),
    (_altered_choice, "of no key that Anne Petit had"),
    (_altered_time, "of no key that Anne Petit had"),
    (_other_item, "Item 2 is not open"),
    (_other_meeting, "another meeting: S-2025-01"),
    (_of_a_stranger, "mallory may not vote"),
    (_said_by_another, "somebody else entered it"),
    (_a_rule_of_their_own, "under another rule"),
    (_other_electors, "among other electors"),
)
#: Good ballots, and forged ones, once something else happened in the room.
PLAYED = (
    (_old_opening, "another opening"),
    (_key_added_after_the_opening, "signed with a key of Bruno Leroy"),
    (_a_key_that_is_two_lines, "signed with a key of Bruno Leroy"),
    (_after_the_decision, "after item 1 was decided"),
    (_after_the_meeting, "after item 1 was decided"),
    (_not_there, "neither present"),
    (_recused, "recused on item 1"),
)


def assert_refused(vote, forgery, words):
    """The forged ballot is refused with the reason, kept, and named while the meeting is open."""
    room = vote.room
    ballot = forgery(vote)
    decided = dict(room.snapshot().decisions)
    assert words in vote.refused(ballot), forgery.__name__
    kept = {
        item.path.read_bytes(): item.reason for item in held_ballots(room.desk(), MEETING).refused()
    }
    assert words in kept[ballot.content]
    assert room.meeting().received_ballots == ()
    assert dict(room.snapshot().decisions) == decided
    named = [entry.digest for entry in room.meeting().refused_ballots]
    assert (ballot.digest in named) == (forgery not in (_after_the_meeting, _of_a_stranger))
    with unchanged(room):
        vote.take(ballot)


def test_each_forged_ballot_is_refused_with_the_reason_kept_and_named(vote):
    for forgery, words in MADE:
        assert_refused(vote, forgery, words)
    assert vote.take(vote.signed(ANNE)).handed[0].reason == "", "the true one still counts"


@pytest.mark.parametrize(
    ("forgery", "words"), PLAYED, ids=lambda item: getattr(item, "__name__", "")
)
def test_a_ballot_out_of_its_place_is_refused_with_the_reason_kept_and_named(vote, forgery, words):
    assert_refused(vote, forgery, words)


NO_BALLOTS = (
    b"", b"\x00\xff", b"x" * 20_000, "élan".encode(),
    b"-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n",
    b"schema: 1\n-----BEGIN SSH SIGNATURE-----\n\x1b[31m\n-----END SSH SIGNATURE-----\n",
)  # fmt: skip


def test_what_is_no_ballot_is_refused_and_kept_and_writes_nothing(vote):
    with unchanged(vote.room):
        for content in NO_BALLOTS:
            assert vote.refused(content)
    assert len(held_ballots(vote.room.desk(), MEETING).refused()) == len(NO_BALLOTS)


def test_a_ballot_written_otherwise_is_none(vote):
    good = vote.signed(ANNE)
    text = good.text + "# 1 84 05 75 123 456 72\n"
    other = Carried(good.ballot, text, sign(text.encode(), vote.keys[ANNE], "comens-ballot"))
    assert vote.refused(other) == "This is no signed ballot."


def test_the_reason_of_a_refusal_never_tells_what_was_chosen(vote):
    good = vote.signed(ANNE)
    text = good.text.replace("choice: against", "choice: contre").replace(
        "choice: for", "choice: contre"
    )
    assert text != good.text
    other = Carried(good.ballot, text, sign(text.encode(), vote.keys[ANNE], "comens-ballot"))
    assert vote.refused(other) == "This is no signed ballot."


def test_a_key_taken_away_before_the_opening_signs_nothing(sitting, keys):
    voters = Voters(sitting, keys)
    bare = sitting.text(COMMITTEE)
    voters.record_keys()
    voters.open()
    old = voters.signed(ANNE)
    voters.record_keys(with_keys(bare, {BRUNO: keys[BRUNO]}), why="Take Anne's key away.")
    voters.open()
    with pytest.raises(SigningError, match="not one of yours"):
        voters.signed(ANNE)
    now = voters.signed(BRUNO).ballot
    terms = {name: getattr(now, name) for name in ("opening", "electorate", "rule")}
    assert "of no key that Anne Petit had" in voters.refused(forged(voters, old, key=ANNE, **terms))


def test_no_setting_of_git_lets_a_key_in(vote, tmp_path):
    root = vote.room.root
    public = vote.keys[BRUNO].with_suffix(".pub").read_text()
    (tmp_path / "allowed").write_text(f"{ANNE} {public}")
    git(root, "config", "gpg.ssh.allowedSignersFile", str(tmp_path / "allowed"))
    git(root, "config", "gpg.ssh.program", "/bin/true")
    git(root, "config", "gpg.format", "ssh")
    assert "signed with a key of Bruno Leroy" in vote.refused(_bob_for_alice(vote))


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


def test_the_carried_text_reads_back(vote):
    ballot = vote.signed(ANNE)
    assert read_carried(ballot.content) == ballot
    assert f"member: {ANNE}" in ballot.text


def test_once_the_vote_is_secret_no_file_of_the_clone_tells_a_choice(vote):
    vote.take(vote.signed(ANNE), vote.signed(BRUNO))
    late = vote.signed(ANNE, AGAINST)
    vote.refused(late)
    request_secret_ballot(vote.room.desk(), MEETING, 1, (BRUNO,))
    assert "secret" in vote.refused(late)
    folder = vote.room.workspace.private / "ballots"
    assert [path for path in folder.rglob("*") if path.is_file()] == []
