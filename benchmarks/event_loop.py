"""The longest step of the event loop while each screen is shown, beside a bare screen of Textual.

Each step, a callback or a stretch of a task, is timed by the CPU time of its thread: other
programs on the machine do not count. A collection of garbage is, and so is what is imported.
"""

import asyncio
import gc
import time
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Self

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from comens_tui.operations.desk import open_desk
from comens_tui.tui import pauses
from tests.tui.driving import NARROW, driven

#: As many widgets as a screen of ours has at first.
_WIDGETS = 9
_SCREENS = {
    "2": "review",
    "3": "meeting",
    "4": "priorities",
    "5": "corpus",
    "6": "checks",
    "7": "release",
    "8": "consultations",
    "9": "trace",
    "f": "search",
}


class Steps:
    """The longest step since the last question, in seconds, of the loop of this thread."""

    def __init__(self) -> None:
        self._longest = 0.0
        self._run: Callable[[asyncio.Handle], None] = asyncio.Handle._run

    def __enter__(self) -> Self:
        def run(handle: asyncio.Handle) -> None:
            start = time.thread_time()
            self._run(handle)
            self._longest = max(self._longest, time.thread_time() - start)

        asyncio.Handle._run = run
        return self

    def __exit__(self, *_error: object) -> None:
        asyncio.Handle._run = self._run

    def longest(self) -> float:
        """Return it, and begin again."""
        longest, self._longest = self._longest, 0.0
        return longest


class _Bare(Screen[None]):
    def compose(self) -> ComposeResult:
        for index in range(_WIDGETS):
            yield Static(str(index))


class _BareApp(App[None]):
    MODES: ClassVar = {"bare": _Bare}


async def _floor(steps: Steps) -> float:
    app = _BareApp()
    async with app.run_test(size=NARROW) as pilot:
        steps.longest()
        await app.switch_mode("bare")
        await pilot.pause()
        return steps.longest()


async def _ours(steps: Steps, folder: Path) -> dict[str, float]:
    found = {}
    async with driven(open_desk(folder), size=NARROW) as app:
        steps.longest()
        for key, name in _SCREENS.items():
            await app.press(key)
            found[f"{name}, first shown"] = steps.longest()
        await app.press("escape", "6")
        steps.longest()
        await app.press("R")
        found["checks, run again"] = steps.longest()
        await app.press("j", "enter", "escape")
        found["a finding, opened and left"] = steps.longest()
    return found


def measure_event_loop(folder: Path) -> None:
    """Print the longest step of each, beside the bare screen; in a process of its own."""
    pauses.keep_short()
    gc.freeze()
    with Steps() as steps:
        floor = asyncio.run(_floor(steps))
        for name, longest in asyncio.run(_ours(steps, folder)).items():
            print(
                f"{'longest step, ' + name:<44} {longest * 1000:8.1f} ms   "
                f"{'a bare screen of Textual':<28} {floor * 1000:8.1f} ms   x{longest / floor:.2f}"
            )


if __name__ == "__main__":
    import sys

    measure_event_loop(Path(sys.argv[1]))
