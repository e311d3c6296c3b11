"""`comens proposal new` from a folder, a patch, a branch or a template."""

import json

import pytest

from tests.cli.running import comens
from tests.support import REFERENTIAL_MD, git


@pytest.fixture(autouse=True)
def _secretary(workspace_root):
    git(workspace_root, "config", "user.email", "samir@example.org")


TEXT = REFERENTIAL_MD.replace("simples", "très simples", 1)


def test_a_folder_is_shown_then_proposed(workspace_root, tmp_path):
    folder = tmp_path / "rendu"
    folder.mkdir()
    (folder / "REF.md").write_text(TEXT, encoding="utf-8")
    (folder / "notes.md").write_text("rien", encoding="utf-8")
    line = f"proposal new --from-folder {folder}"

    seen = comens(f"{line} --dry-run", root=workspace_root)
    assert seen.status == 1
    assert "changed text  REF.md" in seen.out
    assert "1 words in, 0 words out" in seen.out
    assert "It matches no text" in seen.out

    untold = comens(line, root=workspace_root)
    assert untold.status == 2
    assert "a title and a motive" in untold.err

    strict = comens(f"{line} --title T --motive M --strict", root=workspace_root)
    assert strict.status == 1
    assert "nothing is proposed" in strict.err
    assert git(workspace_root, "rev-list", "--count", "HEAD").strip() == "1"

    done = comens(f"{line} --title T --motive M --format json", root=workspace_root)
    data = json.loads(done.out)
    assert data["receipt"]["record"] == "P-2026-001"
    assert [item["fate"] for item in data["files"]] == ["changed", "refused"]


def test_a_patch_on_standard_input_becomes_a_proposal(workspace_root):
    path = workspace_root / "corpus/referentials/REF-ESS.md"
    path.write_text(TEXT, encoding="utf-8")
    patch = git(workspace_root, "diff")
    path.write_text(REFERENTIAL_MD, encoding="utf-8")
    line = "proposal new --from-patch - --title T --motive M"

    assert comens(line, root=workspace_root, stdin=patch).status == 0
    refused = comens(line, root=workspace_root, stdin=patch.replace(" simples", " obscurs"))
    assert refused.status == 1
    assert "REF-ESS.md: hunk 1, at line" in refused.err


def test_templates_are_listed_and_used(workspace_root):
    listed = comens("proposal new --template list", root=workspace_root)
    assert "repeal" in listed.out
    done = comens("proposal new --template repeal --requirements ETH.1", root=workspace_root)
    assert done.status == 0
    shown = comens("proposal show P-2026-001", root=workspace_root)
    assert "ETH.1: changed" in shown.out
    two = comens("proposal new --template list --from-branch x", root=workspace_root)
    assert two.status == 0
    both = comens("proposal new --template repeal --from-branch x", root=workspace_root)
    assert both.status == 2
