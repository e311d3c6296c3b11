"""Where a record comes from and what it leads to: report, proposal, decision, release."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from comens_tui.model.link import Link, Relation
from comens_tui.model.numbering import natural_key
from comens_tui.rules.link_graph import (
    KINDS,
    LinkSource,
    Touch,
    WrittenOn,
    changes_of,
    ordered,
    touch,
)
from comens_tui.text.mentions import kind_of

#: More steps than this, either way, are not shown: a release may carry a whole history.
MOST_STEPS = 2_000
#: Relations whose target came first; the record of the source came of it.
_TARGET_FIRST = frozenset(
    {
        Relation.ANSWERS,
        Relation.CONSULTS_ON,
        Relation.DECIDES,
        Relation.CARRIES,
        Relation.RESTS_ON,
        Relation.REPEALED_BY,
        Relation.SUPERSEDES,
    }
)
#: Relations whose source came first.
_SOURCE_FIRST = frozenset({Relation.ENACTS, Relation.REPLACED_BY, Relation.REPEATS})
_SILENT = frozenset({Relation.PROPOSES})


class Step(NamedTuple):
    """One record of the chain; `depth` is 1 next to the record asked about.

    `reached.through` is the record before it on the way, empty at depth 1: the nearest
    neighbour above in the list with one step of depth less.
    """

    depth: int
    reached: Touch


class Trace(NamedTuple):
    """The chain of one record, both ways, and what else is linked to it.

    Each record stands once a direction, under the nearest one that leads to it. `is_cut`
    tells that a direction had more steps than are kept.
    """

    id: str
    comes_from: tuple[Step, ...]
    leads_to: tuple[Step, ...]
    beside: tuple[Touch, ...]
    is_cut: bool


def trace(name: str, links: LinkSource, written_on: WrittenOn) -> Trace:
    """Return the chain of `name`; `written_on` reads the texts proposals were written on."""
    comes_from, cut_before = _walk(name, links, up=True)
    leads_to, cut_after = _walk(name, links, up=False)
    beside = [
        touch(link, backwards=backwards)
        for link, backwards in _around(name, links)
        if link.relation not in _TARGET_FIRST | _SOURCE_FIRST | _SILENT
    ]
    if kind_of(name) == "proposal":
        beside += [touch(link, backwards=False) for link in changes_of(name, links, written_on)]
    chain = {step.reached.id for step in (*comes_from, *leads_to)}
    shown = (x for x in beside if x.relation is not Relation.NAMES or x.id not in chain)
    return Trace(name, comes_from, leads_to, ordered(shown), cut_before or cut_after)


def _around(name: str, links: LinkSource) -> Iterator[tuple[Link, bool]]:
    for link in links.links_from(name):
        yield link, False
    for link in links.links_to(name):
        yield link, True


def _walk(start: str, links: LinkSource, *, up: bool) -> tuple[tuple[Step, ...], bool]:
    """Return the steps, each under the nearest record that leads to it, and whether some miss."""
    after: dict[str, list[Touch]] = {start: []}
    waiting = [start]
    missing = 0
    for name in waiting:
        through = "" if name == start else name
        for item in _next(name, links, through, up=up):
            if item.id in after:
                continue
            if len(after) > MOST_STEPS:
                missing += 1
                continue
            after[item.id] = []
            after[name].append(item)
            waiting.append(item.id)
    return tuple(_flat(start, after)), bool(missing)


def _flat(start: str, after: Mapping[str, Sequence[Touch]]) -> Iterator[Step]:
    """Yield the tree of what came after `start`, each record before what is under it."""
    stack = [Step(1, item) for item in reversed(after[start])]
    while stack:
        step = stack.pop()
        yield step
        stack += [Step(step.depth + 1, item) for item in reversed(after[step.reached.id])]


def _next(name: str, links: LinkSource, through: str, *, up: bool) -> list[Touch]:
    """Return what came just before `name`, or just after it, in order."""
    found = [
        touch(link, backwards=backwards, through=through)
        for link, backwards in _around(name, links)
        if link.relation in (_TARGET_FIRST if backwards != up else _SOURCE_FIRST)
    ]
    return sorted(
        found, key=lambda item: (KINDS.index(item.kind), natural_key(item.id), item.relation)
    )
