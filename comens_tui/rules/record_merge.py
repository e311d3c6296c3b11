"""The three-way merge of plain values: what two sides changed apart is joined, field by field.

Lists are joined by what each of their values stands for, an item of an agenda by its number
for instance; a list of plain words is a set that keeps its order. Where both sides changed
one field, each in its own way, or put an agenda in another order, the shared one stands and
the other is told.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

#: The fields that say what a value of a list stands for, by the name of the list. Two values
#: of one identity are told apart by their order.
IDENTITIES: Final[Mapping[str, tuple[str, ...]]] = {
    "agenda": ("number",),
    "attendance": ("member",),
    "proxies": ("giver",),
    "recusals": ("item", "member"),
    "totals": ("item",),
    "turns": ("item", "began"),
    "interests_kept": ("item", "member"),
    "reorderings": ("item", "at"),
    "amendments": ("item", "at"),
    "void_ballots": ("item", "member", "at"),
    "received_ballots": ("item", "member", "digest"),
    "refused_ballots": ("item", "digest"),
    "minutes_corrections": ("member", "at"),
    "minutes_signatures": ("member",),
    "secret_requests": ("item",),
    "past_proxies": ("giver", "ended"),
    "members": ("id",),
    "colleges": ("id",),
    "working_groups": ("id",),
    "interests": ("subject",),
    "bases": ("path",),
    "opinions": ("member",),
    "entries": ("proposal",),
    "departures": ("proposal",),
    "capacities": ("group",),
    "terms": ("term",),
    "acronyms": ("acronym",),
}
#: The lists in which the order of the values says something.
ORDERED: Final = frozenset({"agenda", "entries"})
#: Moments at which one thing is noted: where both sides noted it, the first one shared stands.
NOTED: Final = frozenset(
    {
        ("attendance", "arrived"),
        ("attendance", "left"),
        ("proxies", "given"),
        ("suspensions", "began"),
        ("suspensions", "ended"),
    }
)
#: The lists whose values are told apart by their rank alone: one that both sides add is one.
RANKED: Final = frozenset({"suspensions"})
#: In a list that is not named above, the first of these that all its values have.
_USUAL = ("id", "number", "item", "member", "path", "college", "subject")


class _Absent:
    """Stands for a field that is not there."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = _Absent()


class Clash(NamedTuple):
    """A field that both sides changed: the names that lead to it, and the value of each side."""

    path: tuple[str, ...]
    ours: Any
    shared: Any


class MergedValue(NamedTuple):
    """The merge, in which every clash is as the shared side has it."""

    value: Any
    clashes: tuple[Clash, ...] = ()


def merge_values(base: Any, ours: Any, shared: Any) -> MergedValue:
    """Return the merge of two values that come from `base`; `shared` was there first.

    With no change on one side it is the other side, whatever the values are.
    """
    return _merge(base, ours, shared, ())


def differences(old: Any, new: Any) -> tuple[Clash, ...]:
    """Return the fields that differ, `new` as ours and `old` as the shared value of each."""
    return tuple(_differences(old, new, ()))


def _differences(old: Any, new: Any, path: tuple[str, ...]) -> Iterator[Clash]:
    if _same(old, new):
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in _with_inserted(list(old), list(new), pass_over=()):
            yield from _differences(old.get(key, ABSENT), new.get(key, ABSENT), (*path, str(key)))
    elif isinstance(old, list | tuple) and isinstance(new, list | tuple):
        one, other = _told_apart(path, old, new)
        for key in _with_inserted(list(one), list(other), pass_over=()):
            name = " ".join(part for part in key if part)
            yield from _differences(one.get(key, ABSENT), other.get(key, ABSENT), (*path, name))
    else:
        yield Clash(path, new, old)


def _merge(base: Any, ours: Any, shared: Any, path: tuple[str, ...]) -> MergedValue:
    if _same(shared, base):
        return MergedValue(ours)
    if _same(ours, base) or _same(ours, shared) or _is_noted(base, ours, shared, path):
        return MergedValue(shared)
    if base is ABSENT and isinstance(ours, Mapping) and isinstance(shared, Mapping):
        return _merge_fields({}, ours, shared, path)
    sides = (base, ours, shared)
    if all(isinstance(side, Mapping) for side in sides):
        return _merge_fields(base, ours, shared, path)
    if all(isinstance(side, Sequence) and not isinstance(side, str) for side in sides):
        return _merge_lists(base, ours, shared, path)
    return MergedValue(shared, (Clash(path, ours, shared),))


def _is_noted(base: Any, ours: Any, shared: Any, path: tuple[str, ...]) -> bool:
    """Tell whether both sides noted the moment of one thing, which was not noted before."""
    return (
        bool(path)
        and (path[0], path[-1]) in NOTED
        and base in (None, ABSENT)
        and not {ours, shared} & {None, ABSENT}
    )


