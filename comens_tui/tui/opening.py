"""Open the app on a workspace."""

import os
from pathlib import Path

from comens_tui.operations.desk import open_desk
from comens_tui.tui.app import ComensApp
from comens_tui.tui.session import Session
from comens_tui.tui.terminal import choose_options


def open_workspace_app(start: Path, *, acting_as: str | None) -> int:
    """Open the app around `start` and stay until the person leaves; return the exit status.

    The language is set beforehand.

    Raises:
        ComensError: There is no usable workspace there.
    """
    desk = open_desk(start, acting_as=acting_as)
    options = choose_options(os.environ)
    session = Session(desk=desk, options=options)
    app = ComensApp(session)
    try:
        status = app.run(mouse=options.mouse)
    finally:
        session.close()
        desk.workspace.close()
    return status or app.return_code or 0
