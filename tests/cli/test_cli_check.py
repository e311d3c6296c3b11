"""`comens check` in its several ways, `comens explain` of an own rule, and the hook."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from comens_tui.cli import check_page
from tests.cli.running import Outcome, comens
from tests.support import REFERENTIAL_MD, git

REFERENTIAL = "corpus/referentials/REF-ESS.md"
SPACED = REFERENTIAL_MD.replace("simples.", "simples ! Il dit : «oui».")
OWN = 'schema: 1\nrules:\n  - {code: W001, title: "Mot", forbid: ["simples"], severity: error}\n'


@pytest.fixture
def root(workspace_root: Path) -> Path:
    """A fresh workspace, used by its secretary."""
    git(workspace_root, "config", "user.email", "samir@example.org")
    return workspace_root


def _committed(root: Path, path: str, text: str) -> None:
    (root / path).write_text(text, encoding="utf-8")
    git(root, "add", path)
    git(root, "commit", "-qm", "Change by hand")


def check(root: Path, line: str) -> Outcome:
    return comens(f"check {line}", root=root)


def test_what_was_there_before_is_left_out(root: Path) -> None:
    _committed(root, REFERENTIAL, SPACED)
    both = check(root, "--only Q090 --format json")
    new = check(root, "--only Q090 --since HEAD~1 --format json")
    none = check(root, "--only Q090 --since HEAD --format json")
    assert json.loads(new.out)["findings"] == json.loads(both.out)["findings"]
    (finding,) = json.loads(new.out)["findings"]
    assert len(finding["fingerprint"]) == 32
    assert finding["edits"][0]["text"] == "\u202f"
    assert json.loads(none.out)["findings"] == []


def test_the_log_for_forges_is_json(root: Path) -> None:
    _committed(root, REFERENTIAL, SPACED)
    log = json.loads(check(root, "--format sarif").out)
    results = log["runs"][0]["results"]
    assert "Q090" in {result["ruleId"] for result in results}


def test_fixing_shows_and_writes_nothing_unless_told_to(root: Path) -> None:
    assert check(root, "--fix").status == 0
    _committed(root, REFERENTIAL, SPACED)
    head = git(root, "rev-parse", "HEAD")
    shown = check(root, "--fix")
    assert shown.status == 1
    assert "4 places to mend." in shown.out
    assert "@@" in shown.out
    refused = check(root, "--fix --yes")
    assert refused.status == 1
    assert "--as-proposal" in refused.err
    assert git(root, "rev-parse", "HEAD") == head


def test_fixing_the_corpus_opens_a_proposal_and_then_has_nothing_to_do(
    root: Path,
) -> None:
    _committed(root, REFERENTIAL, SPACED)
    done = check(root, "--fix --as-proposal --yes --format json")
    assert done.status == 0
    record = json.loads(done.out)["record"]
    again = check(root, f"{record} --fix --yes")
    assert again.status == 0
    assert "Nothing can be mended" in again.err
    assert check(root, f"{record} --only Q090 --format json").status == 0


@pytest.mark.parametrize(
    "line",
    ["--yes", "--as-proposal", "--fix --at HEAD", "P-2026-001 --since HEAD", "--history --fix"],
)
def test_options_that_do_not_go_together_are_refused(root: Path, line: str) -> None:
    assert check(root, line).status == 2


def test_an_own_rule_is_checked_listed_and_explained(root: Path) -> None:
    _committed(root, "decisions/checks.yaml", OWN)
    found = check(root, "--only w001")
    assert found.status == 1
    assert "W001 error: “simples” is not written here." in found.out
    assert "W001" in comens("explain", root=root).out
    assert "# W001 — Mot" in comens("explain w001", root=root).out
    assert comens("explain W002", root=root).status == 2


def test_the_hook_refuses_a_commit_that_adds_an_error(root: Path) -> None:
    assert comens("hook pre-commit", root=root).status == 2
    printed = comens("hook pre-commit --print").out
    assert comens("hook pre-commit --install", root=root).status == 0
    hook = root / ".git/hooks/pre-commit"
    assert hook.read_text(encoding="utf-8") == printed
    assert os.access(hook, os.X_OK)
    assert comens("hook pre-commit --install", root=root).status == 0
    (root / REFERENTIAL).write_text(
        REFERENTIAL_MD.replace("simples.", "simples. ![](x.png)"), encoding="utf-8"
    )
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    committed = subprocess.run(
        ["git", "commit", "-qam", "Add an image"],
        cwd=root,
        env={**os.environ, "PATH": programs},
        capture_output=True,
        text=True,
        check=False,
    )
    assert committed.returncode != 0
    assert "Q100" in committed.stdout + committed.stderr


def test_a_hook_of_somebody_else_is_left_alone(root: Path) -> None:
    hook = root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    refused = comens("hook pre-commit --install", root=root)
    assert refused.status == 1
    assert "--print" in refused.err
    assert hook.read_text(encoding="utf-8") == "#!/bin/sh\nexit 0\n"


def test_the_first_time_it_asks_git_nothing_twice(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    started = subprocess.Popen.__init__

    def noted(self: object, command: list[str], *rest: object, **named: object) -> None:
        asked.append(tuple(command))
        started(self, command, *rest, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess.Popen, "__init__", noted)
    check(root, "")
    assert len(asked) == len(set(asked))
    assert sum("status" in command for command in asked) == 1


def test_asked_again_it_answers_from_what_it_kept_until_a_file_changes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = check(root, "")
    with monkeypatch.context() as patched:
        patched.setattr(check_page, "print_findings", lambda *_: 1 / 0)  # nothing is worked out
        assert check(root, "") == first
    (root / REFERENTIAL).write_text(SPACED, encoding="utf-8")
    changed = check(root, "")
    assert "Q090" in changed.out
    (root / REFERENTIAL).write_text(REFERENTIAL_MD, encoding="utf-8")
    assert check(root, "") == first
    _committed(root, "decisions/checks.yaml", OWN)
    assert (check(root, "").status, first.status) == (1, 0)
    assert check(root, "--only W001").out != check(root, "").out


def test_no_hook_is_written_where_git_would_not_look(root: Path, tmp_path: Path) -> None:
    git(root, "config", "core.hooksPath", str(tmp_path))
    refused = comens("hook pre-commit --install", root=root)
    assert refused.status == 1
    assert str(tmp_path) in refused.err.replace("\n", "")
    assert not (root / ".git/hooks/pre-commit").exists()


@pytest.mark.parametrize("line", ["", "--format sarif", "--format json", "--fix"])
def test_a_check_touches_no_file(root: Path, line: str) -> None:
    (root / REFERENTIAL).write_text(SPACED, encoding="utf-8")
    before = _files(root)
    check(root, line)
    assert _files(root) == before


def _files(root: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return inode, time and content of every file, the index of git too; not what we keep."""
    return {
        str(path): (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes())
        for path in root.rglob("*")
        if path.is_file() and root / ".git" / "comens" not in path.parents
    }
