"""Text that moved since its consultation.

## What it checks
Each clause whose substance differs from the text that was put to consultation: a retained
comment about it, or a decision that says why, must explain the change. A mandatory requirement
that is new since asks for more: a second, short consultation on it (fifteen days), or a decision
with its reason. Until the consultation is reported, or one of its proposals adopted, this is
only a warning; once released, it is settled.

## Why
What is published must be what people could comment on, or must say why it is not.

## How to fix
Anchor the retained comment to the clause, decide with a reason, or consult again on the text.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.consulted import lacking
from comens_tui.i18n import N_
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity
from comens_tui.rules.consultations import Condition

CODE = "C007"
SEVERITY = Severity.ERROR
TITLE = N_("Text that moved since its consultation")


def check(snapshot: Snapshot, context: Context) -> Iterator[Finding]:
    """Yield what each consultation lacks of it."""
    return lacking(snapshot, context, CODE, Condition.TEXT)
