"""Start here: prepare the environment, then hand over to the command line or to the app.

Textual reads its settings when it is imported, and importing it costs more than a whole
command: so it is imported only once the app is really to be opened.
"""

import gc
import os
import sys
from collections.abc import MutableMapping
from pathlib import Path

from comens_tui.i18n import set_language

#: What Textual reads at import; a person's own setting wins.
TEXTUAL_DEFAULTS = {"TEXTUAL_ANIMATIONS": "none", "TEXTUAL_SMOOTH_SCROLL": "0"}
#: No plugin of somebody else's installation runs in ours; looking for one costs 25 ms.
PYDANTIC_SETTING = ("PYDANTIC_DISABLE_PLUGINS", "__all__")
#: A command lives a second and lets go of little: it looks for what could be freed once in so
#: many new objects. The app, which lives for hours, looks as often as Python is used to.
RARELY = 1_000_000
_USUAL = gc.get_threshold()
ACCESSIBLE_OPTION = "--accessible"


def prepare(environment: MutableMapping[str, str], arguments: list[str]) -> list[str]:
    """Set what Textual reads at import, and return the arguments meant for the command line."""
    for name, value in TEXTUAL_DEFAULTS.items():
        environment.setdefault(name, value)
    environment[PYDANTIC_SETTING[0]] = PYDANTIC_SETTING[1]
    if ACCESSIBLE_OPTION in arguments:
        environment["COMENS_A11Y"] = "1"
    return [argument for argument in arguments if argument != ACCESSIBLE_OPTION]


def open_app(
    start: Path, *, language: str, acting_as: str | None, watching: str | None = None
) -> int:
    """Open the app on the workspace around `start`; return the exit status of the process.

    With `watching` it only shows a meeting, see `tui.opening`.
    Without a usable terminal, say so and name the command that does the same; nothing of
    Textual is loaded then.
    """
    from comens_tui.tui import terminal

    refusal = terminal.refusal(os.environ, terminal.standard_streams())
    if refusal is not None:
        print(refusal.message, refusal.hint, sep="\n", file=sys.stderr)  # noqa: T201 - an answer
        return refusal.exit_status
    theme = terminal.choose_options(os.environ).theme
    if theme in terminal.ANSI_THEMES:
        # Textual decides how NO_COLOR is obeyed from the theme it is imported with.
        os.environ["TEXTUAL_THEME"] = theme
    set_language(language)
    from comens_tui.tui.opening import open_workspace_app

    gc.set_threshold(*_USUAL)
    return open_workspace_app(start, acting_as=acting_as, watching=watching)


def run() -> None:
    """Run `comens`; this is the console script."""
    gc.set_threshold(RARELY)
    arguments = prepare(os.environ, sys.argv[1:])
    from comens_tui.cli.main import main

    status = main(arguments, open_app=open_app)
    # What is left goes with the process: looking through it first took a tenth of a check.
    gc.freeze()
    sys.exit(status)


if __name__ == "__main__":
    run()
