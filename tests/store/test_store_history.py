"""The history base equals a plain walk of git, however strange the history, and is disposable."""

import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comens_tui.errors import WorkspaceError
from comens_tui.model.words import Happening
from comens_tui.store import history_base, history_versions
from comens_tui.store.history import History
from comens_tui.store.repository import Repository
from comens_tui.store.workspace import Workspace
from tests.support import REFERENTIAL_MD, WORKSPACE_FILES, git
from tests.support.histories import YEAR_2026, YEAR_2999, Forge

DOCUMENT = "corpus/referentials/REF-ESS.md"
OTHER = "corpus/guides/GUI-ESS.md"


def opened(root):
    return Repository.open(root)


def dump(root):
    """Return all that a base built from nothing knows, its versions read."""
    with opened(root) as repository, History.open(repository) as history:
        return contents(history)


def contents(history):
    history.of_requirement("ETH.1", None, -1)
    base = history._base.connection()
    paths = dict(base.execute("SELECT number, name FROM paths"))
    commits = set(base.execute("SELECT * FROM commits"))
    changes = {
        (paths[row[0]], *row[1:3], paths.get(row[3]), *row[4:])
        for row in base.execute("SELECT * FROM changes")
    }
    marks = {
        (*row[:3], paths[row[3]], *row[4:6], paths[row[6]], *row[7:])
        for row in base.execute("SELECT * FROM marks")
    }
    return commits, changes, marks


def walk(root):
    """Return (commit, path) of all that was written, by listing the trees one by one."""
    found = set()
    trees = {}
    for line in git(
        root, "rev-list", "--reverse", "--topo-order", "--parents", "HEAD"
    ).splitlines():
        commit, *parents = line.split()
        listed = git(root, "ls-tree", "-r", "-z", commit).split("\0")[:-1]
        tree = trees[commit] = {row.split("\t")[1]: row.split()[2] for row in listed}
        sides = [trees[parent] for parent in parents] or [{}]
        for path in {*tree, *(path for side in sides for path in side)}:
            if all(side.get(path) != tree.get(path) for side in sides):
                found.add((commit, path))
    return found


STATEMENTS = ("Le Système DOIT répondre vite.", "Le Système PEUT aider.", "Nul ne DOIT attendre.")


@st.composite
def histories(draw):
    """Draw commits: (parents by number, files, author's date, recorded date)."""
    dates = st.sampled_from([0, 46, YEAR_2026, YEAR_2026 + 60, YEAR_2026 - 60, YEAR_2999])
    commits = []
    for number in range(1, draw(st.integers(2, 9)) + 1):
        parents = ()
        if number > 1:
            parents = tuple(draw(st.sets(st.integers(1, number - 1), min_size=1, max_size=3)))
        names = draw(st.sets(st.sampled_from(["a", "d/é", DOCUMENT, OTHER]), max_size=3))
        files = {}
        for name in sorted(names):
            if draw(st.booleans()):
                # Words that are in no other file: what came and what went is no rename.
                unlike = "".join(f"w{number}{name}{line}\n" for line in range(40))
                files[name] = unlike + "".join(
                    f"\n### ETH.{place} — Titre\n\n{draw(st.sampled_from(STATEMENTS))}\n"
                    for place in range(1, draw(st.integers(1, 3)) + 1)
                )
            else:
                files[name] = None
        commits.append((parents, files, draw(dates), draw(dates)))
    return commits


@given(histories(), st.integers(0, 8))
@settings(max_examples=15)
def test_the_base_is_a_plain_walk_and_grows_to_the_same(commits, pause):
    with tempfile.TemporaryDirectory() as room:
        forge = Forge(Path(room, "r"))
        for number, (parents, files, authored, committed) in enumerate(commits, 1):
            forge.commit(
                f"Act {number}.", files, parents=parents, authored=authored, committed=committed
            )
        root = forge.write()
        last = git(root, "rev-parse", "HEAD").strip()
        ancestors = git(root, "rev-list", "HEAD").split()
        with opened(root) as repository:
            git(root, "update-ref", "HEAD", ancestors[pause % len(ancestors)])
            with History.open(repository) as history:
                contents(history)
                git(root, "update-ref", "HEAD", last)
                assert history.refresh() is (pause % len(ancestors) != 0)
                grown = contents(history)
                order = [commit.id for commit in history.latest(-1)]
        assert grown == dump(root)
        names = {(row[2].hex(), os.fsdecode(row[0])) for row in grown[1]}
        assert names == walk(root)
        assert sorted(order) == sorted(ancestors)
        for line in git(root, "rev-list", "--parents", "HEAD").splitlines():
            commit, *parents = line.split()
            assert all(order.index(commit) < order.index(parent) for parent in parents)


