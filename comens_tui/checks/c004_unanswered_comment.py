"""Comment without an answer.

## What it checks
From the processing of a consultation on, each comment has its acknowledgement, a disposition and
who gave it, and a reason where it is set aside. Until the consultation is reported, or one of
its proposals adopted, this is only a warning.

## Why
Whoever gave their time is owed an answer, and the committee proves that it considered every
comment.

## How to fix
Give each comment its disposition, with a reason.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.consulted import lacking
from comens_tui.i18n import N_
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity
from comens_tui.rules.consultations import Condition

CODE = "C004"
SEVERITY = Severity.ERROR
TITLE = N_("Comment without an answer")


def check(snapshot: Snapshot, context: Context) -> Iterator[Finding]:
    """Yield what each consultation lacks of it."""
    return lacking(snapshot, context, CODE, Condition.COMMENTS)
