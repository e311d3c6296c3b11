"""Record that names nothing.

## What it checks
The ids written in the fields of reports, proposals, consultations, meetings, decisions and
committee: each must be that of a record, a requirement or a member that exists. A proposal may
name requirements that its own text creates, and one that was left or refused is not asked about
its requirements.

## Why
The records are the proof of how the texts came to be; a link that leads nowhere breaks that
proof.

## How to fix
Correct the id in the field, or restore the record that it names.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.links import links_of
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "Q032"
SEVERITY = Severity.ERROR
TITLE = N_("Record that names nothing")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each id that leads nowhere."""
    for link in links_of(snapshot):
        if not link.exists:
            yield Finding(
                CODE,
                SEVERITY,
                link.path,
                0,
                _("{record} names {target} under {field}, and it does not exist.").format(
                    record=link.record, target=link.target, field=link.field
                ),
                _("Correct the id, or restore what it names."),
                link.record,
            )
