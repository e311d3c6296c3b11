"""Minutes to hand out: as they stand or in the other language, with what they are said above."""

from datetime import datetime
from typing import NamedTuple

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _, speaking
from comens_tui.model.meeting import Meeting
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import MeetingState
from comens_tui.operations.desk import Desk
from comens_tui.operations.known import known_record
from comens_tui.operations.minutes.account import account_of
from comens_tui.operations.minutes.drawing import minutes_text
from comens_tui.operations.minutes.item import extract_text
from comens_tui.text.days import long_day
from comens_tui.text.generated_blocks import without_marks

_LANGUAGES = {"fr": N_("French"), "en": N_("English")}


class Copy(NamedTuple):
    """A text to hand out: Markdown without marks, and what is said above it.

    `when` is the moment that its record gives it, never the clock.
    """

    title: str
    notes: tuple[str, ...]
    text: str
    language: str
    author: str
    when: datetime


def minutes_copy(desk: Desk, meeting_id: str, language: str | None = None) -> Copy:
    """Return the minutes of a meeting in one language, by default the committee's.

    In another language the parts drawn from the record are drawn in it, and what a person
    wrote stays as written.

    Raises:
        UnknownRecordError: There is no such meeting.
        RefusedError: It has no minutes yet.
    """
    snapshot = desk.workspace.snapshot()
    meeting = known_record(snapshot.meetings, meeting_id)
    text = snapshot.minutes.get(meeting_id)
    if text is None:
        raise RefusedError(
            _("Meeting {id} has no minutes yet.").format(id=meeting_id),
            hint=_("Once it is closed: comens meeting minutes {id}").format(id=meeting_id),
        )
    spoken, own = language or snapshot.committee.language, snapshot.committee.language
    with speaking(spoken):
        notes = [standing(snapshot, meeting)]
        if spoken != own:
            text = minutes_text(account_of(snapshot, meeting), text)
            notes.append(
                _("A translation drawn from the record: the act is in {language}.").format(
                    language=_(_LANGUAGES[own])
                )
            )
        title = _("Minutes of meeting {id}").format(id=meeting_id)
    return Copy(
        title,
        tuple(notes),
        without_marks(text),
        spoken,
        snapshot.committee.name,
        meeting.closed or meeting.planned,
    )


def decision_extract(desk: Desk, decision_id: str, language: str | None = None) -> Copy:
    """Return what the minutes say of one decision, to hand out by itself.

    Raises:
        UnknownRecordError: There is no such decision.
        RefusedError: No item of a meeting took it.
    """
    snapshot = desk.workspace.snapshot()
    decision = known_record(snapshot.decisions, decision_id)
    meeting = snapshot.meetings.get(decision.meeting or "")
    item = meeting.item(decision.item or 0) if meeting else None
    if meeting is None or item is None:
        raise RefusedError(
            _("{id} names no item of a meeting: there is nothing to extract.").format(
                id=decision_id
            ),
            hint=_("See it with: comens decision show {id}").format(id=decision_id),
        )
    spoken = language or snapshot.committee.language
    with speaking(spoken):
        account = account_of(snapshot, meeting)
        number = decision.item or 0
        account = account._replace(decisions={**account.decisions, number: decision})
        title = _("Extract of the deliberations: {id}").format(id=decision_id)
        text = extract_text(account, item, title)
        notes = (standing(snapshot, meeting),)
    when = meeting.closed or meeting.planned
    return Copy(title, notes, text, spoken, snapshot.committee.name, when)


def standing(snapshot: Snapshot, meeting: Meeting) -> str:
    """Return how far the minutes of a meeting are: drafted, approved, signed."""
    approval = snapshot.decisions.get(meeting.minutes_approved or "")
    if approval is None:
        return _("Draft: these minutes are not approved yet.")
    said = _("Approved by {decision} on {day}.").format(
        decision=approval.id, day=long_day(approval.date)
    )
    if meeting.state is not MeetingState.SIGNED:
        return said
    names = snapshot.committee.names()
    signed = [names[item.member] for item in meeting.minutes_signatures]
    return _("{approved} Signed by {names}.").format(approved=said, names=", ".join(signed))
