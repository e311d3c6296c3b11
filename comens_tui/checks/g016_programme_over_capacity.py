"""Programme against its capacity.

## What it checks
An adopted work programme that takes more days of a working group than the group gives; in which
a proposal is taken, waits or stands elsewhere than the ranking, the capacities and the recorded
departures give; or that no decision to prioritise adopts.

## Why
The programme is what working groups are asked to do. What they cannot do, or what passed before
another without a reason, was never decided.

## How to fix
Restore the programme as it was adopted, from the history. What changed since goes into the
programme of the next cycle, with its departures and their reasons.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _, ngettext
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.programme import Programme
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import ProgrammeState, Sense, Severity
from comens_tui.rules.programme import lines_of, loads, replayed

CODE = "G016"
SEVERITY = Severity.ERROR
TITLE = N_("Programme against its capacity")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each fault of each adopted programme."""
    for programme in snapshot.programmes.values():
        if programme.state is not ProgrammeState.ADOPTED:
            continue
        for message in _faults(programme, snapshot):
            yield Finding(
                CODE,
                SEVERITY,
                places.programme_path(programme.cycle),
                0,
                message,
                _("Restore the programme as it was adopted, from the history."),
                programme.cycle,
            )


def _faults(programme: Programme, snapshot: Snapshot) -> Iterator[str]:
    decision = snapshot.decisions.get(programme.decision or "")
    if decision is None or decision.sense is not Sense.PRIORITISE:
        yield _("No decision adopts the work programme {cycle}.").format(cycle=programme.cycle)
    capacities = {item.group: item.days for item in programme.capacities}
    over = False
    for load in loads(lines_of(programme), capacities):
        if load.used > load.capacity:
            over = True
            yield ngettext(
                "{group} is asked for {used} days, and gives {count}.",
                "{group} is asked for {used} days, and gives {count}.",
                load.capacity,
            ).format(group=load.group, used=load.used, count=load.capacity)
    if not over:
        yield from _misplaced(programme)


def _misplaced(programme: Programme) -> Iterator[str]:
    """Yield what is not where the ranking and the departures put it: the first one says all."""
    for entry, line in zip(programme.entries, replayed(programme), strict=True):
        if entry.proposal != line.id:
            yield _(
                "{id} stands where {other} does by the ranking, and no departure says why."
            ).format(id=entry.proposal, other=line.id)
            return
        if entry.waits != line.waits:
            sentence = (
                _("{id} is taken, and its group has no room for it.")
                if entry.waits is None
                else _("{id} waits, and its group has room for it.")
            )
            yield sentence.format(id=entry.proposal)
            return
