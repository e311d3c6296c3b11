"""A committee, its meeting and its ballots, built in a line for the tests of votes."""

from datetime import UTC, date, datetime, timedelta

from comens_tui.model.committee import Committee, Mandate, Member, VotingRules
from comens_tui.model.meeting import (
    AgendaItem,
    Attendance,
    Ballot,
    Meeting,
    Proxy,
    Recusal,
    Totals,
)
from comens_tui.model.words import Choice
from comens_tui.rules.votes import Electorate

NOON = datetime(2026, 4, 10, 12, tzinfo=UTC)
TEXT = "a" * 64
OTHER_TEXT = "b" * 64

CRPA = VotingRules()
CAST = VotingRules(majority_base="cast")
CHOICES = {"f": Choice.FOR, "a": Choice.AGAINST, "x": Choice.ABSTAIN}


def names(count):
    return tuple(f"m{number}" for number in range(1, count + 1))


def room(present=12, *, composition=15, represented=None, recused=()):
    """A committee of m1, m2 … of whom the first `present` are in the room."""
    return Electorate(
        names(composition), frozenset(names(present)), represented or {}, frozenset(recused)
    )


def ballot(member, choice, *, digest=TEXT, minute=0):
    return Ballot(
        meeting="S-2026-04",
        item=1,
        member=member,
        choice=CHOICES.get(choice, choice),
        digest=digest,
        at=NOON + timedelta(minutes=minute),
    )


def roll_call(choices):
    """Ballots of m1, m2 … as letters: `f` for, `a` against, `x` abstains, `-` says nothing."""
    return [
        ballot(member, choice)
        for member, choice in zip(names(len(choices)), choices, strict=True)
        if choice != "-"
    ]


def totals(votes_for, votes_against, abstentions):
    return Totals(item=1, votes_for=votes_for, votes_against=votes_against, abstentions=abstentions)


def member(member_id, *, kind="ex_officio", voting=True, end=None):
    return Member(
        id=member_id,
        name=member_id.upper(),
        email=f"{member_id}@example.org",
        college="users",
        kind=kind,
        voting=voting,
        mandate=Mandate(start=date(2024, 1, 1), end=end),
    )


def committee(*members, rules=CRPA):
    return Committee(name="Committee", rules=rules, members=members)


def meeting(*, attendance=(), proxies=(), recusals=(), closed=None):
    """A meeting with one item, closed at `closed` minutes past noon."""
    return Meeting(
        id="S-2026-04",
        title="April",
        state="open",
        planned=NOON,
        agenda=[
            AgendaItem(
                number=1,
                kind="information",
                title="Item",
                closed=None if closed is None else NOON + timedelta(minutes=closed),
            )
        ],
        attendance=attendance,
        proxies=[Proxy(giver=giver, holder=holder) for giver, holder in proxies],
        recusals=[Recusal(item=item, member=who, reason="Tie.") for item, who in recusals],
    )


def seat(member_id, mode="present", *, arrived=None, left=None, substitute=None, origin=None):
    return Attendance(
        member=member_id,
        mode=mode,
        arrived=None if arrived is None else NOON + timedelta(minutes=arrived),
        left=None if left is None else NOON + timedelta(minutes=left),
        substitute=substitute,
        substitute_from=origin,
    )
