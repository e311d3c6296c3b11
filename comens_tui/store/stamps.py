"""Dates as git keeps them, which may be any number at all."""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

_RAW_DATE = re.compile(r"(-?\d{1,18}) ([+-])(\d\d)(\d\d)\Z")
_MOST_MINUTES = 24 * 60 - 1
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


class Stamp(NamedTuple):
    """A date as git keeps it: seconds since 1970, and minutes east of Greenwich."""

    seconds: int
    offset: int


def read_stamp(text: str) -> Stamp:
    """Return a date that git wrote by `--date=raw`; one that git could not read is its zero."""
    found = _RAW_DATE.match(text)
    if found is None:
        return Stamp(0, 0)
    minutes = int(found[3]) * 60 + int(found[4])
    return Stamp(int(found[1]), -minutes if found[2] == "-" else minutes)


def moment(seconds: int, offset: int) -> datetime:
    """Return a date of git; one beyond the calendar is its first or last day."""
    zone = timezone(timedelta(minutes=max(-_MOST_MINUTES, min(offset, _MOST_MINUTES))))
    try:
        return datetime.fromtimestamp(seconds, zone)
    except (OverflowError, ValueError, OSError):
        return _LAST if seconds > 0 else _FIRST
