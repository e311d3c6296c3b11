"""`comens sync` and `comens watch` as commands: their words, their answers, their exit status."""

import json
from pathlib import Path

import pytest

from tests.cli.running import Opened, comens
from tests.support import git

NEW = "report new --title Police --description Illisible --type technical"


@pytest.fixture
def clones(workspace_root: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Two clones that share a bare repository, the secretary at both."""
    git(tmp_path, "clone", "--quiet", "--bare", str(workspace_root), "hub.git")
    roots = []
    for name in ("one", "other"):
        git(tmp_path, "clone", "--quiet", "hub.git", name)
        git(tmp_path / name, "config", "user.email", "samir@example.org")
        roots.append(tmp_path / name)
    return roots[0], roots[1]


def test_two_clones_share_and_are_told(clones):
    one, other = clones
    assert comens(NEW, root=one).status == 0
    assert comens(f"{NEW} --severity 2", root=other).status == 0
    assert comens("report triage EV-2026-0001 admissible", root=one).status == 0
    assert comens('report triage EV-2026-0001 inadmissible --reason "Non"', root=other).status == 0
    sent = comens("sync", root=one)
    assert (sent.status, sent.err) == (0, "")
    assert "2 acts sent to origin:" in sent.out

    seen = comens("sync --dry-run", root=other)
    assert seen.status == 1
    assert "Would refuse 1 act of yours:" in seen.out
    done = comens("sync", root=other)
    assert done.status == 1
    assert "EV-2026-0002 is now EV-2026-0003" in done.out
    assert "comens report show EV-2026-0001" in done.out
    name = done.out.rsplit("--kept ", 1)[1].strip()

    listed = comens("sync --kept", root=other)
    assert name in listed.out
    shown = comens(f"sync --kept {name}", root=other, language="fr")
    assert "état : reçu -> irrecevable".replace(" :", "\xa0:") in shown.out
    assert json.loads(comens("sync --kept --format json", root=other).out)[0]["name"] == name
    assert comens(f"sync --forget {name}", root=other).status == 0
    assert "Nothing is kept aside" in comens("sync --kept", root=other).err
    assert comens("sync --kept 1", root=other).status == 1
    data = json.loads(comens("sync --format json", root=other).out)
    assert data["sent"] == data["refused"] == []


def test_without_anybody_to_share_with_the_way_is_told(workspace_root):
    refused = comens("sync", root=workspace_root)
    assert refused.status == 2
    assert "git init --bare" in refused.err
    refused = comens("sync nowhere", root=workspace_root)
    assert refused.status == 2
    assert "git remote -v" in refused.err


def test_watch_opens_the_app_that_only_shows(workspace_root):
    app = Opened()
    assert comens("watch S-2026-01", root=workspace_root, app=app).status == 0
    assert app.watching == "S-2026-01"
    none = comens("watch --format text", root=workspace_root)
    assert none.status == 1
    assert "No meeting is open" in none.err
