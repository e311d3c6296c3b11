"""A person completes drafted minutes: between what is drawn from the record, never inside it."""

from pathlib import Path

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _
from comens_tui.model.meeting import Meeting
from comens_tui.model.places import minutes_path
from comens_tui.model.words import MeetingState
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt, drafting
from comens_tui.operations.known import known_record
from comens_tui.store.records import decode_text
from comens_tui.text.generated_blocks import require_same_blocks


def edit_minutes(desk: Desk, meeting_id: str, text: str, *, seen: str | None = None) -> Receipt:
    """Replace drafted minutes by `text`, which differs outside the drawn parts only.

    `seen` is the blob id of the minutes as they were opened.

    Raises:
        RefusedError: The minutes are not drafted or already approved, they changed meanwhile,
            or a part drawn from the record was edited.
    """
    with drafting(desk, "meeting.minutes") as draft:
        meeting = draft.find(draft.snapshot.meetings, meeting_id)
        former = draft.snapshot.minutes.get(meeting_id)
        require_drafted(meeting)
        path = minutes_path(meeting_id)
        if former is None or (seen is not None and seen != draft.snapshot.files.get(path)):
            raise RefusedError(
                _("The minutes of {id} changed while they were edited.").format(id=meeting_id),
                hint=_("Open them again, and bring your words over."),
            )
        require_writable(path, text)
        require_same_blocks(former, text)
        draft.put_text(path, text.rstrip("\n") + "\n")
        return draft.commit(
            N_("Complete the minutes of {id}: {title}"), record=meeting_id, title=meeting.title
        )


def require_writable(path: str, text: str) -> None:
    """Do nothing while a text can be read back.

    Raises:
        RecordError: It is too large to be minutes, or holds NUL characters.
    """
    decode_text(text.encode(), path)


def require_drafted(meeting: Meeting) -> None:
    """Do nothing while minutes are a draft, which may still change.

    Raises:
        RefusedError: They are not drafted yet, or they are approved.
    """
    if meeting.state is MeetingState.MINUTED:
        return
    if meeting.minutes_approved:
        raise RefusedError(
            _("The minutes of {id} are approved: they no longer change.").format(id=meeting.id),
            hint=_("Note the correction in the minutes of the next meeting."),
        )
    raise RefusedError(
        _("Meeting {id} has no minutes yet.").format(id=meeting.id),
        hint=_("Once it is closed: comens meeting minutes {id}").format(id=meeting.id),
    )


def opened_minutes(desk: Desk, meeting_id: str) -> tuple[str, str | None]:
    """Return drafted minutes to edit, and the blob id to give back with them.

    Raises:
        UnknownRecordError: There is no such meeting.
        RefusedError: It has no draft.
    """
    snapshot = desk.workspace.snapshot()
    meeting = known_record(snapshot.meetings, meeting_id)
    require_drafted(meeting)
    return snapshot.minutes.get(meeting_id, ""), snapshot.files.get(minutes_path(meeting_id))


def keep_aside(desk: Desk, meeting_id: str, text: str) -> Path:
    """Keep what a person wrote and could not be taken, out of git; return where."""
    folder = desk.workspace.private / "edits"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"minutes-{meeting_id}-{desk.now():%Y%m%dT%H%M%S}.md"
    path.write_text(text, encoding="utf-8")
    return path
