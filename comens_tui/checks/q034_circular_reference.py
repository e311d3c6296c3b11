"""Chain that comes back to itself.

## What it checks
Chains of one-way links that end where they began: requirements that replace each other, reports
or proposals that are duplicates of each other, decisions that supersede each other.

## Why
Whoever follows the chain to find what stands never arrives.

## How to fix
Cut the chain at the record that really stands.
"""

from collections.abc import Iterator, Mapping

from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "Q034"
SEVERITY = Severity.ERROR
TITLE = N_("Chain that comes back to itself")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each record that a chain leads back to."""
    chains = (
        {item.id: (_path(item.id, snapshot), item.duplicate_of) for item in records}
        for records in (snapshot.reports.values(), snapshot.proposals.values())
    )
    decisions = {
        item.id: (_path(item.id, snapshot), item.supersedes) for item in snapshot.decisions.values()
    }
    requirements = {
        item.id: (document.path, item.fields.replaced_by)
        for document in snapshot.documents.values()
        for item in document.requirements
    }
    for chain in (*chains, decisions, requirements):
        for name in _circular({key: target for key, (_where, target) in chain.items() if target}):
            yield Finding(
                CODE,
                SEVERITY,
                chain[name][0],
                0,
                _("From {id} the chain comes back to {id}.").format(id=name),
                _("Cut it at the record that really stands."),
                name,
            )


def _path(record_id: str, snapshot: Snapshot) -> str:
    if record_id in snapshot.reports:
        return places.report_path(record_id)
    if record_id in snapshot.proposals:
        return places.proposal_path(record_id)
    return places.decision_path(record_id)


def _circular(links: Mapping[str, str]) -> list[str]:
    """Return the smallest id of each circle."""
    seen: set[str] = set()
    found: list[str] = []
    for start in links:
        trail: dict[str, None] = {}
        here: str | None = start
        while here and here not in seen and here not in trail:
            trail[here] = None
            here = links.get(here)
        if here in trail:
            walked = list(trail)
            found.append(min(walked[walked.index(here) :]))
        seen.update(trail)
    return found
