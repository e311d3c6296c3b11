"""Deadlines of a convocation: until when it may be sent, and when a second meeting may sit.

Days are those of the committee's time zone, from midnight to midnight, so that a change of
clocks never makes or loses one. Two ways of counting a notice:

- calendar days, as CRPA R133-8 is read here (“cinq jours au moins avant”): for a meeting on
  the 11th, five days before is the 6th;
- clear days (jours francs): neither the day of sending nor that of the meeting counts, so
  that five whole days lie between; for the 11th, the 5th.

A notice is counted backward from the meeting. Saturdays, Sundays and public holidays count
in it like other days and do not move its limit (CE, 13 October 1993, no. 141677), and
article 642 of the code of civil procedure does not reach it (Cass. civ. 2e, 14 February
1990, no. 88-19.900). A time that runs forward, like that of a second meeting, is carried
over to the next working day when it ends on such a day (article 642, by analogy).
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from comens_tui.model.committee import VotingRules

_SATURDAY = 5
_DAY = timedelta(days=1)


def local_day(moment: datetime, timezone: str) -> date:
    """Return the day of `moment` where the committee sits."""
    return moment.astimezone(ZoneInfo(timezone)).date()


def days_of_notice(sent: date, day: date, count: str) -> int:
    """Return the days between a convocation and the meeting on `day`; less than 0 when after.

    `count` is `calendar` or `clear`.
    """
    days = (day - sent).days
    return max(days - 1, 0) if count == "clear" and days >= 0 else days


def last_sending_day(day: date, days: int, count: str) -> date:
    """Return the last day on which the convocation of a meeting on `day` is in time."""
    return day - timedelta(days=days + (1 if count == "clear" and days else 0))


def is_in_time(sent: date, day: date, rules: VotingRules) -> bool:
    """Tell whether a convocation sent on `sent` gives the notice that the rules ask for."""
    return sent <= last_sending_day(day, rules.notice_days, rules.notice_count)


def last_second_day(first: date, rules: VotingRules) -> date | None:
    """Return the last day for a second meeting when the first lacked a quorum on `first`.

    None where the rules set no limit.
    """
    if not rules.second_convocation_days:
        return None
    return working_day_from(first + timedelta(days=rules.second_convocation_days))


def working_day_from(day: date) -> date:
    """Return `day`, or the first working day after it."""
    while not is_working_day(day):
        day += _DAY
    return day


def working_day_until(day: date) -> date:
    """Return `day`, or the last working day before it: when a service can still send."""
    while not is_working_day(day):
        day -= _DAY
    return day


def is_working_day(day: date) -> bool:
    """Tell whether `day` is neither a Saturday, a Sunday nor a public holiday in France."""
    return day.weekday() < _SATURDAY and day not in _holidays(day.year)


@cache
def _holidays(year: int) -> frozenset[date]:
    """Return the public holidays of a year (Code du travail L3133-1)."""
    # Imported late: it costs a start that needs no date 50 ms.
    from holidays.countries.france import France

    named: Mapping[date, str] = France(years=year, language="fr")  # type: ignore[no-untyped-call]
    return frozenset(named)
