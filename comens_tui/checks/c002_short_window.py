"""Window too short or lost in summer.

## What it checks
The days between opening and closing, both included: thirty at least for a major change of a text
that binds, twenty-one for a guide, fifteen otherwise, none for a patch. Short of the norm
(ninety, thirty) is a warning, and so is a window of which more than a third falls between 15
July and 31 August. Until the consultation is reported, or one of its proposals adopted, this is
only a warning.

## Why
A consultation gives a reasonable time (CRPA L131-1 and L132-3), and nobody answers in August.

## How to fix
Extend the window while it is open, or consult again.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.consulted import lacking
from comens_tui.i18n import N_
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity
from comens_tui.rules.consultations import Condition

CODE = "C002"
SEVERITY = Severity.ERROR
TITLE = N_("Window too short or lost in summer")


def check(snapshot: Snapshot, context: Context) -> Iterator[Finding]:
    """Yield what each consultation lacks of it."""
    return lacking(snapshot, context, CODE, Condition.WINDOW)
