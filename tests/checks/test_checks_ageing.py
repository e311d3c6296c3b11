"""A rule does not blame at error level what was released before it existed."""

from datetime import date, timedelta

from comens_tui.checks import q100_image_without_text as rule
from comens_tui.checks import registry
from comens_tui.checks.ageing import FIRST, aged
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity
from tests.checks.workspaces import base_files, build

PATH = "corpus/guides/GUI-TST.md"
FOUND = Finding("X001", Severity.ERROR, PATH, 19, "…", record="GUI-TST", clause="usage")
RELEASED = date(2026, 5, 12)


def _levels(
    finding: Finding, rule_of: date, now: Snapshot, before: Snapshot | None
) -> list[Severity]:
    return [item.severity for item in aged([finding], {"X001": rule_of}, now, before)]


def _edited() -> Snapshot:
    files = base_files()
    files[PATH] = files[PATH].replace("L'ANS publie", "L'ANS a publié")
    return build(files)


def test_a_younger_rule_warns_of_released_text() -> None:
    base = build(base_files())
    young = RELEASED + timedelta(days=1)
    assert _levels(FOUND, young, base, base) == [Severity.WARNING]
    whole = FOUND._replace(clause="")
    assert _levels(whole, young, base, base) == [Severity.WARNING]


def test_a_rule_as_old_as_the_release_and_new_text_are_errors() -> None:
    base = build(base_files())
    young = RELEASED + timedelta(days=1)
    assert _levels(FOUND, RELEASED, base, base) == [Severity.ERROR]
    assert _levels(FOUND, young, _edited(), base) == [Severity.ERROR]
    assert _levels(FOUND._replace(clause="nowhere"), young, base, base) == [Severity.ERROR]
    assert _levels(FOUND, young, base, None) == [Severity.ERROR]


def test_what_is_no_error_stays_as_it_is() -> None:
    base = build(base_files())
    info = FOUND._replace(severity=Severity.INFO)
    assert _levels(info, RELEASED + timedelta(days=1), base, base) == [Severity.INFO]


def test_every_rule_says_since_when_it_is_there() -> None:
    days = {check.CODE: registry.since(check) for check in registry.ALL_CHECKS}
    assert days["Q020"] == FIRST
    assert days["Q100"] == rule.SINCE
    assert all(day >= FIRST for day in days.values())
