"""Secret ballot that is not one.

## What it checks
A decided item voted by secret ballot: as many members asked for it as the rules say; two
scrutineers counted it, in the room and not recused; no ballot is filed or counted by name, and
no casting vote is; its papers are as many as those who took part, each of whom had a voice, and
are those of the decision.

## Why
A vote said to be secret that can be read, or that nobody but its counter can vouch for, can be
annulled; one that nobody asked for hides how members voted.

## How to fix
Restore the record from the history where it was changed. A real fault of the vote is mended by
a new vote and a new decision that supersedes this one.
"""

from collections.abc import Iterator

from comens_tui.checks.ballots import ballots_on
from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.committee import VotingRules
from comens_tui.model.decision import Count, Decision
from comens_tui.model.finding import Finding
from comens_tui.model.meeting import AgendaItem, Meeting, Totals
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "G031"
SEVERITY = Severity.ERROR
TITLE = N_("Secret ballot that is not one")

_SCRUTINEERS = 2


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each fault of a secret ballot."""
    for meeting in snapshot.meetings.values():
        for item in meeting.agenda:
            decision = snapshot.decisions.get(item.decision or "")
            if item.vote != "secret" or decision is None or decision.count is None:
                continue
            totals = next((entry for entry in meeting.totals if entry.item == item.number), None)
            for message in _faults(snapshot, meeting, item, decision, totals):
                yield Finding(
                    CODE,
                    SEVERITY,
                    places.meeting_path(meeting.id),
                    0,
                    message.format(item=item.number, id=meeting.id),
                    _("Restore the record from the history, or vote again."),
                    meeting.id,
                )


def _faults(
    snapshot: Snapshot,
    meeting: Meeting,
    item: AgendaItem,
    decision: Decision,
    totals: Totals | None,
) -> Iterator[str]:
    if decision.ballots or ballots_on(meeting.id, item.number, snapshot):
        yield _("Item {item} of {id} was voted by secret ballot, and has ballots by name.")
    if decision.count is not None and decision.count.casting is not None:
        yield _("A casting vote is counted in the secret ballot on item {item} of {id}.")
    if totals is None:
        # Deferred or returned: the papers were never counted.
        if decision.count is not None and _votes(decision.count) != (0,) * 5:
            yield _("The totals of the secret ballot on item {item} of {id} are missing.")
        return
    if decision.count is not None and _votes(decision.count) != _votes(totals):
        yield _("The totals of the secret ballot on item {item} of {id} are not the decision's.")
    asked = {
        member
        for request in meeting.secret_requests
        if request.item == item.number
        for member in request.members
    }
    rules = decision.rules or VotingRules()
    if len(asked) < rules.secret_ballot_on_request:
        yield _("Too few members asked for the secret ballot on item {item} of {id}.")
    yield from _people_faults(snapshot, meeting, item, totals)


def _people_faults(
    snapshot: Snapshot, meeting: Meeting, item: AgendaItem, totals: Totals
) -> Iterator[str]:
    recused = {entry.member for entry in meeting.recusals if entry.item == item.number}
    in_room = {line.member for line in meeting.attendance if line.mode == "present"}
    counters = set(totals.scrutineers)
    if len(counters) < _SCRUTINEERS or counters & recused or not counters <= in_room:
        yield _(
            "The secret ballot on item {item} of {id} was not counted by two scrutineers who "
            "were in the room and not recused."
        )
    voters = {member.id for member in snapshot.committee.voters(meeting.planned.date())}
    took_part = set(totals.participants)
    if len(took_part) != sum(_votes(totals)) or took_part & recused or not took_part <= voters:
        yield _(
            "The papers of the secret ballot on item {item} of {id} are not those of members "
            "with a voice who took part."
        )


def _votes(count: Totals | Count) -> tuple[int, ...]:
    names = ("votes_for", "votes_against", "abstentions", "blank", "spoiled")
    return tuple(getattr(count, name) for name in names)
