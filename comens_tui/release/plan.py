"""What the next release would hold: each changed clause, who decided it, and the version.

The comparison is with the state that the last release tagged. Whether it may be tagged is
for `gate`.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from comens_tui.checks.coverage import (
    GLOSSARY,
    ChangedClause,
    Cover,
    Record,
    Standing,
    changes,
    cover,
    file_digests,
    in_force,
    record_of,
    unapplied,
)
from comens_tui.checks.scopes import Difference, difference, norm_changes, scope_of
from comens_tui.i18n import _
from comens_tui.model.numbering import natural_key
from comens_tui.model.release import Release
from comens_tui.model.snapshot import Snapshot
from comens_tui.rules.consultations import Scope
from comens_tui.rules.versions import bump, next_version
from comens_tui.text.clause_changes import ClauseChange
from comens_tui.text.digests import text_digest
from comens_tui.text.redline import redline

INITIAL = "initial"


class PlannedChange(NamedTuple):
    """One clause that differs from the last release.

    `decisions` are the adoptions since then that name it, the oldest first; `standing` is
    that of its text towards the last of them. `old_clause` is its former id, if it had one.
    """

    document: str
    path: str
    clause: str
    old_clause: str | None
    title: str
    change: str
    nature: str | None
    effects: tuple[str, ...]
    line: int
    decisions: tuple[str, ...]
    standing: Standing


class Undecided(NamedTuple):
    """A changed clause whose standing text no decision covers, and what is nearest to it."""

    clause: ChangedClause
    cover: Cover


class Consulted(NamedTuple):
    """What a proposal of this release changes, to tell whether it had to be consulted."""

    proposal: str
    scope: Scope


class ReleasePlan(NamedTuple):
    """The next release: `bump` is major, minor, patch or, for the first one, initial."""

    previous: str | None
    version: str
    tag: str
    bump: str
    changes: tuple[PlannedChange, ...]
    decisions: tuple[str, ...]
    undecided: tuple[Undecided, ...]
    unapplied: tuple[ChangedClause, ...]
    consulted: tuple[Consulted, ...]

    def by_document(self) -> Mapping[str, tuple[PlannedChange, ...]]:
        """Return the changes by path of document, both in order."""
        found: dict[str, list[PlannedChange]] = {}
        for change in self.changes:
            found.setdefault(change.path, []).append(change)
        return {path: tuple(items) for path, items in found.items()}


def plan(snapshot: Snapshot, baseline: Snapshot | None, last: Release | None) -> ReleasePlan:
    """Return what a release of `snapshot` would hold after `last`, which tagged `baseline`.

    Without them it is the first release: everything is new.
    """
    record, digests = record_of(snapshot.decisions), file_digests(snapshot)
    found = tuple(_differences(snapshot, baseline))
    since = _since(snapshot, baseline)
    named = _named(snapshot, since)
    planned = [
        _planned(item, change, named, record, digests.get(item.path))
        for item in found
        for change in item.changes
    ]
    planned += _glossary_changes(snapshot, baseline, named, record)
    step = bump(change for item in found for change in norm_changes(item))
    version = next_version(last.version if last else None, step)
    return ReleasePlan(
        previous=last.tag if last else None,
        version=version,
        tag=f"cens-v{version}",
        bump=step.value if last else INITIAL,
        changes=tuple(planned),
        decisions=since,
        undecided=_undecided(snapshot, baseline, record, digests),
        unapplied=tuple(unapplied(baseline, snapshot)),
        consulted=tuple(_consulted(snapshot, baseline, since)),
    )


def _since(snapshot: Snapshot, baseline: Snapshot | None) -> tuple[str, ...]:
    released = baseline.decisions if baseline else {}
    return tuple(
        sorted((item for item in snapshot.decisions if item not in released), key=natural_key)
    )


def _named(snapshot: Snapshot, since: tuple[str, ...]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return which adoptions since the last release name each clause, and each whole file."""
    recent = set(since)
    named: dict[tuple[str, str], tuple[str, ...]] = {}
    for decision in in_force(snapshot.decisions):
        if decision.id not in recent:
            continue
        places = [(item.path, item.clause) for item in decision.clauses]
        if not places:
            places = [(item.path, "") for item in decision.texts]
        for place in places:
            named[place] = (*named.get(place, ()), decision.id)
    return named


def _differences(snapshot: Snapshot, baseline: Snapshot | None) -> Iterator[Difference]:
    released = {item.path: item for item in baseline.documents.values()} if baseline else {}
    standing = {item.path: item for item in snapshot.documents.values()}
    for path in sorted(released.keys() | standing.keys(), key=natural_key):
        found = difference(path, released.get(path), standing.get(path))
        if found.changes:
            yield found


def _planned(
    item: Difference,
    change: ClauseChange,
    named: Mapping[tuple[str, str], tuple[str, ...]],
    record: Record,
    file_digest: str | None,
) -> PlannedChange:
    ids = {change.id, change.old_id or change.id}
    decisions = {name for clause in (*ids, "") for name in named.get((item.path, clause), ())}
    gone = change.new_order is None
    digest = None if gone else text_digest(change.new_text)
    clause = ChangedClause(item.path, item.document.id, change.id, change.line, digest)
    return PlannedChange(
        document=item.document.id,
        path=item.path,
        clause=change.id,
        old_clause=change.old_id,
        title=change.title,
        change=change.change,
        nature=change.nature,
        effects=change.effects,
        line=0 if gone else change.line,
        decisions=tuple(sorted(decisions, key=natural_key)),
        standing=cover(clause, record, file_digest).standing,
    )


def _glossary_changes(
    snapshot: Snapshot,
    baseline: Snapshot | None,
    named: Mapping[tuple[str, str], tuple[str, ...]],
    record: Record,
) -> list[PlannedChange]:
    """Return the glossary as one change: its terms are not clauses."""
    before = baseline.glossary_text if baseline else ""
    if before == snapshot.glossary_text:
        return []
    decisions = {
        name for (path, _clause), names in named.items() if path == GLOSSARY for name in names
    }
    natures = [item.nature for item in redline(before, snapshot.glossary_text).clauses]
    digest = text_digest(snapshot.glossary_text)
    clause = ChangedClause(GLOSSARY, "", "", 0, digest)
    return [
        PlannedChange(
            document="",
            path=GLOSSARY,
            clause="",
            old_clause=None,
            title=_("Glossary"),
            change="changed" if before else "added",
            nature=next((item for item in ("substantive", "editorial") if item in natures), None),
            effects=(),
            line=0,
            decisions=tuple(sorted(decisions, key=natural_key)),
            standing=cover(clause, record, digest).standing,
        )
    ]


def _undecided(
    snapshot: Snapshot,
    baseline: Snapshot | None,
    record: Record,
    digests: Mapping[str, str],
) -> tuple[Undecided, ...]:
    before = baseline or snapshot._replace(documents={}, files={}, glossary_text="")
    return tuple(
        Undecided(clause, found)
        for clause in changes(before, snapshot)
        if (found := cover(clause, record, digests.get(clause.path))).standing
        is not Standing.COVERED
    )


def _consulted(
    snapshot: Snapshot,
    baseline: Snapshot | None,
    since: tuple[str, ...],
) -> Iterator[Consulted]:
    """Yield the scope of each proposal adopted since the last release; none before the first."""
    if baseline is None:
        return
    adopted = {item.subject for item in in_force(snapshot.decisions) if item.id in since}
    for proposal in snapshot.proposals.values():
        if proposal.id in adopted:
            yield Consulted(proposal.id, scope_of((proposal,), snapshot, baseline))
