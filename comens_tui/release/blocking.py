"""What each finding blocks: the release, a consultation, or nothing.

The gate says what blocks the release; this tells the findings apart by its reasons.
"""

from collections.abc import Iterable
from typing import NamedTuple

from comens_tui.checks.running import Report
from comens_tui.model.finding import Finding
from comens_tui.model.words import Blocks, Severity
from comens_tui.release.gate import CONDITION_CODES, GateReason

_SEVERITIES, _BLOCKS = tuple(Severity), tuple(Blocks)
_ON_CONSULTATIONS = frozenset(CONDITION_CODES.values())


class Listed(NamedTuple):
    """A finding, what it blocks, and the id of the waiver that accepts it, if one does."""

    finding: Finding
    blocks: Blocks
    waiver: str = ""


def listed(report: Report, reasons: Iterable[GateReason]) -> tuple[Listed, ...]:
    """Return what was found by what it blocks, errors first, then by place; the waived last.

    A reason of the gate that is no finding that stands is listed too, as an error: a waiver
    never covers all that the gate asks for.
    """
    shutting = {_key(reason): reason for reason in reasons}
    found = [Listed(item, _blocked(item, _key(item) in shutting)) for item in report.findings]
    known = {_key(item) for item in report.findings}
    found += [
        Listed(_as_finding(reason), Blocks.RELEASE)
        for key, reason in shutting.items()
        if key not in known
    ]
    found.sort(key=_rank)
    accepted = [Listed(item.finding, Blocks.NOTHING, item.waiver.id) for item in report.waived]
    return (*found, *sorted(accepted, key=_rank))


def _key(item: Finding | GateReason) -> tuple[str, str, str]:
    return item.code, item.path, item.clause


def _blocked(finding: Finding, shuts: bool) -> Blocks:
    if shuts:
        return Blocks.RELEASE
    return Blocks.CONSULTATION if finding.code in _ON_CONSULTATIONS else Blocks.NOTHING


def _as_finding(reason: GateReason) -> Finding:
    return Finding(
        reason.code,
        Severity.ERROR,
        reason.path,
        0,
        reason.message,
        reason.hint,
        reason.record,
        reason.clause,
    )


def _rank(item: Listed) -> tuple[int, int, str, int, str, str]:
    finding = item.finding
    return (
        _BLOCKS.index(item.blocks),
        _SEVERITIES.index(finding.severity),
        finding.path,
        finding.line,
        finding.code,
        finding.message,
    )
