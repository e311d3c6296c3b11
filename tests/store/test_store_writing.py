"""One act, one commit, all or nothing: refusals and races."""

import os
import subprocess
from itertools import pairwise

import pytest

from comens_tui.errors import (
    RefusedError,
    SigningError,
    StaleRecordError,
)
from comens_tui.store.git_writing import TagText
from comens_tui.store.workspace import Workspace
from comens_tui.store.writing import Writer, writing
from tests.store.written import (
    ANNE,
    CHANGES,
    GLOSSARY,
    NEW,
    REPORT,
    WHEN,
    act,
    child,
    content,
    status,
    write,
)
from tests.support import REPORT_YAML, git, make_ssh_key, write_files

pytestmark = pytest.mark.usefixtures("proposed_text")


def test_an_act_is_one_commit_and_the_files_follow(workspace, workspace_root):
    before = workspace.head()
    commit = write(workspace)
    assert workspace.head() == commit
    assert git(workspace_root, "log", "-1", "--format=%P|%an|%ae|%aI|%cn|%s").strip() == (
        f"{before}|Anne Petit|anne@example.org|2026-03-02T09:00:00+01:00|Anne Petit|Do it."
    )
    assert workspace.log(1)[0].trailers == {"Comens-Operation": "test"}
    assert {path: content(workspace_root, path) for path in CHANGES} == CHANGES
    assert not (workspace_root / "proposals/updates").exists()
    assert status(workspace_root) == ""
    git(workspace_root, "fsck", "--strict")
    assert not workspace.writing_place.journal.exists()


def test_several_acts_under_one_lock_stand_on_each_other(workspace):
    with writing(workspace, "anne", 5) as writer:
        first = act(writer, {NEW: b"1"})
        assert writer.base == first
        assert writer.snapshot.revision == first
        second = act(writer, {NEW: b"2"})
        writer.tag(TagText("cens-v1.0.0", "Notes."), ANNE, WHEN)
    assert workspace.log(1, path=NEW)[0].commit == second
    assert workspace.git.commit_of("cens-v1.0.0") == second
    assert workspace.log(2)[1].commit == first


def released(writer: Writer) -> str:
    """Record a release and its tag as one act."""
    tag = TagText("cens-v1.0.0", "Notes.")
    return writer.commit({NEW: b"1"}, message="Release", identity=ANNE, when=WHEN, tag=tag)


class _CutError(Exception):
    """The process dies here, as far as the writer can tell."""


@pytest.mark.parametrize(("step", "made"), [("journalled", False), ("moved", True)])
def test_a_release_and_its_tag_appear_together_or_not_at_all(workspace, step, made):
    before = workspace.head()

    def cut(reached: str) -> None:
        if reached == step:
            raise _CutError

    with pytest.raises(_CutError), writing(workspace, "anne", 5, cut) as writer:
        released(writer)
    assert (workspace.head() != before) is made
    assert (workspace.tags() == ["cens-v1.0.0"]) is made
    if made:
        assert workspace.git.commit_of("cens-v1.0.0") == workspace.head()


def test_a_tag_that_exists_keeps_its_release_from_being_recorded(workspace, workspace_root):
    git(workspace_root, "tag", "cens-v1.0.0")
    before = workspace.head()
    with writing(workspace, "anne", 5) as writer, pytest.raises(StaleRecordError):
        released(writer)
    assert workspace.head() == before
    assert git(workspace_root, "status", "--porcelain") == ""


def test_an_act_is_signed_with_the_key_of_its_identity(workspace, workspace_root, tmp_path):
    key = make_ssh_key(tmp_path, "anne")
    commit = write(workspace, identity=ANNE._replace(key=key))
    allowed = tmp_path / "allowed"
    allowed.write_text(f"anne {key.with_suffix('.pub').read_text()}")
    git(workspace_root, "-c", f"gpg.ssh.allowedSignersFile={allowed}", "verify-commit", commit)


def test_an_act_that_cannot_be_signed_changes_nothing(workspace, workspace_root, tmp_path):
    before = workspace.head()
    with pytest.raises(SigningError):
        write(workspace, identity=ANNE._replace(key=tmp_path / "absent"))
    assert workspace.head() == before
    assert status(workspace_root) == ""
    assert not workspace.writing_place.journal.exists()


