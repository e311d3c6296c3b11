"""Substitute of unknown origin.

## What it checks
Somebody who sat in the place of a voting member, where the rules of the meeting ask where a
substitute comes from and the attendance does not say.

## Why
An ex officio member is replaced by someone of their service, an elected one by an elected member
of the same assembly (CRPA R133-3). The vote counts on the word of the bureau; years later, nobody
can show that it was right.

## How to fix
Write in the attendance where the substitute comes from: `substitute_from: service`, `assembly` or
`elsewhere`.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.sittings import rules_of, substitutes
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "G025"
SEVERITY = Severity.WARNING
TITLE = N_("Substitute of unknown origin")

_ORIGINS = ("service", "assembly")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each substitute of whom nobody recorded the origin."""
    for meeting in snapshot.meetings.values():
        rules = rules_of(meeting, snapshot)
        for line, kind in substitutes(meeting, snapshot):
            if line.substitute_from is None and rules.substitute_of(kind) in _ORIGINS:
                yield Finding(
                    CODE,
                    SEVERITY,
                    places.meeting_path(meeting.id),
                    0,
                    _(
                        "At {id}, {substitute} sat for {member}, and nobody recorded from where."
                    ).format(id=meeting.id, substitute=line.substitute, member=line.member),
                    _("Write where {substitute} comes from in the attendance.").format(
                        substitute=line.substitute
                    ),
                    meeting.id,
                )
