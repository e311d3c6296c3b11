"""`comens export` and `comens document import`, as a person runs them."""

import csv
import io
import json

import pytest

from tests.cli.running import comens
from tests.support import REFERENTIAL_MD, commit_all, git


@pytest.fixture(autouse=True)
def _secretary(workspace_root):
    git(workspace_root, "config", "user.email", "samir@example.org")


FORMS = ["csv", "xlsx", "json", "oscal", "ciso-assistant", "html", "markdown"]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_written_once_the_same_and_never_over_a_file(workspace_root, tmp_path, form):
    one, two = tmp_path / "one", tmp_path / "two"

    line = f"export --as {form} --document REF-ESS -o"
    assert comens(f"{line} {one}", root=workspace_root).status == 0
    assert comens(f"{line} {two}", root=workspace_root).status == 0

    assert one.read_bytes() == two.read_bytes()
    again = comens(f"{line} {one}", root=workspace_root)
    assert again.status == 1
    assert "exists already" in again.err
    assert "--force" in again.err
    one.write_text("autre")
    assert comens(f"{line} {one} --force", root=workspace_root).status == 0
    assert one.read_bytes() == two.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two", "workspace"]


def test_a_link_is_never_followed(workspace_root, tmp_path):
    victim, link = tmp_path / "victim", tmp_path / "link"
    victim.write_text("intact")
    link.symlink_to(victim)

    refused = comens(f"export --as csv -o {link}", root=workspace_root)
    forced = comens(f"export --as csv -o {link} --force", root=workspace_root)

    assert refused.status == 1
    assert forced.status == 0
    assert victim.read_text() == "intact"
    assert not link.is_symlink()


def test_a_folder_that_is_not_there_is_refused(workspace_root, tmp_path):
    outcome = comens(f"export --as csv -o {tmp_path}/absent/x.csv", root=workspace_root)

    assert outcome.status == 1
    assert "cannot be written" in outcome.err


def test_nothing_is_written_among_the_records_even_by_force(workspace_root):
    before = git(workspace_root, "status", "--porcelain")
    for place in ("corpus/x.csv", "corpus/referentials/REF-ESS.md", ".git/config"):
        outcome = comens(
            f"export --as csv -o {workspace_root / place} --force", root=workspace_root
        )
        assert outcome.status == 1
        assert "among the records" in outcome.err
    forced = f"export --as markdown -o {workspace_root}/corpus/referentials --force"
    assert comens(forced, root=workspace_root).status == 1
    assert git(workspace_root, "status", "--porcelain") == before


def test_markdown_of_several_documents_is_a_folder_of_exact_texts(workspace_root, tmp_path):
    other = REFERENTIAL_MD.replace("REF-ESS", "REF-DEUX").replace("ETH.", "DEU.")
    (workspace_root / "corpus/referentials/REF-DEUX.md").write_text(other)
    commit_all(workspace_root)

    outcome = comens(f"export --as markdown -o {tmp_path}/out", root=workspace_root)

    assert outcome.status == 0
    assert (tmp_path / "out/REF-ESS.md").read_text() == REFERENTIAL_MD
    assert (tmp_path / "out/REF-DEUX.md").read_text() == other


