"""Who votes on an item, whether there is a quorum, and what the ballots decide.

The numbers only: the sentences that explain a verdict are in `rules.verdicts`. Every value
of the rule comes in with the call, so that a past verdict is counted under its own rule.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from comens_tui.errors import RefusedError
from comens_tui.i18n import _
from comens_tui.model.committee import Committee, Member, VotingRules
from comens_tui.model.decision import Count
from comens_tui.model.meeting import Attendance, Ballot, Meeting, Totals
from comens_tui.model.words import Choice
from comens_tui.rules import verdicts
from comens_tui.rules.mandates import mandates
from comens_tui.rules.verdicts import Reading


class Electorate(NamedTuple):
    """The members who compose the committee, and how each takes part in one item.

    `present` and `represented` (giver to holder) are as recorded; `voices` leaves out the
    recused, and the proxies they gave or hold (CRPA R133-12). `unheld` are the absent members
    whose proxy nobody holds any more, its holder being absent or gone.
    """

    composition: tuple[str, ...]
    present: frozenset[str]
    represented: Mapping[str, str]
    recused: frozenset[str]
    unheld: frozenset[str] = frozenset()

    def present_voices(self) -> frozenset[str]:
        """Return the members present who take part in the item."""
        return (self.present & frozenset(self.composition)) - self.recused

    def proxy_voices(self) -> frozenset[str]:
        """Return the absent members whose voice is held by a member who takes part."""
        here = self.present_voices()
        return frozenset(
            giver
            for giver, holder in self.represented.items()
            if holder in here and self._may_be_represented(giver)
        )

    def voices(self) -> frozenset[str]:
        """Return every member in whose name a ballot counts."""
        return self.present_voices() | self.proxy_voices()

    def silenced(self) -> frozenset[str]:
        """Return the absent members whose voice is lost, its holder being recused."""
        return frozenset(
            giver
            for giver, holder in self.represented.items()
            if holder in self.recused and self._may_be_represented(giver)
        )

    def _may_be_represented(self, giver: str) -> bool:
        return giver in self.composition and giver not in self.present and giver not in self.recused


class Fault(StrEnum):
    """Why a ballot was set aside."""

    OTHER_TEXT = "other_text"
    RECUSED = "recused"
    NO_VOICE = "no_voice"
    DOUBLE = "double"
    BY_TOTALS = "by_totals"


class SetAside(NamedTuple):
    """A ballot that was not counted, and why."""

    member: str
    fault: Fault
    sentence: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a vote, explained.

    `sentence` is the arithmetic with its articles, `room` its beginning, which says the quorum
    alone; `other_reading` is what the other base of the majority would give, none when no
    valid vote could be taken. `counted` are the
    ballots that made the count, `set_aside` those that did not; `silent` are the members
    entitled to vote in whose name no ballot was found (none known when totals were given).
    """

    adopted: bool
    quorate: bool
    count: Count
    rule: VotingRules
    sentence: str
    room: str
    other_reading: str | None
    counted: tuple[Ballot, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    silent: tuple[str, ...] = ()


def electorate(
    meeting: Meeting, committee: Committee, item: int, *, rules: VotingRules | None = None
) -> Electorate:
    """Return who composes the committee, is present, represented and recused for `item`.

    Arrivals and departures are judged when the item closed, or as they stand while it has
    not; see `electorate_at`.
    """
    entry = meeting.item(item)
    return electorate_at(
        meeting,
        committee,
        rules or committee.rules,
        item=item,
        moment=entry.closed if entry else None,
    )


def electorate_at(
    meeting: Meeting,
    committee: Committee,
    rules: VotingRules,
    *,
    item: int | None,
    moment: datetime | None,
) -> Electorate:
    """Return who composes the committee and is there at `moment`, or now when it is None.

    The recused are those of `item`; without one, nobody is. A substitute counts as the member
    where the rules let one of that origin sit for that kind of member (CRPA R133-3). A proxy
    counts when its giver is absent and its holder present, and each member holds at most
    `rules.proxies_held_max`, in the order recorded (CRPA R133-9).
    """
    voters = {member.id: member for member in committee.voters(meeting.planned.date())}
    present = frozenset(
        line.member
        for line in meeting.attendance
        if line.member in voters
        and is_here(line, moment)
        and may_sit(line, voters[line.member], rules)
    )
    represented: dict[str, str] = {}
    unheld: set[str] = set()
    for proxy in mandates(meeting, moment):
        if proxy.giver not in voters or proxy.giver in present:
            continue
        held = sum(holder == proxy.holder for holder in represented.values())
        if proxy.holder not in present:
            unheld.add(proxy.giver)
        elif held < rules.proxies_held_max:
            represented.setdefault(proxy.giver, proxy.holder)
    recused = frozenset(line.member for line in meeting.recusals if line.item == item)
    return Electorate(
        tuple(voters),
        present,
        represented,
        recused & frozenset(voters),
        frozenset(unheld - represented.keys()),
    )


def may_sit(line: Attendance, member: Member, rules: VotingRules) -> bool:
    """Tell whether the member sits in person, or somebody who may sit in their place does.

    An origin that the bureau did not record is taken on its word: the checks name it.
    """
    rule = rules.substitute_of(member.kind)
    if line.substitute is None or rule == "anyone":
        return True
    return rule != "never" and line.substitute_from in {None, rule}


def is_here(line: Attendance, moment: datetime | None) -> bool:
    """Tell whether an attendance is one of who is there at `moment`, or now when it is None."""
    if line.mode not in {"present", "video"}:
        return False
    if moment is None:
        return line.left is None
    arrived = line.arrived is None or line.arrived <= moment
    return arrived and (line.left is None or line.left >= moment)


def quorum(
    who: Electorate, rules: VotingRules, *, second_convocation: bool
) -> tuple[bool, int, int]:
    """Return whether the item has its quorum, the voices counted for it, and those needed.

    The recused count for nothing while the composition stays whole, so that a recusal can
    break the quorum; unless the rules take them out of the composition too. A second
    convocation on the same agenda needs none (CRPA R133-10).
    """
    counted = len(who.voices() if rules.proxies_count_for_quorum else who.present_voices())
    if second_convocation:
        return True, counted, 0
    whole = len(who.composition) - (len(who.recused) if rules.recused_leave_composition else 0)
    share = rules.quorum_numerator * whole
    needed = -(-share // rules.quorum_denominator)
    return counted >= needed, counted, needed


def quorum_was_reached(meeting: Meeting, committee: Committee) -> bool:
    """Tell whether the room had its quorum at some moment of the sitting, now or before.

    Only an arrival or a mandate can bring it about: those moments are looked at.
    """
    gained = {line.arrived for line in meeting.attendance}
    gained |= {proxy.given for proxy in meeting.proxies}
    gained |= {proxy.given for proxy in meeting.past_proxies}
    return any(
        quorum(
            electorate_at(meeting, committee, committee.rules, item=None, moment=moment),
            committee.rules,
            second_convocation=meeting.second_convocation,
        )[0]
        for moment in gained - {None}
    )


def tally(
    who: Electorate,
    ballots: Iterable[Ballot],
    rules: VotingRules,
    *,
    digest: str | None,
    chair: str | None,
    totals: Totals | None = None,
    second_convocation: bool = False,
    on_text: bool = True,
) -> Verdict:
    """Return the verdict of one item under `rules`, on the text with that `digest`.

    With `on_text` false the item is of mere information: the sentences say whether the
    majority is reached, and speak of no text.

    With `totals` (a show of hands, a secret ballot) the numbers come from them, and the only
    ballot looked at is the chair's: it says which way a casting vote goes, without being
    counted again.

    A casting vote needs as many votes for as against and a chair who voted (CRPA R133-11);
    where the base counts abstentions, it cannot make up for them. A secret ballot has none:
    how the chair voted is not known, and the text says nothing of that case.

    Raises:
        RefusedError: The totals hold more votes than there are voices.
    """
    valid, set_aside = _sift(who, ballots, digest)
    chair_choice = _chair_choice(who, valid, chair)
    if totals is None:
        silent = tuple(sorted(who.voices() - {ballot.member for ballot in valid}))
    else:
        _require_plausible(who, totals)
        set_aside += tuple(
            _set_aside(ballot.member, Fault.BY_TOTALS) for ballot in valid if ballot.member != chair
        )
        valid, silent = (), ()
    count = _count(who, valid, totals)
    quorate, counted, needed = quorum(who, rules, second_convocation=second_convocation)
    is_secret = totals is not None and bool(totals.scrutineers)
    reading = _read(count, rules, rules.majority_base, None if is_secret else chair_choice)
    reading = reading._replace(is_secret=is_secret and rules.casting_vote, on_text=on_text)
    other_base = "cast" if rules.majority_base == "present_represented" else "present_represented"
    other = _read(count, rules, other_base, None if is_secret else chair_choice)
    count = count.model_copy(update={"casting": reading.casting})
    state = verdicts.QuorumState(
        quorate=quorate,
        counted=counted,
        needed=needed,
        second_convocation=second_convocation,
        silenced=len(who.silenced()),
        unheld=len(who.unheld - who.recused),
    )
    return Verdict(
        adopted=quorate and reading.adopted,
        quorate=quorate,
        count=count,
        rule=rules,
        sentence=verdicts.explain(count, rules, state, reading),
        room=verdicts.explain_room(count, rules, state),
        other_reading=verdicts.explain_other(other._replace(on_text=on_text)) if quorate else None,
        counted=valid,
        set_aside=set_aside,
        silent=silent,
    )


def _sift(
    who: Electorate, ballots: Iterable[Ballot], digest: str | None
) -> tuple[tuple[Ballot, ...], tuple[SetAside, ...]]:
    """Separate the ballots that count from the others; of two by one member the first counts."""
    voices = who.voices()
    valid: dict[str, Ballot] = {}
    set_aside: list[SetAside] = []
    for ballot in sorted(ballots, key=lambda entry: (entry.at, entry.member, entry.choice)):
        fault = _fault(ballot, who, voices, digest)
        if fault is None and ballot.member in valid:
            fault = Fault.DOUBLE
        if fault is None:
            valid[ballot.member] = ballot
        else:
            set_aside.append(_set_aside(ballot.member, fault))
    return tuple(valid.values()), tuple(set_aside)


def _fault(
    ballot: Ballot, who: Electorate, voices: frozenset[str], digest: str | None
) -> Fault | None:
    if ballot.member in who.recused:
        return Fault.RECUSED
    if ballot.member not in voices:
        return Fault.NO_VOICE
    return None if ballot.digest == digest else Fault.OTHER_TEXT


def _set_aside(member: str, fault: Fault) -> SetAside:
    return SetAside(member, fault, fault_sentence(fault, member))


def fault_sentence(fault: Fault, member: str) -> str:
    """Return why a ballot was set aside; `member` is how its voter is called there."""
    sentences = {
        Fault.OTHER_TEXT: _("The ballot of {member} is void: it was cast on another text."),
        Fault.RECUSED: _("The ballot of {member} is refused: {member} is recused on this item."),
        Fault.NO_VOICE: _(
            "The ballot of {member} is refused: {member} is neither present nor validly"
            " represented as a voting member."
        ),
        Fault.DOUBLE: _("A second ballot of {member} is refused: only the first one counts."),
        Fault.BY_TOTALS: _(
            "The ballot of {member} is not counted: this vote was counted by totals."
        ),
    }
    return sentences[fault].format(member=member)


def _chair_choice(who: Electorate, valid: Iterable[Ballot], chair: str | None) -> Choice | None:
    if chair not in who.present_voices():
        return None
    return next((ballot.choice for ballot in valid if ballot.member == chair), None)


def _require_plausible(who: Electorate, totals: Totals) -> None:
    given = totals.votes_for + totals.votes_against + totals.abstentions
    given += totals.blank + totals.spoiled
    voices = len(who.voices())
    if given > voices:
        raise RefusedError(
            _("The totals of item {item} hold {given} votes for {voices} voices.").format(
                item=totals.item, given=given, voices=voices
            ),
            _("Count again, or check attendance, proxies and recusals."),
        )


def _count(who: Electorate, valid: tuple[Ballot, ...], totals: Totals | None) -> Count:
    choices = [ballot.choice for ballot in valid]
    return Count(
        composition=len(who.composition),
        present=len(who.present_voices()),
        represented=len(who.proxy_voices()),
        recused=len(who.recused),
        votes_for=totals.votes_for if totals else choices.count(Choice.FOR),
        votes_against=totals.votes_against if totals else choices.count(Choice.AGAINST),
        abstentions=totals.abstentions if totals else choices.count(Choice.ABSTAIN),
        blank=totals.blank if totals else 0,
        spoiled=totals.spoiled if totals else 0,
    )


def _read(count: Count, rules: VotingRules, base: str, chair: Choice | None) -> Reading:
    """Read the count under one base of the majority."""
    size = (
        count.present + count.represented
        if base == "present_represented"
        else count.votes_for + count.votes_against
    )
    tied = count.votes_for == count.votes_against
    # Half of the base, no less: else a vote more for the text could make it fall.
    half = 2 * count.votes_for == size and size > 0
    casting = chair if rules.casting_vote and tied and half else None
    needed = size // 2 + 1
    adopted = count.votes_for >= needed or casting is Choice.FOR
    return Reading(
        base=base,
        size=size,
        votes_for=count.votes_for,
        needed=needed,
        tied=tied,
        casting=casting.value if casting in {Choice.FOR, Choice.AGAINST} else None,
        adopted=adopted,
    )
