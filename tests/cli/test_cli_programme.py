"""The board, the work programme and the figures: whole answers, and what each refuses."""

import codecs
import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from tests.cli.goldens import assert_golden
from tests.cli.running import comens
from tests.support import git, make_repository
from tests.support.ranked import FILES

PLAN = 'priority plan --cycle 2026-S1 --move P-2026-005:1 --reason "Échéance | proche"'
#: Before any programme is drawn up.
BOARD = {
    "list": "priority list",
    "list_json": "priority list --format json",
    "explain": "priority explain P-2026-005",
    "plan_dry": "priority plan --cycle 2026-S1 --dry-run",
    "plan_no_capacity": "priority plan --capacity GT9=3",
    "plan_no_reason": "priority plan --move P-2026-001:2",
    "plan_bad_cycle": "priority plan --cycle demain",
    "programme_none": "priority programme",
    "figures": "report figures",
    "figures_exact": "report figures --exact",
    "figures_json": "report figures --format json",
    "figures_csv": "report figures --format csv",
    "figures_html": "report figures --exact --format html",
}
DRAWN = {
    "programme": "priority programme",
    "programme_json": "priority programme --format json",
    "programme_markdown": "priority programme 2026-S1 --format markdown",
    "programme_csv": "priority programme --format csv",
    "programme_html": "priority programme --format html",
    "adopt_refused": "priority adopt 2026-S1 --decision D-2026-002",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory, sealed_environment):
    made = make_repository(tmp_path_factory.mktemp("ranked") / "workspace", FILES)
    git(made, "config", "user.email", "samir@example.org")
    return made


@pytest.fixture(scope="module")
def drawn(root, tmp_path_factory):
    copy = Path(shutil.copytree(root, tmp_path_factory.mktemp("drawn") / "workspace"))
    assert comens(PLAN, root=copy).status == 0
    return copy


def check(name, line, language, root):
    outcome = comens(line, root=root, language=language)
    assert outcome.status in (0, 1, 2)
    if "csv" in name:
        outcome = outcome._replace(out=outcome.out.replace("\r\n", "\n"))
    assert_golden(f"programme/{language}/{name}", line, outcome, root)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", BOARD)
def test_the_whole_answer_is_the_one_kept(name, language, root):
    check(name, BOARD[name], language, root)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", DRAWN)
def test_the_whole_answer_on_a_programme_is_the_one_kept(name, language, drawn):
    check(name, DRAWN[name], language, drawn)


def as_chair(root, tmp_path):
    copy = Path(shutil.copytree(root, tmp_path / "chair"))
    git(copy, "config", "user.email", "claire@example.org")
    return copy


def test_nothing_tells_the_chair_a_score_before_hers(drawn, tmp_path):
    root = as_chair(drawn, tmp_path)
    for row in json.loads(comens("priority list --format json", root=root).out):
        assert (row["score"], row["rank"], row["to_debate"]) == (None, None, [])
    assert comens("priority explain P-2026-005", root=root).status == 1
    data = json.loads(comens("priority programme --format json", root=root).out)
    kept = {entry["proposal"]: entry["score"] for entry in data["entries"]}
    assert [name for name, score in kept.items() if score is not None] == ["P-2026-004"]
    for form in ("text", "csv", "markdown", "html"):
        text = comens(f"priority programme --format {form}", root=root).out
        assert "far apart" not in text
        assert "?" in text
    shown = json.loads(comens("proposal show P-2026-005 --format json", root=root).out)
    assert "confidentielle" not in json.dumps(shown)
    assert "confidentielle" not in comens("trace P-2026-005", root=root).out
    assert comens("priority plan", root=root).status == 1


def test_a_title_cannot_become_a_formula_and_a_departure_is_exported(drawn):
    rows = list(csv.DictReader(io.StringIO(comens(DRAWN["programme_csv"], root=drawn).out)))
    assert rows[2]["Title"].startswith("'=HYPERLINK")
    assert rows[0]["Departure"] == "From rank 5 to place 1, by samir-benali: Échéance | proche"


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html", "csv"])
def test_every_form_can_be_written_to_a_file(form, drawn, tmp_path):
    target = tmp_path / "programme"
    outcome = comens(f"priority programme --format {form} -o {target}", root=drawn)
    assert (outcome.status, outcome.out) == (0, "")
    assert target.read_bytes().startswith(codecs.BOM_UTF8) == (form == "csv")
    assert "P-2026-005" in target.read_text(encoding="utf-8")
    again = comens(f"priority programme -o {target}", root=drawn)
    assert again.status == 1
    assert "exists already" in again.err


@pytest.mark.parametrize("form", ["text", "json", "html", "csv"])
def test_the_figures_can_be_written_to_a_file(form, root, tmp_path):
    target = tmp_path / "figures"
    assert comens(f"report figures --format {form} -o {target}", root=root).status == 0
    assert "Reports by month and kind" in target.read_text(encoding="utf-8")


def test_one_reason_serves_every_move_or_each_has_its_own(root):
    moves = "priority plan --dry-run --move P-2026-001:2 --move P-2026-006:1"
    assert comens(f"{moves} --reason x", root=root).status == 0
    assert comens(f"{moves} --reason x --reason y", root=root).status == 0
    assert comens(f"{moves} --reason x --reason y --reason z", root=root).status == 2
    assert comens("priority plan --dry-run --reason x", root=root).status == 2
    assert comens("priority plan --dry-run --capacity GT1=beaucoup", root=root).status == 2


def test_the_decision_that_prioritises_adopts_it(drawn, tmp_path):
    root = Path(shutil.copytree(drawn, tmp_path / "adopted"))
    outcome = comens("priority adopt 2026-S1 --decision D-2026-001", root=root)
    assert outcome.status == 0
    assert "D-2026-001" in outcome.out
    assert "Adopted by D-2026-001." in comens("priority programme", root=root).out
    assert comens(PLAN, root=root).status == 1
