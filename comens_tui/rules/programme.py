"""A ranking and the capacities of the working groups make a programme.

Proposals are served in the order of the ranking, changed only by recorded departures. Each
takes its days from its own group. The first of a group that does not fit closes the queue of
that group: a smaller one behind it passes before it by a recorded departure only, so that
nobody is overtaken in silence, and more capacity never takes anything out.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from comens_tui.model.programme import Departure, Programme
from comens_tui.model.words import Waiting

#: What holds a proposal back whatever the days of its group.
_HELD: Mapping[Waiting | None, Waiting] = {
    waits: waits for waits in (Waiting.DEBATE, Waiting.POSTPONED)
}


class Candidate(NamedTuple):
    """A ranked proposal: its group, its days of work, and what holds it back if anything does.

    A departure that keeps its place or raises it lifts what holds it back.
    """

    id: str
    group: str | None
    days: int
    held: Waiting | None = None


class Line(NamedTuple):
    """One proposal of the programme: taken where `waits` is None.

    `used` is what its group had given before it, `capacity` what the group has, in days;
    `behind` names the proposal that closed the queue of the group.
    """

    id: str
    rank: int
    group: str | None
    days: int
    waits: Waiting | None
    used: int
    capacity: int | None
    behind: str = ""


class Load(NamedTuple):
    """What one group gives to the programme, of what it has, in days."""

    group: str
    used: int
    capacity: int
    waiting: int


class ProgrammeSheet(NamedTuple):
    """A programme with all that is said of it: its sums, titles and names of groups.

    `hidden` are the proposals whose score is kept from the reader: ratings are blind.
    """

    programme: Programme
    lines: tuple[Line, ...]
    loads: tuple[Load, ...]
    titles: Mapping[str, str]
    names: Mapping[str, str]
    hidden: frozenset[str] = frozenset()


def plan(
    ranked: Sequence[Candidate],
    capacities: Mapping[str, int],
    departures: Iterable[Departure] = (),
) -> tuple[Line, ...]:
    """Return the programme, in its order.

    Args:
        ranked: The proposals, best first.
        capacities: Days of each group; a group that is not there is unknown.
        departures: Those of a proposal that is not ranked change nothing.
    """
    moves = [item for item in departures if any(item.proposal == x.id for x in ranked)]
    ranks = {candidate.id: place for place, candidate in enumerate(ranked, start=1)}
    raised = {item.proposal for item in moves if item.place <= ranks[item.proposal]}
    used = dict.fromkeys(capacities, 0)
    closed: dict[str, str] = {}
    lines = []
    for candidate in _placed(ranked, moves):
        waits = _waits(candidate, candidate.id in raised, capacities, used, closed)
        group = candidate.group or ""
        lines.append(
            Line(
                candidate.id,
                ranks[candidate.id],
                candidate.group,
                candidate.days,
                waits,
                used.get(group, 0),
                capacities.get(group),
                closed[group] if waits is Waiting.BEHIND else "",
            )
        )
        if waits is None:
            used[group] += candidate.days
        elif waits is Waiting.CAPACITY:
            closed[group] = candidate.id
    return tuple(lines)


def loads(lines: Sequence[Line], capacities: Mapping[str, int]) -> tuple[Load, ...]:
    """Return what each group with a capacity gives to the programme, and has."""
    return tuple(
        Load(
            group,
            sum(line.days for line in lines if line.group == group and line.waits is None),
            capacity,
            sum(line.group == group and line.waits is not None for line in lines),
        )
        for group, capacity in capacities.items()
    )


def lines_of(programme: Programme) -> tuple[Line, ...]:
    """Return the lines of a recorded programme, with the running sum of each group."""
    capacities = {item.group: item.days for item in programme.capacities}
    used = dict.fromkeys(capacities, 0)
    lines = []
    for entry in programme.entries:
        group = entry.group or ""
        before = used.get(group, 0)
        lines.append(
            Line(
                entry.proposal,
                entry.rank,
                entry.group,
                entry.days,
                entry.waits,
                before,
                capacities.get(group),
                entry.behind or "",
            )
        )
        if entry.waits is None:
            used[group] = before + entry.days
    return tuple(lines)


def replayed(programme: Programme) -> tuple[Line, ...]:
    """Return the lines that the ranks, days, capacities and departures of a programme give.

    Those of one that was drawn up by `plan`, and not changed since, are its entries.
    """
    ranked = [
        Candidate(entry.proposal, entry.group, entry.days, _HELD.get(entry.waits))
        for entry in sorted(programme.entries, key=lambda entry: entry.rank)
    ]
    capacities = {item.group: item.days for item in programme.capacities}
    return plan(ranked, capacities, programme.departures)


def _placed(ranked: Sequence[Candidate], moves: Sequence[Departure]) -> list[Candidate]:
    order = list(ranked)
    for move in moves:
        moved = next(item for item in order if item.id == move.proposal)
        order.remove(moved)
        order.insert(move.place - 1, moved)
    return order


def _waits(
    candidate: Candidate,
    is_raised: bool,
    capacities: Mapping[str, int],
    used: Mapping[str, int],
    closed: Mapping[str, str],
) -> Waiting | None:
    if candidate.held is not None and not is_raised:
        return candidate.held
    if candidate.group is None:
        return Waiting.NO_GROUP
    if candidate.group not in capacities:
        return Waiting.UNKNOWN_CAPACITY
    if candidate.group in closed:
        return Waiting.BEHIND
    fits = used[candidate.group] + candidate.days <= capacities[candidate.group]
    return None if fits else Waiting.CAPACITY
