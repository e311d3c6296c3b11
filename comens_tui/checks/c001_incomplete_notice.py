"""Incomplete notice of a consultation.

## What it checks
The notice of a consultation that is open or over: the text under consultation (its ballot tag),
whom it is for, and when the text is planned to take effect. Until the consultation is reported,
or one of its proposals adopted, this is only a warning.

## Why
Whoever is consulted must know on what, in what capacity and for when (CRPA L131-1, R*132-5).

## How to fix
Complete the notice, and say so to those who were invited.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.consulted import lacking
from comens_tui.i18n import N_
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity
from comens_tui.rules.consultations import Condition

CODE = "C001"
SEVERITY = Severity.ERROR
TITLE = N_("Incomplete notice of a consultation")


def check(snapshot: Snapshot, context: Context) -> Iterator[Finding]:
    """Yield what each consultation lacks of it."""
    return lacking(snapshot, context, CODE, Condition.NOTICE)
