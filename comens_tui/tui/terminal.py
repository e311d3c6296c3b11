"""What the terminal allows, told from the environment before Textual is loaded."""

import codecs
import locale
import sys
from collections.abc import Mapping
from typing import NamedTuple

from comens_tui.errors import UsageError
from comens_tui.i18n import _

#: The smallest window in which the screens can be read.
MINIMUM_WIDTH, MINIMUM_HEIGHT = 60, 15
ANSI_DARK, ANSI_LIGHT, DARK, LIGHT = "ansi-dark", "ansi-light", "dark", "light"
THEMES = (DARK, LIGHT, ANSI_DARK, ANSI_LIGHT)
ANSI_THEMES = (ANSI_DARK, ANSI_LIGHT)
_UNABLE = ("", "dumb", "unknown")
#: COLORFGBG ends with the number of the background colour; these are the dark ones.
_DARK_BACKGROUNDS = frozenset("0123456") | {"8"}


class Streams(NamedTuple):
    """Which standard streams are terminals, and how text is encoded on them."""

    stdin: bool
    stdout: bool
    stderr: bool
    encoding: str


class Options(NamedTuple):
    """How the app shows itself."""

    theme: str = DARK
    mouse: bool = True
    accessible: bool = False
    #: No colour at all: changes are then written `[-…-]{+…+}`.
    monochrome: bool = False
    #: Whether the terminal scrolls by itself what scrolls.
    hardware_scroll: bool = True
    #: Whether the app only shows a meeting to a room, and writes nothing.
    watching: bool = False


def standard_streams() -> Streams:
    """Describe the streams of this process."""
    encoding = "utf-8" if sys.flags.utf8_mode else locale.getencoding()
    return Streams(sys.stdin.isatty(), sys.stdout.isatty(), sys.stderr.isatty(), encoding)


def refusal(environment: Mapping[str, str], streams: Streams) -> UsageError | None:
    """Return why the app cannot be opened here, with the way out; None when it can."""
    commands = _("The same by commands: comens status, comens report list, comens --help.")
    if not (streams.stdin and streams.stdout and streams.stderr):
        return UsageError(
            _("The app needs a terminal, and input or output is redirected here."), commands
        )
    term = environment.get("TERM", "")
    if term in _UNABLE:
        return UsageError(
            _("This terminal cannot show the app: TERM is “{term}”.").format(term=term),
            commands,
        )
    if codecs.lookup(streams.encoding).name != "utf-8":
        return UsageError(
            _("The app needs UTF-8, and this terminal is set to {encoding}.").format(
                encoding=streams.encoding
            ),
            _("Set a UTF-8 locale first, for instance: LC_ALL=C.UTF-8 comens"),
        )
    return None


def choose_options(environment: Mapping[str, str]) -> Options:
    """Return how to show the app: `COMENS_THEME` decides, else what the terminal says.

    Over SSH, without colour, or with few colours, the terminal's own colours are used: they
    cost a third less to send, and are the only ones that NO_COLOR silences whole.
    """
    monochrome = bool(environment.get("NO_COLOR"))
    remote = bool(environment.get("SSH_CONNECTION"))
    accessible = environment.get("COMENS_A11Y", "") not in ("", "0")
    rich_colours = "256color" in environment.get("TERM", "") or "COLORTERM" in environment
    plain = monochrome or remote or accessible or not rich_colours
    theme = environment.get("COMENS_THEME", "")
    if theme not in THEMES:
        dark = environment.get("COLORFGBG", "0").rpartition(";")[2] in _DARK_BACKGROUNDS
        theme = (ANSI_DARK if dark else ANSI_LIGHT) if plain else (DARK if dark else LIGHT)
    mouse_choice = environment.get("COMENS_MOUSE", "")
    mouse = mouse_choice != "0" if mouse_choice else not (remote or accessible)
    return Options(
        theme=theme,
        mouse=mouse,
        accessible=accessible,
        monochrome=monochrome,
        hardware_scroll=environment.get("COMENS_HARDWARE_SCROLL", "") != "0",
    )
