"""A public consultation on proposed texts, and the comments it brings."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from comens_tui.model.ids import ConsultationId, MemberId, ProposalId
from comens_tui.model.record import Record, Value
from comens_tui.model.words import ConsultationState, Disposition

#: The five colleges that CSP L1470-5 asks to consult.
LEGAL_COLLEGES = (
    "health_professionals",
    "users",
    "health_facilities",
    "social_facilities",
    "publishers",
)


class Invitation(Value):
    """One college told of the consultation, and reminded."""

    college: str
    invited: date
    reminded: tuple[date, ...] = ()


class Notice(Value):
    """What the public was told (CRPA R*132-5)."""

    purpose: str = Field(min_length=1)
    audiences: tuple[str, ...] = ()
    comments_public: bool = True
    planned_effect: date | None = None


class Consultation(Record):
    """A window in which anyone may comment on a frozen text."""

    KIND: ClassVar[str] = "consultation"

    id: ConsultationId
    title: str = Field(min_length=1)
    state: ConsultationState
    proposals: tuple[ProposalId, ...] = Field(min_length=1)
    ballot_tag: str | None = Field(default=None, pattern=r"^cens-v\d+\.\d+\.\d+-ballot\.\d+$")
    opens: date
    closes: date = Field(description="last day on which a comment counts, Europe/Paris")
    notice: Notice
    colleges: tuple[Invitation, ...] = ()
    summary: str | None = Field(default=None, description="public summary (CRPA L132-2)")
    summary_date: date | None = None
    owner: MemberId | None = None


class ConsultationComment(Record):
    """One comment; its author is a pseudonym unless consent is recorded."""

    KIND: ClassVar[str] = "consultation_comment"

    consultation: ConsultationId
    number: int = Field(ge=1)
    author: str
    college: str
    received: date
    type: str = Field(default="ge", pattern="^(ge|te|ed)$", description="general, technical…")
    document: str | None = None
    clause: str | None = None
    text: str = Field(min_length=1)
    proposed_change: str | None = None
    acknowledged: bool = False
    disposition: Disposition = Disposition.UNRESOLVED
    reason: str | None = None
    disposed_by: MemberId | None = None
    consent: bool = Field(default=False, description="the author agrees to be named")
