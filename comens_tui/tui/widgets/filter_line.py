"""The line where the words of a filter are typed; the list follows each letter."""

from textual import events, on
from textual.widgets import Input

from comens_tui.i18n import _
from comens_tui.tui.widgets.virtual_list import VirtualList


class FilterLine(Input):
    """Filters one list while it is typed in; Enter keeps the filter, Esc drops it."""

    def __init__(self, target: VirtualList) -> None:
        super().__init__(
            target.filter_text, placeholder=_("words to find"), compact=True, id="filter"
        )
        self.cursor_blink = False
        self._target = target

    @on(Input.Changed)
    def _follow(self, message: Input.Changed) -> None:
        message.stop()
        self._target.filter(message.value)

    @on(Input.Submitted)
    def _keep(self, message: Input.Submitted) -> None:
        message.stop()
        self._leave()

    def on_key(self, event: events.Key) -> None:
        """Leave by Esc; go into the list by the arrows."""
        if event.key == "escape":
            self._target.filter("")
        elif event.key not in ("down", "up"):
            return
        event.stop()
        event.prevent_default()
        self._leave()

    def _leave(self) -> None:
        self._target.focus()
        self.remove()
