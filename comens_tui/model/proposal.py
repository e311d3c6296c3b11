"""A proposal to change the corpus, the ratings it gets and the comments made on it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, field_serializer

from comens_tui.model.ids import (
    BlobId,
    ConsultationId,
    DecisionId,
    MeetingId,
    MemberId,
    ProposalId,
    ReportId,
)
from comens_tui.model.record import Record, Value
from comens_tui.model.words import Effort, Nature, Principle, ProposalState


class Base(Value):
    """The text that a proposed text was written against; no blob for a new document."""

    path: str = Field(pattern=r"^corpus/[^\x00]+$")
    blob: BlobId | None = None


class Proposal(Record):
    """What is proposed, why, by whom, and how far it is."""

    KIND: ClassVar[str] = "proposal"

    id: ProposalId
    title: str = Field(min_length=1, max_length=200)
    state: ProposalState
    nature: Nature | None = Field(default=None, description="confirmed by a person at screening")
    author: MemberId
    created: date
    working_group: str | None = None
    motive: str = Field(min_length=1, description="why")
    answers: tuple[ReportId, ...] = Field(default=(), description="reports it answers")
    requirements: tuple[str, ...] = Field(default=(), description="requirements it touches")
    subjects: tuple[str, ...] = Field(
        default=(), description="solutions and matters it concerns, to match with interests"
    )
    bases: tuple[Base, ...] = ()
    legal_deadline: date | None = Field(default=None, description="date set by law, for urgency")
    consultation: ConsultationId | None = None
    meeting: MeetingId | None = None
    decision: DecisionId | None = None
    duplicate_of: ProposalId | None = None
    reason: str | None = Field(default=None, description="why it was sent back, left or refused")
    external_ref: str | None = None


CONFIDENCES = (Decimal("0.5"), Decimal("0.8"), Decimal(1))


def _known_confidence(value: Decimal) -> Decimal:
    if value not in CONFIDENCES:
        raise ValueError("0.5, 0.8 or 1 is expected")
    return value


class Rating(Record):
    """One member's rating of a proposal; blind until one's own is in."""

    KIND: ClassVar[str] = "rating"

    proposal: ProposalId
    member: MemberId
    date: date
    harms: dict[Principle, Annotated[int, Field(ge=0, le=4)]] = Field(
        description="harm to each principle, 0 to 4"
    )
    reach: int = Field(ge=0, le=4, description="people concerned, 0 to 4")
    corroboration: int = Field(ge=0, le=4, description="independent sources, 0 to 4")
    confidence: Annotated[Decimal, AfterValidator(_known_confidence)] = Field(
        description="0.5, 0.8 or 1"
    )
    effort: Effort
    note: str | None = None

    @field_serializer("confidence")
    def _plain_confidence(self, value: Decimal) -> float:
        return float(value)


class ProposalComment(Record):
    """One remark on a proposal, anchored to a clause where it has one."""

    KIND: ClassVar[str] = "comment"

    proposal: ProposalId
    author: MemberId
    at: datetime
    text: str = Field(min_length=1)
    document: str | None = Field(default=None, description="path of the text commented")
    clause: str | None = Field(default=None, description="clause or requirement commented")
    blob: BlobId | None = Field(default=None, description="blob of the text as it was commented")
    reply_to: str | None = None
    resolved: bool = False