def _same(one: Any, other: Any) -> bool:
    """Tell whether two values are one: True is not 1, and 1 is not 1.0."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and bool(one == other)


def _merge_fields(
    base: Mapping[Any, Any],
    ours: Mapping[Any, Any],
    shared: Mapping[Any, Any],
    path: tuple[str, ...],
) -> MergedValue:
    merged: dict[Any, Any] = {}
    clashes: list[Clash] = []
    for key in _with_inserted(list(shared), list(ours), pass_over=set(shared) - set(base)):
        old, one, other = (side.get(key, ABSENT) for side in (base, ours, shared))
        found = _merge(old, one, other, (*path, str(key)))
        clashes += found.clashes
        if found.value is not ABSENT:
            merged[key] = found.value
    return MergedValue(merged, tuple(clashes))


def _merge_lists(
    base: Sequence[Any], ours: Sequence[Any], shared: Sequence[Any], path: tuple[str, ...]
) -> MergedValue:
    old, one, other = _told_apart(path, base, ours, shared)
    merged: dict[tuple[str, ...], Any] = {}
    clashes: list[Clash] = []
    order = _joined_order(list(old), list(one), list(other))
    for key in order:
        name = " ".join(part for part in key if part)
        before, mine, theirs = (side.get(key, ABSENT) for side in (old, one, other))
        found = _merge(before, mine, theirs, (*path, name))
        clashes += found.clashes
        if found.value is not ABSENT:
            merged[key] = found.value
    if path and path[-1] in ORDERED:
        clashes += _clash_of_orders(list(old), list(one), list(other), path)
    return MergedValue(list(merged.values()), tuple(clashes))


def _clash_of_orders(
    old: list[Any], ours: list[Any], shared: list[Any], path: tuple[str, ...]
) -> Iterator[Clash]:
    """Yield a clash where both sides moved values that both have, each to another order."""
    kept = set(old) & set(ours) & set(shared)
    was, mine, theirs = ([key for key in side if key in kept] for side in (old, ours, shared))
    if was not in (mine, theirs) and mine != theirs:
        yield Clash(path, [key[0] for key in mine], [key[0] for key in theirs])


def _told_apart(
    path: tuple[str, ...], *sides: Sequence[Any]
) -> Iterator[dict[tuple[str, ...], Any]]:
    """Yield the values of each side of a list by what they stand for."""
    if path and path[-1] in RANKED:
        for side in sides:
            yield {(str(rank),): value for rank, value in enumerate(side, start=1)}
        return
    identity = _identity_of(path, [value for side in sides for value in side])
    yield from (_keyed(side, identity) for side in sides)


def _identity_of(path: tuple[str, ...], values: Sequence[Any]) -> tuple[str, ...]:
    """Return the fields that tell the values apart; none where each is told by all it holds."""
    named = IDENTITIES.get(path[-1]) if path else None
    candidates = [named] if named else []
    candidates += [(name,) for name in _USUAL]
    for fields in candidates:
        if values and all(
            isinstance(value, Mapping) and all(name in value for name in fields) for value in values
        ):
            return fields
    return ()


def _keyed(values: Sequence[Any], identity: tuple[str, ...]) -> dict[tuple[str, ...], Any]:
    """Return the values by identity; the second one of an identity has its rank beside it."""
    seen: Counter[tuple[str, ...]] = Counter()
    keyed = {}
    for value in values:
        if identity:
            key = tuple(str(value[name]) for name in identity)
        else:
            key = (json.dumps(value, sort_keys=True, default=str),)
        rank = seen[key]
        seen[key] += 1
        keyed[*key, str(rank + 1) if rank else ""] = value
    return keyed


def _joined_order(old: list[Any], ours: list[Any], shared: list[Any]) -> list[Any]:
    """Return every key of both sides, in the order of the side that moved some.

    Where both moved some, the shared order stands; of two new ones in one place the shared
    one comes first.
    """
    stayed = [key for key in old if key in shared]
    if [key for key in shared if key in old] == stayed:
        return _with_inserted(ours, shared, pass_over=())
    return _with_inserted(shared, ours, pass_over=set(shared) - set(old))


def _with_inserted(
    skeleton: Sequence[Any], other: Sequence[Any], *, pass_over: Collection[Any]
) -> list[Any]:
    """Return `skeleton` with what is only in `other`, each after the key it follows there.

    Keys to `pass_over` that stand at that place already stay before it.
    """
    order = list(skeleton)
    place = 0
    for key in other:
        if key in order:
            place = order.index(key) + 1
            continue
        while place < len(order) and order[place] in pass_over:
            place += 1
        order.insert(place, key)
        place += 1
    return order
