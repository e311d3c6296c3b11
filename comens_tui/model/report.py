"""A field report: éthicovigilance (EV-) or feedback of a regional day (JR-), expurgated."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from comens_tui.model.ids import MemberId, ProposalId, ReportId
from comens_tui.model.record import Record, Value
from comens_tui.model.words import Principle, ReportState, ReportType


class Answer(Value):
    """What the committee answers to the person who reported."""

    text: str = Field(min_length=1)
    public: bool = False
    date: date


class BeforeMerge(Value):
    """Where a report stood before it was found to repeat another: what an undo gives back."""

    state: ReportState
    reason: str | None = None


class Report(Record):
    """A report. Only expurgated text is ever kept: git does not forget."""

    KIND: ClassVar[str] = "report"

    id: ReportId
    title: str = Field(min_length=1, max_length=200)
    received: date
    state: ReportState
    channel: str = Field(default="platform", description="platform, regional_day, mail, other")
    event: str | None = Field(default=None, description="the regional day it comes from")
    reporter: str = Field(default="other", description="patient, carer, professional, publisher…")
    region: str | None = None
    solution_category: str | None = Field(default=None, description="kind of digital service")
    solution: str | None = Field(default=None, description="pseudonym of the solution (SOL-…)")
    description: str = Field(min_length=1, description="expurgated text")
    type: ReportType
    principles: tuple[Principle, ...] = ()
    severity: int = Field(default=0, ge=0, le=4)
    reach: int = Field(default=0, ge=0, le=4)
    requirements: tuple[str, ...] = Field(default=(), description="requirements concerned")
    assignee: MemberId | None = None
    due: date | None = None
    awaiting_since: date | None = Field(
        default=None, description="day a question was put to the publisher, while it is awaited"
    )
    reason: str | None = Field(default=None, description="why it was refused or left")
    duplicate_of: ReportId | None = Field(default=None, description="the report it repeats")
    before_merge: BeforeMerge | None = None
    kept_apart: tuple[ReportId, ...] = Field(
        default=(), description="reports found to be about something else"
    )
    proposals: tuple[ProposalId, ...] = Field(default=(), description="what came of it")
    answer: Answer | None = None
    external_ref: str | None = Field(default=None, description="id in the platform it came from")
