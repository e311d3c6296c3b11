"""From reports that repeat each other to answers, by commands alone."""

import json
from pathlib import Path

import pytest

from tests.cli.running import comens
from tests.support import git

TEXT = "Le motif du refus s'affiche hors de l'écran du téléphone."


@pytest.fixture
def root(workspace_root: Path) -> Path:
    """The secretary's workspace, with two reports of the same trouble."""
    git(workspace_root, "config", "user.email", "samir@example.org")
    for title in ("Motif illisible", "Un refus illisible"):
        line = f'report new --title "{title}" --type technical --solution SOL-04 --description -'
        done = comens(line, root=workspace_root, stdin=TEXT)
        assert done.status == 0, done.err
    return workspace_root


def ids(root: Path) -> tuple[str, ...]:
    """Return the two reports that repeat each other."""
    listed = json.loads(comens("report list --format json", root=root).out)
    return tuple(item["id"] for item in listed[1:])


def test_duplicates_say_why_in_both_formats(root: Path) -> None:
    first, second = ids(root)
    said = comens(f"report duplicates {second}", root=root)
    assert said.status == 0
    assert said.out.startswith(f"{first}  ")
    assert "    same solution: SOL-04 (+15)\n" in said.out
    (found,) = json.loads(comens(f"report duplicates {second} --format json", root=root).out)[
        "duplicates"
    ]
    assert found["id"] == first
    assert found["score"] == sum(reason["points"] for reason in found["reasons"])
    assert {reason["cause"] for reason in found["reasons"]} >= {"words", "solution", "type"}


def test_merge_apart_and_their_undo(root: Path) -> None:
    first, second = ids(root)
    merged = comens(f"report merge {second} {first}", root=root)
    assert f"Its reporter is answered with {first}." in merged.err
    shown = comens(f"report show {second}", root=root).out
    assert ["Answered", "with", first] in [row.split() for row in shown.splitlines()]
    shown = comens(f"report show {first}", root=root).out
    assert ["Repeated", "by", second] in [row.split() for row in shown.splitlines()]
    assert "already repeats" in comens(f"report duplicates {second}", root=root).err
    assert comens(f"report unmerge {second}", root=root).status == 0
    assert comens(f"report apart {second} {first}", root=root).status == 0
    left = comens(f"report duplicates {second}", root=root)
    assert (left.out, f"Kept apart by a person: {first}" in left.err) == ("", True)
    assert comens(f"report apart {second} {first} --undo", root=root).status == 0
    assert first in comens(f"report duplicates {second}", root=root).out


def test_a_closed_duplicate_says_with_what_it_is_answered(root: Path) -> None:
    first, second = ids(root)
    comens(f"report merge {second} {first}", root=root)
    closed = comens(f"report close {second}", root=root)
    assert closed.status == 0
    assert f"Its reporter is answered with {first}." in closed.err
    comens(f'report answer {first} --text "Corrigé."', root=root)
    assert "Corrigé." in comens(f"report show {second}", root=root).out


def test_the_assignee_and_the_date_are_listed(root: Path) -> None:
    first, _second = ids(root)
    comens(f"report assign {first} samir-benali --due 2099-12-31", root=root)
    (row,) = json.loads(comens("report list --assignee samir-benali --format json", root=root).out)
    assert row["owner"] == "samir-benali"
    assert "Samir Benali" in comens("report list --assignee samir-benali", root=root).out
    assert "Samir Benali" in comens(f"report show {first}", root=root).out
    assert (row["id"], row["extra"]["due"], row["overdue"]) == (first, "2099-12-31", False)
    assert "2099-12-31" in comens("report list", root=root).out
    assert "2099-12-31" in comens(f"report show {first}", root=root).out


def test_the_wait_for_the_publisher_is_listed(root: Path) -> None:
    first, _second = ids(root)
    for state in ("admissible", "under_instruction", "awaiting_publisher"):
        assert comens(f"report triage {first} {state}", root=root).status == 0
    assert "awaited for 0 days" in comens("report list --state awaiting_publisher", root=root).out
    assert "awaited for 0 days" in comens(f"report show {first}", root=root).out
