"""A write that waits for the lock, is killed at any step, or meets a full disk: all or nothing."""

import errno
import os

import pytest

from comens_tui.errors import (
    BusyError,
    WorkspaceError,
)
from comens_tui.store import writing as writing_module
from comens_tui.store.git_failures import GitError
from comens_tui.store.workspace import Workspace
from comens_tui.store.writing import STEPS, writing
from tests.store.written import (
    CHANGES,
    NEW,
    REPORT,
    act,
    content,
    killed,
    status,
    write,
)
from tests.support import REPORT_YAML, git, write_files

pytestmark = pytest.mark.usefixtures("proposed_text")


# The lock


def test_a_second_writer_is_told_who_holds_the_lock(workspace, workspace_root):
    with (
        writing(workspace, "Anne Petit", 5),
        Workspace.open(workspace_root) as other,
        pytest.raises(BusyError, match="Anne Petit") as caught,
        writing(other, "Bruno", 0),
    ):
        pass
    assert str(os.getpid()) in caught.value.message
    write(workspace)


def test_the_lock_of_a_dead_process_is_simply_taken(workspace, workspace_root):
    killed(workspace_root, "locked")
    assert b"Anne" in (workspace.private / "lock").read_bytes()
    write(workspace)


# Crashes


CUTS = [*((step, 1) for step in STEPS), ("file", 2), ("file", 3)]


@pytest.mark.crash
@pytest.mark.parametrize(("step", "times"), CUTS)
def test_a_write_killed_at_any_step_leaves_the_old_state_or_the_new(workspace_root, step, times):
    old = {path: content(workspace_root, path) for path in CHANGES}
    head = git(workspace_root, "rev-parse", "HEAD")
    write_files(workspace_root, {"README.md": "staged\n", "corpus/mine.md": "untracked\n"})
    git(workspace_root, "add", "README.md")
    write_files(workspace_root, {"README.md": "dirty\n"})
    foreign = status(workspace_root)

    killed(workspace_root, step, times)
    happened = git(workspace_root, "rev-parse", "HEAD") != head
    with Workspace.open(workspace_root) as workspace:
        assert not workspace.writing_place.journal.exists()
    assert happened == (STEPS.index(step) >= STEPS.index("moved"))
    expected = CHANGES if happened else old
    assert {path: content(workspace_root, path) for path in CHANGES} == expected
    assert status(workspace_root) == foreign
    assert git(workspace_root, "show", ":README.md") == "staged\n"
    assert content(workspace_root, "README.md") == b"dirty\n"
    git(workspace_root, "fsck", "--strict")
    assert git(workspace_root, "for-each-ref", "--format=%(refname)") == "refs/heads/main\n"


@pytest.mark.crash
def test_the_next_writer_finishes_what_a_killed_one_began(workspace, workspace_root):
    killed(workspace_root, "moved")
    with writing(workspace, "bruno", 5) as writer:
        act(writer, {REPORT: b"and again\n"})
    assert content(workspace_root, NEW) == CHANGES[NEW]
    assert content(workspace_root, REPORT) == b"and again\n"
    assert status(workspace_root) == ""
    assert len(workspace.log()) == 4


@pytest.mark.crash
def test_recovery_leaves_what_a_person_did_after_the_crash(workspace_root):
    killed(workspace_root, "moved")
    write_files(workspace_root, {REPORT: "mine, after the crash\n"})
    Workspace.open(workspace_root).close()
    assert content(workspace_root, REPORT) == b"mine, after the crash\n"
    assert content(workspace_root, NEW) == CHANGES[NEW]


@pytest.mark.crash
def test_recovery_does_not_undo_a_commit_made_after_the_crash(workspace_root):
    killed(workspace_root, "moved")
    git(workspace_root, "commit", "--quiet", "--all", "-m", "A person's own commit.")
    Workspace.open(workspace_root).close()
    assert status(workspace_root) == ""
    assert content(workspace_root, REPORT) == REPORT_YAML.encode()


def test_a_journal_that_cannot_be_read_is_dropped(workspace, workspace_root):
    workspace.writing_place.journal.parent.mkdir(parents=True, exist_ok=True)
    workspace.writing_place.journal.write_text("{")
    write(workspace)
    assert status(workspace_root) == ""


# Disks


def disk_error(number, at):
    def checkpoint(step):
        if step == at:
            raise OSError(number, os.strerror(number))

    return checkpoint


@pytest.mark.parametrize("step", ["checked", "built", "committed", "journalled"])
def test_a_disk_full_before_the_commit_changes_nothing(workspace, workspace_root, step):
    head = workspace.head()
    with (
        writing(workspace, "anne", 5, disk_error(errno.ENOSPC, step)) as writer,
        pytest.raises(WorkspaceError, match="full"),
    ):
        act(writer, CHANGES)
    assert workspace.head() == head
    assert status(workspace_root) == ""
    write(workspace)


@pytest.mark.parametrize("step", ["file", "files", "indexed"])
def test_a_disk_full_after_the_commit_says_that_the_act_is_recorded(
    workspace, workspace_root, step
):
    with (
        writing(workspace, "anne", 5, disk_error(errno.EDQUOT, step)) as writer,
        pytest.raises(WorkspaceError, match="recorded") as caught,
    ):
        act(writer, CHANGES)
    assert "next command completes it" in caught.value.hint
    assert workspace.read(NEW) == CHANGES[NEW]
    Workspace.open(workspace_root).close()
    assert status(workspace_root) == ""


def test_a_branch_that_moved_before_git_failed_is_an_act_that_happened(
    workspace, workspace_root, monkeypatch
):
    real = writing_module.move_branch

    def move_then_fail(*arguments, **options):
        real(*arguments, **options)
        raise GitError("update_ref failed", status=128, said="update_ref failed")

    monkeypatch.setattr(writing_module, "move_branch", move_then_fail)
    assert write(workspace) == workspace.head()
    assert status(workspace_root) == ""


def test_a_read_only_disk_is_said_so(workspace, monkeypatch):
    def refuse(*_arguments, **_options):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("comens_tui.store.lock.os.open", refuse)
    with pytest.raises(WorkspaceError, match="read-only") as caught, writing(workspace, "anne", 5):
        pass
    assert caught.value.hint


def test_a_git_that_holds_the_index_delays_the_files_but_loses_nothing(
    workspace, workspace_root, monkeypatch
):
    monkeypatch.setattr("comens_tui.store.journal._TRIES", 1)
    (workspace_root / ".git/index.lock").touch()
    with pytest.raises(WorkspaceError, match="recorded"):
        write(workspace)
    (workspace_root / ".git/index.lock").unlink()
    Workspace.open(workspace_root).close()
    assert status(workspace_root) == ""


@pytest.mark.parametrize("lock", ["refs/heads/main.lock", "HEAD.lock"])
def test_a_lock_that_a_dead_git_left_is_named_and_nothing_is_written(
    workspace, workspace_root, lock
):
    """As when the machine goes down while a branch moves; only a person knows that none runs."""
    head = git(workspace_root, "rev-parse", "HEAD")
    (workspace_root / ".git" / lock).touch()
    with pytest.raises(WorkspaceError, match="Another git command") as caught:
        write(workspace)
    assert lock in caught.value.hint
    assert git(workspace_root, "rev-parse", "HEAD") == head
    assert status(workspace_root) == ""
    (workspace_root / ".git" / lock).unlink()
    write(workspace)
    assert status(workspace_root) == ""


def test_an_error_of_the_caller_is_not_taken_for_one_of_the_disk(workspace):
    with pytest.raises(FileNotFoundError), writing(workspace, "anne", 5):
        raise FileNotFoundError
