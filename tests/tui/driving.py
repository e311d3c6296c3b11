"""How these tests drive the app: press keys, wait for its threads, read the screen as text."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import NamedTuple

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from comens_tui.operations.desk import Desk
from comens_tui.tui.app import ComensApp
from comens_tui.tui.session import Session
from comens_tui.tui.terminal import Options

NOON = datetime.fromisoformat("2026-03-02T12:00:00+01:00")
NARROW, WIDE = (80, 24), (200, 60)
_PATIENCE = 200


class SubstantiveText:
    """Two ways to change the referential of the tests."""

    @staticmethod
    def weakened(text: str) -> str:
        """DOIT becomes DEVRAIT, which a reviewer must never miss."""
        return text.replace("ALORS le Système DOIT lui", "ALORS le Système DEVRAIT lui").replace(
            "level: mandatory\nprinciples: [autonomy]\n",
            "level: recommended\nprinciples: [autonomy]\n",
        )

    @staticmethod
    def reworded(text: str) -> str:
        """A word for another, in two requirements."""
        return text.replace("ALORS le Système", "ALORS le service").replace(
            "Le Système PEUT", "Le service PEUT"
        )


class Driven(NamedTuple):
    """The app in a test."""

    app: ComensApp
    pilot: Pilot[int]

    async def press(self, *keys: str) -> str:
        """Press keys one by one, and return the screen once the app is at rest."""
        for key in keys:
            await self.pilot.press(key)
            await self.rest()
        return self.text()

    async def type(self, text: str) -> str:
        """Type a text, and return the screen."""
        await self.pilot.press(*("space" if char == " " else char for char in text))
        await self.rest()
        return self.text()

    async def rest(self) -> None:
        """Wait until no thread works and every message is handled."""
        for _turn in range(_PATIENCE):
            try:
                await self.app.workers.wait_for_complete()
            except WorkerCancelled:
                continue
            await self.pilot.pause()
            if not any(worker.is_running for worker in self.app.workers):
                break
        await self.pilot.pause()

    def text(self) -> str:
        """Return the screen as text, one line a row, ends trimmed."""
        rows = self.app.screen._compositor.render_strips()
        return "\n".join("".join(part.text for part in row).rstrip() for row in rows)

    def line(self, start: str) -> str:
        """Return the first row of the screen that holds `start`."""
        return next((row for row in self.text().splitlines() if start in row), "")


@asynccontextmanager
async def driven(
    desk: Desk, *, size: tuple[int, int] = NARROW, options: Options | None = None
) -> AsyncIterator[Driven]:
    """Open the app on `desk` and give its driver."""
    session = Session(desk=desk, options=options or Options(theme="ansi-dark"))
    app = ComensApp(session)
    try:
        async with app.run_test(size=size) as pilot:
            driver = Driven(app, pilot)
            await driver.rest()
            yield driver
    finally:
        session.close()
