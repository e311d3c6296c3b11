"""Count of another room.

## What it checks
The members who compose the committee, those present and those recused, as the decision counts
them, against the attendance and the recusals of its meeting when the item was closed. Mandates
are left out: one ends when its giver arrives.

## Why
The quorum and the majority are worth what the count of the room is worth (CRPA R133-10, R133-11);
attendance corrected later, or a count typed by hand, must not go unseen.

## How to fix
Correct the attendance of the meeting if that is what is wrong; else correct the decision by a new
one that supersedes it.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.decision import Decision
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity
from comens_tui.rules.votes import electorate_at

CODE = "G023"
SEVERITY = Severity.WARNING
TITLE = N_("Count of another room")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each decision whose room is not that of its meeting."""
    for decision in snapshot.decisions.values():
        rooms = _rooms(decision, snapshot)
        if rooms is None or rooms[0] == rooms[1]:
            continue
        yield Finding(
            CODE,
            SEVERITY,
            places.decision_path(decision.id),
            0,
            _(
                "{id} counts {told}, and the record of {meeting} gives {found} (composition,"
                " present, recused)."
            ).format(
                id=decision.id,
                meeting=decision.meeting,
                told=" / ".join(map(str, rooms[0])),
                found=" / ".join(map(str, rooms[1])),
            ),
            _("Correct the attendance, or decide again."),
            decision.id,
        )


def _rooms(
    decision: Decision, snapshot: Snapshot
) -> tuple[tuple[int, int, int], tuple[int, int, int]] | None:
    """Return the room as the decision and as the meeting have it; none where nothing can tell."""
    meeting = snapshot.meetings.get(decision.meeting or "")
    item = meeting.item(decision.item) if meeting and decision.item else None
    count, rules = decision.count, decision.rules
    if meeting is None or item is None or item.closed is None or count is None or rules is None:
        return None
    who = electorate_at(meeting, snapshot.committee, rules, item=item.number, moment=item.closed)
    return (
        (count.composition, count.present, count.recused),
        (len(who.composition), len(who.present_voices()), len(who.recused)),
    )
