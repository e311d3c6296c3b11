"""What a finding is known by from one run to the next.

Neither the line, nor the words of the message, nor the language count: lines move, and a
message may be said in French.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable

from comens_tui.model.finding import Finding


def fingerprints(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return one fingerprint a finding, 32 hexadecimal digits, all different.

    Findings of one code at one place are told apart by their order there.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    found: list[str] = []
    for finding in findings:
        key = (finding.code, finding.path, finding.record, finding.clause)
        seen[key] += 1
        told = "\0".join((*key, str(seen[key])))
        found.append(hashlib.sha256(told.encode()).hexdigest()[:32])
    return tuple(found)


def newer(findings: Iterable[Finding], known: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that are not among those known from another state."""
    findings, old = tuple(findings), frozenset(fingerprints(known))
    marks = zip(findings, fingerprints(findings), strict=True)
    return tuple(finding for finding, mark in marks if mark not in old)
