"""What the terminal allows, and how the app then shows itself."""

import pytest

from comens_tui.__main__ import TEXTUAL_DEFAULTS, prepare
from comens_tui.tui.terminal import Streams, choose_options, refusal

GOOD = Streams(stdin=True, stdout=True, stderr=True, encoding="utf-8")
XTERM = {"TERM": "xterm-256color"}


def test_a_good_terminal_is_taken() -> None:
    assert refusal(XTERM, GOOD) is None


@pytest.mark.parametrize("stream", ["stdin", "stdout", "stderr"])
def test_a_redirected_stream_is_told(stream: str) -> None:
    told = refusal(XTERM, GOOD._replace(**{stream: False}))
    assert told is not None
    assert "terminal" in told.message
    assert "comens status" in told.hint
    assert told.exit_status == 2


@pytest.mark.parametrize("term", ["dumb", "unknown", ""])
def test_a_terminal_that_moves_no_cursor_is_told(term: str) -> None:
    assert refusal({"TERM": term}, GOOD) is not None


def test_another_encoding_is_told_with_the_way_out() -> None:
    told = refusal(XTERM, GOOD._replace(encoding="ISO-8859-1"))
    assert told is not None
    assert "ISO-8859-1" in told.message
    assert "LC_ALL=C.UTF-8" in told.hint


@pytest.mark.parametrize(
    ("environment", "theme", "mouse"),
    [
        ({}, "dark", True),
        ({"COLORFGBG": "0;15"}, "light", True),
        ({"SSH_CONNECTION": "x"}, "ansi-dark", False),
        ({"SSH_CONNECTION": "x", "COMENS_MOUSE": "1"}, "ansi-dark", True),
        ({"NO_COLOR": "1"}, "ansi-dark", True),
        ({"NO_COLOR": ""}, "dark", True),
        ({"TERM": "vt100"}, "ansi-dark", True),
        ({"COMENS_THEME": "ansi-light"}, "ansi-light", True),
        ({"COMENS_THEME": "nonsense"}, "dark", True),
        ({"COMENS_A11Y": "1"}, "ansi-dark", False),
        ({"COMENS_A11Y": "0"}, "dark", True),
    ],
)
def test_the_looks_follow_the_terminal(
    environment: dict[str, str], theme: str, *, mouse: bool
) -> None:
    options = choose_options(XTERM | environment)
    assert (options.theme, options.mouse) == (theme, mouse)


def test_no_color_asks_for_marks() -> None:
    assert choose_options(XTERM | {"NO_COLOR": "1"}).monochrome
    assert not choose_options(XTERM).monochrome


def test_textual_is_prepared_before_it_is_imported() -> None:
    environment = {"TEXTUAL_ANIMATIONS": "full"}
    arguments = prepare(environment, ["--accessible", "status"])
    assert arguments == ["status"]
    assert environment["COMENS_A11Y"] == "1"
    assert environment["TEXTUAL_ANIMATIONS"] == "full"
    assert set(TEXTUAL_DEFAULTS) <= set(environment)
