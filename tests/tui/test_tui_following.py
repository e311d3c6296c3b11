"""A screen sees what another process writes, keeps what one was doing, and a room only looks."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from comens_tui.model.words import Choice, ReportState
from comens_tui.operations import deliberation, meetings, reports
from comens_tui.operations.desk import Desk, open_desk
from comens_tui.tui.action import PROJECTOR
from comens_tui.tui.app import ComensApp
from comens_tui.tui.following import Follower
from comens_tui.tui.messages import CorpusChanged
from comens_tui.tui.screens.registry import screens_of
from comens_tui.tui.session import Session
from comens_tui.tui.terminal import Options
from tests.support import MEMBERS, SECRETARY
from tests.tui.conftest import at_noon
from tests.tui.driving import NARROW, Driven

MEETING = "S-2026-01"
REPORT = "EV-2026-0002"


class Followed(Driven):
    """The app in a test, and the end of each look of its watch."""

    async def sees(self, act) -> str:
        """Let another process act, wait for the message that tells it, return the screen."""
        heard = asyncio.Event()
        screen = self.app.base
        usual = screen.changed_elsewhere

        def listening(message: CorpusChanged) -> None:
            usual(message)
            heard.set()

        screen.changed_elsewhere = listening
        await asyncio.to_thread(act)
        await heard.wait()
        await self.rest()
        return self.text()


@asynccontextmanager
async def followed(desk: Desk, *, watching: bool = False) -> AsyncIterator[Followed]:
    session = Session(desk=desk, options=Options(theme="ansi-dark", watching=watching))
    session.follower = Follower(session, period=0.01)
    screens = screens_of(session)
    if watching:
        screens = {PROJECTOR: screens[PROJECTOR]}
    app = ComensApp(session.options, lambda: screens)
    try:
        async with app.run_test(size=NARROW) as pilot:
            driver = Followed(app, pilot)
            await driver.rest()
            yield driver
    finally:
        session.close()


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
    meetings.convene_meeting(desk, MEETING)
    meetings.open_meeting(desk, MEETING)
    async with followed(desk) as app:
        await app.press("3", "enter", "j", "enter", "j")
        text = await app.sees(lambda: meetings.attend(elsewhere, MEETING, MEMBERS[:3], "present"))
        assert f"{MEETING} was changed elsewhere" in text
        assert "quorum 3/3" in text
        assert "item 1/1" in text


async def test_the_room_follows_and_refuses_to_write(desk: Desk, elsewhere: Desk):
    meetings.convene_meeting(desk, MEETING)
    async with followed(desk, watching=True) as app:
        assert "CONVENED" in app.text()
        await app.sees(lambda: meetings.open_meeting(elsewhere, MEETING))
        await app.sees(lambda: meetings.attend(elsewhere, MEETING, MEMBERS, "present"))
        assert "QUORUM 5/3" in app.text()
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
        text = await app.sees(lambda: deliberation.decide_item(elsewhere, MEETING, 1))
        assert "DECIDED" in text
        assert "No vote   4" in text
