"""The table of what waits: which record in which state waits for whom, to do what.

`rules.waiting` reads it for one member.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from comens_tui.i18n import N_
from comens_tui.model.words import (
    ConsultationState,
    FollowUpState,
    MeetingState,
    ProposalState,
    ReportState,
    Role,
)
from comens_tui.rules.authority import BUREAU, EVERYONE, INSTRUCTORS, NOBODY, SECRETARY
from comens_tui.rules.waiting_rows import (
    Seen,
    WaitingRow,
    before_the_notice,
    day_of,
    has_come,
    has_opened,
    has_unresolved,
    ids_of,
    is_awaited,
    is_editorial,
    is_over,
    on_its_date,
    publisher_is_due,
    publisher_is_late,
)


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
    due: Callable[[WaitingRow], date | None] = lambda row: day_of(row, "due")


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
        when=publisher_is_late,
        due=publisher_is_due,
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
        when=lambda seen: not is_editorial(seen),
    ),
    Wait(
        "proposal",
        ProposalState.SCREENED,
        "meeting.item",
        N_("This editorial proposal can go straight to an agenda."),
        BUREAU,
        when=is_editorial,
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
        due=before_the_notice,
    ),
    Wait(
        "meeting",
        MeetingState.CONVENED,
        "",
        N_("You are convened to this meeting."),
        EVERYONE,
        when=lambda seen: not has_come(seen),
        due=on_its_date,
    ),
    Wait(
        "meeting",
        MeetingState.CONVENED,
        "meeting.open",
        N_("This meeting can be opened."),
        BUREAU,
        when=has_come,
        due=on_its_date,
    ),
    Wait(
        "meeting",
        MeetingState.OPEN,
        "meeting.close",
        N_("This meeting is open."),
        BUREAU,
        due=on_its_date,
    ),
    Wait(
        "meeting",
        MeetingState.OPEN,
        "meeting.vote",
        N_("A vote is open and your ballot is not in."),
        EVERYONE,
        when=is_awaited,
        due=on_its_date,
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
        when=lambda seen: seen.member.id in ids_of(seen, "unsigned"),
    ),
    Wait(
        "follow_up",
        FollowUpState.OPEN,
        "decision.actions",
        N_("A decision asks this of you: do it, and say so."),
        NOBODY,
        owned=True,
        due=on_its_date,
    ),
    Wait(
        "consultation",
        ConsultationState.PLANNED,
        "consultation.open",
        N_("This consultation can be opened."),
        BUREAU,
        when=has_opened,
        due=lambda row: day_of(row, "opens"),
    ),
    Wait(
        "consultation",
        ConsultationState.OPEN,
        "consultation.close",
        N_("The window of this consultation is over: close it."),
        BUREAU,
        when=is_over,
        due=on_its_date,
    ),
    *(
        Wait(
            "consultation",
            state,
            "consultation.dispose",
            N_("Comments of this consultation wait for their disposition."),
            INSTRUCTORS,
            owned=True,
            when=has_unresolved,
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
        when=lambda seen: not has_unresolved(seen),
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
