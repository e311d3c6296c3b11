"""Deadlines of a convocation, on days checked by hand."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comens_tui.model.committee import VotingRules
from comens_tui.rules.notice import (
    days_of_notice,
    is_in_time,
    is_working_day,
    last_second_day,
    last_sending_day,
    local_day,
    working_day_from,
    working_day_until,
)
from comens_tui.rules.profiles import PROFILES

PARIS = "Europe/Paris"


@pytest.mark.parametrize(
    ("meeting", "days", "count", "last"),
    [
        # Calendar days: the day of sending counts. Monday 11 May less five is Wednesday.
        ("2026-05-11", 5, "calendar", "2026-05-06"),
        # Clear days: neither end counts; 6, 7, 8, 9 and 10 May lie between.
        ("2026-05-11", 5, "clear", "2026-05-05"),
        # CE 13 October 1993: sent on 21 December for the 26th, three clear days and more,
        # a Saturday, a Sunday and Christmas among them.
        ("1989-12-26", 3, "clear", "1989-12-22"),
        ("1989-12-26", 4, "clear", "1989-12-21"),
        # The limit falls on a Sunday, then on a public holiday: it does not move.
        ("2026-05-08", 5, "calendar", "2026-05-03"),
        ("2026-05-06", 5, "calendar", "2026-05-01"),
        # Over the change of clocks of 29 March 2026, a leap day, a new year.
        ("2026-03-31", 5, "clear", "2026-03-25"),
        ("2028-03-02", 5, "calendar", "2028-02-26"),
        ("2026-01-03", 5, "clear", "2025-12-28"),
        # No notice asked for: the day itself, in both counts.
        ("2026-05-11", 0, "calendar", "2026-05-11"),
        ("2026-05-11", 0, "clear", "2026-05-11"),
        ("2026-05-11", 1, "clear", "2026-05-09"),
    ],
)
def test_the_last_day_to_send(meeting, days, count, last):
    day, limit = date.fromisoformat(meeting), date.fromisoformat(last)
    rules = VotingRules(notice_days=days, notice_count=count)
    assert last_sending_day(day, days, count) == limit
    assert is_in_time(limit, day, rules)
    assert not is_in_time(limit + timedelta(days=1), day, rules)
    assert days_of_notice(limit, day, count) == days


def test_a_notice_given_after_the_meeting_is_less_than_none():
    assert days_of_notice(date(2026, 5, 12), date(2026, 5, 11), "clear") == -1
    assert days_of_notice(date(2026, 5, 11), date(2026, 5, 11), "clear") == 0


days = st.dates(date(2000, 1, 1), date(2080, 1, 1))


@given(days, days, st.integers(0, 40), st.sampled_from(["calendar", "clear"]))
def test_in_time_is_enough_days(sent, day, asked, count):
    rules = VotingRules(notice_days=asked, notice_count=count)
    assert is_in_time(sent, day, rules) == (days_of_notice(sent, day, count) >= asked)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        # Half past eleven at night in London is the next day in Paris, summer and winter.
        (datetime(2026, 5, 10, 23, 30, tzinfo=UTC), date(2026, 5, 11)),
        (datetime(2026, 1, 10, 22, 30, tzinfo=UTC), date(2026, 1, 10)),
        (datetime(2026, 1, 10, 23, 30, tzinfo=UTC), date(2026, 1, 11)),
        # The hour that does not exist, and the one that comes twice.
        (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo(PARIS)), date(2026, 10, 25)),
    ],
)
def test_days_are_those_of_the_committee(moment, day):
    assert local_day(moment, PARIS) == day


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-05-07", True),
        ("2026-05-08", False),  # Victory
        ("2026-05-09", False),  # Saturday
        ("2026-05-10", False),  # Sunday
        ("2026-05-14", False),  # Ascension, which moves with Easter
        ("2026-05-25", False),  # Whit Monday
        ("2026-07-14", False),
        ("2026-04-03", True),  # Good Friday: a holiday in Alsace-Moselle only
        ("2024-04-01", False),  # Easter Monday
    ],
)
def test_working_days_are_those_of_france(day, works):
    assert is_working_day(date.fromisoformat(day)) is works


def test_a_day_off_leads_to_the_nearest_working_day():
    saturday = date(2026, 5, 9)
    assert working_day_from(saturday) == date(2026, 5, 11)
    assert working_day_until(saturday) == date(2026, 5, 7)
    assert working_day_from(date(2026, 5, 11)) == working_day_until(date(2026, 5, 11))


@pytest.mark.parametrize(
    ("profile", "first", "last"),
    [
        ("crpa", "2026-05-11", None),
        ("ccne", "2026-05-11", None),
        ("free", "2026-05-11", None),
        # Twenty-one days after a Monday is a Monday.
        ("hcsp", "2026-06-01", "2026-06-22"),
        # ... which is Whit Monday, so the time runs to the Tuesday.
        ("hcsp", "2026-05-04", "2026-05-26"),
        # A Saturday, then a Sunday: the Monday after.
        ("hcsp", "2026-06-06", "2026-06-29"),
        # Easter: Saturday, Sunday and Monday off.
        ("hcsp", "2026-03-14", "2026-04-07"),
    ],
)
def test_the_last_day_of_a_second_meeting(profile, first, last):
    found = last_second_day(date.fromisoformat(first), PROFILES[profile])
    assert (found.isoformat() if found else None) == last
