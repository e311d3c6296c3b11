"""How these tests follow what another process writes: they wait for messages, never for a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import ClassVar

from comens_tui.operations.desk import Desk
from comens_tui.tui.action import PROJECTOR
from comens_tui.tui.app import ComensApp
from comens_tui.tui.following import Follower
from comens_tui.tui.messages import CorpusChanged
from comens_tui.tui.screens.registry import screens_of
from comens_tui.tui.session import Session
from comens_tui.tui.terminal import Options
from tests.tui.driving import NARROW, Driven


class Followed(Driven):
    """The app in a test, and what its watch tells."""

    #: How many acts each message told of, since the last time one was waited for.
    acts_heard: ClassVar[list[int]] = []

    async def sees(self, act) -> str:
        """Let another process act, wait for the message that tells it, return the screen."""
        heard = self._listening()
        await asyncio.to_thread(act)
        while True:
            await heard.wait()
            heard.clear()
            if self.acts_heard:
                break
        await self.rest()
        return self.text()

    async def until(self, is_so) -> str:
        """Wait for messages until the screen is so, and return it."""
        heard = self._listening()
        await self.rest()
        while not is_so(self.text()):
            await heard.wait()
            heard.clear()
            await self.rest()
        return self.text()

    def _listening(self) -> asyncio.Event:
        heard = asyncio.Event()
        screen = self.app.base
        usual = type(screen).changed_elsewhere

        def listening(message: CorpusChanged) -> None:
            usual(screen, message)
            self.acts_heard.append(message.count) if message.count else None
            heard.set()

        self.acts_heard.clear()
        screen.changed_elsewhere = listening
        return heard


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
