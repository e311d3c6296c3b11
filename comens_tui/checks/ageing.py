"""A rule does not blame what was accepted before it existed.

Where a text was released as it stands, an error of a rule younger than that release is a
warning: whoever released it could not know.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

#: What rules without a date of their own are taken to be as old as.
FIRST = date(2025, 1, 1)


def aged(
    findings: Iterable[Finding],
    since: Mapping[str, date],
    snapshot: Snapshot,
    baseline: Snapshot | None,
) -> Iterator[Finding]:
    """Yield the findings, errors lowered to warnings on released text older than their rule.

    `since` says from when on each code exists. A baseline without a record of its release is
    as old as its latest decision.
    """
    released = _date_of(baseline)
    if baseline is None or released is None or not any(day > released for day in since.values()):
        yield from findings
        return
    for finding in findings:
        is_young = since.get(finding.code, FIRST) > released
        if finding.severity is Severity.ERROR and is_young and _stands(finding, snapshot, baseline):
            yield finding._replace(severity=Severity.WARNING)
        else:
            yield finding


def _date_of(baseline: Snapshot | None) -> date | None:
    if baseline is None:
        return None
    days = [release.date for release in baseline.releases.values()]
    days = days or [decision.date for decision in baseline.decisions.values()]
    return max(days, default=None)


def _stands(finding: Finding, snapshot: Snapshot, baseline: Snapshot) -> bool:
    """Tell whether the clause of a finding, else its file, was released as it is."""
    now, before = (state.documents.get(finding.record) for state in (snapshot, baseline))
    if now is None or before is None or now.path != finding.path or not finding.clause:
        blob = baseline.files.get(finding.path)
        return blob is not None and blob == snapshot.files.get(finding.path)
    texts = [
        next((clause.text for clause in document.clauses if clause.id == finding.clause), None)
        for document in (now, before)
    ]
    return texts[0] is not None and texts[0] == texts[1]
