"""From styles by meaning to what the terminal is sent. Every widget that draws is `Painted`."""

from collections.abc import Iterable

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset
from textual.strip import Strip
from textual.widget import Widget

from comens_tui.tui import prose
from comens_tui.tui.prose import Span

_NAMES = (
    prose.STRONG,
    prose.QUIET,
    prose.HEADING,
    prose.KEY,
    prose.INSERTED,
    prose.DELETED,
    prose.MOVED,
    prose.GOOD,
    prose.WARNING,
    prose.BAD,
    prose.CURSOR,
    prose.TITLE,
    prose.STATUS,
)


#: The style sheet gives these to the screens, once for all their widgets: to style each of a
#: dozen widgets fourteen times was a quarter of what showing a screen costs.
INKS = {f"ink--{name}" for name in _NAMES}


class Painted(Widget):
    """A widget that draws lines of spans, in the `INKS` of a screen that has them."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._inks: dict[str, Style] = {}

    def notify_style_update(self) -> None:
        """Forget the styles of the former theme."""
        super().notify_style_update()
        self._inks.clear()

    def ink(self, name: str) -> Style:
        """Return how the style `name` looks in the theme in force."""
        style = self._inks.get(name)
        if style is None:
            style = self.rich_style
            if name:
                style += self.screen.get_component_rich_style(
                    f"ink--{name}", partial=True, default=Style.null()
                )
            self._inks[name] = style
        return style

    def paint(self, spans: Iterable[Span], width: int, base: str = prose.PLAIN) -> Strip:
        """Return one line of exactly `width` cells; unstyled spans and the rest are `base`.

        On a base that has its own background, other styles keep only their weight: one line
        is one colour, and fewer bytes.
        """
        ground = self.ink(base)
        segments = []
        used = 0
        for text, style in spans:
            if not text:
                continue
            segments.append(Segment(text, self._over(style, base, ground)))
            used += cell_len(text)
        if used < width:
            segments.append(Segment(" " * (width - used), ground))
        return Strip(segments, max(used, width)).simplify().adjust_cell_length(width)

    def take_cursor(self, line: int) -> None:
        """Leave the terminal's cursor on a line of this widget, for who follows it.

        It is hidden but in the accessible form.
        """
        if self.has_focus:
            place = self.content_region.offset
            self.app.cursor_position = Offset(place.x, place.y + line)

    def _over(self, style: str, base: str, ground: Style) -> Style:
        if not style or style == base:
            return ground
        ink = self.ink(style)
        if not base:
            return ink
        return ground + Style(bold=ink.bold, underline=ink.underline, strike=ink.strike)
