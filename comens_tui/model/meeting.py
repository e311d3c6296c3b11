"""A meeting: convocation, agenda, attendance, proxies, recusals, timings; and its ballots."""

from datetime import date, datetime
from typing import ClassVar

from pydantic import Field

from comens_tui.model.committee import VotingRules
from comens_tui.model.decision import Count
from comens_tui.model.ids import BlobId, DecisionId, MeetingId, MemberId, Sha256
from comens_tui.model.record import Record, Value
from comens_tui.model.voting import (
    Amendment,
    ReceivedBallot,
    RefusedBallot,
    SecretRequest,
    VoidBallot,
)
from comens_tui.model.words import Choice, MeetingState

#: What minutes are signed under, so that no other signature can stand for one.
MINUTES_NAMESPACE = "comens-minutes"


class AgendaItem(Value):
    """One point of the agenda. `number` is set by the convocation: ballots are filed under it."""

    number: int = Field(ge=1)
    kind: str = Field(pattern="^(proposal|minutes|information)$")
    title: str = Field(min_length=1)
    subject: str | None = Field(
        default=None,
        pattern=r"^(P-\d{4}-\d{3,}|S-\d{4}-\d{2,})$",
        description="the proposal, or the meeting minuted",
    )
    state: str = Field(default="pending", pattern="^(pending|open|decided|withdrawn)$")
    digest: Sha256 | None = Field(default=None, description="of the text put to the vote")
    vote: str = Field(default="roll_call", pattern="^(roll_call|show_of_hands|secret)$")
    openings: int = Field(default=0, ge=0, description="how often it was put to the vote")
    committee: BlobId | None = Field(
        default=None, description="the committee file as the vote opened: electorate, rule, keys"
    )
    opened: datetime | None = None
    closed: datetime | None = None
    decision: DecisionId | None = None
    allotted: int | None = Field(
        default=None, ge=1, le=1440, description="minutes that the agenda gives it"
    )
    block: int | None = Field(
        default=None, ge=1, description="first item of the block it is voted with"
    )
    taken_out: MemberId | None = Field(
        default=None, description="who asked that it be voted apart from its block"
    )

    @property
    def is_text(self) -> bool:
        """Whether a text is adopted or not by its vote; not so for mere information."""
        return self.kind != "information"


class Attendance(Value):
    """How one member takes part."""

    member: MemberId
    mode: str = Field(pattern="^(present|video|absent|excused)$")
    arrived: datetime | None = None
    left: datetime | None = None
    substitute: str | None = Field(default=None, description="who sits in the member's place")
    substitute_from: str | None = Field(
        default=None,
        pattern="^(service|assembly|elsewhere)$",
        description="where the substitute comes from, as found by the bureau (R133-3)",
    )


class Proxy(Value):
    """A mandate to vote (CRPA R133-9): `giver` is absent, `holder` votes for both."""

    giver: MemberId
    holder: MemberId
    given: datetime | None = Field(default=None, description="none where it was not timed")


class PastProxy(Value):
    """A mandate that ended during the meeting: taken back, or its giver came."""

    giver: MemberId
    holder: MemberId
    given: datetime | None = None
    ended: datetime


class Recusal(Value):
    """A member who takes no part in one item (CRPA R133-12)."""

    item: int = Field(ge=1)
    member: MemberId
    reason: str = Field(min_length=1)


class InterestKept(Value):
    """A declared interest that a person judged to be no reason for a recusal on one item."""

    item: int = Field(ge=1)
    member: MemberId
    subjects: tuple[str, ...] = Field(min_length=1, description="the interests it was about")
    reason: str = Field(min_length=1)
    by: MemberId


class Suspension(Value):
    """A pause of the meeting; without an end it lasts."""

    began: datetime
    ended: datetime | None = None
    reason: str | None = None


class Turn(Value):
    """From `began` on the meeting discussed `item`: until the next turn, its vote or its end."""

    item: int = Field(ge=1)
    began: datetime


class Reordering(Value):
    """An item moved to another place of the agenda in the room, and why."""

    at: datetime
    item: int = Field(ge=1)
    place: int = Field(ge=1)
    reason: str = Field(min_length=1)


class Totals(Value):
    """The counts of a vote without names."""

    item: int = Field(ge=1)
    votes_for: int = Field(ge=0)
    votes_against: int = Field(ge=0)
    abstentions: int = Field(ge=0)
    blank: int = Field(default=0, ge=0, description="blank papers of a secret ballot")
    spoiled: int = Field(default=0, ge=0, description="null papers of a secret ballot")
    scrutineers: tuple[MemberId, ...] = ()
    participants: tuple[MemberId, ...] = Field(
        default=(), description="who took part in a secret ballot, never with a choice"
    )


