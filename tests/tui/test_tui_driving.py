"""A thread that never ends fails its test, which says so, rather than hang it."""

import threading

import pytest

from comens_tui.operations.desk import Desk
from comens_tui.tui.screens.base import BaseScreen
from tests.tui import driving
from tests.tui.driving import driven


async def test_what_never_comes_to_rest_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = threading.Event()
    async with driven(desk) as app:
        monkeypatch.setattr(driving, "_PATIENCE", 0.1)
        assert isinstance(app.app.base, BaseScreen)
        app.app.base.read(ends.wait, lambda _ended: None, group="endless")
        with pytest.raises(AssertionError, match="worker of the group 'endless'") as told:
            await app.rest()
        ends.set()
        assert "1 Inbox" in str(told.value)
