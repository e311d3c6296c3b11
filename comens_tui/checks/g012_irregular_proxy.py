"""Irregular mandate to vote.

## What it checks
A mandate given by a member who was present or who has no vote, held by a member who was not
present, or held beyond the number that the rules of the meeting allow.

## Why
A member holds one mandate at most, unless the rules say otherwise (CRPA R133-9); a voice too
many can annul the vote.

## How to fix
Correct the attendance or remove the mandate, and count again.
"""

from collections import Counter
from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.sittings import rules_of
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.meeting import Meeting
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "G012"
SEVERITY = Severity.ERROR
TITLE = N_("Irregular mandate to vote")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each mandate that cannot be."""
    for meeting in snapshot.meetings.values():
        for message in dict.fromkeys(_faults(meeting, snapshot)):
            yield Finding(
                CODE,
                SEVERITY,
                places.meeting_path(meeting.id),
                0,
                message,
                _("Correct the attendance or the mandates of {id}.").format(id=meeting.id),
                meeting.id,
            )


def _faults(meeting: Meeting, snapshot: Snapshot) -> Iterator[str]:
    limit = rules_of(meeting, snapshot).proxies_held_max
    voters = {item.id for item in snapshot.committee.voters(meeting.planned.date())}
    came = {item.member: item for item in meeting.attendance if item.mode in ("present", "video")}
    held = Counter(proxy.holder for proxy in meeting.proxies)
    for proxy in meeting.proxies:
        if proxy.giver not in voters:
            yield _("{giver} gave a mandate to vote without having a vote.").format(
                giver=proxy.giver
            )
        elif proxy.giver in came and came[proxy.giver].left is None:
            yield _("{giver} gave a mandate to vote and was present.").format(giver=proxy.giver)
        elif proxy.holder not in came:
            yield _("{holder} held a mandate to vote and was not present.").format(
                holder=proxy.holder
            )
        elif held[proxy.holder] > limit:
            yield _("{holder} held {held} mandates to vote; the rules allow {limit}.").format(
                holder=proxy.holder, held=held[proxy.holder], limit=limit
            )
