"""Irregular substitute.

## What it checks
Somebody who sat in the place of a voting member: the rules of the meeting let one of that origin
sit for that kind of member. An origin that nobody recorded is for G025.

## Why
An ex officio member is replaced by someone of their service, an elected one by an elected member
of the same assembly, and a qualified one by nobody (CRPA R133-3). A vote by another is no vote.

## How to fix
Record where the substitute comes from; if the rules do not let them sit, count again without them.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.sittings import rules_of, substitutes
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.meeting import Attendance
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "G021"
SEVERITY = Severity.ERROR
TITLE = N_("Irregular substitute")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each substitute who may not sit there."""
    for meeting in snapshot.meetings.values():
        rules = rules_of(meeting, snapshot)
        for line, kind in substitutes(meeting, snapshot):
            message = _fault(line, rules.substitute_of(kind))
            if message:
                yield Finding(
                    CODE,
                    SEVERITY,
                    places.meeting_path(meeting.id),
                    0,
                    message.format(id=meeting.id, substitute=line.substitute, member=line.member),
                    _("Correct the attendance of {id}, and count again.").format(id=meeting.id),
                    meeting.id,
                )


def _fault(line: Attendance, rule: str) -> str:
    if rule == "never":
        return _("At {id}, {substitute} sat for {member}, whom nobody may replace.")
    if rule == "anyone" or line.substitute_from in (None, rule):
        return ""
    if rule == "service":
        return _("At {id}, {substitute} sat for {member} and is not of their service.")
    return _("At {id}, {substitute} sat for {member} and is not elected by the same assembly.")
