"""College not invited or not heard.

## What it checks
The five colleges that CSP L1470-5 names must be invited. Users and health professionals who did
not answer must have been reminded: without a reminder it is an error for a text that binds.
Until the consultation is reported, or one of its proposals adopted, this is only a warning.

## Why
A référentiel is drawn up in concertation with all of them; one that is left out can have it
annulled.

## How to fix
Invite them and extend the window, or remind those who did not answer.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.consulted import lacking
from comens_tui.i18n import N_
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity
from comens_tui.rules.consultations import Condition

CODE = "C003"
SEVERITY = Severity.ERROR
TITLE = N_("College not invited or not heard")


def check(snapshot: Snapshot, context: Context) -> Iterator[Finding]:
    """Yield what each consultation lacks of it."""
    return lacking(snapshot, context, CODE, Condition.COLLEGES)
