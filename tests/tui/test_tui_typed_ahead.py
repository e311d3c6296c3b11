"""Keys typed faster than screens come act on the screen they were typed for."""

import asyncio
import threading
from typing import Any

import pytest

from comens_tui.errors import RefusedError
from comens_tui.operations import convocation, meetings
from comens_tui.operations.desk import Desk
from comens_tui.store.index import Index
from comens_tui.store.index_finding import Found
from comens_tui.tui.screens import meeting_roll_call
from comens_tui.tui.screens.base import BaseScreen
from comens_tui.tui.typed_ahead import MOST
from tests.support import MEMBERS
from tests.tui.driving import NARROW, WIDE, Driven, driven

TITLE = "Rate P-2026-001"
MEETING = "S-2026-01"


async def turns(app: Driven, *keys: str) -> str:
    """Press keys that no thread may answer yet; return the screen after many turns of the loop."""
    for key in keys:
        app._send(key)
    for _turn in range(200):
        await asyncio.sleep(0)
    return app.text()


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "200x60"])
async def test_a_whole_line_of_keys_acts_from_screen_to_screen(
    desk: Desk, size: tuple[int, int]
) -> None:
    async with driven(desk, size=size) as app:
        text = await app.at_once("2", "j", "j", "enter", "r", "3", "down", "2", "1")
        assert TITLE in text
        assert "0  1  2 [3] 4" in app.line("beneficence")
        assert "0 [1] 2  3  4" in app.line("non-maleficence")


async def test_what_waits_for_a_thread_acts_after_it_and_what_leaves_acts_at_once(
    desk: Desk,
) -> None:
    async with driven(desk) as app:
        assert isinstance(app.app.base, BaseScreen)
        with app.app.base.session.work:
            assert "P-2026-001" not in await app.typed_ahead("2", until="2 Review")
            assert "P-2026-001" not in await turns(app, "j", "j", "enter")
        assert "P-2026-001" in (await app.at_once()).splitlines()[0]
        await app.press("escape")
        with app.app.base.session.work:
            assert "3 Meeting" in await app.typed_ahead("3", until="3 Meeting")
            assert "4 Priorities" in await app.typed_ahead("4", until="4 Priorities")
            await turns(app, "enter", "enter")
            assert not app.app.typed.is_idle
            await turns(app, "escape", "1")
        assert "1 Inbox" in await app.at_once()


async def test_only_so_many_keys_are_kept(desk: Desk) -> None:
    async with driven(desk) as app:
        assert isinstance(app.app.base, BaseScreen)
        with app.app.base.session.work:
            await app.typed_ahead("2", until="2 Review")
            await turns(app, *["j"] * (MOST + 50))
            assert len(app.app.typed._kept) == MOST
            await turns(app, "escape")
        await app.rest()
        assert app.line("> P-2026-003")


async def test_no_key_typed_before_a_confirmation_is_seen_confirms_it(desk: Desk) -> None:
    convocation.convene_meeting(desk, MEETING)
    meetings.open_meeting(desk, MEETING)
    meetings.attend(desk, MEETING, MEMBERS, "present")
    async with driven(desk) as app:
        assert isinstance(app.app.base, BaseScreen)
        await app.press("3", "enter", "j")
        with app.app.base.session.work:
            await turns(app, "o", "down", "enter")
        text = await app.at_once()
        assert "> Cancel: nothing is written" in text
        await app.press("down", "enter")
    assert desk.workspace.snapshot().meetings[MEETING].agenda[0].state == "open"


async def test_no_key_typed_before_a_refusal_is_seen_does_anything(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise RefusedError("Not now.")

    monkeypatch.setattr(meeting_roll_call, "rivals_at", refuse)
    convocation.convene_meeting(desk, MEETING)
    meetings.open_meeting(desk, MEETING)
    async with driven(desk) as app:
        assert isinstance(app.app.base, BaseScreen)
        await app.press("3", "enter", "j")
        with app.app.base.session.work:
            await turns(app, "o", "enter", "4")
        text = await app.at_once()
        assert "Not now." in text
        assert "> Understood" in text


async def test_a_search_opens_what_was_typed_and_not_what_was_shown_before(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    free, find = threading.Event(), Index.find

    def find_when_free(self: Index, *asked: Any, **given: Any) -> Found:
        assert free.wait(timeout=60)
        return find(self, *asked, **given)

    monkeypatch.setattr(Index, "find", find_when_free)
    free.set()
    async with driven(desk) as app:
        await app.press("f")
        await app.type("garantie")
        free.clear()
        for key in ("ctrl+u", *"P-2026-002", "enter"):
            await turns(app, key)
        free.set()
        text = await app.at_once()
        assert "2 Review  P-2026-002" in text.splitlines()[0]
