"""A public consultation on proposed texts, and the comments it brings."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from comens_tui.model.ids import BlobId, ConsultationId, MemberId, ProposalId, Version
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

#: What a comment changed: the id of a proposal or of a requirement, a commit.
Outcome = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9./#_-]{0,99}$")]


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


class ConsultedText(Value):
    """One text put to consultation: the proposal, the file it changes, its exact content."""

    proposal: ProposalId
    path: str = Field(pattern=r"^corpus/[^\x00]+$")
    blob: BlobId


class Extension(Value):
    """The one time that a window was made longer: its first last day, and why."""

    closed: date = Field(description="last day of the window before")
    reason: str = Field(min_length=1)
    by: MemberId
    on: date


class Consultation(Record):
    """A window in which anyone may comment on a frozen text."""

    KIND: ClassVar[str] = "consultation"

    id: ConsultationId
    title: str = Field(min_length=1)
    state: ConsultationState
    proposals: tuple[ProposalId, ...] = Field(min_length=1)
    ballot_tag: str | None = Field(default=None, pattern=r"^cens-v\d+\.\d+\.\d+-ballot\.\d+$")
    texts: tuple[ConsultedText, ...] = Field(
        default=(), description="what is commented on, exactly; the ballot tag holds it too"
    )
    follows: ConsultationId | None = Field(
        default=None, description="the consultation after which the text moved"
    )
    opens: date
    closes: date = Field(description="last day on which a comment counts, Europe/Paris")
    extension: Extension | None = None
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
    external_ref: str | None = Field(default=None, description="number in the source it came from")
    author: str
    college: str
    received: date
    type: str = Field(default="ge", pattern="^(ge|te|ed)$", description="general, technical…")
    document: str | None = None
    clause: str | None = Field(default=None, description="clause of the text consulted on")
    line: str | None = Field(default=None, description="line as the author gave it")
    paragraph: str | None = Field(default=None, description="paragraph, figure or table")
    text: str = Field(min_length=1)
    proposed_change: str | None = None
    observations: str | None = Field(default=None, description="of the secretariat")
    acknowledged: bool = False
    assignee: MemberId | None = Field(default=None, description="who prepares the answer")
    group: int | None = Field(
        default=None, ge=1, description="number of the comment that stands for those alike"
    )
    disposition: Disposition = Disposition.UNRESOLVED
    reason: str | None = None
    duplicate_of: int | None = Field(default=None, ge=1)
    deferred_to: Version | None = None
    outcome: tuple[Outcome, ...] = Field(
        default=(), description="what it changed: proposals, requirements, commits"
    )
    disposed_by: MemberId | None = None
    reply: str | None = Field(default=None, description="what its author is answered")
    consent: bool = Field(default=False, description="the author agrees to be named")
