"""The reports that one may repeat, each beside it: merged, kept apart, or left."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.report import Report
from comens_tui.operations.duplicates import Suggestions
from comens_tui.rules.duplicates import Cause, Likeness, why
from comens_tui.text.labels import state_label
from comens_tui.tui import prose
from comens_tui.tui.action import DUPLICATES, MODAL
from comens_tui.tui.actions import bindings
from comens_tui.tui.modals.base import Sheet
from comens_tui.tui.prose import Block, Span
from comens_tui.tui.report_items import compared_items
from comens_tui.tui.widgets.page import Page
from comens_tui.tui.widgets.paragraphs import Paragraphs
from comens_tui.tui.widgets.rows import Column, ListRow, MemoryRows
from comens_tui.tui.widgets.virtual_list import VirtualList

#: More candidates than this scroll: the texts need the room.
_TALLEST = 5


class Verdict(NamedTuple):
    """What a person says of one other report; `act` is one of the three below."""

    act: str
    other: str


MERGE, APART, AGAIN = "merge", "apart", "again"


class Duplicates(Sheet[Verdict]):
    """Gives back what is said of the report of the cursor; those kept apart come last."""

    KEYS = (DUPLICATES, MODAL)
    BINDINGS: ClassVar[list[BindingType]] = bindings(DUPLICATES)
    AUTO_FOCUS = "#likely"
    COLUMNS = (
        Column(N_("Report"), 13),
        Column(N_("Likeness"), 10),
        Column(N_("Title"), 20, grows=True),
        Column(N_("State"), 22, drop=1),
    )

    def __init__(self, found: Suggestions, *, monochrome: bool) -> None:
        count = len(found.likely)
        title = ngettext(
            "{count} report looks like {id}", "{count} reports look like {id}", count
        ).format(count=count, id=found.report.id)
        super().__init__(title)
        self._found = found
        self._likely = {item.id: item for item in found.likely}
        self._monochrome = monochrome

    def controls(self) -> Iterable[Widget]:
        """Yield the candidates, what makes one likely, and both texts."""
        rows = len(self._found.likely) + len(self._found.apart)
        candidates = VirtualList(self.COLUMNS, titles=False, id="likely")
        candidates.styles.height = max(1, min(rows, _TALLEST))
        yield candidates
        yield Paragraphs(id="why")
        with Horizontal(id="compared"):
            yield Page(id="mine")
            yield Page(id="other")

    def on_mount(self) -> None:
        """Fill the list, the cursor on the likeliest."""
        super().on_mount()
        self.add_class("-tall-page")
        self.query_one("#likely", VirtualList).show(MemoryRows(self._rows()))
        self._compare()

    def _rows(self) -> Sequence[ListRow]:
        rows = [self._row(item.id, _("{score}/100").format(score=item.score), prose.PLAIN)
                for item in self._found.likely]  # fmt: skip
        return [
            *rows,
            *(self._row(name, _("kept apart"), prose.QUIET) for name in self._found.apart),
        ]

    def _row(self, name: str, said: str, style: str) -> ListRow:
        other = self._found.others[name]
        state = state_label("report", other.state)
        return ListRow(name, (name, said, other.title, state), style)

    def _other(self) -> Report | None:
        row = self.query_one("#likely", VirtualList).row
        return self._found.others[row.key] if row else None

    def _compare(self) -> None:
        other = self._other()
        if other is None:
            return
        likeness = self._likely.get(other.id)
        shared = _shared_words(likeness)
        self.query_one("#why", Paragraphs).show([_why_block(likeness, self._found.report)])
        for place, report in (("#mine", self._found.report), ("#other", other)):
            items = compared_items(report, shared, monochrome=self._monochrome)
            self.query_one(place, Page).show(tuple(items))

    @on(VirtualList.Moved, "#likely")
    def _moved(self) -> None:
        self._compare()

    @on(VirtualList.Opened, "#likely")
    def _read(self, message: VirtualList.Opened) -> None:
        """Go into the other text: nothing is decided by Enter."""
        message.stop()
        self.query_one("#other").focus()

    def action_duplicate_merge(self) -> None:
        """Say that the report repeats that of the cursor."""
        other = self._other()
        if other is not None:
            self.dismiss(Verdict(MERGE, other.id))

    def action_duplicate_apart(self) -> None:
        """Say that they are about different things; or, of one kept apart, take it back."""
        other = self._other()
        if other is not None:
            self.dismiss(Verdict(APART if other.id in self._likely else AGAIN, other.id))


def _shared_words(likeness: Likeness | None) -> tuple[str, ...]:
    reasons = likeness.reasons if likeness else ()
    return next((reason.what for reason in reasons if reason.cause is Cause.WORDS), ())


def _why_block(likeness: Likeness | None, report: Report) -> Block:
    if likeness is None:
        return Block((Span(_("Kept apart by a person: a takes it back."), prose.QUIET),))
    return Block(
        (Span(" · ".join(why(reason, report) for reason in likeness.reasons), prose.STRONG),)
    )
