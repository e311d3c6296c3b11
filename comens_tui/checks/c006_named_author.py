"""Author named without consent.

## What it checks
A comment whose author is not a pseudonym (a word and a number) and who did not consent to be
named. Until the consultation is reported, or one of its proposals adopted, this is only a
warning.

## Why
The workspace is published and git never forgets: personal data must not enter it (CRPA
L312-1-2).

## How to fix
Replace the name by a pseudonym, or record the consent.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.consulted import lacking
from comens_tui.i18n import N_
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity
from comens_tui.rules.consultations import Condition

CODE = "C006"
SEVERITY = Severity.ERROR
TITLE = N_("Author named without consent")


def check(snapshot: Snapshot, context: Context) -> Iterator[Finding]:
    """Yield what each consultation lacks of it."""
    return lacking(snapshot, context, CODE, Condition.PRIVACY)
