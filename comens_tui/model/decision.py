"""A decision: append-only, it keeps what was voted, on which text, under which rule."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from comens_tui.model.committee import VotingRules
from comens_tui.model.ids import BlobId, DecisionId, MeetingId, MemberId, Sha256
from comens_tui.model.record import Record, Value
from comens_tui.model.words import Nature, Sense


class VotedText(Value):
    """One file that was voted: digest of the whole proposed text; none when it is removed."""

    path: str
    base: BlobId | None = None
    digest: Sha256 | None = None


class VotedClause(Value):
    """One clause changed by the decision, with the digest of its text once applied."""

    path: str
    clause: str
    digest: Sha256 | None = Field(default=None, description="none where the clause is removed")


class Count(Value):
    """The vote as arithmetic: every number that the verdict needs."""

    composition: int = Field(ge=0, description="members who compose the committee")
    present: int = Field(ge=0)
    represented: int = Field(ge=0)
    recused: int = Field(default=0, ge=0)
    votes_for: int = Field(default=0, ge=0)
    votes_against: int = Field(default=0, ge=0)
    abstentions: int = Field(default=0, ge=0)
    blank: int = Field(default=0, ge=0, description="blank papers of a secret ballot")
    spoiled: int = Field(default=0, ge=0, description="null papers of a secret ballot")
    casting: str | None = Field(default=None, pattern="^(for|against)$")


class CountedBallot(Value):
    """A ballot that was counted, by digest, so that none can be slipped in later."""

    member: MemberId
    digest: Sha256
    signature: Sha256 | None = Field(
        default=None, description="digest of the member's signature, verified when it was counted"
    )


class Opinion(Value):
    """A disagreement in the member's own words (CRPA R133-13)."""

    member: MemberId
    text: str = Field(min_length=1)


class Decision(Record):
    """What was decided, on which text, by which count, and why."""

    KIND: ClassVar[str] = "decision"

    id: DecisionId
    title: str = Field(min_length=1)
    date: date
    sense: Sense
    subject: str | None = Field(default=None, description="proposal, or meeting whose minutes")
    meeting: MeetingId | None = None
    item: int | None = Field(default=None, ge=1)
    block: tuple[int, ...] = Field(default=(), description="items voted together with it")
    nature: Nature | None = None
    digest: Sha256 | None = Field(default=None, description="of the change-set voted on")
    texts: tuple[VotedText, ...] = ()
    clauses: tuple[VotedClause, ...] = ()
    rules: VotingRules | None = None
    count: Count | None = None
    verdict: str | None = Field(default=None, description="the arithmetic, as a sentence")
    other_reading: str | None = Field(
        default=None, description="what the other base of the majority would have given"
    )
    ballots: tuple[CountedBallot, ...] = ()
    reason: str | None = None
    opinions: tuple[Opinion, ...] = ()
    follow_up: str | None = None
    supersedes: DecisionId | None = None
    correction: str | None = Field(
        default=None, description="what was wrong in the words of the decision it supersedes"
    )