def test_what_two_branches_wrote_is_told_once_and_a_resolution_too(tmp_path):
    forge = Forge(tmp_path / "r")
    start = forge.commit("Start.", {"a": "1\n2\n3\n", "b": "x"})
    left = forge.commit("Left.", {"a": "one\n2\n3\n"}, parents=(start,))
    right = forge.commit("Right.", {"b": "y"}, parents=(start,))
    far = forge.commit("Far.", {"c": "z"}, parents=(start,))
    forge.commit("Octopus.", {"b": "y", "c": "z", "d": "new"}, parents=(left, right, far))
    root = forge.write()
    with opened(root) as repository, History.open(repository) as history:
        told = {
            path: [entry.commit.subject for entry in history.of_path(path, -1)] for path in "abcd"
        }
    assert told == {
        "a": ["Left.", "Start."],
        "b": ["Right.", "Start."],
        "c": ["Far."],
        "d": ["Octopus."],
    }


def test_a_file_is_followed_through_its_names(tmp_path):
    forge = Forge(tmp_path / "r")
    lines = "".join(f"ligne {number}\n" for number in range(20))
    forge.commit("Start.", {"vieux/été.md": lines, b"caf\xe9": "x"})
    forge.commit("Rename.", {"vieux/été.md": None, "neuf.md": lines + "de plus\n"})
    forge.commit("Another.", {"vieux/été.md": "tout autre chose\n"})
    forge.commit("Odd.", {b"caf\xe9": "y"})
    root = forge.write()
    with opened(root) as repository, History.open(repository) as history:
        entries = history.of_path("neuf.md", -1)
        assert [(item.happening, item.old_path) for item in entries] == [
            (Happening.RENAMED, "vieux/été.md"),
            (Happening.ADDED, None),
        ]
        former = history.of_path("vieux/été.md", -1)
        assert [(item.commit.subject, item.happening.value) for item in former] == [
            ("Another.", "added"),
            ("Rename.", "became"),
            ("Start.", "added"),
        ]
        odd = os.fsdecode(b"caf\xe9")
        assert odd in history.paths()
        assert history.knows(odd)
        assert not history.knows("nothing")
        assert [item.commit.subject for item in history.of_path(odd, 1)] == ["Odd."]
        below = [commit.subject for commit in history.below("vieux", -1)]
        assert below == ["Another.", "Rename.", "Start."]


def test_a_cut_history_says_where_and_grows_when_it_is_whole(tmp_path):
    forge = Forge(tmp_path / "r")
    for number in range(4):
        forge.commit(f"Act {number}.", {"a": str(number)})
    whole = forge.write()
    git(tmp_path, "clone", "--quiet", "--depth=2", whole.as_uri(), "cut")
    cut = tmp_path / "cut"
    with opened(cut) as repository, History.open(repository) as history:
        assert [(item.subject, item.is_cut) for item in history.latest(-1)] == [
            ("Act 3.", False),
            ("Act 2.", True),
        ]
        git(cut, "fetch", "--quiet", "--unshallow")
        repository.git.close()
        assert history.refresh()
        assert [item.is_cut for item in history.latest(-1)] == [False] * 4


# -- where it is kept


@pytest.fixture
def root(tmp_path):
    forge = Forge(tmp_path / "workspace")
    forge.commit("Open.", WORKSPACE_FILES)
    changed = REFERENTIAL_MD.replace("DEVRAIT informer", "DOIT informer")
    forge.commit("Harden.", {DOCUMENT: changed}, body="Comens-Decision: D-2026-001")
    forge.commit("A report.", {"proposals/reports/2026/EV-2026-0009.yaml": "x"})
    return forge.write()


def base_file(root):
    return root / f".git/comens/history-v{history_base.FORMAT}.sqlite"


def subjects(history, requirement="ETH.2"):
    return [x.commit.subject for x in history.of_requirement(requirement, DOCUMENT, -1)]


@pytest.mark.parametrize("damage", ["garbage", "empty", "old", "middle", "gone"])
def test_a_base_that_cannot_be_trusted_is_made_again_without_a_word(root, damage):
    with opened(root) as repository, History.open(repository) as history:
        assert subjects(history) == ["Harden.", "Open."]
    file = base_file(root)
    if damage == "garbage":
        file.write_bytes(b"garbage" * 1000)
    elif damage == "empty":
        file.write_bytes(b"")
    elif damage == "gone":
        file.unlink()
    elif damage == "middle":
        content = file.read_bytes()
        file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    else:
        with sqlite3.connect(file) as base:
            base.execute("UPDATE about SET value = '0'")
        base.close()
    with opened(root) as repository, History.open(repository) as history:
        assert subjects(history) == ["Harden.", "Open."]
        assert history.count() == 3


