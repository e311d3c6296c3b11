"""What a person meets when something is wrong: a plain sentence, a way out, nothing changed."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli import running
from tests.support import REFERENTIAL_MD, REPORT_YAML, commit_all, git

ROOT = Path(__file__).parent.parent
REPORT = "proposals/reports/2026/EV-2026-0001.yaml"
DOCUMENT = "corpus/referentials/REF-ESS.md"


def comens(
    folder: Path, *arguments: str, lang: str = "en", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the real program as a person would, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "comens_tui", "--lang", lang, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def said(root: Path, *arguments: str) -> running.Outcome:
    """Run a command in this process: what is refused does not depend on the process."""
    return running.comens(shlex.join(arguments), root=root)


def assert_plain(done: subprocess.CompletedProcess[str], status: int) -> None:
    """The refusal is a sentence and a way out, never a traceback."""
    assert_said(running.Outcome(done.returncode, done.stdout, done.stderr), status)


def assert_said(done: running.Outcome, status: int) -> None:
    """The refusal is a sentence and a way out, never a traceback."""
    assert done.status == status, done.out + done.err
    assert "Traceback" not in done.out + done.err
    assert len(done.err.strip().splitlines()) >= 2, done.err


def state(root: Path) -> tuple[str, str]:
    """Everything that a refused command must leave as it was."""
    return git(root, "rev-parse", "HEAD"), git(root, "status", "--porcelain")


TRIAGE = ("report", "triage", "EV-2026-0001", "admissible")


def _no_workspace(root: Path) -> None:
    shutil.rmtree(root / "decisions")


def _no_repository(root: Path) -> None:
    shutil.rmtree(root / ".git")


def _detached(root: Path) -> None:
    git(root, "checkout", "--quiet", "--detach")


def _merging(root: Path) -> None:
    (root / ".git" / "MERGE_HEAD").write_text(git(root, "rev-parse", "HEAD"), encoding="utf-8")


def _linked_folder(root: Path) -> None:
    shutil.move(root / "proposals", root.parent / "elsewhere")
    (root / "proposals").symlink_to(root.parent / "elsewhere")


def _broken_committee(root: Path) -> None:
    (root / "decisions" / "committee.yaml").write_text("members: [\n", encoding="utf-8")
    commit_all(root)


@pytest.mark.parametrize(
    ("spoil", "status", "word"),
    [
        (_no_workspace, 2, "no workspace"),
        (_no_repository, 2, "not a git repository"),
        (_detached, 2, "detached"),
        (_merging, 2, "middle of something"),
        (_linked_folder, 2, "symbolic link"),
        (_broken_committee, 1, "committee.yaml"),
    ],
)
def test_an_unusable_workspace_is_said_in_plain_words(
    workspace_root: Path, spoil: Callable[[Path], None], status: int, word: str
) -> None:
    be_samir(workspace_root)
    spoil(workspace_root)
    done = comens(workspace_root, *TRIAGE)
    assert_plain(done, status)
    assert word in done.stderr


def be_samir(root: Path) -> None:
    """Name the author of the acts."""
    git(root, "config", "user.email", "samir@example.org")
    git(root, "config", "user.name", "Samir Benali")


def test_a_shallow_clone_can_be_read_and_not_written(workspace_root: Path, tmp_path: Path) -> None:
    commit_all_twice(workspace_root)
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{workspace_root}", str(shallow))
    git(shallow, "config", "user.email", "samir@example.org")
    git(shallow, "config", "user.name", "Samir Benali")
    assert comens(shallow, "report", "list").returncode == 0
    before = state(shallow)
    done = comens(shallow, *TRIAGE)
    assert_plain(done, 2)
    assert "unshallow" in done.stderr
    assert state(shallow) == before


def commit_all_twice(root: Path) -> None:
    """Give the history a second commit, so that a depth of one cuts it."""
    (root / "README.md").write_text("Autre.\n", encoding="utf-8")
    commit_all(root)


BAD_FILES = {
    "broken": REPORT_YAML.replace("severity: 2", "severity: [2").encode(),
    "unknown key": REPORT_YAML.encode() + b"colour: red\n",
    "out of range": REPORT_YAML.replace("severity: 2", "severity: 9").encode(),
    "binary": b"\x00\x01\x02" * 50,
    "carriage returns": REPORT_YAML.replace("\n", "\r\n").encode(),
    "byte order mark": b"\xef\xbb\xbf" + REPORT_YAML.encode(),
    "latin-1": REPORT_YAML.encode("latin-1"),
    "conflict": b"<<<<<<< ours\n" + REPORT_YAML.encode() + b"=======\n>>>>>>> theirs\n",
    "nested": b"a: " + b"[" * 50_000,
    "huge": REPORT_YAML.encode() + b"#" * (5 << 20),
    "empty": b"",
}


@pytest.mark.parametrize("fault", BAD_FILES)
def test_check_names_the_bad_record_and_a_list_still_lists(
    workspace_root: Path, fault: str
) -> None:
    (workspace_root / REPORT).write_bytes(BAD_FILES[fault])
    commit_all(workspace_root)
    done = said(workspace_root, "check")
    assert done.status == 1, done.out + done.err
    assert REPORT in done.out
    assert "Traceback" not in done.out + done.err
    assert said(workspace_root, "report", "list").status == 0
    assert_said(said(workspace_root, *TRIAGE), 1)


BAD_DOCUMENTS = {
    "no front matter": b"# Rien\n",
    "unterminated front matter": REFERENTIAL_MD.encode().replace(b"language: fr\n---", b""),
    "broken block": REFERENTIAL_MD.encode().replace(b"level: mandatory", b"level: [mandatory"),
    "duplicate id": REFERENTIAL_MD.encode().replace(b"### ETH.2 ", b"### ETH.1 "),
    "carriage returns": REFERENTIAL_MD.encode().replace(b"\n", b"\r\n"),
    "latin-1": REFERENTIAL_MD.encode("latin-1", errors="replace").replace(b"?", b"\xe9"),
    "conflict": b"<<<<<<< ours\n" + REFERENTIAL_MD.encode(),
}


@pytest.mark.parametrize("fault", BAD_DOCUMENTS)
def test_check_names_the_bad_document_with_a_remedy(workspace_root: Path, fault: str) -> None:
    (workspace_root / DOCUMENT).write_bytes(BAD_DOCUMENTS[fault])
    done = said(workspace_root, "check", "--format", "json")
    assert done.status == 1, done.out + done.err
    assert DOCUMENT in done.out
    assert "Traceback" not in done.out + done.err


def test_two_files_with_one_id_are_both_named(workspace_root: Path) -> None:
    twin = workspace_root / "proposals/reports/2026/EV-2026-0002.yaml"
    twin.write_text(REPORT_YAML, encoding="utf-8")
    done = said(workspace_root, "check")
    assert done.status == 1
    assert "EV-2026-0002.yaml" in done.out


def test_without_an_identity_nothing_is_written(workspace_root: Path) -> None:
    before = state(workspace_root)
    git(workspace_root, "config", "user.email", "")
    done = said(workspace_root, *TRIAGE)
    assert_said(done, 1)
    assert "user.email" in done.err
    assert state(workspace_root) == before


def test_a_stranger_may_read_and_not_act(workspace_root: Path) -> None:
    git(workspace_root, "config", "user.email", "stranger@example.org")
    assert said(workspace_root, "report", "list").status == 0
    done = said(workspace_root, *TRIAGE)
    assert_said(done, 1)
    assert "stranger@example.org" in done.err


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_without_a_terminal_the_app_names_its_twin(workspace_root: Path, lang: str) -> None:
    done = comens(workspace_root, lang=lang)
    assert_plain(done, 2)
    assert "comens status" in done.stderr


def test_a_locale_without_utf_8_loses_nothing(workspace_root: Path) -> None:
    done = comens(
        workspace_root, "report", "list", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    assert done.returncode == 0, done.stderr
    assert "EV-2026-0001" in done.stdout


def test_an_unknown_command_is_a_matter_of_usage(workspace_root: Path) -> None:
    assert_said(said(workspace_root, "reprot", "list"), 2)


def test_without_ssh_keygen_a_release_says_what_to_install(
    workspace_root: Path, tmp_path: Path
) -> None:
    only_git = tmp_path / "bin"
    only_git.mkdir()
    found = shutil.which("git")
    assert found is not None
    (only_git / "git").symlink_to(found)
    key = tmp_path / "key"
    key.write_text("not a key", encoding="utf-8")
    git(workspace_root, "config", "user.email", "samir@example.org")
    git(workspace_root, "config", "user.signingkey", str(key))
    before = state(workspace_root)
    done = comens(workspace_root, *TRIAGE, PATH=str(only_git))
    assert_plain(done, 1)
    assert "ssh-keygen" in done.stderr
    assert state(workspace_root) == before
