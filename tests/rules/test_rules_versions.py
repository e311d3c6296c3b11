"""What a change does to the version number."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comens_tui.model.requirement import Requirement, RequirementFields
from comens_tui.rules.versions import HARDENING, Bump, bump, bump_of, next_version


class Clause(NamedTuple):
    change: str = "changed"
    nature: str | None = "substantive"
    effects: tuple[str, ...] = ()


def requirement(level="mandatory", **fields):
    values = {
        "level": level,
        "principles": ("autonomy",),
        "applies_to": ("publisher",),
        "introduced": "1.0.0",
    } | fields
    return Requirement("ETH.1", "Title", RequirementFields(**values), "Le Système DOIT.", 10)


MANDATORY = requirement()
RECOMMENDED = requirement("recommended")
OPTIONAL = requirement("optional")
REPEALED = requirement(status="repealed")
ADDED, REMOVED = Clause("added"), Clause("removed")
EDITORIAL = Clause(nature="editorial")


@pytest.mark.parametrize(
    ("clause", "old", "new", "expected"),
    [
        # A mandatory requirement added, hardened or removed breaks.
        (ADDED, None, MANDATORY, "major"),
        (REMOVED, MANDATORY, None, "major"),
        (Clause(), MANDATORY, REPEALED, "major"),
        (Clause(), MANDATORY, RECOMMENDED, "major"),
        (Clause(), OPTIONAL, MANDATORY, "major"),
        (Clause(effects=("strengthened",)), MANDATORY, MANDATORY, "major"),
        (Clause(effects=("number",)), MANDATORY, MANDATORY, "major"),
        (Clause(effects=("moved", "negation")), MANDATORY, MANDATORY, "major"),
        (EDITORIAL, MANDATORY, requirement(applies_to=("publisher", "host")), "major"),
        (EDITORIAL, MANDATORY, requirement(condition="il est à distance"), "major"),
        # Meaning moves without breaking.
        (Clause(effects=("weakened",)), MANDATORY, MANDATORY, "minor"),
        (Clause(effects=("evidence_added",)), MANDATORY, MANDATORY, "minor"),
        (EDITORIAL, MANDATORY, requirement(evidence=("Capture",)), "minor"),
        (Clause(effects=("strengthened",)), RECOMMENDED, RECOMMENDED, "minor"),
        (ADDED, None, RECOMMENDED, "minor"),
        (REMOVED, OPTIONAL, None, "minor"),
        (EDITORIAL, RECOMMENDED, OPTIONAL, "minor"),
        (EDITORIAL, RECOMMENDED, requirement("recommended", applies_to=("host",)), "minor"),
        (ADDED, None, REPEALED, "minor"),
        (Clause(), None, None, "minor"),
        (Clause("added", None), None, None, "minor"),
        # Nothing changes for anyone who complies.
        (EDITORIAL, MANDATORY, MANDATORY, "patch"),
        (Clause(nature="typography"), None, None, "patch"),
        (Clause("moved", None, ("moved",)), MANDATORY, MANDATORY, "patch"),
        (Clause("renumbered", "editorial", ("renumbered",)), MANDATORY, MANDATORY, "patch"),
        (EDITORIAL, MANDATORY, requirement(modified="1.1.0", sources=("P-2026-001",)), "patch"),
        (Clause("same", None), REPEALED, REPEALED, "patch"),
    ],
)
def test_the_table_of_bumps(clause, old, new, expected):
    assert bump_of(clause, old, new) == expected
    assert bump([(clause, old, new)]) == expected


@pytest.mark.parametrize("effect", sorted(HARDENING))
def test_each_hardening_effect_breaks_only_what_is_mandatory(effect):
    clause = Clause(effects=(effect,))
    assert bump_of(clause, MANDATORY, MANDATORY) is Bump.MAJOR
    assert bump_of(clause, RECOMMENDED, RECOMMENDED) is Bump.MINOR


def test_profiles_named_in_another_order_are_the_same_scope():
    one = requirement(applies_to=("publisher", "host"))
    other = requirement(applies_to=("host", "publisher"))
    assert bump_of(EDITORIAL, one, other) is Bump.PATCH


def test_no_change_is_a_patch_and_the_heaviest_change_decides():
    patch, minor = (EDITORIAL, None, None), (Clause(), None, None)
    major = (ADDED, None, MANDATORY)
    assert bump([]) is Bump.PATCH
    assert bump([patch, minor, patch]) is Bump.MINOR
    assert bump([minor, major, patch]) is Bump.MAJOR


@pytest.mark.parametrize(
    ("version", "step", "expected"),
    [
        (None, "major", "1.0.0"),
        ("1.2.3", "patch", "1.2.4"),
        ("1.2.3", "minor", "1.3.0"),
        ("1.9.3", "major", "2.0.0"),
        ("1.9.9", "minor", "1.10.0"),
    ],
)
def test_the_next_version(version, step, expected):
    assert next_version(version, step) == expected


@pytest.mark.parametrize(
    ("version", "step"), [("1.2", "minor"), ("1.2.3", "huge"), ("a.b.c", "minor")]
)
def test_what_is_no_version_has_no_next(version, step):
    with pytest.raises(ValueError):
        next_version(version, step)


@given(st.tuples(*[st.integers(0, 50)] * 3), st.sampled_from(Bump))
def test_the_next_version_is_always_greater(numbers, step):
    after = next_version(".".join(map(str, numbers)), step)
    assert tuple(int(part) for part in after.split(".")) > numbers