def test_a_base_that_goes_while_it_is_open_is_made_again(root):
    with opened(root) as repository, History.open(repository) as history:
        assert history.is_fresh()
        base_file(root).write_bytes(b"garbage" * 1000)
        history.close()
        assert subjects(history) == ["Harden.", "Open."]


def test_where_git_cannot_be_written_the_base_lives_in_memory(root):
    (root / ".git/comens").write_text("in the way")
    with opened(root) as repository, History.open(repository) as history:
        assert subjects(history) == ["Harden.", "Open."]
        assert history.is_fresh()


def test_a_repository_that_is_no_workspace_is_left_without_a_trace(tmp_path):
    forge = Forge(tmp_path / "r")
    forge.commit("Start.", {"d/a": "1"})
    root = forge.write()
    before = sorted(path for path in root.rglob("*"))
    with opened(root / "d") as repository, History.open(repository) as history:
        assert repository.workspace is None
        assert [item.path for item in history.of_path("d/a", -1)] == ["d/a"]
    assert sorted(path for path in root.rglob("*")) == before


def test_only_what_differs_is_read_when_the_branch_moves(root, monkeypatch):
    read = []
    real = history_base.commits
    monkeypatch.setattr(
        history_base,
        "commits",
        lambda *given: (read.append(item.subject) or item for item in real(*given)),
    )
    parsed = []
    split = history_versions.own_texts
    monkeypatch.setattr(
        history_versions, "own_texts", lambda text: (parsed.append(1), split(text))[1]
    )
    with opened(root) as repository, History.open(repository) as history:
        assert read == ["Open.", "Harden.", "A report."]
        assert subjects(history) == ["Harden.", "Open."]
        assert len(parsed) == 2
        git(root, "reset", "--quiet", "--hard", "HEAD~2")
        git(root, "commit", "--quiet", "--allow-empty", "-m", "Elsewhere.")
        read.clear()
        assert history.refresh()
        assert not history.refresh()
        assert read == ["Elsewhere."]
        assert subjects(history) == ["Open."]
        git(root, "reset", "--quiet", "--hard", "HEAD@{2}")
        history.refresh()
        assert subjects(history) == ["Harden.", "Open."]
        assert len(parsed) == 2, "a version known by its blob is not read again"
        assert contents(history) == dump(root)


def test_a_branch_whose_past_is_gone_is_read_anew(root):
    with opened(root) as repository, History.open(repository) as history:
        git(root, "checkout", "--quiet", "--orphan", "other")
        git(root, "commit", "--quiet", "-m", "Anew.")
        git(root, "branch", "--quiet", "-D", "main")
        git(root, "reflog", "expire", "--expire=now", "--all")
        git(root, "gc", "--quiet", "--prune=now")
        repository.git.close()
        history.refresh()
        assert [commit.subject for commit in history.latest(-1)] == ["Anew."]
        assert subjects(history) == ["Anew."]


def test_a_detached_head_is_read_from_where_it_stands(root):
    git(root, "checkout", "--quiet", "--detach", "HEAD~1")
    with opened(root) as repository, History.open(repository) as history:
        assert [commit.subject for commit in history.latest(-1)] == ["Harden.", "Open."]


def test_an_empty_repository_says_so(tmp_path):
    git(tmp_path, "init", "--quiet")
    with pytest.raises(WorkspaceError, match="Nothing is committed"):
        Repository.open(tmp_path)


@pytest.mark.parametrize("refs", [["HEAD", "main"], ["main"]])
def test_a_bundle_is_read_and_nothing_of_it_stays(root, tmp_path, monkeypatch, refs):
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    git(root, "bundle", "create", "--quiet", str(tmp_path / "a.bundle"), *refs)
    with opened(tmp_path / "a.bundle") as repository, History.open(repository) as history:
        assert [commit.subject for commit in history.latest(2)] == ["A report.", "Harden."]
        assert subjects(history) == ["Harden.", "Open."]
        assert list(room.iterdir())
    assert not list(room.iterdir())


def test_what_is_no_bundle_is_refused_and_nothing_of_it_stays(root, tmp_path, monkeypatch):
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    (tmp_path / "x.bundle").write_text("not a bundle")
    git(root, "bundle", "create", "--quiet", str(tmp_path / "part.bundle"), "HEAD~1..main")
    for name in ("x.bundle", "part.bundle"):
        with pytest.raises(WorkspaceError, match="cannot be read as a git bundle"):
            opened(tmp_path / name)
    assert not list(room.iterdir())


def test_a_workspace_and_its_bare_copy_tell_the_same(root, tmp_path):
    shutil.copytree(root / ".git", tmp_path / "bare.git")
    git(tmp_path / "bare.git", "config", "core.bare", "true")
    with opened(tmp_path / "bare.git") as repository, History.open(repository) as history:
        assert subjects(history) == ["Harden.", "Open."]


