"""A consultation by commands alone, from its form to its report."""

import json
from pathlib import Path

import pytest

from tests.cli.running import comens
from tests.support import REFERENTIAL_MD, git

ID = "C-2026-001"
ROWS = """\
Collège;Article;Date;Commentaire
users;ETH.1;2026-02-20;Trop long.
users;ETH.9;2026-02-21;Trop long aussi.
"""


@pytest.fixture
def root(workspace_root: Path, tmp_path: Path) -> Path:
    """The secretary's workspace, with a consultation that closed yesterday."""
    git(workspace_root, "config", "user.email", "samir@example.org")
    text = tmp_path / "texte.md"
    text.write_text(REFERENTIAL_MD.replace("simples", "simples et brefs"), encoding="utf-8")
    path = "corpus/referentials/REF-ESS.md"
    opened = (
        'consultation open --title "Avis" --purpose "Lire" --proposal P-2026-001'
        " --opens 2026-02-01 --closes 2026-03-01 --audience tous --effect 2027-01-01"
    )
    for line in (
        f'proposal new --title "Clarifier" --motive "Lu." --path {path}',
        f"proposal edit P-2026-001 --file {path}={text}",
        opened,
    ):
        done = comens(line, root=workspace_root)
        assert done.status == 0, done.err
    return workspace_root


def test_from_the_form_to_the_letters(root: Path, tmp_path: Path) -> None:
    form = tmp_path / "avis.md"
    assert comens(f"consultation form {ID} -o {form}", root=root).status == 0
    assert "ETH.1" in form.read_text(encoding="utf-8")
    assert comens(f"consultation form {ID} -o {tmp_path}/avis.doc", root=root).status == 2

    table = tmp_path / "avis.csv"
    table.write_text(ROWS, encoding="utf-8")
    seen = comens(f"consultation import {ID} {table} --dry-run", root=root)
    assert "No clause “ETH.9” in the text" in seen.out
    assert comens(f"consultation import {ID} {table}", root=root).status == 0
    listed = comens(f"consultation comments {ID} --clause -", root=root)
    assert "ETH.9" in listed.out
    assert "Disposed of: 0 of 2." in listed.err

    for line in (
        f"consultation close {ID}",
        f"consultation anchor {ID} 2 ETH.1",
        f"consultation group {ID} 1-2",
        f'consultation dispose {ID} group:1 not_accepted --reason "Non." --reply "Avis {{number}}."',
    ):
        done = comens(line, root=root)
        assert done.status == 0, done.err
    nothing = comens(f"consultation dispose {ID} 8-9 accepted", root=root)
    assert nothing.status == 2
    assert "chooses no comment" in nothing.err

    shown = comens(f"consultation show {ID} --conditions", root=root)
    assert shown.status == 1
    assert "4. Comments: met" in shown.out
    assert "6. Public summary: NOT MET" in shown.out
    draft = comens(f"consultation report {ID}", root=root)
    assert draft.out.startswith("2 commentaires ont été reçus")
    summary = f"consultation report {ID} --summary -"
    assert comens(summary, root=root, stdin=draft.out).status == 0
    found = json.loads(comens(f"consultation show {ID} --conditions --format json", root=root).out)
    assert [item["is_met"] for item in found] == [True] * 7

    letters = tmp_path / "lettres"
    assert comens(f"consultation letters {ID} -o {letters}", root=root).status == 0
    assert sorted(path.name for path in letters.iterdir()) == [f"{ID}-0001.md", f"{ID}-0002.md"]
    table = comens(f"consultation report {ID} --format csv", root=root).out
    assert table.count("Avis ") == 2
