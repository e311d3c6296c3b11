"""What a list and a page have in common: lines that scroll, by the terminal where it can."""

from textual.scroll_view import ScrollView

from comens_tui.tui import hardware
from comens_tui.tui.widgets.painting import Painted


class Scrolling(Painted, ScrollView, inherit_bindings=False):
    """A pane of lines drawn one by one, the first `head` of which never scroll."""

    head: int = 0

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Follow the place: let the terminal scroll, else draw the pane again."""
        lines = round(new_value) - round(old_value)
        if not hardware.scroll(self, lines, head=self.head):
            super().watch_scroll_y(old_value, new_value)
