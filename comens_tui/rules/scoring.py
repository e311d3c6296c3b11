"""The priority of a proposal: score_comens_v1, explained term by term.

    S = 100 x C x E x (0.40 G + 0.25 U/4 + 0.20 P/4 + 0.15 F/4)

G is the harm to the five principles, U the legal urgency, P the reach, F the corroboration,
C the confidence and E the effort. It follows Hanlon's method as the Pan American Health
Organization adapted it, with a soft discount for effort in place of a division. Editorial
proposals are not scored. The score orders the agenda; the committee decides.

Exact decimals throughout, rounded once, half to even.
"""

import calendar
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from types import MappingProxyType
from typing import NamedTuple

from comens_tui.model.meeting import Meeting
from comens_tui.model.numbering import natural_key
from comens_tui.model.proposal import Rating
from comens_tui.model.words import Effort, Principle

WEIGHTS: Mapping[str, Decimal] = MappingProxyType(
    {
        "harm": Decimal("0.40"),
        "urgency": Decimal("0.25"),
        "reach": Decimal("0.20"),
        "corroboration": Decimal("0.15"),
    }
)
EFFORT_FACTORS: Mapping[Effort, Decimal] = MappingProxyType(
    {
        Effort.XS: Decimal(1),
        Effort.S: Decimal("0.95"),
        Effort.M: Decimal("0.85"),
        Effort.L: Decimal("0.75"),
        Effort.XL: Decimal("0.65"),
    }
)
BANDS = ((Decimal(50), "P1"), (Decimal(30), "P2"), (Decimal(15), "P3"), (Decimal(0), "P4"))
#: Months to a legal deadline up to which the urgency is 4, 3, 2, 1.
URGENCY_MONTHS = ((3, 4), (6, 3), (12, 2), (24, 1))
TOP = 4
#: From which median on a harm to another principle adds to the gravest one.
ADDED_HARM = 2
DEBATE_SPREAD = 2
SENSITIVITY = (Decimal("0.8"), Decimal("1.2"))


class Term(NamedTuple):
    """One weighted term of the sum: `contribution` is 100 x weight x value."""

    name: str
    weight: Decimal
    value: Decimal
    contribution: Decimal


class Score(NamedTuple):
    """A priority and all that made it.

    `value` = the sum of the terms' contributions x `confidence` x `effort`, to one decimal.
    `ex_officio` asks for an examination whatever the rank: a harm of 4 held for certain.
    `to_debate` names the criteria on which the raters are far apart.
    """

    value: Decimal
    band: str
    terms: tuple[Term, ...]
    confidence: Decimal
    effort: Decimal
    harm: Decimal
    ex_officio: bool
    to_debate: tuple[str, ...]
    raters: tuple[str, ...]


#: A scored proposal to place in the order: its score, its date and its id.
Scored = tuple[Score, date, str]


class RankRange(NamedTuple):
    """A proposal's rank, and the best and worst it takes when one weight moves by 20 %.

    `moved_by` names the weights that change its rank.
    """

    id: str
    rank: int
    best: int
    worst: int
    moved_by: tuple[str, ...]


def urgency(deadline: date | None, today: date) -> int:
    """Return the legal urgency, 0 to 4: none, or within 24, 12, 6 or 3 months of the deadline.

    A deadline that is past or farther than 24 months counts as 4 or 0.
    """
    if deadline is None:
        return 0
    return next(
        (level for months, level in URGENCY_MONTHS if deadline <= _months_after(today, months)), 0
    )


def recusals(meetings: Iterable[Meeting]) -> Mapping[str, frozenset[str]]:
    """Return who takes no part, by the subject of the item that the recusal is recorded on."""
    found: dict[str, frozenset[str]] = {}
    for meeting in meetings:
        subjects = {item.number: item.subject for item in meeting.agenda}
        for recusal in meeting.recusals:
            subject = subjects.get(recusal.item)
            if subject:
                found[subject] = found.get(subject, frozenset()) | {recusal.member}
    return found


