"""Days and hours as a convocation or minutes write them, in the language in force."""

from datetime import date, datetime
from typing import Final

from comens_tui.i18n import N_, _

_MONTHS: Final = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def long_day(day: date) -> str:
    """Return a day in words: March 1st, 2026."""
    number = _("1st") if day.day == 1 else str(day.day)
    return _("{month} {day}, {year}").format(
        month=_(_MONTHS[day.month - 1]), day=number, year=day.year
    )


def hour(moment: datetime | None) -> str:
    """Return the hour and minute of a moment, empty where there is none."""
    if moment is None:
        return ""
    return _("{hour}:{minute}").format(hour=f"{moment:%H}", minute=f"{moment:%M}")


def day_and_hour(moment: datetime) -> str:
    """Return a moment in words: March 1st, 2026 at 14:05."""
    return _("{day} at {hour}").format(day=long_day(moment.date()), hour=hour(moment))
