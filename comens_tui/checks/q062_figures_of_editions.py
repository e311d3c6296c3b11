"""Figures that differ between editions.

## What it checks
The figures in the statement of a requirement against those of the same requirement in the other
language. Numbers written in letters are left out.

## Why
A delay or a threshold is the part of a requirement that a reader applies first.

## How to fix
Put the same figures in both, by a decision where they bind.
"""

import re
from collections.abc import Iterator
from datetime import date

from comens_tui.checks.base import Context
from comens_tui.checks.q060_editions_out_of_step import original_of
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "Q062"
SEVERITY = Severity.WARNING
SINCE = date(2026, 11, 25)
TITLE = N_("Figures that differ between editions")

_FIGURE = re.compile(r"\d+(?:[ \u00a0\u202f.,]\d+)*")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each requirement whose two statements do not count alike."""
    for document in snapshot.documents.values():
        original = original_of(document, snapshot)
        if original is None:
            continue
        theirs = {item.id: item.statement for item in original.requirements}
        for requirement in document.requirements:
            other = theirs.get(requirement.id)
            if other is None or _figures(other) == _figures(requirement.statement):
                continue
            yield Finding(
                CODE,
                SEVERITY,
                document.path,
                requirement.line,
                _("The figures of {id} differ from those in {other}.").format(
                    id=requirement.id, other=original.id
                ),
                _("Compare the two statements."),
                document.id,
                requirement.id,
            )


def _figures(statement: str) -> list[str]:
    """Return the figures of a statement, without what each language puts between digits."""
    return sorted("".join(filter(str.isdigit, found)) for found in _FIGURE.findall(statement))
