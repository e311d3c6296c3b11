"""Document of no working group.

## What it checks
A document whose `owner` is not a working group of the committee.

## Why
Nobody is there to review it or to answer a report about it.

## How to fix
Name a working group of decisions/committee.yaml, or add the group there.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "Q053"
SEVERITY = Severity.WARNING
TITLE = N_("Document of no working group")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each document without a known group."""
    groups = {item.id for item in snapshot.committee.working_groups}
    for document in snapshot.documents.values():
        if document.front.owner not in groups:
            yield Finding(
                CODE,
                SEVERITY,
                document.path,
                1,
                _("{owner} is not a working group of the committee.").format(
                    owner=document.front.owner
                ),
                _("Name a group of decisions/committee.yaml."),
                document.id,
            )
