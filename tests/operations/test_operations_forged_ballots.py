"""Each way to forge a signed ballot, and what is said of it."""

import pytest

from comens_tui.errors import SigningError
from comens_tui.operations.carried_ballots import Carried
from comens_tui.operations.deliberation import decide_item, recuse
from comens_tui.operations.meetings import attend, close_meeting
from comens_tui.operations.remote_ballots import held_ballots
from comens_tui.store.records import new_text
from comens_tui.store.signing import sign
from tests.operations.support import (
    ANNE,
    BRUNO,
    CHAIR,
    MEETING,
    SECRETARY,
    SITTING,
    git,
    unchanged,
)
from tests.operations.voting import COMMITTEE, FOR, Voters, forged, say_all, with_keys

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


def test_a_key_taken_away_before_the_opening_signs_nothing(sitting, member_keys):
    voters = Voters(sitting, member_keys)
    bare = sitting.text(COMMITTEE)
    voters.record_keys()
    voters.open()
    old = voters.signed(ANNE)
    voters.record_keys(with_keys(bare, {BRUNO: member_keys[BRUNO]}), why="Take Anne's key away.")
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