def test_an_earlier_text_is_exported(workspace_root, tmp_path):
    before = git(workspace_root, "rev-parse", "HEAD").strip()
    path = workspace_root / "corpus/referentials/REF-ESS.md"
    path.write_text(path.read_text().replace("en termes simples", "clairement"))
    commit_all(workspace_root)

    comens(f"export --as csv --at {before} -o {tmp_path}/old.csv", root=workspace_root)
    comens(f"export --as csv -o {tmp_path}/new.csv", root=workspace_root)

    assert "en termes simples" in (tmp_path / "old.csv").read_text()
    assert "clairement" in (tmp_path / "new.csv").read_text()
    rows = list(
        csv.DictReader(io.StringIO((tmp_path / "old.csv").read_text("utf-8-sig")), delimiter=";")
    )
    assert [row["id"] for row in rows] == ["ETH.1", "ETH.2", "ETH.10"]
    assert rows[1]["principles"] == "autonomy\njustice"


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "oscal", "ciso-assistant", "markdown"])
def test_an_export_is_imported_back_as_a_proposal(workspace_root, tmp_path, form):
    path = tmp_path / f"out.{form}"
    comens(f"export --as {form} --document REF-ESS -o {path}", root=workspace_root)
    text = workspace_root / "corpus/referentials/REF-ESS.md"
    text.write_text(text.read_text().replace("en termes simples", "clairement"))
    commit_all(workspace_root)

    outcome = comens(f"document import {path} --id REF-ESS --format json", root=workspace_root)

    assert outcome.status == 0, outcome
    data = json.loads(outcome.out)
    assert data["requirements"] == ["ETH.1", "ETH.2", "ETH.10"]
    proposed = (
        workspace_root / "proposals/updates/2026/P-2026-001/text/corpus/referentials/REF-ESS.md"
    )
    assert "DEVRAIT informer l'usager en termes simples" in proposed.read_text()
    assert "clairement" in text.read_text()
    again = comens(f"document import {path} --id REF-ESS", root=workspace_root)
    assert again.status == 1
    assert "proposed already as P-2026-001" in again.err


TABLE = "Thème;Critère;Titre;Prix\nImages;1.2;Elle DOIT être décrite;3\nImages;1.10;Autre;\nCadres;2.1;Encore;\n"


def test_a_foreign_table_becomes_a_document_that_says_what_it_lacks(workspace_root, tmp_path):
    path = tmp_path / "ref.csv"
    path.write_text(TABLE)

    outcome = comens(f"document import {path} --id REF-RGAA --title RGAA", root=workspace_root)

    assert outcome.status == 0
    assert "REF-RGAA: 3 requirements" in outcome.out
    assert "Prix: this column is left out" in outcome.out
    assert "not said there, supplied here: principles = beneficence" in outcome.out
    folder = workspace_root / "proposals/updates/2026/P-2026-001"
    text = (folder / "text/corpus/referentials/REF-RGAA.md").read_text()
    assert text.index("RGAA.1.2 ") < text.index("RGAA.1.10 ") < text.index("RGAA.2.1 ")
    assert 'original_ref: "1.10"' in text
    assert "Prix" in (folder / "proposal.yaml").read_text()
    assert not (workspace_root / "corpus/referentials/REF-RGAA.md").exists()
    assert git(workspace_root, "status", "--porcelain") == ""


def test_ids_of_other_documents_are_never_taken(workspace_root, tmp_path):
    path = tmp_path / "ref.csv"
    path.write_text("id;title;statement\nETH.1;Pris;Il DOIT.\nETH.3;Libre;Il DOIT.\n")

    outcome = comens(
        f"document import {path} --id REF-NEUF --prefix NEU --format json", root=workspace_root
    )

    assert json.loads(outcome.out)["requirements"] == ["NEU.1", "ETH.3"]


def test_nothing_is_written_without_an_id_or_in_a_dry_run(workspace_root, tmp_path):
    path = tmp_path / "ref.csv"
    path.write_text(TABLE)
    head = git(workspace_root, "rev-parse", "HEAD")

    lacking = comens(f"document import {path}", root=workspace_root)
    dry = comens(f"document import {path} --id REF-RGAA --dry-run", root=workspace_root)

    assert lacking.status == 2
    assert "--id REF-XXX" in lacking.err
    assert dry.status == 0
    assert "Would record" in dry.out
    assert git(workspace_root, "rev-parse", "HEAD") == head


def test_a_bad_catalog_names_the_file_and_the_field(workspace_root, tmp_path):
    path = tmp_path / "bad.json"
    path.write_text('{"catalog": {"uuid": "x", "metadata": {}}}')

    outcome = comens(f"document import {path} --id REF-X1", root=workspace_root)

    assert outcome.status == 1
    assert "bad.json" in outcome.err
    assert "catalog.uuid" in outcome.err
    assert "catalog.metadata.title is missing" in outcome.err
