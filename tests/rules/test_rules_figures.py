"""Counts by month and age, and the time spent in each state."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from comens_tui.model.words import ReportType
from comens_tui.rules.figures import (
    EARLIER,
    MONTHS,
    Change,
    Seen,
    age_class,
    by_age,
    by_month,
    time_spent,
)

TODAY = date(2026, 3, 10)


def report(day, kind="technical", state="received", number=1):
    return Seen("report", f"EV-2026-{number:04}", state, day, kind)


def test_months_without_a_report_stand_between_the_others():
    counted = by_month([report(date(2026, 1, 3)), report(date(2026, 3, 9), "other")], TODAY)
    assert counted.rows == ("2026-01", "2026-02", "2026-03")
    assert counted.columns == tuple(map(str, ReportType))
    assert counted.cells == ((0, 0, 1, 0), (0, 0, 0, 0), (0, 0, 0, 1))


def test_old_reports_are_one_row():
    counted = by_month([report(date(2019, 5, 1)), report(date(2026, 3, 1))], TODAY)
    assert counted.rows[0] == EARLIER
    assert len(counted.rows) == 1 + MONTHS
    assert counted.rows[1] == "2024-04"
    assert counted.cells[0] == (0, 0, 1, 0)


def test_no_report_is_no_row():
    assert by_month([], TODAY).rows == ()


def test_ages_are_of_what_is_not_ended():
    records = [
        report(TODAY - timedelta(days=30)),
        report(TODAY - timedelta(days=31)),
        report(TODAY - timedelta(days=400)),
        report(TODAY - timedelta(days=400), state="closed"),
    ]
    assert by_age(records, TODAY).cells == ((1,), (1,), (0,), (0,), (1,))
    assert age_class(0) == "30"
    assert age_class(366) == EARLIER


@given(st.lists(st.dates(date(2010, 1, 1), date(2026, 12, 31))))
def test_every_report_is_counted_once(days):
    reports = [report(day) for day in days]
    assert by_month(reports, TODAY).total == len(days)
    assert by_age(reports, TODAY).total == len(days)


def at(day):
    return datetime(2026, 1, day, 10, tzinfo=UTC)


def spent(changes, births=None, present=None):
    return {
        (item.kind, item.state): (item.median, item.stays, item.present)
        for item in time_spent(changes, births or {}, present or {})
    }


def test_the_time_in_a_state_is_the_median_of_the_stays_that_ended():
    changes = [
        Change("report", "EV-1", "received", at(1)),
        Change("report", "EV-2", "received", at(2)),
        Change("report", "EV-1", "received", at(3)),
        Change("report", "EV-1", "admissible", at(5)),
        Change("report", "EV-2", "admissible", at(12)),
        Change("report", "EV-2", "closed", at(13)),
    ]
    assert spent(changes, present={("report", "admissible"): 1, ("report", "closed"): 1}) == {
        ("report", "received"): (7, 2, 0),
        ("report", "admissible"): (1, 1, 1),
        ("report", "closed"): (None, 0, 1),
    }


def test_a_report_has_waited_since_it_was_received():
    changes = [
        Change("report", "EV-1", "received", at(10)),
        Change("report", "EV-1", "admissible", at(12)),
    ]
    assert spent(changes, {"EV-1": date(2026, 1, 2)})["report", "received"] == (10, 1, 0)


def test_a_stay_whose_start_nobody_knows_is_not_counted():
    changes = [
        Change("proposal", "P-1", "instructed", at(1)),
        Change("proposal", "P-1", "prioritised", at(4)),
        Change("proposal", "P-1", "on_agenda", at(6)),
    ]
    assert spent(changes) == {("proposal", "prioritised"): (2, 1, 0)}


def test_the_states_come_in_the_order_of_their_life():
    present = {("proposal", "adopted"): 1, ("report", "closed"): 1, ("report", "received"): 2}
    found = time_spent([], {}, present)
    assert [(item.kind, item.state) for item in found] == [
        ("report", "received"),
        ("report", "closed"),
        ("proposal", "adopted"),
    ]
