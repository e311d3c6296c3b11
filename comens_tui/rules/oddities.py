"""What is odd about the dates of an act in a history; the order never depends on them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from comens_tui.model.words import Oddity

_HALF_A_DAY = 12 * 3600
_DAY = 24 * 3600


class Dates(NamedTuple):
    """When an act was written and when it was recorded, in seconds since 1970."""

    authored: int
    committed: int


def date_oddities(
    dates: Dates, parents: Sequence[Dates], now: datetime | None
) -> tuple[Oddity, ...]:
    """Return what a reader must be told of the dates of an act, the gravest first.

    A date at the very start of 1970 is git's zero: the true one is not known, and is set
    against no other. A day is
    allowed for clocks that differ before a date is called a future one; `now` is None
    where nobody knows the time. An act is set against each of its parents, the date
    shown with the date shown, the date recorded with the date recorded.
    """
    found = []
    if abs(dates.authored) <= _DAY + _HALF_A_DAY:
        found.append(Oddity.UNKNOWN_ORIGIN)
    if now is not None and max(dates) > now.timestamp() + _DAY:
        found.append(Oddity.IN_FUTURE)
    if Oddity.UNKNOWN_ORIGIN not in found and any(
        dates.authored < parent.authored or dates.committed < parent.committed for parent in parents
    ):
        found.append(Oddity.BEFORE_PARENT)
    if dates.committed < dates.authored:
        found.append(Oddity.RECORDED_BEFORE_WRITTEN)
    return tuple(found)
