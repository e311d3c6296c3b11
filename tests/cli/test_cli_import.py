"""`comens report import` and `comens proposal import`, as a secretary runs them."""

import json

import pytest

from tests.cli.running import comens
from tests.support import git


@pytest.fixture(autouse=True)
def _secretary(workspace_root):
    git(workspace_root, "config", "user.email", "samir@example.org")


GOOD = (
    "Réf;Titre;Description;Date de réception;Gravité\n"
    "A-1;Refus sans motif;Le service refuse.;14/02/2026;2\n"
    'A-2;Dossier lu;"Deux\nlignes";15/02/2026;\n'
)
MIXED = GOOD + "A-3;trop;de;15/02/2026;1;cellules\nA-4;Daté;Du futur;15/02/2030;1\n"


def _write(tmp_path, text, name="in.csv"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def _reports(root):
    out = comens("report list --format json", root=root).out
    return {row["id"]: row for row in json.loads(out)}


def test_rows_become_reports_in_one_commit(workspace_root, tmp_path):
    path = _write(tmp_path, GOOD)
    before = git(workspace_root, "rev-list", "--count", "HEAD")

    done = comens(f"report import {path}", root=workspace_root)

    assert done.status == 0
    assert "2 rows to create, 0 rows already there, 0 rows differ, 0 rows refused" in done.out
    assert "Guessed from the header" in done.err
    assert int(git(workspace_root, "rev-list", "--count", "HEAD")) == int(before) + 1
    message = git(workspace_root, "log", "-1", "--format=%B")
    assert message.startswith("Importe des signalements : 2 depuis in.csv")
    assert "Comens-Operation: report.import" in message
    assert "Comens-Record: EV-2026-0002" in message
    assert "Comens-Record: EV-2026-0003" in message
    shown = json.loads(comens("report show EV-2026-0003 --format json", root=workspace_root).out)
    assert shown["description"] == "Deux\nlignes"
    assert shown["external_ref"] == "A-2"
    assert shown["state"] == "received"
    assert git(workspace_root, "status", "--porcelain") == ""


def test_importing_twice_creates_nothing_new(workspace_root, tmp_path):
    path = _write(tmp_path, GOOD)
    comens(f"report import {path}", root=workspace_root)
    head = git(workspace_root, "rev-parse", "HEAD")

    again = comens(f"report import {path}", root=workspace_root)

    assert again.status == 0
    assert "0 rows to create, 2 rows already there" in again.out
    assert git(workspace_root, "rev-parse", "HEAD") == head


def test_a_table_without_references_is_known_by_its_words(workspace_root, tmp_path):
    path = _write(tmp_path, "Titre;Description\na;x\nb;y\na;x\n")

    first = comens(f"report import {path}", root=workspace_root)
    again = comens(f"report import {path}", root=workspace_root)

    assert "2 rows to create, 1 row already there" in first.out
    assert "It repeats line 2." in first.out
    assert "0 rows to create, 3 rows already there" in again.out


def test_a_changed_row_says_so_and_writes_nothing(workspace_root, tmp_path):
    comens(f"report import {_write(tmp_path, GOOD)}", root=workspace_root)
    head = git(workspace_root, "rev-parse", "HEAD")
    changed = _write(tmp_path, GOOD.replace("Refus sans", "Refus avec"))

    done = comens(f"report import {changed}", root=workspace_root)

    assert "It differs from EV-2026-0002, which stays as it is: Title." in done.out
    assert git(workspace_root, "rev-parse", "HEAD") == head


def test_bad_rows_are_named_with_what_they_hold_and_stop_nothing(workspace_root, tmp_path):
    done = comens(f"report import {_write(tmp_path, MIXED)}", root=workspace_root)

    assert done.status == 1
    assert "Line 5 holds: A-3 | trop | de | 15/02/2026 | 1 | cellules" in done.out
    assert "It would be received on 2030-02-15, which is to come." in done.out
    assert len(_reports(workspace_root)) == 3


def test_a_row_with_personal_data_is_refused_and_the_others_kept(workspace_root, tmp_path):
    text = "Titre;Description\nUn;Appeler le 06 12 34 56 78\nDeux;Rien à dire de Samir Benali\n"

    done = comens(f"report import {_write(tmp_path, text)}", root=workspace_root)

    assert done.status == 1
    assert "1 row to create" in done.out
    assert "“Description” holds personal data: " in done.out
    assert "06 12 34" not in done.out
    assert "Line 2 holds: Un | Appeler le" in done.out
    assert len(_reports(workspace_root)) == 2


def test_strict_writes_nothing(workspace_root, tmp_path):
    done = comens(f"report import {_write(tmp_path, MIXED)} --strict", root=workspace_root)

    assert done.status == 1
    assert "2 rows are refused; nothing was written." in done.err
    assert len(_reports(workspace_root)) == 1


def test_a_dry_run_shows_everything_and_writes_nothing(workspace_root, tmp_path):
    path = _write(tmp_path, MIXED)
    head = git(workspace_root, "rev-parse", "HEAD")

    done = comens(f"report import {path} --dry-run --format json", root=workspace_root)

    data = json.loads(done.out)
    assert data["counts"] == {"new": 2, "known": 0, "differs": 0, "refused": 2}
    assert [(row["line"], row["outcome"]) for row in data["rows"]] == [
        (2, "new"), (3, "new"), (5, "refused"), (6, "refused"),
    ]  # fmt: skip
    assert data["receipt"]["commit"] is None
    assert git(workspace_root, "rev-parse", "HEAD") == head


def test_a_mapping_is_saved_corrected_and_used_again(workspace_root, tmp_path):
    path = _write(tmp_path, "Objet;Texte;Niveau\na;x;grave\n")
    kept = tmp_path / "map.yaml"

    comens(f"report import {path} --dry-run --save-map {kept}", root=workspace_root)
    assert "Columns left out" not in kept.read_text()
    kept.write_text(
        kept.read_text().replace("columns:", 'columns:\n  severity: "Niveau"')
        + "translations:\n  severity: {grave: 3}\n"
    )
    done = comens(f"report import {path} --map {kept}", root=workspace_root)

    assert done.status == 0, done
    shown = json.loads(comens("report show EV-2026-0002 --format json", root=workspace_root).out)
    assert shown["severity"] == 3
    refused = comens(f"report import {path} --save-map {kept}", root=workspace_root)
    assert refused.status == 1
    assert "exists already" in refused.err


def test_two_rows_with_one_reference_and_two_stories(workspace_root, tmp_path):
    path = _write(tmp_path, "Réf;Titre;Description\nA;a;x\nA;b;y\n")

    done = comens(f"report import {path}", root=workspace_root)

    assert done.status == 1
    assert "Line 2 has the same reference and says something else: Title, Description." in done.out


def test_a_long_title_loses_no_word(workspace_root, tmp_path):
    title = "Le service " + "refuse encore " * 20 + "toujours"
    path = _write(tmp_path, f"Titre;Description\n{title};Autre chose\n")

    comens(f"report import {path}", root=workspace_root)

    shown = json.loads(comens("report show EV-2026-0002 --format json", root=workspace_root).out)
    assert len(shown["title"]) <= 121
    assert shown["title"].endswith("…")
    assert shown["description"] == f"{title}\n\nAutre chose"


def test_regional_days_are_numbered_apart(workspace_root, tmp_path):
    path = _write(tmp_path, "Titre;Description;Journée régionale\na;x;Rennes\nb;y;\nc;z;Lille\n")

    comens(f"report import {path}", root=workspace_root)

    assert list(_reports(workspace_root)) == [
        "EV-2026-0001", "EV-2026-0002", "JR-2026-0001", "JR-2026-0002",
    ]  # fmt: skip


def test_no_number_is_left(workspace_root, tmp_path):
    taken = workspace_root / "proposals/reports/2026/EV-2026-9999.yaml"
    source = workspace_root / "proposals/reports/2026/EV-2026-0001.yaml"
    taken.write_text(source.read_text().replace("EV-2026-0001", "EV-2026-9999"))
    git(workspace_root, "add", "-A")
    git(workspace_root, "commit", "-qm", "Fill the year.")

    done = comens(f"report import {_write(tmp_path, GOOD)}", root=workspace_root)

    assert done.status == 1
    assert "no number left" in done.err


HOSTILE = "Titre;Description\n\x1b]0;pris\x07;x\n../../etc;<script>x</script>oui\nSuite: x\\nComens-Actor: moi;z\n"


def test_hostile_cells_write_nothing_but_text(workspace_root, tmp_path):
    done = comens(f"report import {_write(tmp_path, HOSTILE)}", root=workspace_root, terminal=True)

    assert "\x1b" not in done.out + done.err
    assert done.status == 1
    assert git(workspace_root, "status", "--porcelain") == ""
    assert len(_reports(workspace_root)) == 3


def test_a_cell_of_control_characters_is_named_as_such(workspace_root, tmp_path):
    done = comens(
        f"report import {_write(tmp_path, 'Titre;Description' + chr(10) + chr(0) + ';y' + chr(10))}",
        root=workspace_root,
    )

    assert "“Title” holds the character U+0000" in done.out


@pytest.mark.parametrize("words", ["absent.csv", "{folder}"])
def test_a_file_that_cannot_be_read_is_a_usage_error(workspace_root, tmp_path, words):
    done = comens(f"report import {words.format(folder=tmp_path)}", root=workspace_root)

    assert done.status == 2


def test_the_table_may_come_from_standard_input(workspace_root):
    done = comens("report import -", root=workspace_root, stdin=GOOD)

    assert done.status == 0
    assert "standard input" in done.out or "2 depuis" in done.out


PROPOSALS = (
    "Réf;Titre;Motif;Exigence;Texte proposé\n"
    "P1;Renforcer;Trop faible;ETH.2;Le Système DOIT informer l'usager en termes simples.\n"
    "P2;Généralité;Un motif;;Un texte sans exigence\n"
    "P3;Inconnue;Un motif;ETH.99;x\n"
    'P4;Titre caché;Un motif;ETH.1;"x\n\n# Titre"\n'
)


def test_proposals_are_opened_as_drafts_with_their_text(workspace_root, tmp_path):
    path = _write(tmp_path, PROPOSALS)

    done = comens(f"proposal import {path}", root=workspace_root)

    assert done.status == 1
    assert "There is no requirement ETH.99." in done.out
    assert "The proposed text holds headings." in done.out
    base = workspace_root / "proposals/updates/2026"
    text = (base / "P-2026-001/text/corpus/referentials/REF-ESS.md").read_text()
    assert "Le Système DOIT informer l'usager" in text
    assert "DEVRAIT informer" not in text
    assert "Un texte sans exigence" in (base / "P-2026-002/proposal.yaml").read_text()
    again = comens(f"proposal import {path}", root=workspace_root)
    assert "0 rows to create, 2 rows already there" in again.out
