"""Decision without a quorum.

## What it checks
The members present, with the mandates they hold where the rules count these, against the share
of the composition that the decision's rules ask for. A meeting on second convocation needs none.

## Why
Without a quorum nothing can be decided (CRPA R133-10).

## How to fix
Convene the committee again on the same agenda, saying that no quorum will be required, and
decide again.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.majority import is_quorate, quorum_base, quorum_counted
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "G002"
SEVERITY = Severity.ERROR
TITLE = N_("Decision without a quorum")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each decision taken by too few."""
    for decision in snapshot.decisions.values():
        count, rules = decision.count, decision.rules
        meeting = snapshot.meetings.get(decision.meeting or "")
        if count is None or rules is None or (meeting and meeting.second_convocation):
            continue
        if not is_quorate(count, rules):
            yield Finding(
                CODE,
                SEVERITY,
                places.decision_path(decision.id),
                0,
                _("{id} was taken by {counted} members out of {composition}: no quorum.").format(
                    id=decision.id,
                    counted=quorum_counted(count, rules),
                    composition=quorum_base(count, rules),
                ),
                _("Convene a second meeting on the same agenda, and decide again."),
                decision.id,
            )
