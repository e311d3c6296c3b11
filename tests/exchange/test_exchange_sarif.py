"""SARIF: the shape that the standard requires, and places that are those of the text."""

import json
from pathlib import Path
from typing import Any

from comens_tui.checks import registry, running
from comens_tui.checks.base import Context
from comens_tui.checks.waivers import Waived
from comens_tui.exchange.sarif import sarif_log
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.waiver import Waiver
from comens_tui.text.edits import applied
from tests.checks.workspaces import TODAY, base_files, build
from tests.cli.goldens import UPDATING

GUIDE = "corpus/guides/GUI-TST.md"
GOLDEN = Path(__file__).parent / "goldens" / "findings.sarif"
RULES = {check.CODE: check for check in registry.ALL_CHECKS}


def _snapshot() -> Snapshot:
    files = base_files()
    files[GUIDE] = files[GUIDE].replace("L'ANS publie", "Le CISIS 𝔸 : « va » ? ETH.99 publie")
    files[GUIDE] = files[GUIDE].replace("## Usage", "#### Usage")
    return build(files)


def _log(snapshot: Snapshot) -> dict[str, Any]:
    report = running.run(snapshot, Context(TODAY))
    waiver = Waiver(
        id="W-2026-001",
        code="Q040",
        path=GUIDE,
        digest="0" * 64,
        reason="Nom ancien.",
        granted_by="claire-morel",
        granted=TODAY,
        expires=TODAY,
    )
    kept = tuple(item for item in report.findings if item.code != "Q040")
    waived = tuple(Waived(item, waiver) for item in report.findings if item.code == "Q040")
    texts = {GUIDE: snapshot.documents["GUI-TST"].text}
    return sarif_log(kept, running.Report(kept, waived), RULES, texts, "1.2.3")


def test_the_whole_log_is_the_one_kept() -> None:
    told = json.dumps(_log(_snapshot()), ensure_ascii=False, indent=2) + "\n"
    if UPDATING:
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8")


def test_the_log_has_what_the_standard_requires() -> None:
    log = _log(_snapshot())
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"]
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))
    marks = [result["partialFingerprints"]["comensFinding/v1"] for result in run["results"]]
    assert len(marks) == len(set(marks)) >= 4
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["level"] in {"error", "warning", "note"}
        assert ids[result["ruleIndex"]] == result["ruleId"]
        for location in result["locations"]:
            place = location["physicalLocation"]
            assert not place["artifactLocation"]["uri"].startswith("/")
            assert place.get("region", {}).get("startLine", 1) >= 1
    assert [r["suppressions"][0]["kind"] for r in run["results"] if "suppressions" in r] == [
        "external"
    ]


def test_columns_and_edits_are_those_of_the_text() -> None:
    text = _snapshot().documents["GUI-TST"].text
    found = [item for item in _log(_snapshot())["runs"][0]["results"] if "fixes" in item]
    (result,) = found
    region = result["locations"][0]["physicalLocation"]["region"]
    line = text.splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == " "
    assert line[region["endColumn"] - 1] == ":"
    (change,) = result["fixes"][0]["artifactChanges"]
    report = running.run(_snapshot(), Context(TODAY))
    edits = [edit for item in report.findings for edit in item.edits]
    assert "𝔸\u00a0: «\u00a0va\u00a0»\u202f?" in applied(text, edits)
    assert [
        (
            item["deletedRegion"]["charOffset"],
            item["deletedRegion"]["charLength"],
            item["insertedContent"]["text"],
        )
        for item in change["replacements"]
    ] == [(edit.start, edit.end - edit.start, edit.text) for edit in edits]


def test_an_address_with_blanks_is_escaped() -> None:
    report = running.run(_snapshot(), Context(TODAY))
    odd = report.findings[0]._replace(path="corpus/é x.md")
    log = sarif_log([odd], running.Report((odd,)), {}, {}, "1")
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "corpus/%C3%A9%20x.md"
