"""Minutes corrected before their approval, then signed by the chair and the secretary."""

import subprocess
from dataclasses import replace

import pytest

from comens_tui.checks.base import Context
from comens_tui.checks.running import run
from comens_tui.errors import RefusedError, SigningError
from comens_tui.model.meeting import MINUTES_NAMESPACE
from comens_tui.model.places import minutes_path
from comens_tui.operations.meetings import close_meeting, draft_minutes
from comens_tui.operations.minutes.copies import minutes_copy
from comens_tui.operations.minutes.corrections import correct_minutes, minutes_changes
from comens_tui.operations.minutes.signing import (
    judged_signatures,
    require_good_signatures,
    sign_minutes,
)
from comens_tui.operations.minutes_approval import approve_minutes
from comens_tui.operations.secret_ballots import HandCount
from comens_tui.text.digests import text_digest
from comens_tui.text.ssh_signature import claim_of
from tests.operations.support import ANNE, CHAIR, MEETING, SECRETARY, unchanged
from tests.support import commit_all, git, write_files

COMMITTEE = "decisions/committee.yaml"


@pytest.fixture
def minuted(sitting):
    close_meeting(sitting.desk(), MEETING)
    draft_minutes(sitting.desk(), MEETING)
    return sitting


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    """A key pair each for the chair, the secretary and a member."""
    folder = tmp_path_factory.mktemp("keys")
    for name in (CHAIR, SECRETARY, ANNE):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(folder / name)],
            check=True,
        )
    return folder


@pytest.fixture
def approved(minuted, keys):
    """Approved minutes of a committee that knows the keys of two."""
    text = minuted.text(COMMITTEE)
    for name in (CHAIR, SECRETARY):
        public = (keys / f"{name}.pub").read_text().strip()
        text = text.replace(f"  - id: {name}\n", f'  - id: {name}\n    keys: ["{public}"]\n')
    write_files(minuted.root, {COMMITTEE: text})
    git(minuted.root, "add", "--all")
    commit_all(minuted.root, "Note the keys")
    approve_minutes(minuted.desk(), MEETING, HandCount(5, 0, 0))
    return minuted


def signing(room, keys, member):
    return replace(room.desk(member), key=keys / member)


def codes(room):
    report = run(room.snapshot(), Context(today=room.desk().today()), ("G014",))
    return [item.message for item in report.findings]


def test_a_correction_is_said_in_the_minutes_and_shown_as_a_redline(minuted):
    text = minuted.snapshot().minutes[MEETING]
    with unchanged(minuted), pytest.raises(RefusedError, match="No correction"):
        minutes_changes(minuted.desk(), MEETING)
    place = text.index("<!-- comens:closing")
    mended = f"{text[:place]}Le second avis est cité.\n\n{text[place:]}"
    correct_minutes(minuted.desk(), MEETING, "Citer le *second* avis", ANNE, text=mended)
    new = minuted.snapshot().minutes[MEETING]
    assert text_digest(new) != text_digest(text)
    assert r"On March 12, 2026, Anne Petit asks for a correction: Citer le \*second\* avis" in new
    assert "Le second avis est cité." in new
    added = "".join(
        op.text
        for clause in minutes_changes(minuted.desk(), MEETING).clauses
        for op in clause.ops
        if op.sign == "+"
    )
    assert "Le second avis est cité." in added


def test_both_sign_and_anybody_can_verify(approved, keys, tmp_path):
    assert approved.meeting().state == "approved"
    sign_minutes(signing(approved, keys, CHAIR), MEETING)
    assert approved.meeting().unsigned == (SECRETARY,)
    with pytest.raises(SigningError, match=f"not signed by: {SECRETARY}"):
        require_good_signatures(approved.desk(), MEETING)
    sign_minutes(signing(approved, keys, SECRETARY), MEETING)
    assert approved.meeting().state == "signed"
    assert [item.is_good for item in require_good_signatures(approved.desk(), MEETING)] == [
        True, True,
    ]  # fmt: skip
    assert (
        "Signed by Claire Morel, Samir Benali." in minutes_copy(approved.desk(), MEETING).notes[0]
    )
    assert codes(approved) == []
    # As an outsider would, with nothing of ours.
    given = approved.meeting().minutes_signatures[0]
    assert claim_of(given.signature).namespace == MINUTES_NAMESPACE
    public = (keys / f"{CHAIR}.pub").read_text()
    (tmp_path / "allowed").write_text(f"{CHAIR} {public}")
    (tmp_path / "sig").write_text(given.signature)
    done = subprocess.run(
        ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", CHAIR, "-n", "comens-minutes",
         "-s", "sig"],
        cwd=tmp_path, input=approved.text(minutes_path(MEETING)).encode(), check=False,
        capture_output=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("member", "key", "words"),
    [
        (ANNE, ANNE, "may not do this"),
        (CHAIR, ANNE, "does not know your signing key"),
        (CHAIR, None, "no signing key"),
    ],
)
def test_nobody_signs_in_the_place_of_another(approved, keys, member, key, words):
    desk = approved.desk(member)
    desk = replace(desk, key=keys / key) if key else desk
    with unchanged(approved), pytest.raises(RefusedError, match=words):
        sign_minutes(desk, MEETING)


def test_a_draft_is_not_signed_and_nobody_signs_twice(minuted, approved, keys):
    sign_minutes(signing(approved, keys, CHAIR), MEETING)
    with unchanged(approved), pytest.raises(RefusedError, match="signed the minutes of"):
        sign_minutes(signing(approved, keys, CHAIR), MEETING)


def test_a_changed_text_or_a_foreign_signature_is_found(approved, keys):
    sign_minutes(signing(approved, keys, CHAIR), MEETING)
    path = minutes_path(MEETING)
    text = approved.text(path)
    write_files(approved.root, {path: text.replace("Claire", "Clara")})
    commit_all(approved.root, "Slip in a word")
    assert [item.is_good for item in judged_signatures(approved.desk(), MEETING)] == [False]
    with pytest.raises(SigningError, match="does not hold"):
        require_good_signatures(approved.desk(), MEETING)
    assert codes(approved) == [f"The minutes of {MEETING} are not the text that was approved."]
    write_files(approved.root, {path: text})
    meeting = f"decisions/meetings/2026/{MEETING}/meeting.yaml"
    signed = approved.text(meeting)
    forged = signed.replace(f"  - member: {CHAIR}\n    at:", f"  - member: {SECRETARY}\n    at:")
    assert forged != signed
    write_files(approved.root, {meeting: forged})
    commit_all(approved.root, "Say that another signed")
    assert codes(approved) == [
        f"A signature of the minutes of {MEETING} is not one of its chair or secretary."
    ]


@pytest.mark.parametrize(
    "text",
    ["", "x", "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----",
     "-----BEGIN SSH SIGNATURE-----\n!!!!\n-----END SSH SIGNATURE-----",
     "-----BEGIN SSH SIGNATURE-----\nU1NIU0lHAAAAAf////8=\n-----END SSH SIGNATURE-----"],
)  # fmt: skip
def test_what_is_no_signature_claims_nothing(text):
    assert claim_of(text) is None
