"""Corrections asked for before minutes are approved: recorded, said in them, shown as a redline."""

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _, speaking
from comens_tui.model.meeting import Meeting, MinutesCorrection
from comens_tui.model.places import meeting_path, minutes_path
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt, drafting
from comens_tui.operations.minutes.account import account_of
from comens_tui.operations.minutes.drawing import minutes_text
from comens_tui.operations.minutes.editing import require_drafted, require_writable
from comens_tui.text.generated_blocks import require_same_blocks, without_marks
from comens_tui.text.redline import Redline, redline


def correct_minutes(
    desk: Desk,
    meeting_id: str,
    asked: str,
    member_id: str,
    *,
    text: str | None = None,
    seen: str | None = None,
) -> Receipt:
    """Record a correction that a member asks for, and draw the minutes with it.

    `text` is the draft as it is corrected outside its drawn parts; without it, only the
    request is noted. The minutes have another digest: a vote open on them is void.

    Raises:
        RefusedError: The minutes are not a draft any more, or `text` changes a drawn part.
    """
    with drafting(desk, "meeting.minutes") as draft:
        meeting = draft.find(draft.snapshot.meetings, meeting_id)
        draft.check_seen(meeting_path(meeting_id), seen, Meeting)
        require_drafted(meeting)
        member = draft.known_member(member_id)
        path = minutes_path(meeting_id)
        former = draft.snapshot.minutes.get(meeting_id, "")
        if text is not None:
            require_writable(path, text)
            require_same_blocks(former, text)
        correction = MinutesCorrection(
            member=member_id, at=desk.now(), text=asked, base=draft.snapshot.files.get(path)
        )
        updated = meeting.model_copy(
            update={"minutes_corrections": (*meeting.minutes_corrections, correction)}
        )
        with speaking(desk.committee.language):
            drawn = minutes_text(account_of(draft.snapshot, updated), text or former)
        draft.put_text(path, drawn)
        draft.put(meeting_path(meeting_id), updated)
        return draft.commit(
            N_("Correct the minutes of {id}, asked by {name}: {asked}"),
            record=meeting_id,
            name=member.name,
            asked=asked,
        )


def minutes_changes(desk: Desk, meeting_id: str) -> Redline:
    """Return what the corrections changed, from the draft before the first one.

    Raises:
        RefusedError: No correction was asked for.
    """
    snapshot = desk.workspace.snapshot()
    meeting = snapshot.meetings.get(meeting_id)
    first = meeting.minutes_corrections[0] if meeting and meeting.minutes_corrections else None
    before = desk.workspace.blob(first.base) if first and first.base else None
    if before is None:
        raise RefusedError(
            _("No correction of the minutes of {id} was asked for.").format(id=meeting_id),
            hint=_("Record one: comens meeting minutes {id} --correct TEXT --by MEMBER").format(
                id=meeting_id
            ),
        )
    return redline(
        without_marks(before.decode()),
        without_marks(snapshot.minutes.get(meeting_id, "")),
        old_name=_("draft"),
        new_name=meeting_id,
    )