def size(ratings: Sequence[Rating], *, recused: Collection[str] = ()) -> Effort | None:
    """Return the size of the work: the middle one, the larger of the two when they are even."""
    order = list(Effort)
    places = sorted(order.index(item.effort) for item in ratings if item.member not in recused)
    return order[places[len(places) // 2]] if places else None


def score(
    ratings: Sequence[Rating], *, urgency: int, recused: Collection[str] = ()
) -> Score | None:
    """Return the score by the medians of the raters who are not recused; none without a rater.

    Raises:
        ValueError: A rating or the urgency is off its scale of 0 to 4.
    """
    heard = [rating for rating in ratings if rating.member not in recused]
    if not heard:
        return None
    harms = {
        principle: _on_scale([rating.harms.get(principle, 0) for rating in heard])
        for principle in Principle
    }
    scales = {
        **{f"harm.{principle}": values for principle, values in harms.items()},
        "reach": _on_scale([rating.reach for rating in heard]),
        "corroboration": _on_scale([rating.corroboration for rating in heard]),
    }
    medians = {principle: _median(values) for principle, values in harms.items()}
    harm = _harm(list(medians.values()))
    # Reach and corroboration of nothing harmful are worth nothing.
    harmful = max(medians.values()) >= 1
    values = {
        "harm": harm,
        "urgency": _on_scale([urgency])[0] / TOP,
        "reach": _median(scales["reach"]) / TOP if harmful else Decimal(0),
        "corroboration": _median(scales["corroboration"]) / TOP if harmful else Decimal(0),
    }
    confidence = _median([rating.confidence for rating in heard])
    effort = _median([EFFORT_FACTORS[rating.effort] for rating in heard])
    terms = tuple(
        Term(name, weight, values[name], 100 * weight * values[name])
        for name, weight in WEIGHTS.items()
    )
    value = _weighted(terms, confidence * effort, WEIGHTS)
    return Score(
        value=value,
        band=next(band for floor, band in BANDS if value >= floor),
        terms=terms,
        confidence=confidence,
        effort=effort,
        harm=harm,
        ex_officio=confidence == 1 and TOP in medians.values(),
        to_debate=tuple(name for name, rated in scales.items() if _spread(rated) >= DEBATE_SPREAD),
        raters=tuple(rating.member for rating in heard),
    )


def rank(items: Iterable[Scored]) -> tuple[str, ...]:
    """Return the ids by score; ties go to the graver harm, the older date, then the id."""
    return _ordered(items, WEIGHTS)


def sensitivity(items: Iterable[Scored]) -> tuple[RankRange, ...]:
    """Return, in order of rank, how far each item moves when one weight is 20 % up or down.

    The moved weights are brought back to a sum of 1, so that scores keep their scale.
    """
    scored = tuple(items)
    base = rank(scored)
    places: dict[str, list[tuple[int, str]]] = {identity: [] for identity in base}
    for name, weights in _varied_weights():
        for place, identity in enumerate(_ordered(scored, weights), start=1):
            places[identity].append((place, name))
    return tuple(
        RankRange(
            id=identity,
            rank=place,
            best=min(place, *(other for other, _name in places[identity])),
            worst=max(place, *(other for other, _name in places[identity])),
            moved_by=tuple(
                dict.fromkeys(name for other, name in places[identity] if other != place)
            ),
        )
        for place, identity in enumerate(base, start=1)
    )


def _ordered(items: Iterable[Scored], weights: Mapping[str, Decimal]) -> tuple[str, ...]:
    def place(item: Scored) -> tuple[object, ...]:
        scored, created, identity = item
        value = _weighted(scored.terms, scored.confidence * scored.effort, weights)
        return -value, -scored.harm, created, natural_key(identity)

    return tuple(identity for _score, _created, identity in sorted(items, key=place))


def _varied_weights() -> list[tuple[str, dict[str, Decimal]]]:
    varied = []
    for name in WEIGHTS:
        for factor in SENSITIVITY:
            weights = {**WEIGHTS, name: WEIGHTS[name] * factor}
            total = sum(weights.values())
            varied.append((name, {key: weight / total for key, weight in weights.items()}))
    return varied


def _weighted(terms: Sequence[Term], factor: Decimal, weights: Mapping[str, Decimal]) -> Decimal:
    total = sum((weights[term.name] * term.value for term in terms), Decimal(0))
    return (100 * factor * total).quantize(Decimal("0.1"), rounding=ROUND_HALF_EVEN)


def _harm(medians: Sequence[Decimal]) -> Decimal:
    """Return G, 0 to 1: the gravest harm, never diluted, and a little for each other one."""
    gravest = max(medians)
    others = sum(value >= ADDED_HARM for value in medians) - (gravest >= ADDED_HARM)
    return min(Decimal(5), gravest + Decimal("0.25") * others) / 5


def _on_scale(values: Sequence[int]) -> list[Decimal]:
    off = next((value for value in values if not 0 <= value <= TOP), None)
    if off is not None:
        raise ValueError(f"{off} is off the scale of 0 to {TOP}")
    return [Decimal(value) for value in values]


def _median(values: Sequence[Decimal]) -> Decimal:
    return _quantile(values, Decimal("0.5"))


def _spread(values: Sequence[Decimal]) -> Decimal:
    """Return the interquartile range, quartiles interpolated between the values."""
    return _quantile(values, Decimal("0.75")) - _quantile(values, Decimal("0.25"))


def _quantile(values: Sequence[Decimal], share: Decimal) -> Decimal:
    ordered = sorted(values)
    position = share * (len(ordered) - 1)
    low = int(position)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (position - low)


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return day.replace(
        year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1])
    )
