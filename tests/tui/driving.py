"""How these tests drive the app: press keys, wait for its threads, read the screen as text."""

import asyncio
import sys
import threading
import time
import traceback
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import datetime
from typing import NamedTuple

from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from comens_tui.operations.desk import Desk
from comens_tui.tui.app import ComensApp
from comens_tui.tui.screens.registry import screens_of
from comens_tui.tui.session import Session
from comens_tui.tui.terminal import Options

NOON = datetime.fromisoformat("2026-03-02T12:00:00+01:00")
NARROW, WIDE = (80, 24), (200, 60)
_TURN, _QUIET_TURNS, _MOST_TURNS = 0.001, 8, 5000
#: Seconds after which a test is told what never ended, rather than wait for ever.
_PATIENCE = 60.0


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
            self._send(key)
            await self.rest()
        return self.text()

    async def type(self, text: str) -> str:
        """Type a text, and return the screen."""
        for char in text:
            self._send("space" if char == " " else char)
        await self.rest()
        return self.text()

    async def at_once(self, *keys: str) -> str:
        """Press keys without waiting for anything between them; return the screen at rest."""
        for key in keys:
            self._send(key)
        await self.rest()
        return self.text()

    async def typed_ahead(self, *keys: str, until: str) -> str:
        """Type keys while the threads are held up; return the screen once it holds `until`."""
        for key in keys:
            self._send(key)
        for _turn in range(_MOST_TURNS):
            if until in self.text():
                break
            await asyncio.sleep(_TURN)
        return self.text()

    def _send(self, key: str) -> None:
        driver = self.app._driver
        assert driver is not None
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        char = " " if key == "space" else key if len(key) == 1 else None
        event = Key(name, char)
        event.set_sender(self.app)
        driver.send_message(event)

    async def rest(self) -> None:
        """Wait until no thread works and every message is handled.

        Textual's own pilot waits for an idle processor, which is ten times slower.
        """
        quiet, latest = 0, time.monotonic() + _PATIENCE
        while quiet < _QUIET_TURNS:
            if time.monotonic() > latest:
                # Whoever closes the loop would wait for a thread that never ends.
                asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor())
                raise AssertionError(self._unrest())
            await asyncio.sleep(_TURN)
            quiet = 0 if self._is_busy() else quiet + 1

    def _unrest(self) -> str:
        """Say what never came to rest: which workers, in which thread, over which screen."""
        workers = [worker for worker in self.app.workers if worker.is_running]
        at_work = [
            f"worker of the group {worker.group!r}, {worker.state.name}" for worker in workers
        ]
        frames = sys._current_frames()
        for thread in threading.enumerate():
            if thread is not threading.current_thread() and thread.ident in frames:
                stack = traceback.format_stack(frames[thread.ident])
                at_work.append(f"thread {thread.name}, which is at\n{''.join(stack[-3:])}")
        kept = "" if self.app.typed.is_idle else "a key is still in hand"
        return "\n".join((f"no rest after {_PATIENCE} s", *at_work, kept, self.text()))

    def _is_busy(self) -> bool:
        app = self.app
        if app._batch_count or any(worker.is_running for worker in app.workers):
            return True
        if not app.typed.is_idle:
            return True
        screen = app.screen
        if screen._layout_required or screen._repaint_required or screen._dirty_widgets:
            return True
        pumps = [app, *app.screen_stack, *screen.walk_children()]
        return any(pump.message_queue_size for pump in pumps)

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
    app = ComensApp(session.options, lambda: screens_of(session))
    try:
        async with app.run_test(size=size) as pilot:
            driver = Driven(app, pilot)
            await driver.rest()
            yield driver
    finally:
        session.close()