class NoQuorum(Value):
    """A meeting closed for want of quorum, which a second convocation rests on (R133-10).

    `count` is the room as it then was, `rules` what it was held against, and `items` what
    was left undecided.
    """

    at: datetime
    items: tuple[int, ...] = Field(min_length=1)
    rules: VotingRules = VotingRules()
    count: Count
    verdict: str = Field(min_length=1, description="the arithmetic, as a sentence")


class MinutesCorrection(Value):
    """A correction that a member asked for before the minutes were approved."""

    member: MemberId
    at: datetime
    text: str = Field(min_length=1)
    base: BlobId | None = Field(default=None, description="the minutes before it")


class MinutesSignature(Value):
    """A detached SSH signature of the approved minutes, under the namespace `comens-minutes`."""

    member: MemberId
    at: datetime
    signature: str = Field(min_length=1)


class Meeting(Record):
    """A meeting from its plan to its minutes: agenda, who takes part, what befell each vote."""

    KIND: ClassVar[str] = "meeting"

    id: MeetingId
    title: str = Field(min_length=1)
    state: MeetingState
    planned: datetime = Field(description="date and time, with its offset")
    place: str = ""
    convened: date | None = Field(default=None, description="day the convocation was sent")
    urgency: str | None = Field(default=None, description="reason for a shorter notice")
    rules: VotingRules | None = Field(
        default=None, description="in force when it was convened: its notice is judged by them"
    )
    second_of: MeetingId | None = Field(
        default=None, description="the meeting that lacked a quorum, convened anew"
    )
    second_convocation: bool = Field(
        default=False, description="its convocation says that no quorum is required (R133-10)"
    )
    chair: MemberId | None = None
    secretary: MemberId | None = None
    opened: datetime | None = None
    closed: datetime | None = None
    agenda: tuple[AgendaItem, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    proxies: tuple[Proxy, ...] = ()
    past_proxies: tuple[PastProxy, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    interests_kept: tuple[InterestKept, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    turns: tuple[Turn, ...] = Field(default=(), description="which item had the floor, in order")
    reorderings: tuple[Reordering, ...] = ()
    totals: tuple[Totals, ...] = ()
    no_quorum: NoQuorum | None = Field(default=None, description="why it was closed undecided")
    amendments: tuple[Amendment, ...] = ()
    void_ballots: tuple[VoidBallot, ...] = ()
    secret_requests: tuple[SecretRequest, ...] = ()
    received_ballots: tuple[ReceivedBallot, ...] = ()
    refused_ballots: tuple[RefusedBallot, ...] = ()
    minutes_digest: Sha256 | None = Field(default=None, description="of the approved minutes")
    minutes_approved: DecisionId | None = Field(default=None, description="decision approving them")
    minutes_corrections: tuple[MinutesCorrection, ...] = ()
    minutes_signatures: tuple[MinutesSignature, ...] = ()

    @property
    def unsigned(self) -> tuple[str, ...]:
        """The chair and the secretary of this meeting, less those who signed its minutes."""
        signed = {item.member for item in self.minutes_signatures}
        offices = dict.fromkeys(item for item in (self.chair, self.secretary) if item)
        return tuple(item for item in offices if item not in signed)

    def item(self, number: int) -> AgendaItem | None:
        """Return the item with that number, if any."""
        return next((entry for entry in self.agenda if entry.number == number), None)

    @property
    def suspended(self) -> Suspension | None:
        """The pause that lasts, if any; none once the meeting is over."""
        if self.state is not MeetingState.OPEN:
            return None
        return next((entry for entry in self.suspensions if entry.ended is None), None)

    def block_of(self, number: int) -> tuple[AgendaItem, ...]:
        """Return the items voted with that one, itself among them; none outside a block."""
        item = self.item(number)
        if item is None or item.block is None:
            return ()
        return tuple(entry for entry in self.agenda if entry.block == item.block)


class Ballot(Record):
    """One voice, bound to the digest of the text; `<member>.yaml.sig` is its signature, if any.

    A ballot that a member signs is bound to the opening of the vote, the electorate and the
    rule too; the signature is of the very bytes of the file.
    """

    KIND: ClassVar[str] = "ballot"

    meeting: MeetingId
    item: int = Field(ge=1)
    member: MemberId
    choice: Choice
    digest: Sha256 | None = Field(default=None, description="of the text voted on")
    at: datetime
    recorded_by: MemberId | None = Field(default=None, description="who entered it for the member")
    opening: Sha256 | None = Field(default=None, description="which opening of the vote")
    electorate: Sha256 | None = Field(default=None, description="digest of who may vote, and keys")
    rule: Sha256 | None = Field(default=None, description="digest of the rule of the vote")
