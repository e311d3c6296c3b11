"""`comens trace`: whole answers on a workspace in which everything is linked."""

import codecs
import csv
import io
import json

import pytest

from tests.cli.goldens import assert_golden
from tests.cli.running import comens
from tests.support import make_repository
from tests.support.traced import FILES

CASES = {
    "requirement": "trace ETH.1",
    "requirement_json": "trace ETH.1 --format json",
    "tombstone": "trace ETH.3",
    "report": "trace EV-2026-0001",
    "proposal": "trace P-2026-002",
    "decision_json": "trace D-2026-001 --format json",
    "release": "trace cens-v1.0.0",
    "document": "trace GUI-ESS",
    "unknown": "trace ETH.19",
    "principles": "trace --matrix principles",
    "principles_json": "trace --matrix principles --format json",
    "principles_csv": "trace --matrix principles --format csv",
    "principles_html": "trace --matrix principles --format html",
    "chain": "trace --matrix chain",
    "chain_json": "trace --matrix chain --format json",
    "chain_csv": "trace --matrix chain --format csv",
    "chain_html": "trace --matrix chain --format html",
    "nothing_named": "trace",
    "two_things_named": "trace ETH.1 --matrix chain",
    "csv_of_a_record": "trace ETH.1 --format csv",
    "requirement_shown": "document show ETH.1",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory, sealed_environment):
    return make_repository(tmp_path_factory.mktemp("traced") / "workspace", FILES)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", CASES)
def test_the_whole_answer_is_the_one_kept(name, language, root):
    outcome = comens(CASES[name], root=root, language=language)
    assert outcome.status in (0, 1, 2)
    if "csv" in name:
        outcome = outcome._replace(out=outcome.out.replace("\r\n", "\n"))
    assert_golden(f"trace/{language}/{name}", CASES[name], outcome, root)


def test_capitals_do_not_matter(root):
    assert comens("trace eth.1", root=root).out == comens("trace ETH.1", root=root).out
    assert comens("trace CENS-V1.0.0", root=root).status == 0


def test_each_link_of_json_names_both_its_ends(root):
    data = json.loads(comens("trace ETH.1 --format json", root=root).out)
    steps = {item["id"]: item for item in data["comes_from"]}
    assert (steps["P-2026-001"]["source"], steps["P-2026-001"]["target"]) == (
        "D-2026-001",
        "P-2026-001",
    )
    changing = [item for item in data["impact"]["touches"] if item["relation"] == "changes"]
    assert [(item["source"], item["target"]) for item in changing] == [("P-2026-002", "ETH.1")]


def test_a_title_cannot_become_a_formula(root):
    text = comens("trace --matrix chain --format csv", root=root).out
    titles = [row[1] for row in csv.reader(io.StringIO(text))]
    assert "'=HYPERLINK(1)" in titles


def test_a_file_is_written_once_and_nowhere_among_the_records(root, tmp_path):
    target = tmp_path / "chain.csv"
    line = f"trace --matrix chain --format csv -o {target}"
    outcome = comens(line, root=root)
    assert outcome.status == 0
    assert outcome.out == ""
    assert target.read_bytes().startswith(codecs.BOM_UTF8)
    before = target.read_bytes()
    again = comens(line, root=root)
    assert again.status == 1
    assert "exists already" in again.err
    assert target.read_bytes() == before
    inside = root / "corpus" / "chain.csv"
    assert comens(f"trace --matrix chain -o {inside}", root=root).status == 1
    assert not inside.exists()
    nowhere = comens(f"trace --matrix chain -o {tmp_path}/none/a.txt", root=root)
    assert nowhere.status == 1
    assert "cannot be written" in nowhere.err


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_every_form_can_be_written_to_a_file(form, root, tmp_path):
    target = tmp_path / "principles"
    outcome = comens(f"trace --matrix principles --format {form} -o {target}", root=root)
    assert outcome.status == 0
    assert "REF-ESS" in target.read_text(encoding="utf-8")
