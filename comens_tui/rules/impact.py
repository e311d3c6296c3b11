"""What a change to one requirement would touch, and why."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from comens_tui.model.link import Relation
from comens_tui.rules.link_graph import (
    LinkSource,
    Touch,
    WrittenOn,
    changes_to,
    ordered,
    touch,
)

#: Links that only serve to work something out.
_SILENT = frozenset({Relation.PROPOSES})
_ACTS = frozenset({Relation.ENACTS, Relation.REPEALED_BY})


class Impact(NamedTuple):
    """Everything that a change to a requirement would touch, by kind and id.

    `replaced_by` is the chain of requirements that stand in its place, the last one in force;
    `replaces` those whose place it took: what names them is in `touches`, through them.
    """

    requirement: str
    replaced_by: tuple[str, ...]
    replaces: tuple[str, ...]
    touches: tuple[Touch, ...]

    def by_kind(self) -> Mapping[str, tuple[Touch, ...]]:
        """Return the touches by kind, in order."""
        found: dict[str, list[Touch]] = {}
        for item in self.touches:
            found.setdefault(item.kind, []).append(item)
        return {kind: tuple(items) for kind, items in found.items()}


def impact(requirement: str, links: LinkSource, written_on: WrittenOn) -> Impact:
    """Return what a change to `requirement` would touch; `written_on` reads older texts."""
    replaces = _chain(requirement, links, backwards=True)
    found = [*_direct(requirement, links, written_on)]
    for former in replaces:
        found += [
            touch(link, backwards=True, through=former)
            for link in links.links_to(former)
            if link.relation not in {*_SILENT, Relation.HOLDS, Relation.REPLACED_BY}
            and link.source != requirement
        ]
    found += _behind(found, links)
    return Impact(
        requirement,
        _chain(requirement, links, backwards=False),
        replaces,
        ordered(item for item in found if item.id != requirement),
    )


def _direct(requirement: str, links: LinkSource, written_on: WrittenOn) -> Iterator[Touch]:
    for link in links.links_to(requirement):
        if link.relation not in _SILENT:
            yield touch(link, backwards=True)
    for link in links.links_from(requirement):
        yield touch(link, backwards=False)
    for link in changes_to(requirement, links, written_on):
        yield touch(link, backwards=True)


def _behind(found: Sequence[Touch], links: LinkSource) -> list[Touch]:
    """Return what is reached through the decisions and the proposals that were found."""
    reached: list[Touch] = []
    for name in _names(found, "decision", _ACTS):
        reached += _reached(name, links, Relation.CARRIES, backwards=True)
        reached += _reached(name, links, Relation.DECIDES, backwards=False)
    for name in _names([*found, *reached], "proposal", frozenset(Relation)):
        reached += _reached(name, links, Relation.ANSWERS, backwards=False)
        reached += _reached(name, links, Relation.CONSULTS_ON, backwards=True)
    return reached


def _names(found: Sequence[Touch], kind: str, relations: frozenset[Relation]) -> list[str]:
    names = (item.id for item in found if item.kind == kind and item.relation in relations)
    return list(dict.fromkeys(names))


def _reached(
    name: str, links: LinkSource, relation: Relation, *, backwards: bool
) -> Iterator[Touch]:
    for link in links.links_to(name) if backwards else links.links_from(name):
        if link.relation is relation:
            yield touch(link, backwards=backwards, through=name)


def _chain(start: str, links: LinkSource, *, backwards: bool) -> tuple[str, ...]:
    """Return the requirements that replaced `start`, or that it replaced; circles end."""
    seen: dict[str, None] = {}
    waiting = [start]
    while waiting:
        name = waiting.pop(0)
        for link in links.links_to(name) if backwards else links.links_from(name):
            far = link.source if backwards else link.target
            if link.relation is Relation.REPLACED_BY and far != start and far not in seen:
                seen[far] = None
                waiting.append(far)
    return tuple(seen)