def test_what_a_person_changed_elsewhere_stays_as_it_is(workspace, workspace_root):
    write_files(workspace_root, {"README.md": "staged\n", "corpus/mine.md": "untracked\n"})
    git(workspace_root, "add", "README.md")
    write_files(workspace_root, {"README.md": "and changed again\n", GLOSSARY: "changed\n"})
    before = status(workspace_root)
    write(workspace)
    assert status(workspace_root) == before
    assert git(workspace_root, "show", ":README.md") == "staged\n"
    assert content(workspace_root, "README.md") == b"and changed again\n"


@pytest.mark.parametrize("staged", [True, False])
def test_a_path_a_person_changed_is_refused_and_nothing_is_lost(workspace, workspace_root, staged):
    write_files(workspace_root, {REPORT: "half done\n"})
    if staged:
        git(workspace_root, "add", REPORT)
    before, head = status(workspace_root), workspace.head()
    with pytest.raises(RefusedError, match="EV-2026-0001") as caught:
        write(workspace)
    assert "git stash" in caught.value.hint
    assert (status(workspace_root), workspace.head()) == (before, head)
    assert content(workspace_root, REPORT) == b"half done\n"


def test_a_path_changed_only_in_the_index_is_refused(workspace, workspace_root):
    write_files(workspace_root, {REPORT: "staged\n"})
    git(workspace_root, "add", REPORT)
    write_files(workspace_root, {REPORT: REPORT_YAML})
    with pytest.raises(RefusedError, match="EV-2026-0001"):
        write(workspace)
    assert git(workspace_root, "show", f":{REPORT}") == "staged\n"


def test_an_untracked_file_in_the_way_is_refused_even_when_git_ignores_it(
    workspace, workspace_root
):
    (workspace_root / ".git/info/exclude").write_text("EV-2026-0002.yaml\n")
    write_files(workspace_root, {NEW: "mine\n"})
    with pytest.raises(RefusedError, match="EV-2026-0002"):
        write(workspace)
    assert content(workspace_root, NEW) == b"mine\n"


def test_a_file_a_person_deleted_is_refused(workspace, workspace_root):
    (workspace_root / REPORT).unlink()
    with pytest.raises(RefusedError, match="EV-2026-0001"):
        write(workspace)


def test_a_file_that_already_holds_the_new_content_is_no_obstacle(workspace, workspace_root):
    write_files(workspace_root, {REPORT: CHANGES[REPORT], NEW: CHANGES[NEW]})
    git(workspace_root, "add", NEW)
    write(workspace)
    assert status(workspace_root) == ""


def test_a_file_in_conflict_is_refused(workspace, workspace_root):
    blob = git(workspace_root, "hash-object", "-w", "--stdin", data=b"x").strip()
    entries = f"0 {'0' * 40}\t{REPORT}\n" + "".join(
        f"100644 {blob} {n}\t{REPORT}\n" for n in (1, 2, 3)
    )
    git(workspace_root, "update-index", "--index-info", data=entries.encode())
    with pytest.raises(RefusedError, match="EV-2026-0001"):
        write(workspace)


@pytest.mark.parametrize(
    "path",
    ["../x", "/etc/x", "corpus/../../x", ".git/config", "corpus/.GIT/x", "corpus//x", "corpus/x/",
     "", ".", 'corpus/"x', "corpus/x\ny", "corpus/x\x00", "corpus\\x", "linked/x.md", "README.md/x"],
)  # fmt: skip
def test_a_path_out_of_the_workspace_is_refused(workspace, workspace_root, tmp_path, path):
    (workspace_root / "linked").symlink_to(tmp_path)
    before = workspace.head()
    with pytest.raises(RefusedError):
        write(workspace, {path: b"x"})
    assert workspace.head() == before
    assert not (tmp_path / "x.md").exists()


def test_a_link_is_never_written_through(workspace, workspace_root, tmp_path):
    outside = tmp_path / "outside"
    outside.write_text("safe")
    (workspace_root / NEW).symlink_to(outside)
    with pytest.raises(RefusedError):
        write(workspace)
    git(workspace_root, "add", NEW)
    git(workspace_root, "commit", "--quiet", "-m", "A link.")
    with pytest.raises(RefusedError):
        write(workspace)
    assert outside.read_text() == "safe"


