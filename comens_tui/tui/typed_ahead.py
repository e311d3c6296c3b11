"""Keys typed faster than screens come: each waits until what the one before asked for is there.

A key is in hand until the widgets it passes through, and the screen or window it asks for, have
had their turn; those typed meanwhile are kept, in order, and then act where they were meant to.
Nothing is timed: what ends the wait is what was waited for, or Escape. What must be read before
it is answered takes none of them.
"""

import asyncio
from collections import deque
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Any, Protocol, cast

from textual import events
from textual.app import App, ScreenStackError, UnknownModeError
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker

#: How many keys are kept; more are dropped, for nobody types a page ahead.
MOST = 1024
#: The keys that never wait: they leave the app, whatever it is doing.
LEAVING = ("ctrl+q", "ctrl+c")
ESCAPE = "escape"
#: A key is first handled by what has the focus, then what that asked for by its screen.
_LEAST_ROUNDS = 2


class Awaited(Enum):
    """What a job in a thread brings, to the keys typed after the one that asked for it."""

    #: Nothing they may be meant for: they act at once.
    NOTHING = "nothing"
    #: The lines or the page of the screen in front; the keys that lead elsewhere act at once.
    CONTENT = "content"
    #: A window, in which any of them may be meant to be typed.
    WINDOW = "window"


class TypedAhead:
    """The keys of one app; called on its event loop only."""

    def __init__(self, app: App[int], leading_elsewhere: Collection[str]) -> None:
        """Keep all keys until `begin`; some lead elsewhere from any screen."""
        self._app = app
        self._leading_elsewhere = leading_elsewhere
        self._kept: deque[events.Key | events.Paste] = deque()
        self._passing: events.Event | None = None
        self._awaited: dict[Worker[Any], Awaited] = {}
        self._is_waiting = False
        self._is_apart = False
        self._task: asyncio.Task[None] | None = None
        self._has_begun = False

    @property
    def is_idle(self) -> bool:
        """Whether no key is in hand."""
        return self._task is None

    def begin(self) -> None:
        """Let the keys kept until now act, there being a screen to answer them."""
        self._has_begun = True
        self._restart()

    def keeps(self, event: events.Event) -> bool:
        """Tell whether what was typed is kept for later; else it is now in hand."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            return False
        if event is self._passing:
            self._passing = None
            return False
        if self._acts_now(event.key if isinstance(event, events.Key) else ""):
            return False
        if len(self._kept) < MOST:
            self._kept.append(event)
        return True

    def is_too_early(self, event: events.Event) -> bool:
        """Tell whether what was typed would answer a window that nobody had seen by then."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            return False
        if isinstance(event, events.Key) and event.key in (ESCAPE, *LEAVING):
            return False
        return event.time < getattr(self._app.screen, "answered_from", event.time)

    def _acts_now(self, key: str) -> bool:
        """Tell whether a key waits for nothing; if so it is taken in hand, or leaves the app."""
        if key in LEAVING or (key == "q" and not self._has_begun):
            return True
        if not self._has_begun or not (self.is_idle or self._leaves(key)):
            return False
        self._restart()
        return True

    def _leaves(self, key: str) -> bool:
        """Tell whether a key need not wait for what a thread is about to bring."""
        if not self._is_waiting:
            return False
        if key == ESCAPE:
            self._kept.clear()
            return True
        return not self._kept and self._leads_elsewhere(key)

    def _leads_elsewhere(self, key: str) -> bool:
        """Tell whether a key asks for another screen, no window being on its way to take it."""
        return key in self._leading_elsewhere and Awaited.WINDOW not in self._awaited.values()

    # -- what is waited for

    def wait_for(self, worker: Worker[Any], awaited: Awaited) -> None:
        """Keep the next keys until `worker` has ended, if it was asked for by the one in hand.

        One that takes the place of another is waited for as that one was.
        """
        if self.is_idle:
            return
        for other, before in self._awaited.items():
            if other.group == worker.group and other.node is worker.node:
                self._awaited[worker] = before
                return
        if awaited is not Awaited.NOTHING and not self._is_apart:
            self._awaited[worker] = awaited

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Start jobs within that no key asked for: none waits for them."""
        before, self._is_apart = self._is_apart, True
        try:
            yield
        finally:
            self._is_apart = before

    # -- the key in hand

    def _restart(self) -> None:
        """Take another key in hand; whatever the one before waits for is not waited for."""
        if self._task is not None:
            self._task.cancel()
        self._awaited.clear()
        self._is_waiting = False
        self._task = asyncio.create_task(self._go_on())

    async def _go_on(self) -> None:
        """Give the keys kept to the app, each once the one before is through."""
        try:
            await self._settle()
            while self._kept:
                self._passing = self._kept.popleft()
                self._app.post_message(self._passing)
                await self._settle()
        except (ScreenStackError, UnknownModeError):
            # The app is being closed.
            self._kept.clear()
        except Exception as error:  # noqa: BLE001 - told below, as a bug in a handler is
            self._app.call_later(_raise, error)
        self._task = None

    async def _settle(self) -> None:
        """Return once what the key in hand asked for is in front, and has the focus."""
        rounds, is_settled = 0, False
        while rounds < _LEAST_ROUNDS or not is_settled:
            before = self._front()
            await self._round()
            rounds += 1
            is_settled = not self._awaited and self._front() == before
            if self._awaited:
                await self._arrival()

    def _front(self) -> tuple[Screen[Any], Widget | None]:
        return self._app.screen, self._app.focused

    async def _round(self) -> None:
        """Let each that may have to do with the key handle what it was sent, from the focus up."""
        app = self._app
        focused = app.focused
        path: list[MessagePump] = list(focused.ancestors_with_self) if focused else []
        for pump in dict.fromkeys([*path, *reversed(app.screen_stack), app]):
            handled = asyncio.Event()
            if pump.call_later(handled.set):
                await handled.wait()

    async def _arrival(self) -> None:
        """Wait for the threads that the key in hand asked something of; not when one leaves."""
        keys = [event.key if isinstance(event, events.Key) else "" for event in self._kept]
        if ESCAPE in keys:
            for _key in range(keys.index(ESCAPE)):
                self._kept.popleft()
        if ESCAPE in keys or (keys and self._leads_elsewhere(keys[0])):
            self._awaited.clear()
            return
        self._is_waiting = True
        for worker in tuple(self._awaited):
            ends = asyncio.gather(worker.wait(), return_exceptions=True)
            await asyncio.shield(ends)
            self._awaited.pop(worker, None)
        self._is_waiting = False


def _raise(error: Exception) -> None:
    """Let the app end as it does when a handler fails."""
    raise error


class TypesAhead(Protocol):
    """An app that keeps keys."""

    typed: TypedAhead


def typed_ahead_of(app: App[Any]) -> TypedAhead:
    """Return the keys that `app` keeps."""
    return cast(TypesAhead, app).typed
