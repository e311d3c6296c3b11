"""Vote held while a declared interest was left unanswered.

## What it checks
Each item that was decided by a vote: whoever had a voice on it, and declared an interest in what
it is about, is recused or was kept with a reason. It is an error where the interest stood in the
committee's file as the vote opened, a warning where that file has changed since.

## Why
Somebody with an interest in the matter takes no part in it (CRPA R133-12); a vote in which they
did can be annulled. A reason given in the room shows that the question was asked.

## How to fix
Where the interest bears on the item, vote again without the member, by a new decision. Where it
was declared since, or does not bear on it, waive the finding with the reason.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.meeting import AgendaItem, Meeting
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity
from comens_tui.rules.interests import item_suggestions, unanswered
from comens_tui.rules.votes import electorate

CODE = "G032"
SEVERITY = Severity.ERROR
TITLE = N_("Vote held while a declared interest was left unanswered")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each member who voted with an interest that nobody answered."""
    for meeting in snapshot.meetings.values():
        for item in meeting.agenda:
            if item.state == "decided":
                yield from _on_item(snapshot, meeting, item)


def _on_item(snapshot: Snapshot, meeting: Meeting, item: AgendaItem) -> Iterator[Finding]:
    decision = snapshot.decisions.get(item.decision or "")
    found = unanswered(meeting, item.number, item_suggestions(snapshot, meeting, item))
    if not found or decision is None or decision.count is None:
        return
    voters = electorate(meeting, snapshot.committee, item.number, rules=decision.rules).voices()
    stood = item.committee is not None and item.committee == snapshot.files.get(places.COMMITTEE)
    for suggestion in found:
        if suggestion.member in voters:
            yield Finding(
                CODE,
                SEVERITY if stood else Severity.WARNING,
                places.meeting_path(meeting.id),
                0,
                _(
                    "{member} had a voice on item {item} and declares an interest in it"
                    " ({subjects}): neither a recusal nor a reason answers it."
                ).format(
                    member=suggestion.member,
                    item=item.number,
                    subjects=", ".join(suggestion.subjects),
                ),
                _("Vote again without the member, or waive this with the reason."),
                meeting.id,
            )
