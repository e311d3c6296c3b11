"""A whole text edited inside the app, for who has no editor set."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import TextArea

from comens_tui.i18n import _
from comens_tui.tui.action import MODAL
from comens_tui.tui.modals.base import Sheet
from comens_tui.tui.modals.choose import Choose
from comens_tui.tui.widgets.bars import Bar
from comens_tui.tui.widgets.rows import ListRow

_SAVE, _STAY, _DROP = "save", "stay", "drop"


class Writing(Sheet[str]):
    """Gives back the text when it was changed and saved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "modal_cancel", show=False, priority=True)
    ]

    KEYS = (MODAL,)

    def __init__(self, title: str, text: str, *, saved: str = "", line: int = 1) -> None:
        """`saved` says what becomes of the text; by default a proposal takes it.

        The cursor starts on `line`, 1-based.
        """
        super().__init__(title)
        self._saved = saved
        self._text = text
        self._line = line

    def controls(self) -> Iterable[Widget]:
        """Yield the text, and how to leave it."""
        area = TextArea(self._text, id="text", soft_wrap=True)
        area.cursor_blink = False
        yield area
        yield Bar(id="complaint")

    def on_mount(self) -> None:
        """Start at the line asked for."""
        self.add_class("-tall-page")
        self.query_one("#complaint", Bar).show(_("Esc: save or leave"))
        area = self.query_one("#text", TextArea)
        area.focus()
        # The text is wrapped, and so can be scrolled, once it has its width.
        self.call_after_refresh(area.move_cursor, (self._line - 1, 0), center=True)

    def action_modal_cancel(self) -> None:
        """Leave at once when nothing changed; else ask."""
        text = self.query_one("#text", TextArea).text
        if text == self._text:
            self.dismiss(None)
            return

        def answered(answer: str | None) -> None:
            if answer == _SAVE:
                self.dismiss(text)
            elif answer == _DROP:
                self.dismiss(None)

        rows = (
            ListRow(_STAY, (_("Go on writing"), "")),
            ListRow(_SAVE, (_("Save"), self._saved or _("the proposal takes this text"))),
            ListRow(_DROP, (_("Leave"), _("what was typed is lost"))),
        )
        self.app.push_screen(Choose(_("The text has changed"), rows), answered)
