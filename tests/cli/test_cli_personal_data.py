"""The command line stops personal data, lets through what a person answers for, reads history."""

import json
from pathlib import Path

import pytest

from comens_tui.cli import failures
from tests.cli.running import comens
from tests.support import commit_all, git, write_files

NIR = "184057511600111"
NEW = 'report new --title "Refus" --type other --description'


@pytest.fixture
def root(workspace_root: Path) -> Path:
    git(workspace_root, "config", "user.email", "anne@example.org")
    return workspace_root


def test_a_refusal_is_one_prints_the_places_and_hides_the_values(root):
    head = git(root, "rev-parse", "HEAD")
    done = comens(f"{NEW} -", root=root, stdin=f"Rappeler au 06 12 34 56 78.\nNIR {NIR}\n")
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        "comens: Personal data would enter git, which never forgets; nothing was written.\n"
        "  proposals/reports/2026/EV-2026-0002.yaml:description:1: phone number, 06 ●● ●● ●● ●●\n"
        "  proposals/reports/2026/EV-2026-0002.yaml:description:2: social security number, "
        "184●●●●●●●●●●●●\n"
        "  Write it without them; what is no personal data is let through with: "
        '--cleared "phone:description:1=WHY"\n'
    )
    assert git(root, "rev-parse", "HEAD") == head


def test_the_remedy_that_the_refusal_prints_works(root):
    refused = comens(f"{NEW} 'Au 01 23 45 67 89.'", root=root)
    remedy = refused.err.rstrip().rpartition("--cleared ")[2].replace("WHY", "standard public")
    done = comens(f"{NEW} 'Au 01 23 45 67 89.' --cleared {remedy}", root=root)
    assert done.status == 0
    assert (root / "decisions/clearances/CL-2026-001.yaml").is_file()
    assert comens("check --only Q070", root=root).status == 0


@pytest.mark.parametrize("given", ["phone", "phone:description:1", "x:a=b", "phone:=b", "phone:a="])
def test_what_is_let_through_is_written_one_way(root, given):
    done = comens(f"{NEW} Rien --cleared '{given}'", root=root)
    assert done.status == 2
    assert "KIND:PLACE=WHY" in done.err


def test_a_nir_is_not_let_through(root):
    done = comens(f"{NEW} {NIR} --cleared 'nir:description:1=essai'", root=root)
    assert done.status == 1
    assert "never let through" in done.err


def test_answers_do_not_outlive_the_command(root):
    cleared = "--cleared 'phone:description:1=public'"
    assert comens(f"{NEW} 'Rien.' {cleared}", root=root).status == 0
    assert comens(f"{NEW} 'Au 01 23 45 67 89.'", root=root).status == 1


def test_history_is_told_as_text_and_as_json(root):
    write_files(root, {"notes.txt": f"\n{NIR}\n"})
    git(root, "add", "--all")
    commit_all(root, "Notes")
    commit = git(root, "rev-parse", "HEAD").strip()
    done = comens("check --history", root=root)
    assert done.status == 1
    assert done.out == (
        f"{commit[:12]} notes.txt:2: social security number (certain): 184●●●●●●●●●●●●\n"
    )
    assert "1 passage in history." in done.err
    assert "docs/privacy.md" in done.err
    told = json.loads(comens("check --history --format json", root=root).out)
    assert told["findings"][0]["commit"] == commit
    assert told["findings"][0]["shown"] == "184●●●●●●●●●●●●"
    assert comens("check --history --at HEAD", root=root).status == 2


def test_a_clean_history_is_fine(root):
    done = comens("check --history", root=root)
    assert (done.status, done.out, done.err) == (0, "", "0 passages in history.\n")


def test_the_log_of_a_bug_holds_no_value(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    words = ["report", "new", "--description", f"NIR {NIR}, lea.fontaine@exemple.fr"]
    assert failures.status_of(ValueError(f"bad {NIR}"), words) == 3
    (log,) = tmp_path.rglob("*.log")
    assert NIR not in log.read_text()
    assert "fontaine" not in log.read_text()
    assert "report new --description" in log.read_text()
