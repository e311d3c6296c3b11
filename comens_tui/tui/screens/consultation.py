"""Consultations: the windows, the comments each brought, and the answer to each comment."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.consultation import ConsultationComment
from comens_tui.model.words import Disposition
from comens_tui.text.labels import state_label
from comens_tui.tui import reading
from comens_tui.tui.action import CONSULTATION
from comens_tui.tui.actions import bindings
from comens_tui.tui.consultation_items import (
    comment_items,
    comment_row,
    consultation_items,
    consultation_row,
)
from comens_tui.tui.modals.guide import Reading
from comens_tui.tui.reading import ConsultationPage
from comens_tui.tui.screens.base import Detail
from comens_tui.tui.screens.consultation_acts import ConsultationActs
from comens_tui.tui.session import Session
from comens_tui.tui.widgets.bars import SummaryBar
from comens_tui.tui.widgets.page import Page
from comens_tui.tui.widgets.rows import Column, MemoryRows
from comens_tui.tui.widgets.virtual_list import VirtualList


class ConsultationScreen(ConsultationActs):
    """The consultations; inside one, its comments; Enter reads a comment whole."""

    SCOPE = CONSULTATION
    BINDINGS: ClassVar[list[BindingType]] = bindings(CONSULTATION)
    COLUMNS = (
        Column(N_("Id"), 10),
        Column(N_("State"), 16),
        Column(N_("Closes"), 10),
        Column(N_("Title"), 20, grows=True),
        Column(N_("To answer"), 9, right=True),
    )
    EMPTY = N_("No consultation yet: P opens one.")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._pages: dict[str, ConsultationPage] = {}

    def body(self) -> Iterable[Widget]:
        """Yield the consultations, the comments of one, and the page of a consultation."""
        yield VirtualList(self.COLUMNS, empty=self.EMPTY, id="list")
        yield VirtualList(
            (
                Column("", 3, right=True),
                Column(N_("Answer"), 26),
                Column(N_("Clause"), 10, drop=1),
                Column(N_("Comment"), 24, grows=True),
            ),
            empty=N_("No comment came."),
            id="comments",
        )
        yield Page(id="detail")

    # -- reading

    def load(self) -> None:
        """Read the consultations and their comments."""
        desk = self.session.desk
        self.read(lambda: reading.consultations(desk), self._show)

    def _show(self, pages: tuple[ConsultationPage, ...]) -> None:
        self._pages = {page.consultation.id: page for page in pages}
        rows = [consultation_row(page.consultation, page.comments) for page in pages]
        self.show_rows(MemoryRows(rows))
        self._show_comments()
        count = ngettext("{count} consultation", "{count} consultations", len(pages))
        waiting = sum(
            comment.disposition is Disposition.UNRESOLVED
            for page in pages
            for comment in page.comments
        )
        answers = ngettext("{count} comment to answer", "{count} comments to answer", waiting)
        self.query_one("#summary", SummaryBar).show(
            count.format(count=len(pages)) + "   " + answers.format(count=waiting)
        )

    def _show_comments(self) -> None:
        page = self.consultation()
        rows = [comment_row(comment) for comment in page.comments] if page else []
        self.query_one("#comments", VirtualList).show(MemoryRows(rows))

    def consultation(self) -> ConsultationPage | None:
        """Return the consultation under the cursor."""
        return self._pages.get(self.subject())

    def comment(self) -> ConsultationComment | None:
        """Return the comment under the cursor, when one is inside a consultation."""
        row = self.query_one("#comments", VirtualList).row
        page = self.consultation()
        if not self.is_open or row is None or page is None:
            return None
        return next((item for item in page.comments if str(item.number) == row.key), None)

    def read_detail(self, key: str) -> Detail:
        """Return the page of a consultation."""
        page = self._pages[key]
        return Detail(tuple(consultation_items(page.consultation, page.comments)))

    # -- moving

    def open_detail(self) -> None:
        """Go into the comments of the consultation."""
        if not self.subject():
            return
        self._show_comments()
        self.add_class("-open")
        self.query_one("#comments", VirtualList).focus()
        self.show_title()
        self.quiet()

    def row_summary(self) -> str:
        """Say what the consultation, or the comment, is about."""
        comment = self.comment()
        if comment is not None:
            return comment.text
        page = self.consultation()
        if page is None:
            return ""
        return _("{state}: {title}").format(
            state=state_label("consultation", page.consultation.state),
            title=page.consultation.title,
        )

    def status(self) -> tuple[str, str]:
        """Say what is under the cursor."""
        return self.row_summary(), ""

    def hidden_actions(self) -> Iterable[str]:
        """Hide what is about a comment when none is under the cursor."""
        return () if self.is_open else ("consultation.dispose",)

    @on(VirtualList.Opened, "#comments")
    def _read_comment(self) -> None:
        comment = self.comment()
        if comment is not None:
            title = _("{id}, comment {number}").format(id=self.subject(), number=comment.number)
            self.app.push_screen(Reading(title, tuple(comment_items(comment))))

    @on(VirtualList.Moved, "#comments")
    def _moved_comment(self, message: VirtualList.Moved) -> None:
        if message.by_person:
            self.quiet()
        self.show_status()
