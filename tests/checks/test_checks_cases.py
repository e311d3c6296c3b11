"""Every rule on a case that fails and one that passes; `COMENS_UPDATE=1` rewrites the goldens."""

import os
from pathlib import Path

import pytest

from comens_tui.checks import registry, running
from comens_tui.checks.base import Context
from comens_tui.model.finding import Finding
from tests.checks.workspaces import CASES, TODAY, base_files, build, read_case

FAILS = sorted(CASES.glob("*/fails*.txt"))
PASSES = sorted(CASES.glob("*/passes*.txt"))
#: Read at import: the environment of the tests themselves is sealed.
UPDATE = bool(os.environ.get("COMENS_UPDATE"))


def _name(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def _told(findings: tuple[Finding, ...]) -> str:
    return "".join(
        f"{item.path}:{item.line} {item.code} {item.severity}"
        f" [{item.record}{'#' + item.clause if item.clause else ''}] {item.message}\n"
        f"    {item.hint}\n"
        for item in findings
    )


def _run(path: Path) -> tuple[str, str]:
    case = read_case(path)
    context = Context(
        case.today, case.baseline, ballot_texts=case.ballot_texts, ballots=case.ballots
    )
    report = running.run(case.snapshot, context, [path.parent.name])
    return _told(report.findings), case.expected


@pytest.mark.parametrize("path", FAILS, ids=_name)
def test_the_fault_is_found_and_said(path: Path) -> None:
    found, expected = _run(path)
    assert found, "the case finds nothing"
    if UPDATE and found != expected:
        kept = path.read_text(encoding="utf-8").partition("-- expected --\n")[0]
        path.write_text(f"{kept}-- expected --\n{found}", encoding="utf-8")
        expected = found
    assert found == expected


@pytest.mark.parametrize("path", PASSES, ids=_name)
def test_the_near_miss_is_left_alone(path: Path) -> None:
    found, _expected = _run(path)
    assert not found


def test_every_rule_has_a_case_that_fails_and_one_that_passes() -> None:
    codes = {check.CODE for check in registry.ALL_CHECKS}
    assert {path.parent.name for path in FAILS} == codes
    assert {path.parent.name for path in PASSES} == codes


def test_no_rule_blames_the_base_workspace() -> None:
    base = build(base_files())
    assert _told(running.run(base, Context(TODAY)).findings) == ""
    assert _told(running.run(base, Context(TODAY, base)).findings) == ""
