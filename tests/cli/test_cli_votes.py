"""Amending, secret ballots and signed ones, by commands, as the people of a meeting do."""

import json
import shutil

import pytest

from comens_tui.model.places import ballot_path
from tests.cli.running import comens
from tests.operations.support import (
    ANNE,
    FILES,
    MEETING,
    REFERENTIAL,
    SITTING,
    Room,
    amended,
    sit,
    table,
)
from tests.operations.voting import Voters
from tests.support import git, make_repository, make_ssh_key

AT = SITTING.replace(hour=15)


@pytest.fixture(scope="module")
def stage(tmp_path_factory, sealed_environment):
    """An open meeting whose first item is open, and a member with a key."""
    folder = tmp_path_factory.mktemp("votes")
    room = Room(make_repository(folder / "workspace", FILES))
    table(room)
    sit(room)
    voters = Voters(room, {ANNE: make_ssh_key(folder, ANNE)})
    voters.record_keys()
    voters.open()
    room.workspace.close()
    return folder


@pytest.fixture
def root(stage, tmp_path):
    """The secretary's clone."""
    root = shutil.copytree(stage / "workspace", tmp_path / "secretary", symlinks=True)
    git(root, "config", "user.email", "samir@example.org")
    return root


@pytest.fixture
def run(root):
    return lambda line, **given: comens(line, root=root, at=AT, **given)


def shown(run):
    return json.loads(run(f"meeting show {MEETING} --format json").out)


def test_an_amendment_shows_its_redline_the_checks_and_what_is_void(run, tmp_path):
    assert run(f"meeting vote {MEETING} --item 1 {ANNE}=for").status == 0
    (tmp_path / "ref.md").write_text(amended(new="brefs, autant que possible."))
    line = f"meeting amend {MEETING} --item 1 --by {ANNE} --reason Court --file {REFERENTIAL}="
    dry = run(f"{line}{tmp_path}/ref.md --dry-run")
    assert (dry.status, shown(run)["amendments"]) == (0, [])
    outcome = run(f"{line}- --format json", stdin=amended(new="brefs, autant que possible."))
    (text,) = json.loads(outcome.out)["texts"]
    assert "Q025" in {finding["code"] for finding in text["findings"]}
    item = shown(run)["items"][0]
    assert [entry["member"] for entry in item["void_ballots"]] == item["void_awaited"] == [ANNE]
    assert "digest" not in item["void_ballots"][0]
    text = run(f"meeting show {MEETING}").out
    assert "text amended on the motion of Anne Petit (Court)" in text
    assert "The ballot of Anne Petit is void: the text was amended." in text
    assert run(f"meeting vote {MEETING} --item 1 {ANNE}=for").status == 0
    back = run(f"meeting amend {MEETING} --item 1 --back --reason Non")
    assert back.status == 0, back.err
    assert "1 ballot cast on the former text is void: Anne Petit.\n" in back.out
    assert "[-" in back.out
    assert "{+simples et brefs+}" in back.out
    assert "The checks find nothing new" in back.out


def test_who_left_is_no_longer_shown_present_and_who_came_back_is_shown_once(run):
    assert run(f"meeting attend {MEETING} --absent {ANNE}").status == 0
    lines = dict(line.split(": ", 1) for line in run(f"meeting show {MEETING}").out.splitlines()
                 if ": " in line)  # fmt: skip
    assert lines["left the meeting"] == "Anne Petit"
    assert "Anne Petit" not in lines["present"]
    assert run(f"meeting attend {MEETING} --present {ANNE}").status == 0
    (present,) = [
        line
        for line in run(f"meeting show {MEETING}").out.splitlines()
        if line.startswith("present: ")
    ]
    assert present.count("Anne Petit") == 1


def test_a_secret_ballot_is_asked_for_and_counted(run):
    decide = f"meeting decide {MEETING} --item 1 --for 3 --blank 1 --null 1"
    counted = f"{decide} --scrutineers {ANNE},bruno-leroy"
    assert "Nobody asked" in run(counted).err
    assert run(f"meeting secret {MEETING} --item 1 --asked-by {ANNE}").status == 0
    assert "two scrutineers" in run(decide).err
    assert run(counted).status == 0
    text = run(f"meeting show {MEETING}").out
    assert "secret ballot requested by Anne Petit" in text
    assert "blank papers 1, null papers 1" in text


def test_a_signed_ballot_goes_from_a_clone_to_the_decision(root, run, stage, tmp_path):
    theirs, file = tmp_path / "theirs", tmp_path / "anne.ballot"
    git(root, "clone", "-q", ".", str(theirs))
    git(theirs, "config", "user.email", "anne@example.org")
    cast = f"meeting ballot {MEETING} --item 1 against -o {file}"
    missing = comens(cast, root=theirs, at=AT)
    assert (missing.status, "no SSH key is set" in missing.err) == (1, True)
    git(theirs, "config", "user.signingkey", str(stage / ANNE))
    outcome = comens(cast, root=theirs, at=AT)
    assert outcome.status == 0, outcome.err
    assert "Your ballot on item 1 of S-2026-01 is signed" in outcome.out
    assert git(theirs, "status", "--porcelain") == ""

    take = f"meeting ballots take {MEETING} {file}"
    assert "sealed until the vote closes" in run(take).out
    assert "was received already" in run(take).out
    text = run(f"meeting show {MEETING}").out
    assert "1 signed ballot is kept sealed until the vote closes: Anne Petit." in text
    assert "against" not in text.lower().replace("against 0", "")
    assert "in this clone" in run(f"meeting ballots list {MEETING}").out
    assert run(f"meeting vote {MEETING} --item 1 {ANNE}=for").status == 1
    votes = "claire-morel=for bruno-leroy=for rene-lopez=for"
    assert run(f"meeting vote {MEETING} --item 1 {votes}").status == 0
    assert "\n   Claire Morel: " in run(f"meeting show {MEETING}").out
    assert run(f"meeting decide {MEETING} --item 1").status == 0
    said = run("decision show D-2026-001").out
    assert f"{ANNE} " in said
    assert "signed by the member" in said
    assert "entered by samir-benali, not signed" in said
    assert (root / ballot_path(MEETING, 1, ANNE)).read_text() in file.read_text()

    late = run(f"{take} --format json")
    assert late.status == 0, "the very ballot that was counted"
    file.write_text(file.read_text().replace("choice: against", "choice: for"))
    outcome = run(take)
    assert outcome.status == 1
    assert "refused, and kept aside in" in outcome.out
    assert "It came after item 1 was decided." in outcome.out
    assert "Refused:" in run(f"meeting ballots list {MEETING}").out


@pytest.mark.parametrize(
    "line",
    [
        f"meeting amend {MEETING} --item 1 --back --reason R --file {REFERENTIAL}=x",
        f"meeting amend {MEETING} --item 3 --reason R",
        f"meeting ballots take {MEETING}",
        f"meeting ballots steal {MEETING}",
        f"meeting ballot {MEETING} --item 1 maybe",
        f"meeting ballots take {MEETING} no-such-file",
    ],
)
def test_words_that_are_off_are_refused(run, line):
    assert run(line).status == 2
