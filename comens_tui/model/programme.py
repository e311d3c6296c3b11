"""The work programme of one cycle: what the working groups take, what waits, and why."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints, field_serializer

from comens_tui.model.ids import DecisionId, MemberId, ProposalId, Sha256
from comens_tui.model.record import Record, Value
from comens_tui.model.words import Effort, ProgrammeState, Waiting

CYCLE = r"^\d{4}(-[A-Z]\d{1,2})?$"
#: A group with more days than this in one cycle is a slip of the pen.
MOST_DAYS = 10_000

Cycle = Annotated[str, StringConstraints(pattern=CYCLE)]
Days = Annotated[int, Field(ge=0, le=MOST_DAYS)]


class GroupCapacity(Value):
    """The days of work that one working group can give in the cycle."""

    group: str = Field(min_length=1)
    days: Days


class Departure(Value):
    """A place other than the one the ranking gives, with the reason and who answers for it."""

    proposal: ProposalId
    rank: int = Field(ge=1, description="its place by the ranking")
    place: int = Field(ge=1, description="the place it is given")
    reason: str = Field(min_length=1)
    by: MemberId


class ProgrammeEntry(Value):
    """One proposal, in the order of the programme; it waits, or is taken in this cycle."""

    proposal: ProposalId
    rank: int = Field(ge=1, description="its place by the ranking")
    score: Decimal = Field(ge=0, le=100)
    group: str | None = Field(default=None, description="working group in charge")
    effort: Effort
    days: Days = Field(description="days of work that this effort stands for")
    waits: Waiting | None = Field(default=None, description="why it waits; none: it is taken")
    behind: ProposalId | None = Field(
        default=None, description="the proposal of its group that did not fit before it"
    )
    to_debate: tuple[str, ...] = Field(
        default=(), description="criteria on which the raters are far apart"
    )
    ex_officio: bool = Field(default=False, description="examined whatever its place")

    @field_serializer("score")
    def _plain_score(self, value: Decimal) -> float:
        return float(value)


class Programme(Record):
    """What is taken in one cycle, from which ranking, with which departures from it."""

    KIND: ClassVar[str] = "programme"

    cycle: Cycle = Field(description="a year, or a part of it: 2026, 2026-S2, 2026-T3")
    state: ProgrammeState
    date: date
    author: MemberId
    ranking: Sha256 = Field(description="of all that the ranking was made from")
    capacities: tuple[GroupCapacity, ...] = ()
    entries: tuple[ProgrammeEntry, ...] = ()
    departures: tuple[Departure, ...] = ()
    decision: DecisionId | None = Field(default=None, description="the decision that adopts it")
