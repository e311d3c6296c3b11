"""One answer among several; and its simplest case, yes or no."""

from collections.abc import Iterable, Sequence

from textual import on
from textual.widget import Widget

from comens_tui.i18n import _
from comens_tui.tui import prose
from comens_tui.tui.modals.base import Sheet
from comens_tui.tui.prose import Block, paragraph
from comens_tui.tui.widgets.rows import Column, ListRow, MemoryRows
from comens_tui.tui.widgets.virtual_list import VirtualList

#: More answers than this scroll.
_TALLEST = 12
_CANCEL, _CONFIRM = "cancel", "confirm"


class Choose(Sheet[str]):
    """Gives back the key of the row chosen. Each row is an answer and what it means."""

    def __init__(
        self,
        title: str,
        choices: Sequence[ListRow],
        *,
        blocks: Iterable[Block] = (),
        select: str | None = None,
        first_width: int = 24,
    ) -> None:
        super().__init__(title, blocks)
        self._choices = choices
        self._select = select
        self._first_width = first_width

    def controls(self) -> Iterable[Widget]:
        """Yield the list of answers."""
        columns = (Column("", self._first_width), Column("", 10, grows=True))
        answers = VirtualList(columns, titles=False, id="answers")
        answers.styles.height = min(len(self._choices), _TALLEST)
        yield answers

    def on_mount(self) -> None:
        """Fill the list."""
        self.query_one("#answers", VirtualList).show(MemoryRows(self._choices), select=self._select)

    @on(VirtualList.Opened)
    def _chosen(self, message: VirtualList.Opened) -> None:
        message.stop()
        self.dismiss(message.row.key if message.row else None)


class Confirm(Sheet[bool]):
    """Gives back True only when the person moved to the act and chose it."""

    def __init__(
        self, title: str, consequence: str, act: str, *, details: Iterable[Block] = ()
    ) -> None:
        """`consequence` says in a sentence exactly what happens; `act` names the answer."""
        super().__init__(title, (paragraph(consequence), *details, Block()))
        self._act = act

    def controls(self) -> Iterable[Widget]:
        """Yield Cancel first, then the act."""
        answers = VirtualList((Column("", 10, grows=True),), titles=False, id="answers")
        answers.styles.height = 2
        yield answers

    def on_mount(self) -> None:
        """Fill the two answers, the cursor on Cancel."""
        rows = (
            ListRow(_CANCEL, (_("Cancel: nothing is written"),)),
            ListRow(_CONFIRM, (self._act,), prose.STRONG),
        )
        self.query_one("#answers", VirtualList).show(MemoryRows(rows))

    @on(VirtualList.Opened)
    def _chosen(self, message: VirtualList.Opened) -> None:
        message.stop()
        self.dismiss(bool(message.row and message.row.key == _CONFIRM))


class Notice(Sheet[bool]):
    """Tells something that a status line has no room for."""

    def controls(self) -> Iterable[Widget]:
        """Yield one answer."""
        answers = VirtualList((Column("", 10, grows=True),), titles=False, id="answers")
        answers.styles.height = 1
        yield answers

    def on_mount(self) -> None:
        """Fill the answer."""
        rows = (ListRow(_CANCEL, (_("Understood"),)),)
        self.query_one("#answers", VirtualList).show(MemoryRows(rows))

    @on(VirtualList.Opened)
    def _chosen(self, message: VirtualList.Opened) -> None:
        message.stop()
        self.dismiss(True)


class Problem(Sheet[bool]):
    """Says what was refused and the way out; gives back True to reload."""

    def __init__(self, message: str, hint: str, *, offers_reload: bool = False) -> None:
        blocks = [paragraph(message, prose.STRONG)]
        if hint:
            blocks.append(paragraph(hint))
        super().__init__(_("Not done"), (*blocks, Block()))
        self._offers_reload = offers_reload

    def controls(self) -> Iterable[Widget]:
        """Yield one answer, or two when reading again may help."""
        answers = VirtualList((Column("", 10, grows=True),), titles=False, id="answers")
        answers.styles.height = 2 if self._offers_reload else 1
        yield answers

    def on_mount(self) -> None:
        """Fill the answers."""
        rows = [ListRow(_CONFIRM, (_("Reload, then act again"),))] if self._offers_reload else []
        rows.append(ListRow(_CANCEL, (_("Understood"),)))
        self.query_one("#answers", VirtualList).show(MemoryRows(rows))

    @on(VirtualList.Opened)
    def _chosen(self, message: VirtualList.Opened) -> None:
        message.stop()
        self.dismiss(bool(message.row and message.row.key == _CONFIRM))
