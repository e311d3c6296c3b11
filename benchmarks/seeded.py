"""Seeded defects: how many the checks catch, miss and place wrongly, rule by rule."""

from collections import Counter
from collections.abc import Iterable

from benchmarks.catalogue import large_snapshot
from tests.checks.seeded import Outcome, run_record_defects, run_text_defects
from tests.checks.workspaces import base_files, build

#: One mandatory requirement of the demonstration out of this many gets every defect of a text.
EVERY = 15


def outcomes() -> list[Outcome]:
    """Put every defect into the small workspace and into the demonstration."""
    return [
        *run_record_defects(),
        *run_text_defects(build(base_files()), every=1),
        *run_text_defects(large_snapshot(0), EVERY),
    ]


def summary(found: Iterable[Outcome]) -> str:
    """Return the counts as one line a rule, errors first, then the totals."""
    seeded: Counter[tuple[bool, str]] = Counter()
    missed: Counter[str] = Counter()
    misplaced: Counter[str] = Counter()
    for item in found:
        code = item.defect.code
        seeded[not item.is_error, code] += 1
        missed[code] += not item.is_caught
        misplaced[code] += item.is_caught and not item.is_placed
    lines = [
        f"{code}  {'error' if not lighter else 'other':<6} seeded {count:3}"
        f"  missed {missed[code]}  wrongly placed {misplaced[code]}"
        for (lighter, code), count in sorted(seeded.items())
    ]
    lines.append(
        f"{sum(seeded.values())} defects, {len(seeded)} rules: {sum(missed.values())} missed, "
        f"{sum(misplaced.values())} wrongly placed"
    )
    return "\n".join(lines)


def main() -> None:
    """Run and print."""
    print(summary(outcomes()))


if __name__ == "__main__":
    main()
