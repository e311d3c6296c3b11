"""The forms of a meeting's commands, and how each becomes acts."""

import json
import re

import pytest

from tests.cli.running import comens
from tests.support import git

PLAN = "meeting plan --at 2026-03-16T14:00 --information Bilan"


@pytest.fixture
def root(workspace_root):
    """The small workspace, used by its secretary, with a meeting open today."""
    git(workspace_root, "config", "user.email", "samir@example.org")
    for line in (
        "meeting plan --at 2026-03-02T14:00 --information Bilan",
        "meeting convene S-2026-01 --urgent Essai",
        "meeting attend S-2026-01 --open",
    ):
        assert comens(line, root=workspace_root).status == 0
    return workspace_root


def _modes(root):
    meeting = json.loads(comens("meeting show S-2026-01 --format json", root=root).out)
    return {item["member"]: item["mode"] for item in meeting["attendance"]}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("anne-petit", {"anne-petit": "present"}),
        ("anne-petit bruno-leroy --video", {"anne-petit": "video", "bruno-leroy": "video"}),
        ("--excused anne-petit", {"anne-petit": "excused"}),
        (
            "--present anne-petit,claire-morel --excused bruno-leroy",
            {"anne-petit": "present", "claire-morel": "present", "bruno-leroy": "excused"},
        ),
        ("anne-petit --excused bruno-leroy", {"anne-petit": "present", "bruno-leroy": "excused"}),
    ],
)
def test_attendance_is_written_as_it_is_said(root, line, expected):
    outcome = comens(f"meeting attend S-2026-01 {line}", root=root)

    assert outcome.status == 0, outcome.err
    modes = _modes(root)
    assert {member: modes[member] for member in expected} == expected


@pytest.mark.parametrize("line", ["", "--video", "anne-petit --video --excused"])
def test_attendance_that_is_not_clear_is_refused(root, line):
    outcome = comens(f"meeting attend S-2026-01 {line}", root=root)

    assert outcome.status == 2
    assert len(outcome.err.splitlines()) == 2


def test_a_mandate_and_a_recusal_are_acts_of_their_own(root):
    head = git(root, "rev-parse", "HEAD").strip()

    outcome = comens(
        "meeting attend S-2026-01 --present anne-petit --excused bruno-leroy "
        '--proxy bruno-leroy:anne-petit --recuse "1:claire-morel:Lien : éditeur" --format json',
        root=root,
    )

    assert outcome.status == 0, outcome.err
    acts = json.loads(outcome.out)
    assert len(acts) == 4
    assert git(root, "rev-list", f"{head}..HEAD").split() == [act["commit"] for act in acts][::-1]


@pytest.mark.parametrize(
    "line",
    [
        "meeting attend S-2026-01 --recuse x:claire-morel:Lien",
        "meeting attend S-2026-01 --proxy bruno-leroy",
        "meeting vote S-2026-01 --item 1 anne-petit=maybe",
        "meeting vote S-2026-01 --item 1 anne-petit",
        "meeting vote S-2026-01 --item 0 --open",
        "meeting vote S-2026-01 --item 1",
        "meeting vote S-2026-01 --open",
        "meeting decide S-2026-01 --item 1 --scrutineers anne-petit",
        "meeting decide S-2026-01 --item 1 --sense maybe",
        "meeting plan",
        "meeting plan S-2026-01",
        "meeting plan --at 2026-03-16",
        "meeting minutes S-2026-01 --show",
    ],
)
def test_words_that_do_not_fit_are_refused_before_anything_is_written(root, line):
    head = git(root, "rev-parse", "HEAD")

    outcome = comens(line, root=root)

    assert outcome.status == 2, outcome
    assert outcome.out == ""
    assert outcome.err.startswith("comens: ")
    assert git(root, "rev-parse", "HEAD") == head


def test_the_time_of_a_meeting_is_that_of_the_committee(root):
    outcome = comens(PLAN, root=root)

    assert outcome.status == 0, outcome.err
    planned = json.loads(comens("meeting show S-2026-02 --format json", root=root).out)["planned"]
    assert planned == "2026-03-16T14:00:00+01:00"


def test_items_can_be_added_to_a_meeting_that_is_planned(root):
    comens(PLAN, root=root)

    assert comens("meeting plan S-2026-02 --information Divers", root=root).status == 0

    agenda = json.loads(comens("meeting show S-2026-02 --format json", root=root).out)["agenda"]
    assert [item["title"] for item in agenda] == ["Bilan", "Divers"]


def test_the_rules_are_a_table_with_their_articles(root):
    outcome = comens("meeting rules", root=root)

    assert outcome.status == 0, outcome.err
    lines = outcome.out.splitlines()
    assert lines[0] == "Profile: crpa"
    assert any(line.split()[:4] == ["notice_days", "5", "CRPA", "R133-8"] for line in lines), (
        outcome.out
    )
    assert not re.search(r"\b(true|false|calendar|present_represented)  ", outcome.out)
    assert re.search(r"notice_count +calendar days +CRPA R133-8", outcome.out)
    french = comens("meeting rules", root=root, language="fr").out
    assert "jours entre la convocation et la séance" in french
    assert re.search(r"casting_vote +oui +CRPA R133-11", french)
    assert re.search(r"notice_count +jours calendaires +CRPA R133-8", french)
    data = json.loads(comens("meeting rules --format json", root=root).out)
    assert data["profile"] == "crpa"
    assert {line["key"] for line in data["rules"]} >= {"majority_base", "substitute_elected"}


def test_a_meeting_without_quorum_is_adjourned_and_convened_again(root):
    refused = comens("meeting rules --profile hcsp", root=root)
    assert (refused.status, "S-2026-01 is open" in refused.err) == (1, True)

    for line in (
        "meeting adjourn S-2026-01",
        "meeting rules --profile hcsp --set notice_count=clear --set casting_vote=non",
        "meeting plan --second-of S-2026-01 --at 2026-03-16T14:00",
        "meeting convene S-2026-02 --second-of S-2026-01",
    ):
        outcome = comens(line, root=root)
        assert outcome.status == 0, outcome.err

    first = comens("meeting show S-2026-01", root=root).out
    assert "Want of quorum" in first
    assert "CRPA R133-10" in first
    again = json.loads(comens("meeting show S-2026-02 --format json", root=root).out)
    assert (again["second_of"], again["second_convocation"]) == ("S-2026-01", True)
    rules = json.loads(comens("meeting rules --format json", root=root).out)["rules"]
    assert {"second_convocation_days": "21", "casting_vote": "false"}.items() <= {
        line["key"]: line["value"] for line in rules
    }.items()
    late = comens("meeting plan --second-of S-2026-01 --at 2026-04-16T14:00", root=root)
    assert (late.status, late.out) == (1, "")


@pytest.mark.parametrize(
    "line",
    [
        "meeting rules --profile cnil",
        "meeting rules --set notice_days",
        "meeting plan --second-of S-2026-01",
        "meeting plan --second-of S-2026-01 --at 2026-03-16T14:00 --information Divers",
    ],
)
def test_a_second_meeting_and_rules_are_said_in_full(root, line):
    head = git(root, "rev-parse", "HEAD")
    outcome = comens(line, root=root)
    assert (outcome.status, outcome.out) == (2, "")
    assert git(root, "rev-parse", "HEAD") == head
