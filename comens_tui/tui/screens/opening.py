"""The first frame: what the inbox shows, before anything that reads records is loaded."""

from collections.abc import Iterable

from textual.widget import Widget

from comens_tui.i18n import _
from comens_tui.tui.action import INBOX
from comens_tui.tui.glimpse import INBOX_COLUMNS, INBOX_TITLE, Glimpse
from comens_tui.tui.screens.frame import FrameScreen
from comens_tui.tui.widgets.bars import SummaryBar
from comens_tui.tui.widgets.rows import MemoryRows
from comens_tui.tui.widgets.virtual_list import VirtualList


class OpeningScreen(FrameScreen, inherit_bindings=False):
    """The inbox kept for this very state, or an empty frame that says that it is being read.

    It answers no key: the app keeps those that come for the inbox itself.
    """

    SCOPE = INBOX

    def __init__(self, glimpse: Glimpse | None) -> None:
        super().__init__()
        self._glimpse = glimpse

    def body(self) -> Iterable[Widget]:
        """Yield the list of the inbox, and the room of its detail."""
        yield VirtualList(INBOX_COLUMNS, id="list")
        yield Widget(id="detail")

    def on_mount(self) -> None:
        """Show what is known."""
        super().on_mount()
        glimpse = self._glimpse
        if glimpse is not None:
            table = self.query_one("#list", VirtualList)
            table.set_empty(glimpse.empty)
            table.show(MemoryRows(glimpse.rows))
            self.query_one("#summary", SummaryBar).show(glimpse.summary, glimpse.aside)
        self.show_status()
        self.show_keys()

    def who(self) -> str:
        """Return who was at the desk in this very state."""
        return self._glimpse.who if self._glimpse else ""

    def hidden_actions(self) -> Iterable[str]:
        """Return what the inbox hides on its first row."""
        return self._glimpse.hidden if self._glimpse else ("report.triage", "report.propose")

    def status(self) -> tuple[str, str]:
        """Return the status line of the inbox."""
        if self._glimpse is None:
            return _("Reading the workspace…"), ""
        if not self._glimpse.rows:
            return "", "0"
        return self._glimpse.rows[0].cells[INBOX_TITLE], f"1/{self._glimpse.total}"
