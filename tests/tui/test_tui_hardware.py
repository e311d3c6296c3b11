"""Scrolling by the terminal leaves exactly the screen that drawing it again leaves."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

import pyte
import pytest
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size

from comens_tui.operations.desk import Desk
from comens_tui.tui import hardware
from comens_tui.tui.prose import Block, Span, heading, paragraph
from comens_tui.tui.terminal import Options
from comens_tui.tui.widgets.page import Page
from comens_tui.tui.widgets.rows import ListRow, MemoryRows
from comens_tui.tui.widgets.virtual_list import VirtualList
from tests.tui.driving import NARROW, WIDE, Driven, driven

ROWS = [
    ListRow(f"EV-{index:04}", (f"EV-{index:04}", "to do", f"Le titre n° {index} " * 3, ""))
    for index in range(300)
]
PAGE = [
    item
    for index in range(120)
    for item in (
        heading(f"Titre {index}", anchor=f"t{index}"),
        paragraph("Des mots qui se suivent, accentués, et qui passent à la ligne. " * (index % 5)),
        Block((Span("ajouté ", "inserted"), Span("retiré", "deleted")), mark="~"),
    )
]
PAGE_KEYS = ("j", "j", "k", "pagedown", "pageup", "G", "g", "n", "N")


class Recorder(HeadlessDriver):
    """A terminal in memory: what is written to it is drawn by pyte."""

    screen: pyte.Screen
    stream: pyte.Stream
    sent = ""

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self.sent += data
        self.stream.feed(data)


class Watched(NamedTuple):
    """The app, and the terminal that it writes to."""

    app: Driven
    terminal: Recorder

    def cells(self) -> list[list[pyte.screens.Char]]:
        """Return every cell of the terminal, its colours with it."""
        screen = self.terminal.screen
        return [
            [screen.buffer[line][column] for column in range(screen.columns)]
            for line in range(screen.lines)
        ]

    async def redraw(self) -> None:
        """Draw the whole screen again."""
        self.app.app.screen.refresh()
        await self.app.rest()

    async def press(self, *keys: str) -> str:
        """Press keys; return what was sent."""
        start = len(self.terminal.sent)
        await self.app.press(*keys)
        return self.terminal.sent[start:]

    async def fill_list(self) -> None:
        """Show 300 rows."""
        self.app.app.screen.query_one("#list", VirtualList).show(MemoryRows(ROWS))
        await self.app.rest()

    async def fill_page(self) -> None:
        """Open a page of many lines."""
        await self.app.press("enter")
        self.app.app.screen.query_one("#detail", Page).show(PAGE)
        await self.app.rest()


@asynccontextmanager
async def watched(
    desk: Desk, size: tuple[int, int] = NARROW, options: Options | None = None
) -> AsyncIterator[Watched]:
    """Open the corpus on a terminal that remembers."""
    async with driven(desk, size=size, options=options) as app:
        await app.press("5")
        terminal = Recorder(app.app, size=size)
        terminal.screen = pyte.Screen(*size)
        terminal.stream = pyte.Stream(terminal.screen)
        app.app._driver = terminal
        found = Watched(app, terminal)
        await found.redraw()
        yield found


def scrolls_in(sent: str) -> int:
    """Count the scrolls left to the terminal: each sets a region, then frees it."""
    return sent.count("\x1b[r")


def mixed(seed: int, count: int = 50) -> list[str]:
    return random.Random(seed).choices(PAGE_KEYS, k=count)


#: A list scrolls where its cursor comes to an end of it.
LIST_RUN = ("G", *"kkj", "pageup", "pageup", *"kkk", "pagedown", *"jj", "g", "pagedown", *"k" * 5)


@pytest.mark.parametrize("theme", ["ansi-dark", "dark"])
@pytest.mark.parametrize("pane", ["list", "page"])
async def test_fifty_mixed_scrolls_leave_what_a_whole_drawing_leaves(
    desk: Desk, pane: str, theme: str
) -> None:
    async with watched(desk, options=Options(theme=theme)) as seen:
        await (seen.fill_list() if pane == "list" else seen.fill_page())
        for key in (*"j" * 22, *LIST_RUN) if pane == "list" else mixed(seed=len(theme)):
            await seen.press(key)
            shown = [line.rstrip() for line in seen.terminal.screen.display]
            assert "\n".join(shown) == seen.app.text(), key
        before = seen.cells()
        assert scrolls_in(seen.terminal.sent) >= 4
        await seen.redraw()
        assert seen.cells() == before


async def test_a_burst_of_keys_leaves_what_a_whole_drawing_leaves(desk: Desk) -> None:
    async with watched(desk) as seen:
        await seen.fill_page()
        for start in range(0, 40, 5):
            for key in mixed(seed=start, count=5):
                seen.app._send(key)
            await seen.app.rest()
        before = seen.cells()
        await seen.redraw()
        assert seen.cells() == before


async def test_a_resize_among_the_scrolls_leaves_what_a_whole_drawing_leaves(desk: Desk) -> None:
    async with watched(desk) as seen:
        await seen.fill_page()
        for columns, lines in ((90, 30), (70, 18), (130, 40), (80, 24)):
            await seen.press("j", "j", "j")
            seen.terminal.screen.resize(lines, columns)
            seen.terminal._size = (columns, lines)
            await seen.app.pilot.resize_terminal(columns, lines)
            await seen.app.rest()
            await seen.press("j", "k", "j")
        assert seen.app.app.size == Size(80, 24)
        before = seen.cells()
        await seen.redraw()
        assert seen.cells() == before


async def test_a_line_is_scrolled_by_the_terminal_between_the_fixed_lines(desk: Desk) -> None:
    async with watched(desk) as seen:
        await seen.fill_page()
        assert "\x1b[m\x1b[3;22r\x1b[3;1H\x1b[1M\x1b[r" in await seen.press("j")
        assert "\x1b[m\x1b[3;22r\x1b[3;1H\x1b[1L\x1b[r" in await seen.press("k")


async def test_the_titles_of_a_list_stay(desk: Desk) -> None:
    async with watched(desk) as seen:
        await seen.fill_list()
        assert "\x1b[4;22r" in await seen.press(*"j" * 19)
        assert "Title" in seen.terminal.screen.display[2]


@pytest.mark.parametrize("case", ["switched off", "beside another pane", "under a window"])
async def test_the_terminal_scrolls_nothing_where_it_could_spoil_something(
    desk: Desk, case: str
) -> None:
    size = WIDE if case == "beside another pane" else NARROW
    async with watched(desk, size) as seen:
        if case == "switched off":
            hardware.turn_off_scrolling(seen.app.app)
        await seen.fill_page()
        page = seen.app.app.screen.query_one("#detail", Page)
        if case == "under a window":
            await seen.press("question_mark")
        start = len(seen.terminal.sent)
        page.action_text_down()
        await seen.app.rest()
        assert scrolls_in(seen.terminal.sent[start:]) == 0
        before = seen.cells()
        await seen.redraw()
        assert seen.cells() == before


async def test_a_filter_typed_among_scrolls_leaves_the_list_right(desk: Desk) -> None:
    async with watched(desk) as seen:
        await seen.fill_list()
        await seen.press("pagedown", "pagedown", "j")
        await seen.press("slash")
        await seen.app.type("1")
        await seen.press("down", *"jjjj", "pagedown", *"jjjk")
        before = seen.cells()
        await seen.redraw()
        assert seen.cells() == before
