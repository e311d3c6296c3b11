"""The terminal's own cursor, which Textual hides: the one adapter to its private driver."""

from textual.app import App

_SHOW = "\x1b[?25h"


def show(app: App[int]) -> None:
    """Show the cursor until the app leaves the screen or hides it again."""
    driver = app._driver  # noqa: SLF001 - Textual has no public way to show the cursor
    if driver is not None:
        driver.write(_SHOW)
        driver.flush()
