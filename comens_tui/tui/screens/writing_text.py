"""A text written by the person, in their editor or in the app."""

import os
from collections.abc import Callable

from comens_tui.errors import RefusedError
from comens_tui.tui import editor
from comens_tui.tui.messages import Failed
from comens_tui.tui.modals.writing import Writing
from comens_tui.tui.screens.base import BaseScreen


def write_text(
    screen: BaseScreen,
    title: str,
    path: str,
    start: str,
    then: Callable[[str | None], None],
    *,
    saved: str = "",
) -> None:
    """Let the person write from `start` in their editor, or in the app when none is set.

    `saved` says what becomes of the text; by default a proposal takes it.
    """
    outside = editor.command(os.environ)
    if not outside:
        screen.app.push_screen(Writing(title, start, saved=saved), then)
        return
    try:
        then(editor.edit(screen.app, outside, start, path.rpartition("/")[2]))
    except RefusedError as error:
        screen.post_message(Failed(error))
