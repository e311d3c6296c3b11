"""Requirement id used twice.

## What it checks
Two documents of the corpus that hold a requirement with the same id. An edition in another
language (`REF-TLC-EN` beside `REF-TLC`) repeats the ids of the original on purpose.

## Why
A report, a proof or a decision that names the id would point to two texts.

## How to fix
Give the newer one an id that was never used.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "Q006"
SEVERITY = Severity.ERROR
TITLE = N_("Requirement id used twice")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each place after the first."""
    first: dict[tuple[str, str], str] = {}
    for document in snapshot.documents.values():
        for requirement in document.requirements:
            key = (document.front.language, requirement.id)
            other = first.setdefault(key, document.path)
            if other != document.path:
                yield Finding(
                    CODE,
                    SEVERITY,
                    document.path,
                    requirement.line,
                    _("The requirement {id} also stands in {path}.").format(
                        id=requirement.id, path=other
                    ),
                    _("Give the newer one an id that was never used."),
                    document.id,
                    requirement.id,
                )
