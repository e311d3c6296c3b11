"""When a consultation is due, and how long its window must be."""

from datetime import date, timedelta

import pytest

from comens_tui.model.words import DocumentKind, LegalState, Severity
from comens_tui.rules.consultations import Condition, Scope, is_due, minimum_days, window_findings

OPENS = date(2026, 2, 2)
AFTER = date(2026, 6, 1)
ERROR, WARNING = Severity.ERROR, Severity.WARNING
REFERENTIAL, GUIDE, TOOL = DocumentKind.REFERENTIAL, DocumentKind.GUIDE, DocumentKind.TOOL


def scope(bump="major", kinds=(REFERENTIAL,), legal=(LegalState.BINDING,), new=()):
    return Scope(bump, frozenset(kinds), frozenset(legal), frozenset(new))


FREE = (LegalState.NON_BINDING,)


@pytest.mark.parametrize(
    ("about", "due"),
    [
        (scope("major"), True),
        (scope("major", legal=FREE), True),
        (scope("minor"), False),
        (scope("patch"), False),
        (scope("major", [GUIDE], FREE), False),
        (scope("major", [TOOL], FREE), False),
        (scope("major", [TOOL], [LegalState.BINDING]), True),
        (scope("major", [TOOL], [LegalState.PENDING_ORDER]), True),
        (scope("minor", [GUIDE], FREE, new=[GUIDE]), True),
        (scope("minor", [TOOL], FREE, new=[TOOL]), False),
        (scope("major", [GUIDE, REFERENTIAL], FREE), True),
    ],
)
def test_when_a_consultation_is_due(about, due):
    assert is_due(about) is due


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        (scope("major"), (30, 90)),
        (scope("major", legal=[LegalState.PENDING_ORDER]), (30, 90)),
        (scope("major", [GUIDE], [LegalState.BINDING]), (30, 90)),
        (scope("major", legal=FREE), (15, 15)),
        (scope("minor"), (15, 15)),
        (scope("minor", [GUIDE], FREE), (21, 30)),
        (scope("minor", [], FREE, new=[GUIDE]), (21, 30)),
        (scope("patch", [GUIDE]), (0, 0)),
    ],
)
def test_how_long_a_window_must_be(about, expected):
    assert minimum_days(about) == expected


@pytest.mark.parametrize(
    ("days", "about", "severity"),
    [
        (29, scope("major"), ERROR),
        (30, scope("major"), WARNING),
        (89, scope("major"), WARNING),
        (90, scope("major"), None),
        (20, scope("minor", [GUIDE], FREE), ERROR),
        (21, scope("minor", [GUIDE], FREE), WARNING),
        (29, scope("minor", [GUIDE], FREE), WARNING),
        (30, scope("minor", [GUIDE], FREE), None),
        (14, scope("minor"), ERROR),
        (15, scope("minor"), None),
        (1, scope("patch"), None),
    ],
)
def test_windows_at_their_limits(days, about, severity):
    found = window_findings(OPENS, OPENS + timedelta(days=days - 1), about)
    assert [entry.severity for entry in found] == ([severity] if severity else [])
    for entry in found:
        assert f"lasts {days} days" in entry.message


@pytest.mark.parametrize(
    ("opens", "closes", "lost"),
    [
        # 10 of 30 days is exactly a third, 11 of 31 is more.
        (date(2026, 6, 25), date(2026, 7, 24), False),
        (date(2026, 6, 25), date(2026, 7, 25), True),
        (date(2026, 8, 1), date(2026, 8, 31), True),
        (date(2026, 8, 27), date(2026, 9, 10), False),
        (date(2026, 8, 26), date(2026, 9, 10), True),
        (date(2026, 9, 1), date(2026, 10, 15), False),
        (date(2026, 6, 1), date(2026, 7, 14), False),
        (date(2025, 8, 20), date(2026, 7, 20), False),
    ],
)
def test_a_window_that_falls_in_summer_is_noticed(opens, closes, lost):
    found = window_findings(opens, closes, scope("minor"))
    assert [entry.severity for entry in found] == ([WARNING] if lost else [])


def test_the_summer_sentence_counts_the_days():
    (found,) = window_findings(date(2026, 6, 25), date(2026, 7, 25), scope("minor"))
    assert found.message == ("11 of the 31 days of the window fall between 15 July and 31 August.")


def test_a_window_that_closes_before_it_opens_is_only_that():
    (found,) = window_findings(OPENS, OPENS - timedelta(days=1), scope("patch"))
    assert (found.condition, found.severity) == (Condition.WINDOW, ERROR)
