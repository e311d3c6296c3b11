"""A screen sees what another process writes, keeps what one was doing, and a room only looks."""

from pathlib import Path

import pytest

from comens_tui.model.places import meeting_path
from comens_tui.model.words import Choice, ReportState
from comens_tui.operations import convocation, deliberation, meetings, reports
from comens_tui.operations.desk import Desk, open_desk
from tests.support import MEMBERS, SECRETARY, commit_all
from tests.tui.conftest import at_noon
from tests.tui.followed import followed

MEETING = "S-2026-01"
REPORT = "EV-2026-0002"


@pytest.fixture
def elsewhere(desk: Desk, busy_root: Path):
    """The same person in another process: another opening of the same clone."""
    other = open_desk(busy_root, acting_as=SECRETARY, clock=at_noon)
    yield other
    other.workspace.close()


async def test_a_list_keeps_its_cursor_and_a_form_what_is_typed(desk: Desk, elsewhere: Desk):
    async with followed(desk) as app:
        await app.press("j")
        row = app.line("> ")
        text = await app.sees(
            lambda: reports.triage_report(elsewhere, REPORT, ReportState.UNDER_INSTRUCTION)
        )
        assert "elsewhere" in text
        assert app.line("> ")[:16] == row[:16]
        await app.press("o")
        await app.type("Un titre")
        await app.sees(
            lambda: reports.triage_report(elsewhere, REPORT, ReportState.AWAITING_PUBLISHER)
        )
        assert "Un titre" in app.text()
        assert app.app.window_open


async def test_a_meeting_stays_at_its_item_while_another_writes(desk: Desk, elsewhere: Desk):
    convocation.convene_meeting(desk, MEETING)
    meetings.open_meeting(desk, MEETING)
    async with followed(desk) as app:
        await app.press("3", "enter", "j", "enter", "j")
        text = await app.sees(lambda: meetings.attend(elsewhere, MEETING, MEMBERS[:3], "present"))
        assert f"{MEETING} was changed elsewhere" in text
        assert "quorum 3/3" in text
        assert "item 1/1" in text


async def test_the_room_follows_and_refuses_to_write(desk: Desk, elsewhere: Desk, busy_root: Path):
    convocation.convene_meeting(desk, MEETING)
    async with followed(desk, watching=True) as app:
        assert "CONVENED" in app.text()
        await app.sees(lambda: meetings.open_meeting(elsewhere, MEETING))
        await app.sees(lambda: meetings.attend(elsewhere, MEETING, MEMBERS, "present"))
        assert "QUORUM 5/3" in app.text()
        assert "Take part   5" in app.text()
        assert "Awaited" not in app.text()
        await app.sees(lambda: deliberation.open_item(elsewhere, MEETING, 1))
        assert "VOTE OPEN" in app.text()
        text = await app.sees(
            lambda: deliberation.cast_ballot(
                elsewhere, MEETING, 1, Choice.AGAINST, member_id=MEMBERS[0]
            )
        )
        assert "Voted     1" in text
        assert "gainst" not in text
        for key in ("p", "C", "S", "2"):
            text = await app.press(key)
            assert "This screen only shows the meeting" in text
        assert not app.app.window_open
        path = busy_root / meeting_path(MEETING)
        whole = path.read_text()
        for content in (whole.replace("state: open", "state: [open", 1), whole):
            path.write_text(content)
            text = await app.sees(lambda: commit_all(busy_root, "By hand"))
            assert "VOTE OPEN" in text
            assert not app.app.window_open
        text = await app.sees(lambda: deliberation.decide_item(elsewhere, MEETING, 1))
        assert "DECIDED" in text
        assert "No vote   4" in text