def test_a_folder_in_the_way_is_refused(workspace, workspace_root):
    with pytest.raises(RefusedError):
        write(workspace, {"proposals/reports": b"x"})
    assert (workspace_root / REPORT).exists()


def test_an_act_that_changes_nothing_is_refused(workspace):
    with pytest.raises(RefusedError, match="Nothing would change"):
        write(workspace, {REPORT: REPORT_YAML.encode(), "corpus/absent.md": None})


def test_the_mode_of_a_file_is_kept(workspace, workspace_root):
    (workspace_root / REPORT).chmod(0o755)
    git(workspace_root, "add", REPORT)
    git(workspace_root, "commit", "--quiet", "-m", "Executable.")
    write(workspace)
    assert (workspace_root / REPORT).stat().st_mode & 0o777 == 0o755
    assert git(workspace_root, "ls-tree", "HEAD", REPORT).startswith("100755")
    assert status(workspace_root) == ""


def test_a_branch_moved_by_somebody_else_refuses_the_act(workspace, workspace_root):
    def somebody_else(step):
        if step == "journalled":
            git(workspace_root, "commit", "--quiet", "--allow-empty", "-m", "Somebody else.")

    with writing(workspace, "anne", 5, somebody_else) as writer, pytest.raises(StaleRecordError):
        act(writer, CHANGES)
    assert workspace.log(1)[0].subject == "Somebody else."
    assert status(workspace_root) == ""
    assert not workspace.writing_place.journal.exists()


def test_a_file_saved_at_the_last_moment_is_kept(workspace, workspace_root):
    def save(step):
        if step == "moved":
            write_files(workspace_root, {REPORT: "saved meanwhile\n"})

    with writing(workspace, "anne", 5, save) as writer:
        act(writer, CHANGES)
    assert content(workspace_root, REPORT) == b"saved meanwhile\n"
    assert workspace.read(REPORT) == CHANGES[REPORT]
    assert status(workspace_root) == f" M {REPORT}\n"


# Races


@pytest.mark.crash
def test_eight_writers_on_one_clone_lose_nothing(workspace_root):
    writers, acts = 8, 4

    def work(name):
        for number in range(acts):
            with Workspace.open(workspace_root) as mine, writing(mine, name, 60) as writer:
                folder = "proposals/reports/2026"
                act(writer, {f"{folder}/{name}-{number}.yaml": f"{name} {number}\n".encode()},
                    message=f"{name} {number}")  # fmt: skip

    processes = [child(lambda name=f"w{n}": work(name)) for n in range(writers)]
    assert [os.waitpid(process, 0)[1] for process in processes] == [0] * writers
    log = git(workspace_root, "log", "--format=%P %s").splitlines()[: writers * acts]
    expected = {f"w{n} {number}" for n in range(writers) for number in range(acts)}
    assert {line.split(" ", 1)[1] for line in log} == expected
    assert all(line.count(" ") == 2 for line in log), "the history is a line"
    for n in range(writers):
        for number, later in pairwise(range(acts)):
            order = [line.split(" ", 1)[1] for line in log]
            assert order.index(f"w{n} {number}") > order.index(f"w{n} {later}")
    assert status(workspace_root) == ""
    git(workspace_root, "fsck", "--strict")


def test_an_act_in_a_linked_worktree_touches_that_worktree_only(workspace_root, tmp_path):
    git(workspace_root, "worktree", "add", "--quiet", "-b", "other", str(tmp_path / "linked"))
    with Workspace.open(tmp_path / "linked") as workspace:
        write(workspace)
    assert status(tmp_path / "linked") == ""
    assert content(tmp_path / "linked", NEW) == CHANGES[NEW]
    assert (status(workspace_root), content(workspace_root, NEW)) == ("", None)


def test_the_history_survives_a_collection_of_garbage_in_the_middle(workspace, workspace_root):
    def collect(step):
        if step == "journalled":
            subprocess.run(["git", "gc", "--quiet"], cwd=workspace_root, check=True)

    with writing(workspace, "anne", 5, collect) as writer:
        act(writer, CHANGES)
    git(workspace_root, "fsck", "--strict")
    assert status(workspace_root) == ""
