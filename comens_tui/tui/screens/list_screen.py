"""A screen that is a list and the detail of its row."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.widget import Widget

from comens_tui.i18n import _
from comens_tui.tui.prose import PageItem
from comens_tui.tui.screens.base import BaseScreen
from comens_tui.tui.screens.frame import WIDE
from comens_tui.tui.session import Session
from comens_tui.tui.typed_ahead import Awaited
from comens_tui.tui.widgets.page import Page
from comens_tui.tui.widgets.rows import Column, RowSource
from comens_tui.tui.widgets.virtual_list import VirtualList


class Detail(NamedTuple):
    """What a detail is: the parts of its page, and the record they were made from."""

    items: Sequence[PageItem]
    record: object = None


class ListScreen(BaseScreen):
    """A list, and the detail of its row: one at a time, or side by side when there is room."""

    COLUMNS: ClassVar[Sequence[Column]]
    EMPTY: ClassVar[str] = ""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._wanted = ""
        self._shown_key = ""

    def body(self) -> Iterable[Widget]:
        """Yield the list and the page of the detail."""
        yield VirtualList(self.COLUMNS, empty=self.EMPTY, id="list")
        yield self.make_page()

    def make_page(self) -> Page:
        """Return the widget that shows the detail."""
        return Page(id="detail")

    @property
    def table(self) -> VirtualList:
        """The list of this screen."""
        return self.query_one("#list", VirtualList)

    @property
    def page(self) -> Page:
        """The page of the detail."""
        return self.query_one("#detail", Page)

    @property
    def is_open(self) -> bool:
        """Whether the detail has taken the place of the list, or the focus beside it."""
        return self.has_class("-open")

    def subject(self) -> str:
        """Return the id under the cursor."""
        row = self.table.row
        return row.key if row else ""

    def show_rows(self, source: RowSource, *, select: str | None = None) -> None:
        """Fill the list, and read the detail of its row again where it is seen."""
        self.table.show(source, select=select)
        self.show_status()
        if self._wanted:
            self.visit(self._wanted)
        elif self.is_open or self.is_wide:
            self.preview()

    @property
    def goes_back(self) -> bool:
        """Whether the detail is closed before the app is left."""
        return self.is_open

    @property
    def is_wide(self) -> bool:
        """Whether list and detail stand side by side."""
        return self.size.width >= WIDE

    # -- detail

    def read_detail(self, key: str) -> Detail:
        """Return the page of `key`; runs in a thread."""
        raise NotImplementedError

    def detail_read(self, record: object) -> None:
        """Keep the record whose page is about to be shown."""

    def detail_shown(self) -> None:
        """Go on from the page that was just shown."""

    def preview(self, brings: Awaited = Awaited.NOTHING) -> None:
        """Read the detail of the row of the cursor, and show it when it has come."""
        key = self.subject()
        if not key:
            self.page.show(())
            return

        self.read(
            lambda: self.read_detail(key),
            lambda detail: self.show_detail(key, detail),
            group="detail",
            brings=brings,
        )

    def show_detail(self, key: str, detail: Detail) -> None:
        """Show what was read of `key`, where the page stood if it is the one shown."""
        same = key == self._shown_key
        self._shown_key = key
        self.detail_read(detail.record)
        self.page.show(detail.items, keep=same)
        self.detail_shown()
        self.show_title()
        self.show_status()

    def open_detail(self) -> None:
        """Show the detail of the row of the cursor, and go into it."""
        if not self.subject():
            return
        if not self.is_wide or self._shown_key != self.subject():
            self.preview(Awaited.CONTENT)
        self.add_class("-open")
        self.page.focus()
        self.show_title()
        self.quiet()

    def close_detail(self) -> bool:
        """Come back to the list."""
        if self.is_open:
            self.remove_class("-open")
            self.table.focus()
            self.show_title()
            self.show_status()
            return True
        if self.table.filter_text:
            self.table.filter("")
            self.show_status()
            return True
        return False

    def visit(self, record: str) -> None:
        """Open `record`, now or when the list has been read."""
        self._wanted = record
        if self.query("#list") and self.table.reach(record):
            self._wanted = ""
            self.open_detail()

    def place(self) -> str:
        """Name what is open."""
        return self.subject() if self.is_open else ""

    def open_row(self) -> None:
        """Open what is under the cursor: here, its detail."""
        self.open_detail()

    @on(VirtualList.Opened, "#list")
    def _opened(self) -> None:
        self.open_row()

    @on(VirtualList.Moved, "#list")
    def _moved(self, message: VirtualList.Moved) -> None:
        if message.by_person:
            self.quiet()
        self.show_status()
        self.show_keys()
        if self.is_wide:
            self.preview()

    @on(Page.Scrolled)
    def _scrolled(self) -> None:
        self.quiet()
        self.show_status()

    def row_summary(self) -> str:
        """Return a sentence on the row of the cursor."""
        return ""

    def status(self) -> tuple[str, str]:
        """Return the summary of the row, and its place among all."""
        if self.is_open and (not self.is_wide or self.has_class("-whole")):
            return "", self.page.progress()
        total = self.table.total
        place = f"{self.table.cursor + 1}/{total}" if total else "0"
        if self.table.filter_text:
            place = _("filter “{text}”  {place}").format(text=self.table.filter_text, place=place)
        return self.row_summary(), place

    def on_resize(self) -> None:
        """Fill the detail when it comes into sight."""
        if self.is_wide and not self.page.blocks and self.subject():
            self.preview()
