"""One answer among several; and its simplest case, yes or no."""

from collections.abc import Iterable, Mapping, Sequence

from rich.cells import cell_len
from textual import on
from textual.widget import Widget

from comens_tui.i18n import _
from comens_tui.tui import prose
from comens_tui.tui.modals.base import Sheet
from comens_tui.tui.prose import Block, Span, paragraph, wrap
from comens_tui.tui.widgets.paragraphs import Paragraphs
from comens_tui.tui.widgets.rows import Column, ListRow, MemoryRows, fitted
from comens_tui.tui.widgets.virtual_list import MARKER, VirtualList

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
        read_first: bool = False,
    ) -> None:
        """`read_first` is that of `Sheet`."""
        super().__init__(title, blocks, read_first=read_first)
        self._choices = choices
        self._select = select
        self._columns = (Column("", first_width), Column("", 10, grows=True))

    def controls(self) -> Iterable[Widget]:
        """Yield the list of answers, and room for what one means where its line has not enough."""
        answers = VirtualList(self._columns, titles=False, id="answers")
        answers.styles.height = min(len(self._choices), _TALLEST)
        yield answers
        yield Paragraphs(id="meaning")

    def on_mount(self) -> None:
        """Fill the list."""
        self.query_one("#answers", VirtualList).show(MemoryRows(self._choices), select=self._select)
        self._explain()

    def on_resize(self) -> None:
        """Explain what no longer fits."""
        self._explain()

    @on(VirtualList.Moved)
    def _explain(self) -> None:
        """Write out under the list the meaning of the answer of the cursor, if any is cut."""
        meaning = self.query_one("#meaning", Paragraphs)
        width = self.app.size.width - len(MARKER)
        rooms = dict(fitted(self._columns, width))
        cut = [row for row in self._choices if _is_cut(row, rooms)]
        lines = (len(wrap([Span(row.cells[1])], width - len(MARKER))) for row in cut)
        meaning.styles.height = max(lines, default=0)
        row = self.query_one("#answers", VirtualList).row
        shown = row is not None and _is_cut(row, rooms)
        meaning.show((paragraph(row.cells[1], prose.QUIET),) if row and shown else ())

    @on(VirtualList.Opened)
    def _chosen(self, message: VirtualList.Opened) -> None:
        message.stop()
        self.dismiss(message.row.key if message.row else None)


def _is_cut(row: ListRow, rooms: Mapping[int, int]) -> bool:
    """Tell whether the meaning of an answer does not fit its column."""
    return len(row.cells) > 1 and cell_len(row.cells[1]) > rooms.get(1, 0)


class Confirm(Sheet[bool]):
    """Gives back True only when the person moved to the act and chose it."""

    def __init__(
        self, title: str, consequence: str, act: str, *, details: Iterable[Block] = ()
    ) -> None:
        """`consequence` says in a sentence exactly what happens; `act` names the answer."""
        super().__init__(title, (paragraph(consequence), *details, Block()), read_first=True)
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
        super().__init__(_("Not done"), (*blocks, Block()), read_first=True)
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