# -- requirements


def test_a_requirement_is_followed_through_numbers_and_documents(tmp_path):
    forge = Forge(tmp_path / "workspace")
    one, rest = REFERENTIAL_MD, WORKSPACE_FILES
    forge.commit("Open.", rest)
    forge.commit("Other words.", {DOCUMENT: one.replace("accès\n", "accès pour tous\n")})
    harder = one.replace("DEVRAIT informer", "DOIT informer")
    forge.commit("Harden.", {DOCUMENT: harder})
    renumbered = harder.replace("ETH.2 —", "ETH.3 —")
    forge.commit("Renumber.", {DOCUMENT: renumbered})
    start = renumbered.index("### ETH.3")
    end = renumbered.index("## Bienfaisance")
    moved = renumbered[start:end]
    forge.commit(
        "Move.", {DOCUMENT: renumbered[:start] + renumbered[end:], OTHER: "# G\n\n" + moved}
    )
    repealed = moved.replace("condition: null", "condition: null\nstatus: repealed")
    forge.commit("Repeal.", {OTHER: "# G\n\n" + repealed})
    forge.commit("Remove.", {OTHER: "# G\n"})
    root = forge.write()
    expected = [
        ("Remove.", "removed", "ETH.3"),
        ("Repeal.", "repealed", "ETH.3"),
        ("Move.", "moved", "ETH.3"),
        ("Renumber.", "renumbered", "ETH.3"),
        ("Harden.", "changed", "ETH.2"),
        ("Open.", "added", "ETH.2"),
    ]
    for path in (OTHER, None):
        with opened(root) as repository, History.open(repository) as history:
            told = [
                (entry.commit.subject, entry.happening.value, entry.requirement)
                for entry in history.of_requirement("ETH.3", path, -1)
            ]
        assert told == expected
        base_file(root).unlink()
    with opened(root) as repository, History.open(repository) as history:
        former = history.of_requirement("ETH.2", None, -1)
        assert [(x.commit.subject, x.happening.value, x.other) for x in former][:2] == [
            ("Renumber.", "became", "ETH.3"),
            ("Harden.", "changed", ""),
        ]
        assert history.of_requirement("ETH.99", None, -1) == []
        assert len(history.of_requirement("ETH.3", OTHER, 2)) == 2


def test_a_document_read_in_part_is_read_whole_for_what_came_from_it(tmp_path):
    forge = Forge(tmp_path / "workspace")
    forge.commit("Open.", {**WORKSPACE_FILES, OTHER: "# G\n"})
    first = REFERENTIAL_MD.replace("DEVRAIT informer", "DOIT informer")
    forge.commit("Before.", {DOCUMENT: first})
    second = first.replace("simples", "clairs")
    two, ten = second.index("### ETH.2"), second.index("## Bienfaisance")
    help_text = second[second.index("### ETH.10") :]
    forge.commit("Both.", {DOCUMENT: second[:ten], OTHER: "# G\n\n" + help_text})
    moved = {DOCUMENT: second[:two], OTHER: "# G\n\n" + help_text + "\n" + second[two:ten]}
    forge.commit("Move.", moved)
    root = forge.write()
    with opened(root) as repository, History.open(repository) as history:
        found = history.of_requirement("ETH.2", OTHER, -1)
        told = [(entry.commit.subject, entry.happening.value) for entry in found]
    assert told == [
        ("Move.", "moved"),
        ("Both.", "changed"),
        ("Before.", "changed"),
        ("Open.", "added"),
    ]


def test_a_shifted_list_is_followed_under_the_number_of_each_time(tmp_path):
    forge = Forge(tmp_path / "workspace")
    forge.commit("Open.", WORKSPACE_FILES)
    forge.commit("Harden.", {DOCUMENT: REFERENTIAL_MD.replace("DEVRAIT informer", "DOIT informer")})
    shifted = (
        REFERENTIAL_MD.replace("DEVRAIT informer", "DOIT informer")
        .replace("ETH.2 —", "ETH.3 —")
        .replace("ETH.1 —", "ETH.2 —")
    )
    forge.commit("Shift.", {DOCUMENT: shifted})
    root = forge.write()
    with opened(root) as repository, History.open(repository) as history:
        assert subjects(history, "ETH.3") == ["Shift.", "Harden.", "Open."]
        assert subjects(history, "ETH.2") == ["Shift.", "Open."]


def test_the_session_of_the_app_shares_one_workspace(root):
    with Workspace.open(root) as workspace, History.open(Repository.of(workspace)) as history:
        assert subjects(history) == ["Harden.", "Open."]
        with pytest.raises(WorkspaceError):
            Repository.of(workspace).commit_of("nothing")
