"""A window of links: each line is a record, why it is there, and the way to it."""

from collections.abc import Collection, Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from comens_tui.i18n import N_
from comens_tui.tui.modals.base import LEFT_BY_Q, Sheet
from comens_tui.tui.prose import Block
from comens_tui.tui.widgets.rows import Column, ListRow, MemoryRows
from comens_tui.tui.widgets.virtual_list import VirtualList


class LinkSheet(Sheet[str]):
    """Takes the whole window, and gives back the key of the line that is taken.

    Of the lines only those whose key `leads` somewhere are taken.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*LEFT_BY_Q]
    COLUMNS = (
        Column(N_("Record"), 20),
        Column(N_("Why"), 30, grows=True),
        Column(N_("Title"), 20, grows=True),
        Column(N_("Place"), 56, drop=1),
    )
    AUTO_FOCUS = "#links"

    def __init__(
        self,
        title: str,
        blocks: Iterable[Block],
        rows: Sequence[ListRow],
        leads: Collection[str],
    ) -> None:
        super().__init__(title, blocks)
        self._lines = rows
        self._leads = leads

    def controls(self) -> Iterable[Widget]:
        """Yield the list of links."""
        yield VirtualList(self.COLUMNS, id="links")

    def on_mount(self) -> None:
        """Fill the list, the cursor on the first line that leads somewhere."""
        self.add_class("-tall-page")
        first = next((row.key for row in self._lines if row.key in self._leads), None)
        self.query_one("#links", VirtualList).show(MemoryRows(self._lines), select=first)

    @on(VirtualList.Opened)
    def _taken(self, message: VirtualList.Opened) -> None:
        message.stop()
        if message.row is not None and message.row.key in self._leads:
            self.dismiss(message.row.key)
