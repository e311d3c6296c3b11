"""What Textual has no public way to say to the terminal: show its cursor, scroll a part of it.

This is the one module that uses Textual's private parts. Scrolling by the terminal costs a
fortieth of drawing a pane again; lines are deleted and inserted inside a scroll region, which
every terminal since the VT102 does, the Linux console among them.
"""

from textual.app import App
from textual.driver import Driver
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

_SHOW_CURSOR = "\x1b[?25h"
#: A class of the app, so that no style and no state has to be kept elsewhere.
_SCROLL_OFF = "-no-hardware-scroll"


def show_cursor(app: App[int]) -> None:
    """Show the cursor until the app leaves the screen or hides it again."""
    driver = app._driver  # noqa: SLF001
    if driver is not None:
        driver.write(_SHOW_CURSOR)
        driver.flush()


def hold_painting(app: App[int]) -> None:
    """Send nothing until `release_painting`: a first frame is otherwise drawn three times."""
    app._begin_batch()  # noqa: SLF001


def release_painting(app: App[int]) -> None:
    """Draw the screen as it is now, whole and at once."""
    app._end_batch()  # noqa: SLF001
    app.screen.refresh()
    app.screen._on_timer_update()  # noqa: SLF001


def take_styles_of_now(app: App[int], screen: Screen[None]) -> None:
    """Say that a new screen is styled as of now: else every style sheet is parsed again for it."""
    screen._css_update_count = app._css_update_count  # noqa: SLF001


def turn_off_scrolling(app: App[int]) -> None:
    """Let every scroll be drawn: for a terminal that cannot be trusted with its own."""
    app.add_class(_SCROLL_OFF)


def scroll(pane: Widget, lines: int, *, head: int = 0) -> bool:
    """Let the terminal scroll `pane` up by `lines`, or down by `-lines`, and draw what appears.

    The first `head` lines stay where they are. Call it once the pane would draw its new
    place. False means that nothing was done and that the pane is to be drawn again whole:
    it is not alone on its lines, or something is still to be drawn.
    """
    region = pane.region
    height = region.height - head
    driver = _terminal(pane)
    if driver is None or not 0 < abs(lines) < height or not _is_settled(pane):
        return False
    app = pane.app
    if region.x or region.width != app.size.width or region.bottom > app.size.height:
        return False
    driver.write(_scroll_sequence(region.y + head + 1, region.bottom, lines))
    column, line = app.cursor_position
    driver.write(f"\x1b[{line + 1};{column + 1}H")
    # What is kept of each line is now that of another.
    pane._styles_cache.clear()  # noqa: SLF001
    exposed = region.height - lines if lines > 0 else head
    pane.refresh(Region(0, exposed, region.width, abs(lines)))
    return True


def _scroll_sequence(top: int, bottom: int, lines: int) -> str:
    """Return what scrolls the lines `top` to `bottom` of the terminal, counted from 1."""
    act = f"{lines}M" if lines > 0 else f"{-lines}L"
    return f"\x1b[m\x1b[{top};{bottom}r\x1b[{top};1H\x1b[{act}\x1b[r"


def _terminal(pane: Widget) -> Driver | None:
    """Return the terminal when `pane` is on the one screen shown, and nothing lies over it."""
    app = pane.app
    driver = app._driver  # noqa: SLF001
    alone = len(app.screen_stack) == 1 and pane.screen is app.screen
    if driver is None or not alone or app.has_class(_SCROLL_OFF):
        return None
    if app.is_headless or app.is_web or driver.is_inline:
        return None
    return None if app._notifications else driver  # noqa: SLF001


def _is_settled(pane: Widget) -> bool:
    """Tell whether the terminal shows exactly what `pane` drew last."""
    screen = pane.screen
    waiting = (
        pane._repaint_regions  # noqa: SLF001
        or pane._layout_required  # noqa: SLF001
        or screen._layout_required  # noqa: SLF001
        or screen._layout_widgets  # noqa: SLF001
        or screen._compositor._dirty_regions  # noqa: SLF001
        or pane.app._batch_count  # noqa: SLF001
    )
    return not waiting
