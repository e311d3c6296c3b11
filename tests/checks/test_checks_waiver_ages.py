"""How a waiver stands on each day of its life."""

from datetime import date, timedelta

import pytest

from comens_tui.checks.waiver_ages import LONG, SOON, aged
from comens_tui.checks.waivers import StaleWaiver, Waived
from comens_tui.model.finding import Finding
from comens_tui.model.waiver import Waiver
from comens_tui.model.words import Severity, WaiverAge

TODAY = date(2026, 6, 1)
DAY = timedelta(days=1)


def _waiver(number: int, granted: date, expires: date) -> Waiver:
    return Waiver(
        id=f"W-2026-{number:03}",
        code="Q026",
        path="a.md",
        digest="0" * 64,
        reason="Une citation.",
        granted_by="anne-petit",
        granted=granted,
        expires=expires,
    )


def _waived(waiver: Waiver) -> Waived:
    return Waived(Finding("Q026", Severity.WARNING, "a.md", 1, "Long."), waiver)


@pytest.mark.parametrize(
    ("granted", "expires", "age"),
    [
        (TODAY, TODAY + SOON, WaiverAge.ENDING),
        (TODAY - LONG, TODAY, WaiverAge.ENDING),
        (TODAY - LONG, TODAY + SOON + DAY, WaiverAge.OLD),
        (TODAY - LONG + DAY, TODAY + SOON + DAY, WaiverAge.HOLDING),
    ],
)
def test_a_live_waiver_is_as_old_as_its_days_say(
    granted: date, expires: date, age: WaiverAge
) -> None:
    (found,) = aged([_waived(_waiver(1, granted, expires))], [], TODAY)
    assert found.age is age
    assert bool(found.reason) is (age is not WaiverAge.HOLDING)


def test_each_waiver_is_listed_once_the_void_first() -> None:
    live = _waiver(1, TODAY, TODAY + 2 * LONG)
    ending, void = _waiver(2, TODAY, TODAY + DAY), _waiver(3, TODAY, TODAY + DAY)
    found = aged([_waived(live), _waived(ending), _waived(ending)], [StaleWaiver(void, "x")], TODAY)
    assert [(item.waiver.id, item.age) for item in found] == [
        ("W-2026-003", WaiverAge.VOID),
        ("W-2026-002", WaiverAge.ENDING),
        ("W-2026-001", WaiverAge.HOLDING),
    ]
