"""Open the app on a workspace: the first frame at once, what reads records in a thread."""

import gc
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from comens_tui.store.answers import Answers
from comens_tui.tui import pauses
from comens_tui.tui.terminal import choose_options


def open_workspace_app(start: Path, *, acting_as: str | None, watching: str | None = None) -> int:
    """Open the app around `start` and stay until the person leaves; return the exit status.

    With `watching`, the id of a meeting or nothing for the one that is open, the app shows
    that meeting to a room and writes nothing. The language is set beforehand.

    Raises:
        ComensError: There is no usable workspace there.
    """
    options = choose_options(os.environ)._replace(watching=watching is not None)
    # What is loaded stays: looking through it for garbage would cost a tenth of the time.
    gc.disable()
    pauses.keep_short()
    with ThreadPoolExecutor(1) as beside, ExitStack() as closing:
        # git answers while Textual is loaded.
        asked = beside.submit(Answers.around, start)
        from comens_tui.tui import glimpse
        from comens_tui.tui.app import ComensApp, Screens

        answers = asked.result()

        def open_screens() -> Screens:
            from comens_tui.tui.screens import registry

            if watching is not None:
                return registry.open_projector(start, options, closing, watching)
            person = answers.person if answers else None
            return registry.open_screens(start, options, closing, acting_as=acting_as, seen=person)

        if answers is None:
            # Most likely refused: that is said where the person is, not in an app that flashes.
            screens = open_screens()
            app = ComensApp(options, lambda: screens)
        else:
            now = datetime.now().astimezone()
            seen = None if options.watching else glimpse.recall(answers, acting_as, now)
            app = ComensApp(options, open_screens, seen)
        status = app.run(mouse=options.mouse)
    if app.failure is not None:
        raise app.failure
    return status or app.return_code or 0
