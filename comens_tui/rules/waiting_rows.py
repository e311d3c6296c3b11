"""What is read of a record to know whom it waits for, and what the table of waits asks of it."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from comens_tui.model.committee import Member
from comens_tui.model.words import Nature
from comens_tui.rules.notice import last_sending_day

NOTICE_DAYS = 5


class WaitingRow(NamedTuple):
    """What is read of a record to know whom it waits for.

    | kind | owner | day | extra |
    |---|---|---|---|
    | report | assignee | received | `due`, `awaiting_since`, `publisher_days` (policy) |
    | proposal | author | created | `nature`, `due` (legal deadline), `stale` (base moved) |
    | rating | rater; `id` is the proposal's | | |
    | meeting | secretary | planned day | `notice_days`, `notice_count`, `awaited`, `unsigned` |
    | follow_up | owner | day by which it is due | |
    | consultation | owner | last day of the window | `opens`, `unresolved` (comments) |

    Days in `extra` are dates or ISO text.
    """

    kind: str
    id: str
    title: str = ""
    state: str = ""
    owner: str | None = None
    day: date | None = None
    extra: Mapping[str, object] = MappingProxyType({})


class Seen(NamedTuple):
    """A row as one member sees it."""

    row: WaitingRow
    member: Member
    today: date
    rated: Collection[str]


def day_of(row: WaitingRow, key: str) -> date | None:
    """Return a day kept in `extra`, where the index may have it as ISO text."""
    value = row.extra.get(key)
    if isinstance(value, str):
        return date.fromisoformat(value)
    return value if isinstance(value, date) else None


def on_its_date(row: WaitingRow) -> date | None:
    """Return the very day of the record."""
    return row.day


def before_the_notice(row: WaitingRow) -> date | None:
    """Return the last day on which a convocation can leave (CRPA R133-8)."""
    notice = row.extra.get("notice_days", NOTICE_DAYS)
    days = notice if isinstance(notice, int) else NOTICE_DAYS
    count = "clear" if row.extra.get("notice_count") == "clear" else "calendar"
    return last_sending_day(row.day, days, count) if row.day else None


def publisher_is_due(row: WaitingRow) -> date | None:
    """Return the day on which the publisher is reminded, or the due date where that is sooner."""
    days = row.extra.get("publisher_days")
    since = day_of(row, "awaiting_since")
    reminder = since + timedelta(days=days) if since and isinstance(days, int) else None
    known = [day for day in (reminder, day_of(row, "due")) if day is not None]
    return min(known, default=None)


def publisher_is_late(seen: Seen) -> bool:
    """Tell whether the publisher's reminder, or the due date, is past."""
    day = publisher_is_due(seen.row)
    return day is not None and day < seen.today


def has_come(seen: Seen) -> bool:
    """Tell whether the day of the record is today or past."""
    return seen.row.day is not None and seen.row.day <= seen.today


def is_awaited(seen: Seen) -> bool:
    """Tell whether the ballot of the member is awaited."""
    awaited = seen.row.extra.get("awaited")
    return isinstance(awaited, Collection) and seen.member.id in awaited


def ids_of(seen: Seen, key: str) -> Collection[str]:
    """Return the ids kept in `extra` under that key, none where there are none."""
    found = seen.row.extra.get(key)
    return found if isinstance(found, Collection) else ()


def is_over(seen: Seen) -> bool:
    """Tell whether the day of the record is past."""
    return seen.row.day is not None and seen.row.day < seen.today


def has_opened(seen: Seen) -> bool:
    """Tell whether a window has opened by today, or has no first day."""
    opens = day_of(seen.row, "opens")
    return opens is None or opens <= seen.today


def is_editorial(seen: Seen) -> bool:
    """Tell whether a proposal is editorial."""
    return seen.row.extra.get("nature") == Nature.EDITORIAL


def has_unresolved(seen: Seen) -> bool:
    """Tell whether comments wait for their disposition."""
    return bool(seen.row.extra.get("unresolved"))
