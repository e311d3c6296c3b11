"""The table of what waits: which record in which state waits for whom, to do what.

`rules.waiting` reads it for one member.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from comens_tui.i18n import N_
from comens_tui.model.committee import Member
from comens_tui.model.words import (
    ConsultationState,
    FollowUpState,
    MeetingState,
    Nature,
    ProposalState,
    ReportState,
    Role,
)
from comens_tui.rules.authority import BUREAU, EVERYONE, INSTRUCTORS, NOBODY, SECRETARY
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


class Wait(NamedTuple):
    """One line of the table: records of that kind and state wait for those people.

    With `owned`, a record that has an owner waits for them alone.
    """

    kind: str
    state: str
    action: str
    why: str
    roles: frozenset[Role]
    owned: bool = False
    when: Callable[[Seen], bool] = lambda _seen: True
    due: Callable[[WaitingRow], date | None] = lambda row: _day(row, "due")


def _day(row: WaitingRow, key: str) -> date | None:
    """Return a day kept in `extra`, where the index may have it as ISO text."""
    value = row.extra.get(key)
    if isinstance(value, str):
        return date.fromisoformat(value)
    return value if isinstance(value, date) else None


def _on_its_date(row: WaitingRow) -> date | None:
    return row.day


def _before_the_notice(row: WaitingRow) -> date | None:
    """Return the last day on which a convocation can leave (CRPA R133-8)."""
    notice = row.extra.get("notice_days", NOTICE_DAYS)
    days = notice if isinstance(notice, int) else NOTICE_DAYS
    count = "clear" if row.extra.get("notice_count") == "clear" else "calendar"
    return last_sending_day(row.day, days, count) if row.day else None


def _publisher_is_due(row: WaitingRow) -> date | None:
    """Return the day on which the publisher is reminded, or the due date where that is sooner."""
    days = row.extra.get("publisher_days")
    since = _day(row, "awaiting_since")
    reminder = since + timedelta(days=days) if since and isinstance(days, int) else None
    known = [day for day in (reminder, _day(row, "due")) if day is not None]
    return min(known, default=None)


def _publisher_is_late(seen: Seen) -> bool:
    day = _publisher_is_due(seen.row)
    return day is not None and day < seen.today


def _has_come(seen: Seen) -> bool:
    return seen.row.day is not None and seen.row.day <= seen.today


def _is_awaited(seen: Seen) -> bool:
    awaited = seen.row.extra.get("awaited")
    return isinstance(awaited, Collection) and seen.member.id in awaited


def _ids(seen: Seen, key: str) -> Collection[str]:
    found = seen.row.extra.get(key)
    return found if isinstance(found, Collection) else ()


def _is_over(seen: Seen) -> bool:
    return seen.row.day is not None and seen.row.day < seen.today


def _has_opened(seen: Seen) -> bool:
    opens = _day(seen.row, "opens")
    return opens is None or opens <= seen.today


def _is_editorial(seen: Seen) -> bool:
    return seen.row.extra.get("nature") == Nature.EDITORIAL


def _has_unresolved(seen: Seen) -> bool:
    return bool(seen.row.extra.get("unresolved"))


_WAITS = (
    Wait(
        "report",
        ReportState.RECEIVED,
        "report.triage",
        N_("This report has not been triaged."),
        INSTRUCTORS,
        owned=True,
    ),
    Wait(
        "report",
        ReportState.ADMISSIBLE,
        "report.triage",
        N_("This report is admissible and waits for its instruction."),
        INSTRUCTORS,
        owned=True,
    ),
    Wait(
        "report",
        ReportState.UNDER_INSTRUCTION,
        "report.triage",
        N_("This report is under instruction."),
        INSTRUCTORS,
        owned=True,
    ),
    Wait(
        "report",
        ReportState.AWAITING_PUBLISHER,
        "report.triage",
        N_("The publisher has not answered in time."),
        INSTRUCTORS,
        owned=True,
        when=_publisher_is_late,
        due=_publisher_is_due,
    ),
    Wait(
        "report",
        ReportState.INSTRUCTED,
        "report.triage",
        N_("This report is instructed: forward it, or leave it with a reason."),
        INSTRUCTORS,
    ),
    Wait(
        "report",
        ReportState.INADMISSIBLE,
        "report.triage",
        N_("This report can be answered and closed."),
        SECRETARY,
    ),
    Wait(
        "report",
        ReportState.NO_ACTION,
        "report.triage",
        N_("This report can be answered and closed."),
        SECRETARY,
    ),
    Wait(
        "proposal",
        ProposalState.DRAFT,
        "proposal.submit",
        N_("Your draft has not been submitted."),
        NOBODY,
        owned=True,
    ),
    Wait(
        "proposal",
        ProposalState.RETURNED,
        "proposal.submit",
        N_("Your proposal came back: amend it and submit it again."),
        NOBODY,
        owned=True,
    ),
    Wait(
        "proposal",
        ProposalState.SUBMITTED,
        "proposal.screen",
        N_("This proposal waits to be screened."),
        SECRETARY,
    ),
    Wait(
        "proposal",
        ProposalState.SCREENED,
        "proposal.instruct",
        N_("This proposal waits for its instruction."),
        INSTRUCTORS,
        when=lambda seen: not _is_editorial(seen),
    ),
    Wait(
        "proposal",
        ProposalState.SCREENED,
        "meeting.item",
        N_("This editorial proposal can go straight to an agenda."),
        BUREAU,
        when=_is_editorial,
    ),
    Wait(
        "proposal",
        ProposalState.INSTRUCTED,
        "proposal.rate",
        N_("You have not rated this proposal."),
        EVERYONE,
        when=lambda seen: seen.row.id not in seen.rated,
    ),
    Wait(
        "proposal",
        ProposalState.INSTRUCTED,
        "proposal.prioritise",
        N_("This proposal waits for its priority."),
        BUREAU,
    ),
    Wait(
        "proposal",
        ProposalState.PRIORITISED,
        "meeting.item",
        N_("This proposal waits for an agenda."),
        BUREAU,
    ),
    Wait(
        "proposal",
        ProposalState.DEFERRED,
        "meeting.item",
        N_("This proposal was deferred and waits for another agenda."),
        BUREAU,
    ),
    *(
        Wait(
            "proposal",
            state,
            "proposal.rebase",
            N_("The text under your proposal has moved: carry your changes over."),
            NOBODY,
            owned=True,
            when=lambda seen: bool(seen.row.extra.get("stale")),
        )
        for state in (
            ProposalState.DRAFT,
            ProposalState.SUBMITTED,
            ProposalState.SCREENED,
            ProposalState.INSTRUCTED,
            ProposalState.PRIORITISED,
            ProposalState.ON_AGENDA,
            ProposalState.DEFERRED,
            ProposalState.RETURNED,
        )
    ),
    Wait(
        "meeting",
        MeetingState.PLANNED,
        "meeting.convene",
        N_("This meeting waits for its convocation."),
        BUREAU,
        due=_before_the_notice,
    ),
    Wait(
        "meeting",
        MeetingState.CONVENED,
        "",
        N_("You are convened to this meeting."),
        EVERYONE,
        when=lambda seen: not _has_come(seen),
        due=_on_its_date,
    ),
    Wait(
        "meeting",
        MeetingState.CONVENED,
        "meeting.open",
        N_("This meeting can be opened."),
        BUREAU,
        when=_has_come,
        due=_on_its_date,
    ),
    Wait(
        "meeting",
        MeetingState.OPEN,
        "meeting.close",
        N_("This meeting is open."),
        BUREAU,
        due=_on_its_date,
    ),
    Wait(
        "meeting",
        MeetingState.OPEN,
        "meeting.vote",
        N_("A vote is open and your ballot is not in."),
        EVERYONE,
        when=_is_awaited,
        due=_on_its_date,
    ),
    Wait(
        "meeting",
        MeetingState.CLOSED,
        "meeting.minutes",
        N_("The minutes of this meeting are to be written."),
        BUREAU,
    ),
    Wait(
        "meeting",
        MeetingState.MINUTED,
        "meeting.item",
        N_("The minutes of this meeting wait for their approval at the next one."),
        BUREAU,
    ),
    Wait(
        "meeting",
        MeetingState.APPROVED,
        "meeting.sign",
        N_("The approved minutes of this meeting wait for your signature."),
        BUREAU,
        when=lambda seen: seen.member.id in _ids(seen, "unsigned"),
    ),
    Wait(
        "follow_up",
        FollowUpState.OPEN,
        "decision.actions",
        N_("A decision asks this of you: do it, and say so."),
        NOBODY,
        owned=True,
        due=_on_its_date,
    ),
    Wait(
        "consultation",
        ConsultationState.PLANNED,
        "consultation.open",
        N_("This consultation can be opened."),
        BUREAU,
        when=_has_opened,
        due=lambda row: _day(row, "opens"),
    ),
    Wait(
        "consultation",
        ConsultationState.OPEN,
        "consultation.close",
        N_("The window of this consultation is over: close it."),
        BUREAU,
        when=_is_over,
        due=_on_its_date,
    ),
    *(
        Wait(
            "consultation",
            state,
            "consultation.dispose",
            N_("Comments of this consultation wait for their disposition."),
            INSTRUCTORS,
            owned=True,
            when=_has_unresolved,
        )
        for state in (
            ConsultationState.CLOSED,
            ConsultationState.PROCESSING,
            # A letter posted in time may be registered after the report.
            ConsultationState.REPORTED,
        )
    ),
    Wait(
        "consultation",
        ConsultationState.PROCESSING,
        "consultation.report",
        N_("Every comment has its disposition: report on this consultation."),
        BUREAU,
        when=lambda seen: not _has_unresolved(seen),
    ),
)


def _by_state(waits: Iterable[Wait]) -> Mapping[tuple[str, str], tuple[Wait, ...]]:
    table: dict[tuple[str, str], tuple[Wait, ...]] = {}
    for wait in waits:
        key = (wait.kind, str(wait.state))
        table[key] = (*table.get(key, ()), wait)
    return MappingProxyType(table)


#: Kind and state of a record -> what then waits.
WAITS = _by_state(_WAITS)
