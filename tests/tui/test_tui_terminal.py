"""The app in a real pseudo-terminal: what is sent, in bytes, and how it starts and leaves."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import SECRETARY
from tests.tui.terminals import terminal

pytestmark = pytest.mark.terminal

#: Bytes that a slow line is asked to carry at most, at 80x24: the whole opening, a move in a
#: list, one line of a page of full width, one page.
START, MOVE, LINE, PAGE = 20_000, 700, 400, 7_000
_COLOUR = re.compile(
    rb"\x1b\[[0-9;]*?(?<![0-9])(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8;[25];)[0-9;]*m"
)
SSH = {"SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22"}


def opened(root: Path) -> list[str]:
    return ["--workspace", str(root), "--lang", "en", "--as", SECRETARY]


@pytest.mark.parametrize(
    "environment", [SSH, {"COMENS_THEME": "ansi-dark"}, {"COMENS_THEME": "dark"}], ids=str
)
def test_bytes_stay_within_what_a_slow_line_carries(
    busy_root: Path, environment: dict[str, str]
) -> None:
    with terminal(opened(busy_root), environment=environment) as app:
        assert len(app.wait_for("EV-2026-0001")) <= START
        assert (b"\x1b[?1003h" in app.sent) == (environment != SSH), "the mouse is off over SSH"
        app.press("5")
        app.wait_for("REF-ESS")
        assert 0 < len(app.press("j")) <= MOVE
        app.press("g\r")
        app.wait_for("Legal state")
        assert 0 < len(app.press("j")) <= LINE
        assert 0 < len(app.press("\x1b[6~")) <= PAGE
        assert app.settle() == b""


def test_no_color_sends_no_colour(busy_root: Path) -> None:
    with terminal(opened(busy_root), environment={"NO_COLOR": "1"}) as app:
        app.wait_for("EV-2026-0001")
        app.press("2")
        # The inbox may name that proposal too.
        app.wait_for("COMENS  2 Review")
        app.wait_for("P-2026-001")
        app.press("\r")
        app.wait_for("COMENS  2 Review  P-2026")
        assert _COLOUR.search(app.sent) is None


def assert_sixteen_colours_at_most(sent: bytes) -> None:
    assert b"8;5;" not in sent
    assert b"8;2;" not in sent


# In terminals of few colours: what they are sent is looked at on the way.
@pytest.mark.parametrize(("number", "name"), [(signal.SIGTERM, "xterm"), (signal.SIGHUP, "linux")])
def test_a_signal_to_leave_gives_the_screen_back(
    busy_root: Path, number: signal.Signals, name: str
) -> None:
    with terminal(opened(busy_root), environment={"TERM": name}) as app:
        app.wait_for("EV-2026-0001")
        app.settle()
        assert_sixteen_colours_at_most(app.sent)
        os.kill(app.process.pid, number)
        assert app.close() == 128 + number
        assert b"\x1b[?1049l" in app.sent
        assert b"\x1b[?1003l" in app.sent


def test_the_screen_is_drawn_again_after_a_stop(busy_root: Path) -> None:
    with terminal(opened(busy_root), environment={"TERM": "screen"}) as app:
        app.wait_for("EV-2026-0001")
        app.settle()
        assert b"\x1b[?1049l" in app.press("\x1a")
        app.screen.reset()
        os.kill(app.process.pid, signal.SIGCONT)
        app.wait_for("EV-2026-0001")
        assert "COMENS  1 Inbox" in app.text()
        assert "q quit" in app.text()
        assert_sixteen_colours_at_most(app.sent)


def test_a_tiny_terminal_is_told_and_left_with_q(busy_root: Path) -> None:
    with terminal(opened(busy_root), size=(20, 5)) as app:
        app.wait_for("q quits")
        assert b"\x1b[?25h" not in app.sent
        app.press("q")
        assert app.close() == 0
        assert b"\x1b[?1049l" in app.sent
        assert b"\x1b[?25h" in app.sent


def test_the_real_cursor_follows_in_the_accessible_form_and_q_gives_the_screen_back(
    busy_root: Path,
) -> None:
    with terminal([*opened(busy_root), "--accessible"]) as app:
        app.wait_for("EV-2026-0001")
        assert b"\x1b[?25h" in app.sent
        before = app.screen.cursor.y
        app.press("j")
        assert app.screen.cursor.y == before + 1
        assert app.screen.display[app.screen.cursor.y].startswith(">")
        app.press("q")
        assert app.close() == 0
        assert b"\x1b[?1049l" in app.sent


def test_a_terminal_that_cannot_show_it_names_the_command(busy_root: Path) -> None:
    with terminal(opened(busy_root), environment={"TERM": "dumb"}) as app:
        app.wait_for("TERM is “dumb”")
        assert app.close() == 2
        assert "comens status" in app.text()


def test_without_a_terminal_the_commands_are_named(busy_root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "comens_tui", *opened(busy_root)],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 2
    assert "comens status" in done.stderr
    assert "Traceback" not in done.stderr
