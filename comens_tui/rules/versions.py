"""How far a release moves the version number: what its changes do to the norm.

Major: a mandatory requirement added, hardened or removed. Minor: any other change of
meaning. Patch: none. Whether a text binds is a matter of its legal state, never of this.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

from comens_tui.model.requirement import Requirement
from comens_tui.model.words import Level, Nature

FIRST_VERSION = "1.0.0"

#: What the redline calls a change that asks more, or other things, of those who comply.
HARDENING = frozenset(
    {"strengthened", "scope_widened", "scope_narrowed", "number", "date", "negation"}
)


class Bump(StrEnum):
    """Which part of the version number moves, least first."""

    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"


class ClauseEffect(Protocol):
    """What is read of a clause of the redline."""

    @property
    def change(self) -> str:
        """Return added, removed, changed, moved, renumbered or same."""

    @property
    def nature(self) -> str | None:
        """Return typography, editorial, substantive, or none."""

    @property
    def effects(self) -> tuple[str, ...]:
        """Return what the change does to the norm."""


Change = tuple[ClauseEffect, Requirement | None, Requirement | None]


def bump_of(clause: ClauseEffect, old: Requirement | None, new: Requirement | None) -> Bump:
    """Return what one changed clause does; `old` and `new` are its requirement, where it is one.

    A number, a date or a negation that changes in a mandatory requirement counts as
    hardening: its direction cannot be known without doubt.
    """
    if _is_mandatory(old) != _is_mandatory(new):
        return Bump.MAJOR
    moved = _scope(old) != _scope(new) or not HARDENING.isdisjoint(clause.effects)
    if moved and _is_mandatory(new):
        return Bump.MAJOR
    if clause.change in {"added", "removed"} or clause.nature == Nature.SUBSTANTIVE:
        return Bump.MINOR
    return Bump.MINOR if _norm(old) != _norm(new) else Bump.PATCH


def bump(changes: Iterable[Change]) -> Bump:
    """Return the bump of a set of changes: that of the heaviest one, patch when there is none."""
    order = tuple(Bump)
    found = (bump_of(clause, old, new) for clause, old, new in changes)
    return max(found, key=order.index, default=Bump.PATCH)


def next_version(version: str | None, bump: str) -> str:
    """Return the version after `version`; the first one when there was none.

    Raises:
        ValueError: `version` is not three numbers, or `bump` is no bump.
    """
    if version is None:
        return FIRST_VERSION
    major, minor, patch = (int(part) for part in version.split("."))
    return {
        Bump.MAJOR: f"{major + 1}.0.0",
        Bump.MINOR: f"{major}.{minor + 1}.0",
        Bump.PATCH: f"{major}.{minor}.{patch + 1}",
    }[Bump(bump)]


def _is_mandatory(requirement: Requirement | None) -> bool:
    return (
        requirement is not None
        and requirement.fields.level is Level.MANDATORY
        and requirement.fields.status == "active"
    )


def _scope(requirement: Requirement | None) -> tuple[object, ...] | None:
    if requirement is None:
        return None
    return frozenset(requirement.fields.applies_to), requirement.fields.condition


def _norm(requirement: Requirement | None) -> tuple[object, ...] | None:
    if requirement is None:
        return None
    fields = requirement.fields
    return (
        fields.level,
        fields.status,
        fields.principles,
        fields.evidence,
        frozenset(fields.applies_to),
        fields.condition,
    )
