"""The watch sees every move of the branch, whatever git did, and nothing else."""

from datetime import UTC, datetime

import pytest

from comens_tui.store.watching import Pointer, Watch, point, pointed
from tests.support import git

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_nothing_moved_is_nothing_seen(workspace):
    watch = Watch(workspace)
    (workspace.root / "corpus/glossary.yaml").touch()
    git(workspace.root, "status")
    assert not watch.moved()
    assert not watch.moved()


@pytest.mark.parametrize(
    "commands",
    [
        [("commit", "--quiet", "--allow-empty", "-m", "x")],
        [("switch", "--quiet", "-c", "other")],
        [("commit", "--quiet", "--allow-empty", "-m", "x"), ("pack-refs", "--all")],
    ],
    ids=["commit", "switch", "packed"],
)
def test_a_move_is_seen_once(workspace, commands):
    watch = Watch(workspace)
    for command in commands:
        git(workspace.root, *command)
    assert watch.moved()
    assert not watch.moved()


def test_a_move_after_the_refs_were_packed_is_seen(workspace):
    git(workspace.root, "pack-refs", "--all")
    watch = Watch(workspace)
    git(workspace.root, "commit", "--quiet", "--allow-empty", "-m", "x")
    assert watch.moved()


def test_where_the_room_is_comes_back(workspace):
    watch = Watch(workspace)
    point(workspace, Pointer("S-2026-01", 3, NOON))
    assert watch.moved()
    assert pointed(workspace) == Pointer("S-2026-01", 3, NOON)
    assert git(workspace.root, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    "note", ["", "{", "[]", '{"meeting": "S", "item": "x", "at": "now"}', "9" * 5000]
)
def test_a_pointer_that_makes_no_sense_is_none(workspace, note):
    workspace.private.mkdir(exist_ok=True)
    (workspace.private / "room.json").write_text(note)
    assert pointed(workspace) is None
