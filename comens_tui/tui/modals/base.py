"""A window: a title, what it asks, and its keys, over the lower part of the screen."""

import math
from collections.abc import Iterable
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget

from comens_tui.tui.action import CHOICE, MODAL
from comens_tui.tui.actions import FOCUS_BINDINGS, bindings
from comens_tui.tui.prose import PageItem
from comens_tui.tui.widgets.bars import KeyBar, StatusBar
from comens_tui.tui.widgets.painting import INKS
from comens_tui.tui.widgets.paragraphs import Paragraphs

T = TypeVar("T")


#: For a window in which nothing is typed or chosen, so that nothing is lost by leaving it.
LEFT_BY_Q: tuple[BindingType, ...] = (Binding("q", "modal_cancel", show=False),)


class Sheet(ModalScreen[T], inherit_bindings=False):
    """A window that gives back a `T`, or None when it is left."""

    COMPONENT_CLASSES = INKS
    BINDINGS: ClassVar[list[BindingType]] = [*FOCUS_BINDINGS, *bindings(MODAL)]
    KEYS: ClassVar[tuple[str, ...]] = (CHOICE, MODAL)
    #: Actions of those keys that mean nothing in this window.
    HIDDEN: ClassVar[tuple[str, ...]] = ()
    AUTO_FOCUS = "#answers, .field, #page"

    def __init__(
        self, title: str, blocks: Iterable[PageItem] = (), *, read_first: bool = False
    ) -> None:
        """With `read_first`, no key typed before the window was seen answers it.

        It is for what one key may sign, cast, decide or undo, and for what nobody asked for.
        """
        super().__init__()
        self._title = title
        self._blocks = tuple(blocks)
        #: From when on keys are meant for this window, on the clock of `Message.time`.
        self.answered_from = math.inf if read_first else -math.inf

    def compose(self) -> ComposeResult:
        """Lay the title over the explanation and the controls."""
        with Vertical(id="sheet"):
            yield StatusBar(id="sheet-title")
            if self._blocks:
                yield Paragraphs(self._blocks, id="sheet-text")
            yield from self.controls()
            yield KeyBar(id="sheet-keys")

    def controls(self) -> Iterable[Widget]:
        """Yield what the person answers with."""
        return ()

    def on_mount(self) -> None:
        """Show the title."""
        self.query_one("#sheet-title", StatusBar).show_whole(self._title)
        self.query_one("#sheet-keys", KeyBar).show(*self.KEYS, hidden=self.HIDDEN)
        self.call_after_refresh(self._seen)

    def _seen(self) -> None:
        """Let the keys typed from now on answer."""
        self.answered_from = min(self.answered_from, Message().time)

    def action_modal_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
