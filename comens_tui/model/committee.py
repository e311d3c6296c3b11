"""The committee: members, mandates, roles, colleges, working groups, rules and policy."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from comens_tui.model.ids import MemberId
from comens_tui.model.record import Record, Value
from comens_tui.model.words import Effort, Role


class Interest(Value):
    """A declared link with a solution or a publisher: a summary, never the whole statement."""

    subject: str = Field(min_length=1)
    note: str = ""


class Mandate(Value):
    """From when to when a member sits, both days included; an open end has no end."""

    start: date
    end: date | None = None


class Member(Value):
    """A person of the committee."""

    id: MemberId
    name: str = Field(min_length=1)
    email: str = Field(min_length=3)
    title: str = Field(default="", description="quality stated in the minutes (CRPA R133-13)")
    college: str
    kind: str = Field(pattern="^(ex_officio|elected|qualified)$")
    voting: bool = True
    roles: tuple[Role, ...] = (Role.MEMBER,)
    mandate: Mandate
    working_groups: tuple[str, ...] = ()
    interests: tuple[Interest, ...] = ()
    keys: tuple[str, ...] = Field(default=(), description="SSH public keys")

    def sits_on(self, day: date) -> bool:
        """Tell whether the mandate runs on `day`."""
        return self.mandate.start <= day and (self.mandate.end is None or day <= self.mandate.end)


class College(Value):
    """A body of persons who are consulted or represented."""

    id: str
    name: str


class WorkingGroup(Value):
    """A group of experts; groups are data, their number moves."""

    id: str
    name: str
    lead: MemberId | None = None
    capacity: int | None = Field(
        default=None, ge=0, le=10_000, description="days of work it can give in one cycle"
    )


class EffortDays(Value):
    """How many days of work of a group each size of effort stands for."""

    XS: int = Field(default=1, ge=1, le=1000)
    S: int = Field(default=4, ge=1, le=1000)
    M: int = Field(default=15, ge=1, le=1000)
    L: int = Field(default=40, ge=1, le=1000)
    XL: int = Field(default=100, ge=1, le=1000)

    def of(self, effort: Effort) -> int:
        """Return the days of one size."""
        days: int = getattr(self, effort.value)
        return days


class VotingRules(Value):
    """How the committee is convened and votes; each default is the CRPA's, by analogy.

    Sources: CRPA R133-3 (substitutes), R133-8 (notice, urgency), R133-9 (proxies), R133-10
    (quorum, second convocation), R133-11 (majority, casting vote), R133-12 (recusal). The
    meeting and the decision each keep a copy: a later change never moves a past verdict.
    """

    profile: str = Field(default="crpa", pattern="^(crpa|ccne|hcsp|free)$")
    notice_days: int = Field(
        default=5, ge=0, le=365, description="from the convocation to the meeting (R133-8)"
    )
    notice_count: str = Field(
        default="calendar",
        pattern="^(calendar|clear)$",
        description="whether the day of sending counts; R133-8 does not say clear days",
    )
    urgency_reason_required: bool = Field(
        default=True, description="whether a shorter notice needs its reason in the record"
    )
    quorum_numerator: int = Field(default=1, ge=0, le=1000)
    quorum_denominator: int = Field(default=2, ge=1, le=1000)
    proxies_count_for_quorum: bool = Field(
        default=True, description="present and represented, or present only (R133-10)"
    )
    recused_leave_composition: bool = Field(
        default=False,
        description="whether the quorum of an item is a share of the members less its recused;"
        " R133-12 does not say so",
    )
    second_convocation_days: int = Field(
        default=0,
        ge=0,
        le=365,
        description="within which a second meeting sits; R133-10 sets none (0)",
    )
    proxies_held_max: int = Field(default=1, ge=0, le=1000, description="by one member (R133-9)")
    substitute_ex_officio: str = Field(
        default="service",
        pattern="^(service|anyone|never)$",
        description="someone of the member's service (R133-3)",
    )
    substitute_elected: str = Field(
        default="assembly",
        pattern="^(assembly|anyone|never)$",
        description="an elected member of the same assembly (R133-3)",
    )
    substitute_qualified: str = Field(
        default="never", pattern="^(anyone|never)$", description="nobody (R133-3)"
    )
    majority_base: str = Field(
        default="present_represented",
        pattern="^(present_represented|cast)$",
        description="whether abstentions weigh: R133-11 says present or represented",
    )
    casting_vote: bool = Field(
        default=True, description="the chair who votes prevails on a tie (R133-11)"
    )
    secret_ballot_on_request: int = Field(
        default=1, ge=0, le=1000, description="of how many members; 0 is never"
    )

    def substitute_of(self, kind: str) -> str:
        """Return who may sit for a member of that kind."""
        rule: str = getattr(self, f"substitute_{kind}")
        return rule


class ReportPolicy(Value):
    """How long the committee gives itself, and publishers, over a field report."""

    instruct_days: int | None = Field(
        default=None, ge=1, le=3650, description="from assignment to due date; none sets no date"
    )
    publisher_days: int = Field(
        default=30, ge=1, le=3650, description="days a publisher has before a reminder is due"
    )


class Names(dict[str, str]):
    """The names of members by id; of one whom the committee forgot, the id."""

    def __missing__(self, member: str) -> str:
        return member


class Committee(Record):
    """Who sits, in which groups and colleges, and the rules by which they decide."""

    KIND: ClassVar[str] = "committee"

    name: str
    language: str = Field(default="fr", pattern="^(fr|en)$", description="language of the acts")
    timezone: str = "Europe/Paris"
    signatures: str = Field(default="optional", pattern="^(optional|required)$")
    rules: VotingRules = VotingRules()
    reports: ReportPolicy = ReportPolicy()
    colleges: tuple[College, ...] = ()
    working_groups: tuple[WorkingGroup, ...] = ()
    effort_days: EffortDays = EffortDays()
    members: tuple[Member, ...] = Field(min_length=1)

    def names(self) -> Names:
        """Return the name of each member by id."""
        return Names((member.id, member.name) for member in self.members)

    def member(self, member_id: str) -> Member | None:
        """Return the member with that id, if any."""
        return next((item for item in self.members if item.id == member_id), None)

    def voters(self, day: date) -> tuple[Member, ...]:
        """Return the members who compose the committee on `day` and may vote."""
        return tuple(item for item in self.members if item.voting and item.sits_on(day))
