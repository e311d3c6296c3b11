"""The line where a search is typed; the answers are walked through without leaving it."""

import unicodedata

from textual import events
from textual.message import Message
from textual.widgets import Input

from comens_tui.text.search_query import MAX_TYPED
from comens_tui.tui.widgets.virtual_list import VirtualList


class QueryLine(Input):
    """Moves the cursor of the list of answers while it is typed in."""

    class Opened(Message):
        """The answer under the cursor of the list is asked for."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, compact=True, max_length=MAX_TYPED, id="query")
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Keep only what can be seen: what is pasted may hold anything."""
        return "".join(_seen(char) for char in value)

    def on_key(self, event: events.Key) -> None:
        """Walk through the answers, or open one."""
        answers = self.screen.query_one("#list", VirtualList)
        moves = {
            "down": answers.action_list_down,
            "up": answers.action_list_up,
            "pagedown": answers.action_list_page_down,
            "pageup": answers.action_list_page_up,
        }
        if event.key == "enter":
            self.post_message(self.Opened())
        elif event.key in moves:
            moves[event.key]()
        else:
            return
        event.stop()
        event.prevent_default()


def _seen(char: str) -> str:
    if char.isprintable():
        return char
    return "" if unicodedata.category(char) == "Cf" else " "
