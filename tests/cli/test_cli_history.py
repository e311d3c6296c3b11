"""`document history`, `log` and `redline REV..REV` on workspaces, clones and bundles."""

import json
import os
import unicodedata

import pytest

from tests.cli.running import comens
from tests.support import REFERENTIAL_MD, WORKSPACE_FILES, git
from tests.support.histories import YEAR_2026, YEAR_2999, Forge

DOCUMENT = "corpus/referentials/REF-ESS.md"
ARTICLE = "Livre Ier/Titre préliminaire/Article 1.md"


@pytest.fixture
def code(tmp_path):
    """A repository that is no workspace, with the traits of one made from old laws."""
    forge = Forge(tmp_path / "code")
    forge.commit("Créé par Loi 1803-03-05", {ARTICLE: "Les lois sont exécutoires.\n"}, authored=1)
    forge.commit("Créé par Loi 1803-03-08", {"Livre Ier/Article 2.md": "Rien.\n"}, authored=0)
    forge.commit(
        "Modifié en 2004\x1b]0;x\x07",
        {ARTICLE: "Les lois entrent en vigueur.\n", "image": b"\x00\x01"},
        authored=YEAR_2026,
    )
    forge.commit("Demain", {os.fsencode("caf\udce9.md"): "x\n"}, authored=YEAR_2999)
    return forge.write()


@pytest.fixture
def workspace(tmp_path):
    forge = Forge(tmp_path / "workspace")
    forge.commit("Open.", WORKSPACE_FILES)
    forge.commit(
        "Harden.",
        {DOCUMENT: REFERENTIAL_MD.replace("DEVRAIT informer", "DOIT informer")},
        authored=YEAR_2026 + 60,
        body="Comens-Actor: anne-petit\nComens-Decision: D-2026-001",
    )
    return forge.write()


def shapes(path):
    """Return ways to type one accented path."""
    return [path, unicodedata.normalize("NFD", path), f"./{path}"]


@pytest.mark.parametrize("name", shapes(ARTICLE))
def test_any_repository_is_read_by_path(code, name):
    done = comens(f"document history '{name}'", root=code)
    assert (done.status, done.err) == (0, "")
    first, second = done.out.split("\n\n")
    assert first.startswith("2026-01-01 01:00")
    assert "‹ESC›" in first
    assert "\x1b" not in done.out
    assert second.splitlines()[1] == "    dated 1970: original date unknown"
    assert second.splitlines()[2:] == ["    Créé par Loi 1803-03-05", "    text added"]


def test_the_whole_log_follows_ancestry_and_says_what_is_odd(code):
    done = comens("log", root=code, language="fr")
    lines = [line.strip() for line in done.out.splitlines()[1:]]
    subjects = [line for line in lines if not line.startswith("daté")]
    assert [line.split("Ana")[1].split()[0] for line in subjects] == [
        "Demain", "Modifié", "Créé", "Créé",
    ]  # fmt: skip
    assert [line for line in lines if line.startswith("daté")] == [
        "daté dans le futur",
        "daté de 1970\u00a0: date d'origine inconnue",
        "daté de 1970\u00a0: date d'origine inconnue",
    ]
    rows = json.loads(comens("log --format json --limit 1", root=code).out)
    assert [(row["subject"], row["oddities"]) for row in rows] == [("Demain", ["in_future"])]


def test_a_name_that_is_not_utf8_is_read_and_typed_as_it_is_shown(code):
    done = comens("document history 'caf\\xe9.md' --format json", root=code)
    (row,) = json.loads(done.out)
    assert row["path"] == "caf\udce9.md"
    assert "caf\\xe9.md" in comens("redline HEAD~1..HEAD", root=code).out


def test_a_folder_a_bundle_and_what_is_not_there(code, tmp_path):
    git(code, "bundle", "create", "--quiet", str(tmp_path / "code.bundle"), "HEAD", "main")
    for root in (code, tmp_path / "code.bundle"):
        assert len(comens("log 'Livre Ier'", root=root).out.splitlines()) == 6
        done = comens("log 'Livre Ier/Titre préliminaire/Article 2.md'", root=root)
        assert done.status == 1
        assert ARTICLE in done.err


def test_two_revisions_of_any_repository_are_compared(code):
    one = comens(f"redline HEAD~3..HEAD '{ARTICLE}'", root=code)
    assert "[-sont exécutoires-]{+entrent en vigueur+}" in one.out
    every = comens("redline HEAD~3..HEAD", root=code)
    assert "image is not a text and is left out." in every.err
    assert f"HEAD~3:{ARTICLE}" in every.out
    assert comens("redline HEAD~9..HEAD", root=code).status == 2
    assert comens("redline HEAD~3..HEAD image", root=code).status == 0


def test_a_requirement_has_its_own_history_with_its_redline(workspace):
    done = comens("document history eth.2 --redline", root=workspace)
    first, *_rest = done.out.split("\n\n")
    assert "Samir" not in done.out
    assert first.splitlines()[0].endswith("anne-petit")
    assert first.splitlines()[1:] == ["    Harden.", "    text changed", "    Decision: D-2026-001"]
    assert "[-DEVRAIT-]{+DOIT+}" in done.out
    assert "STRENGTHENED" in done.out
    assert "Le Système PEUT" not in done.out
    rows = json.loads(comens("document history ETH.2 --redline --format json", root=workspace).out)
    assert [(row["happening"], row["requirement"]) for row in rows] == [
        ("changed", "ETH.2"),
        ("added", "ETH.2"),
    ]
    assert rows[0]["redline"]["clauses"][0]["effects"] == ["strengthened"]
    assert (
        len(
            json.loads(
                comens("document history REF-ESS --limit 1 --format json", root=workspace).out
            )
        )
        == 1
    )


def test_a_requirement_that_never_was_is_refused_with_the_nearest(workspace):
    done = comens("document history ETH.20", root=workspace)
    assert done.status == 1
    assert "ETH.2" in done.err


@pytest.mark.parametrize(
    "name", ["EV-2026-0001", "corpus", "corpus/", "README.md", "ref-ess", "ETH.10"]
)
def test_the_log_is_asked_of_anything(workspace, name):
    done = comens(f"log {name}", root=workspace)
    assert done.status == 0
    assert done.out.splitlines()[-1].endswith("Open.")


def test_reading_a_workspace_writes_nothing_outside_its_own_folder(workspace):
    comens("document history ETH.2", root=workspace)
    assert git(workspace, "status", "--porcelain", "--ignored") == ""
    assert list((workspace / ".git/comens").glob("history-v*.sqlite"))


def test_progress_is_for_a_terminal_only(capsys, monkeypatch):
    from comens_tui.cli.progress import progress_said

    with progress_said("{done}/{total}") as say:
        assert say is None
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with progress_said("{done}/{total}") as say:
        say(1, 2)
    assert capsys.readouterr().err == "\r\x1b[K1/2\r\x1b[K"
