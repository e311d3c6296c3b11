"""The committee's work as counts: reports by month and kind, ages, and time in each state."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from statistics import median
from typing import NamedTuple

from comens_tui.model.words import ProposalState, ReportState, ReportType

#: How many months stand alone; older reports are counted in one row.
MONTHS = 24
EARLIER = "earlier"
#: Ages in days up to which an open record is in each class; the last class has no end.
AGES = (30, 90, 180, 365)
#: Where each record begins.
_FIRST = {"report": ReportState.RECEIVED.value, "proposal": ProposalState.DRAFT.value}
ENDED = {
    "report": frozenset({ReportState.CLOSED.value}),
    "proposal": frozenset(
        item.value
        for item in (
            ProposalState.ADOPTED,
            ProposalState.REJECTED,
            ProposalState.WITHDRAWN,
            ProposalState.CLOSED,
        )
    ),
}


class Seen(NamedTuple):
    """A record as a list knows it; `type` is that of a report, empty for a proposal."""

    kind: str
    id: str
    state: str
    day: date
    type: str = ""


class Change(NamedTuple):
    """The state of a record from one commit on."""

    kind: str
    id: str
    state: str
    at: datetime


class CrossTab(NamedTuple):
    """Counts by a row and a column, named by their keys."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]

    @property
    def total(self) -> int:
        """Everything counted."""
        return sum(map(sum, self.cells))


class Spent(NamedTuple):
    """Time in one state: the median in days of the stays that ended, how many, and who is in."""

    kind: str
    state: str
    median: float | None
    stays: int
    present: int


class Awaited(NamedTuple):
    """What waits for one member: how many things, how many late, and how many of each act."""

    member: str
    name: str
    waiting: int
    overdue: int
    acts: tuple[tuple[str, int], ...]


class Figures(NamedTuple):
    """Where the committee's work stands on one day. Counts are exact: see `disclosure`."""

    day: date
    months: CrossTab
    report_ages: CrossTab
    proposal_ages: CrossTab
    spent: tuple[Spent, ...]
    awaited: tuple[Awaited, ...]


def by_month(reports: Iterable[Seen], today: date) -> CrossTab:
    """Return the reports received in each of the last months, by kind, empty months too.

    Months before the first report are left out; older ones, and any to come, are one row.
    """
    counted = [(f"{item.day:%Y-%m}", item.type) for item in reports]
    first = min((month for month, _type in counted), default="")
    months = [month for month in _months_to(today) if counted and month >= first]
    placed = [(month if month in months else EARLIER, kind) for month, kind in counted]
    rows = [EARLIER] if any(month == EARLIER for month, _kind in placed) else []
    return _crossed((*rows, *months), tuple(map(str, ReportType)), placed)


def by_age(records: Iterable[Seen], today: date) -> CrossTab:
    """Return the records that are not ended by the class of their age."""
    aged = [
        (age_class((today - item.day).days), "")
        for item in records
        if item.state not in ENDED[item.kind]
    ]
    return _crossed((*map(str, AGES), EARLIER), ("",), aged)


def age_class(days: int) -> str:
    """Return the class of an age: the days that end it, or the word for what is older."""
    return next((str(limit) for limit in AGES if days <= limit), EARLIER)


def time_spent(
    changes: Iterable[Change], births: Mapping[str, date], present: Mapping[tuple[str, str], int]
) -> tuple[Spent, ...]:
    """Return the time spent in each state that some record left or is in.

    Args:
        changes: Of all records, oldest first.
        births: The day a record came, by id: a record is in its first state since then. One
            that history first shows farther on was there for a time that nobody knows.
        present: How many records are in each (kind, state) now.
    """
    days: dict[tuple[str, str], list[int]] = {}
    current: dict[tuple[str, str], tuple[str, date | None]] = {}
    for change in changes:
        key = (change.kind, change.id)
        known = current.get(key)
        if known is None:
            is_first = change.state == _FIRST[change.kind]
            birth = births.get(change.id, change.at.date())
            current[key] = (change.state, birth if is_first else None)
        elif known[0] != change.state:
            state, since = known
            if since is not None:
                stay = max(0, (change.at.date() - since).days)
                days.setdefault((change.kind, state), []).append(stay)
            current[key] = (change.state, change.at.date())
    return tuple(
        Spent(kind, state, median(found) if found else None, len(found), here)
        for kind, states in (("report", ReportState), ("proposal", ProposalState))
        for state in map(str, states)
        if (found := days.get((kind, state), [])) or present.get((kind, state))
        for here in (present.get((kind, state), 0),)
    )


def _crossed(
    rows: tuple[str, ...], columns: tuple[str, ...], counted: Iterable[tuple[str, str]]
) -> CrossTab:
    found = Counter(counted)
    cells = tuple(tuple(found[row, column] for column in columns) for row in rows)
    return CrossTab(rows, columns, cells)


def _months_to(today: date) -> list[str]:
    number = today.year * 12 + today.month - 1
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(number - MONTHS + 1, number + 1)]
