"""Convocation sent too late.

## What it checks
A meeting whose convocation was sent fewer days before it than the rules it was convened under
ask for, in calendar or in clear days, without a reason of urgency; and a meeting held without
any recorded convocation.

## Why
Members must have the agenda and the documents in time to form an opinion: five days at least,
unless it is urgent (CRPA R133-8).

## How to fix
Move the meeting, or record the reason of the urgency.
"""

from collections.abc import Iterator
from datetime import date

from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _, ngettext
from comens_tui.model import places
from comens_tui.model.committee import VotingRules
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import MeetingState, Severity
from comens_tui.rules.notice import days_of_notice, is_in_time, local_day

CODE = "G010"
SEVERITY = Severity.ERROR
TITLE = N_("Convocation sent too late")

_HELD = frozenset(MeetingState) - {MeetingState.PLANNED, MeetingState.CONVENED}


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each meeting that members were told of too late."""
    for meeting in snapshot.meetings.values():
        if meeting.convened is None:
            if meeting.state not in _HELD:
                continue
            message = _("{id} was held without a convocation.").format(id=meeting.id)
        else:
            rules = meeting.rules or snapshot.committee.rules
            day = local_day(meeting.planned, snapshot.committee.timezone)
            excused = meeting.urgency is not None and (
                bool(meeting.urgency.strip()) or not rules.urgency_reason_required
            )
            if excused or is_in_time(meeting.convened, day, rules):
                continue
            message = _too_late(meeting.id, meeting.convened, day, rules)
        yield Finding(
            CODE,
            SEVERITY,
            places.meeting_path(meeting.id),
            0,
            message,
            _("Move the meeting, or record the reason of the urgency."),
            meeting.id,
        )


def _too_late(meeting_id: str, sent: date, day: date, rules: VotingRules) -> str:
    days = days_of_notice(sent, day, rules.notice_count)
    message = (
        ngettext(
            "{id} was convened {days} clear day before; the rules ask for {needed}.",
            "{id} was convened {days} clear days before; the rules ask for {needed}.",
            days,
        )
        if rules.notice_count == "clear"
        else ngettext(
            "{id} was convened {days} day before; the rules ask for {needed}.",
            "{id} was convened {days} days before; the rules ask for {needed}.",
            days,
        )
    )
    return message.format(id=meeting_id, days=days, needed=rules.notice_days)
