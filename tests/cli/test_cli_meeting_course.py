"""The course of a meeting by commands: interests, floor, order, pauses, blocks, corrections."""

import json

import pytest

from tests.cli.running import comens
from tests.support import git

MEETING = "S-2026-01"


@pytest.fixture
def root(workspace_root):
    """The small workspace, used by its secretary, with a meeting of two items open today."""
    git(workspace_root, "config", "user.email", "samir@example.org")
    for line in (
        "meeting plan --at 2026-03-02T14:00 --information Bilan --information Divers",
        f"meeting convene {MEETING} --urgent Essai",
        f"meeting attend {MEETING} --open --present anne-petit,bruno-leroy,claire-morel",
    ):
        assert comens(line, root=workspace_root).status == 0
    return workspace_root


def shown(root):
    return json.loads(comens(f"meeting show {MEETING} --format json", root=root).out)


def test_a_sitting_goes_its_course_by_commands(root):
    for line in (
        f"meeting discuss {MEETING} --item 1",
        f"meeting order {MEETING} --item 2 --place 1 --minutes 15 --reason Urgent",
        f"meeting attend {MEETING} --absent bruno-leroy --proxy bruno-leroy:anne-petit",
        f"meeting attend {MEETING} --no-proxy bruno-leroy --substitute anne-petit:assembly:Paule",
        f"meeting attend {MEETING} --recuse 1:anne-petit:Lien",
        f"meeting interests {MEETING} --item 1 --withdraw anne-petit",
        f"meeting suspend {MEETING} --reason Pause",
    ):
        outcome = comens(line, root=root)
        assert outcome.status == 0, outcome.err
    refused = comens(f"meeting vote {MEETING} --item 1 --open", root=root)
    assert (refused.status, "suspended" in refused.err) == (1, True)
    assert comens(f"meeting resume {MEETING}", root=root).status == 0
    meeting = shown(root)
    assert [item["number"] for item in meeting["agenda"]] == [2, 1]
    assert meeting["agenda"][0]["allotted"] == 15
    assert [entry["giver"] for entry in meeting["past_proxies"]] == ["bruno-leroy"]
    assert (meeting["recusals"], len(meeting["suspensions"])) == ([], 1)
    assert "discussed 0 min out of 15" in comens(f"meeting show {MEETING}", root=root).out


def test_the_last_act_is_shown_then_taken_back(root):
    comens(f"meeting suspend {MEETING}", root=root)
    rehearsed = comens(f"meeting correct {MEETING} --dry-run", root=root)
    assert f"acte repris : Suspend la séance {MEETING}" in rehearsed.out
    assert len(shown(root)["suspensions"]) == 1
    assert comens(f"meeting correct {MEETING}", root=root).status == 0
    assert shown(root)["suspensions"] == []


REFUSALS = (
    ("interests S-2026-01 --recuse anne-petit:Lien", 2, "Say on which item"),
    ("order S-2026-01 --item 1", 2, "Say what changes"),
    ("block S-2026-01", 2, "Say what happens"),
    ("block S-2026-01 --open", 2, "Say on which item"),
    ("block S-2026-01 --items 1 2", 1, "not editorial"),
    ("block S-2026-01 --item 1 --decide", 1, "in no block"),
    ('block S-2026-01 --item 1 --decide --follow-up "Publier;anne-petit"', 2, "lacks its member"),
    ("resume S-2026-01", 1, "not suspended"),
    ("discuss S-2026-01 --item 9", 1, "has no item 9"),
)


def test_what_cannot_be_is_refused_with_its_remedy(root):
    head = git(root, "rev-parse", "HEAD")
    assert "No declared interest waits" in comens(f"meeting interests {MEETING}", root=root).err
    for line, status, words in REFUSALS:
        outcome = comens(f"meeting {line}", root=root)
        assert (outcome.status, words in outcome.err) == (status, True), (line, outcome.err)
    assert git(root, "rev-parse", "HEAD") == head
