"""The papers of a meeting by keys: what is ready, the folder, minutes completed, a follow-up."""

from datetime import date

import pytest

from comens_tui.model.meeting import MinutesSignature
from comens_tui.model.words import MeetingState, Sense
from comens_tui.operations import convocation, deliberation, meetings, minutes_approval
from comens_tui.operations.desk import Desk
from comens_tui.operations.follow_ups import Task
from comens_tui.operations.secret_ballots import HandCount
from comens_tui.tui.meeting_next import is_done_with
from tests.support import MEMBERS, SECRETARY
from tests.tui.driving import driven

MEETING, EDITORIAL = "S-2026-01", "P-2026-002"


@pytest.fixture
def minuted(desk: Desk) -> Desk:
    """The meeting held and minuted, its one decision asking something of the secretary."""
    meetings.add_to_agenda(desk, MEETING, information=("Bilan",))
    convocation.convene_meeting(desk, MEETING)
    meetings.open_meeting(desk, MEETING)
    meetings.attend(desk, MEETING, MEMBERS[:4], "present")
    number = desk.workspace.snapshot().meetings[MEETING].agenda[-1].number
    deliberation.open_item(desk, MEETING, number)
    deliberation.decide_item(
        desk, MEETING, number, sense=Sense.TAKE_NOTE, hands=HandCount(4, 0, 0),
        actions=(Task("Publier le bilan", SECRETARY, date(2026, 9, 1)),),
    )  # fmt: skip
    meetings.close_meeting(desk, MEETING)
    meetings.draft_minutes(desk, MEETING)
    return desk


async def test_a_follow_up_is_closed_from_the_inbox(minuted: Desk) -> None:
    async with driven(minuted) as app:
        assert "Publier le bilan" in app.text()
        text = app.text()
        for _turn in range(12):
            if "x done" in text:
                break
            text = await app.press("j")
        await app.press("x")
        await app.press("enter", "enter", "enter")
    assert minuted.workspace.snapshot().follow_ups["A-2026-001"].state == "done"


async def test_minutes_are_read_and_completed_outside_their_parts(
    minuted: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    async with driven(minuted) as app:
        text = await app.press("3", "v")
        assert "Procès-verbal de la séance S-2026-01" in text
        assert "comens:" not in text
        await app.press("escape", "E")
        await app.type("Merci.")
        await app.press("enter", "escape", "down", "enter")
    assert minuted.workspace.snapshot().minutes[MEETING].startswith("Merci.\n")


async def test_what_is_ready_is_put_on_the_agenda_and_the_papers_are_written(
    minuted: Desk, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    receipt = meetings.plan_meeting(minuted, planned=minuted.now().replace(month=4))
    async with driven(minuted) as app:
        await app.press("3")
        text = await app.press("r")
        assert "minutes to approve: S-2026-01" in text
        await app.press("down", "enter", "w", "enter")
    meeting = minuted.workspace.snapshot().meetings[receipt.record]
    assert meeting.agenda[0].subject == MEETING
    folder = tmp_path / f"convocation-{receipt.record}"
    assert (folder / receipt.record / "index.html").is_file()
    assert (folder / f"{receipt.record}.ics").is_file()


async def test_a_copy_of_the_minutes_is_written_by_the_key_of_the_papers(
    minuted: Desk, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with driven(minuted) as app:
        text = await app.press("3", "w")
        assert "Copy of the minutes of S-2026-01" in text
        text = await app.press("enter", "w", "shift+tab", "shift+tab", "right", "down", "down")
        await app.press("enter")
    assert (tmp_path / "pv-S-2026-01.docx").read_bytes().startswith(b"PK")
    assert (tmp_path / "pv-S-2026-01.html").read_bytes().startswith(b"<!DOCTYPE html>")


def test_who_has_signed_the_minutes_is_not_asked_to_sign_again(minuted: Desk) -> None:
    minutes_approval.approve_minutes(minuted, MEETING, HandCount(4, 0, 0))
    meeting = minuted.workspace.snapshot().meetings[MEETING]
    chair, secretary = map(minuted.committee.member, (meeting.chair, meeting.secretary))
    assert not is_done_with(meeting, secretary)
    signature = MinutesSignature(member=SECRETARY, at=minuted.now(), signature="-")
    signed = meeting.model_copy(update={"minutes_signatures": (signature,)})
    assert is_done_with(signed, secretary)
    assert not is_done_with(signed, chair)
    assert is_done_with(meeting.model_copy(update={"state": MeetingState.SIGNED}), None)
