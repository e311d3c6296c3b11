"""The registry: order, choice of rules, waivers, documentation."""

import re
from datetime import date, timedelta

import pytest

from comens_tui.checks import explanations, registry, running
from comens_tui.checks.base import Context
from comens_tui.checks.waivers import subject_digest
from comens_tui.errors import UsageError
from comens_tui.i18n import speaking
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.waiver import Waiver
from comens_tui.model.words import Severity
from tests.checks.workspaces import TODAY, base_files, build

GUIDE = "corpus/guides/GUI-TST.md"


def _faulty(**edits: str) -> Snapshot:
    files = base_files()
    text = files[GUIDE]
    files[GUIDE] = text.replace("L'ANS publie le texte.", edits.get("text", "Le CISIS et ETH.99."))
    return build(files)


def _waiver(snapshot: Snapshot, **changes: object) -> Waiver:
    digest = subject_digest(snapshot, GUIDE, "usage")
    assert digest
    waiver = Waiver(
        id="W-2026-001",
        code="Q030",
        path=GUIDE,
        clause="usage",
        digest=digest,
        reason="À venir.",
        granted_by="claire-morel",
        granted=TODAY,
        expires=TODAY + timedelta(days=30),
    )
    return waiver.model_copy(update=changes)


def _run(snapshot: Snapshot, waiver: Waiver, day: date = TODAY) -> running.Report:
    return running.run(snapshot._replace(waivers={waiver.id: waiver}), Context(day))


def test_findings_come_in_order_of_path_line_and_code() -> None:
    files = base_files()
    files[GUIDE] = files[GUIDE].replace("L'ANS publie", "La HAS, le CISIS, ETH.99.")
    files["corpus/referentials/REF-TST.md"] = files["corpus/referentials/REF-TST.md"].replace(
        "DEVRAIT", "DOIT"
    )
    found = running.run(build(files), Context(TODAY)).findings
    keys = [(item.path, item.line, item.code) for item in found]
    assert keys == sorted(keys)
    assert len({item.code for item in found}) > 2


def test_only_the_rules_asked_for_run() -> None:
    report = running.run(_faulty(), Context(TODAY), ["q040"])
    assert {item.code for item in report.findings} == {"Q040"}


def test_an_unknown_code_is_refused_with_the_codes_of_its_family() -> None:
    with pytest.raises(UsageError) as raised:
        running.run(_faulty(), Context(TODAY), ["G999"])
    assert "G001" in raised.value.hint
    assert "Q001" not in raised.value.hint


def test_a_waiver_sets_its_own_finding_aside_and_no_other() -> None:
    snapshot = _faulty()
    report = _run(snapshot, _waiver(snapshot))
    assert [item.finding.code for item in report.waived] == ["Q030"]
    assert [item.code for item in report.findings] == ["Q040"]
    assert report.stale_waivers == ()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"expires": TODAY - timedelta(days=1)}, "It expired on 2026-06-14."),
        ({"granted": TODAY + timedelta(days=1)}, "It starts on 2026-06-16 only."),
        ({"digest": "0" * 64}, "The text has changed since it was granted."),
        ({"clause": "nowhere"}, "The text has changed since it was granted."),
        ({"code": "Q031"}, "Nothing is found there any more."),
    ],
)
def test_a_dead_waiver_accepts_nothing_and_says_why(
    changes: dict[str, object], reason: str
) -> None:
    snapshot = _faulty()
    report = _run(snapshot, _waiver(snapshot, **changes))
    assert [item.code for item in report.findings] == ["Q030", "Q040"]
    assert [item.reason for item in report.stale_waivers] == [reason]


def test_a_waiver_dies_when_a_word_of_its_clause_changes() -> None:
    waiver = _waiver(_faulty())
    report = _run(_faulty(text="Le CISIS et ETH.99 !"), waiver)
    assert [item.code for item in report.findings] == ["Q030", "Q040"]


def test_a_waiver_holds_on_its_last_day() -> None:
    snapshot = _faulty()
    waiver = _waiver(snapshot)
    assert _run(snapshot, waiver, waiver.expires).waived


def test_a_waiver_is_not_called_stale_by_a_run_without_its_rule() -> None:
    snapshot = _faulty()
    waiver = _waiver(snapshot, code="Q031")
    report = running.run(snapshot._replace(waivers={waiver.id: waiver}), Context(TODAY), ["Q040"])
    assert report.stale_waivers == ()


def test_codes_are_those_of_the_modules_and_are_given_once() -> None:
    codes = [check.CODE for check in registry.ALL_CHECKS]
    assert codes == sorted(set(codes))
    for check in registry.ALL_CHECKS:
        module = getattr(check, "__name__", "").rpartition(".")[2]
        assert module.partition("_")[0].upper() == check.CODE


@pytest.mark.parametrize("check", registry.ALL_CHECKS, ids=lambda check: str(check.CODE))
def test_every_rule_says_what_why_and_how(check: registry.Rule) -> None:
    parts = explanations.paragraphs(check)
    heads = [part for part in parts if part.startswith("## ")]
    assert heads == ["## What it checks", "## Why", "## How to fix"]
    assert len(parts) >= 6
    assert (check.__doc__ or "").startswith(f"{check.TITLE}.\n\n")
    assert isinstance(check.SEVERITY, Severity)
    assert not any(re.search(r"\s{2}|\n", part) for part in parts)


def test_explain_gives_the_title_and_the_three_parts() -> None:
    text = explanations.explain("q021")
    assert text.startswith("# Q021 — Mandatory requirement without evidence\n\n## What it checks")
    assert text.endswith("\n")


def test_findings_of_one_document_do_not_depend_on_the_run_before() -> None:
    with speaking("en"):
        first = running.run(_faulty(), Context(TODAY))
        running.run(build(base_files()), Context(TODAY))
        assert running.run(_faulty(), Context(TODAY)) == first
