"""Consultations: the windows, the comments each brought, and the answer to each comment."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.consultation import ConsultationComment
from comens_tui.model.words import Disposition
from comens_tui.operations.consultation_views import ConsultationView, consultation_view
from comens_tui.text.labels import state_label
from comens_tui.tui import reading
from comens_tui.tui.action import CONSULTATION
from comens_tui.tui.actions import bindings
from comens_tui.tui.comment_rows import CommentRows, Sift, words_of
from comens_tui.tui.consultation_items import (
    clause_items,
    comment_items,
    consultation_items,
    consultation_row,
)
from comens_tui.tui.modals.guide import Reading
from comens_tui.tui.reading import ConsultationPage
from comens_tui.tui.screens.comment_acts import CommentActs
from comens_tui.tui.screens.consultation_papers import ConsultationPapers
from comens_tui.tui.screens.list_screen import Detail
from comens_tui.tui.session import Session
from comens_tui.tui.typed_ahead import Awaited
from comens_tui.tui.widgets.bars import SummaryBar
from comens_tui.tui.widgets.page import Page
from comens_tui.tui.widgets.rows import Column, MemoryRows
from comens_tui.tui.widgets.virtual_list import VirtualList

#: What is about comments: hidden while none is shown.
_INSIDE = tuple(
    f"consultation.{name}"
    for name in (
        "dispose", "group", "sift", "redline", "reply", "assign", "anchor", "mark.all",
        "acknowledge",
    )
)  # fmt: skip
_NO_COMMENT = N_("No comment came yet: c registers one, I imports several.")
#: What is about consultations: hidden among comments.
_OUTSIDE = tuple(f"consultation.{name}" for name in ("open", "extend", "remind", "notice"))


class ConsultationScreen(ConsultationPapers, CommentActs):
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
        self.view: ConsultationView | None = None
        self.marked: set[int] = set()
        self.sift = Sift()
        self._words: dict[int, str] = {}
        self._rows: CommentRows | None = None

    def body(self) -> Iterable[Widget]:
        """Yield the consultations, the comments of one, and the page of a consultation."""
        yield VirtualList(self.COLUMNS, empty=self.EMPTY, id="list")
        yield VirtualList(
            (
                Column("", 5, right=True),
                Column(N_("Answer"), 14),
                Column(N_("Clause"), 9),
                Column("", 5, drop=1),
                Column("", 2, drop=2),
                Column(N_("College"), 22, drop=3),
                Column(N_("Comment"), 24, grows=True),
            ),
            empty=_NO_COMMENT,
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
        if self.is_open:
            self._read_view()
        self._show_summary()

    def _read_view(self) -> None:
        """Read the comments of the consultation of the cursor."""
        desk, consultation_id = self.session.desk, self.subject()

        def read() -> tuple[ConsultationView, dict[int, str]]:
            view = consultation_view(desk, consultation_id)
            return view, words_of(view)

        self.read(read, self._show_view, group="comments", brings=Awaited.CONTENT)

    def _show_view(self, found: tuple[ConsultationView, dict[int, str]]) -> None:
        view, self._words = found
        if view.consultation.id != self.subject():
            return
        self.view = view
        self.marked &= {item.number for item in view.comments}
        self.fill_comments()

    def fill_comments(self) -> None:
        """Show the comments again, as they are marked and sifted."""
        if self.view is not None:
            self._rows = CommentRows(self.view, self._words, self.sift, self.marked)
            everything = self.sift == Sift()
            self.comment_list.set_empty(
                _(_NO_COMMENT) if everything else _("No comment is so: s shows others.")
            )
            self.comment_list.show(self._rows, select=self.wanted_comment)
            self.wanted_comment = None
        self.show_keys()
        self._show_summary()
        self.show_status()

    def shown_numbers(self) -> tuple[int, ...]:
        """Return the numbers of the comments that are shown."""
        return self._rows.numbers if self._rows else ()

    def _show_summary(self) -> None:
        """Say how far the consultation that is open is; else how many there are."""
        bar = self.query_one("#summary", SummaryBar)
        if self.is_open and self.view is not None:
            bar.show(_progress(self.view, self.marked, self._sifted()))
            return
        pages = self._pages.values()
        count = ngettext("{count} consultation", "{count} consultations", len(pages))
        waiting = sum(
            comment.disposition is Disposition.UNRESOLVED
            for page in pages
            for comment in page.comments
        )
        answers = ngettext("{count} comment to answer", "{count} comments to answer", waiting)
        bar.show(count.format(count=len(pages)) + "   " + answers.format(count=waiting))

    def _sifted(self) -> str:
        return self.sift.words(self.session.desk.committee.names())

    def consultation(self) -> ConsultationPage | None:
        """Return the consultation under the cursor."""
        return self._pages.get(self.subject())

    def comment(self) -> ConsultationComment | None:
        """Return the comment under the cursor, when one is inside a consultation."""
        row, view = self.comment_list.row, self.view
        if not self.is_open or row is None or view is None:
            return None
        return next((item for item in view.comments if str(item.number) == row.key), None)

    def read_detail(self, key: str) -> Detail:
        """Return the page of a consultation."""
        page = self._pages[key]
        return Detail(tuple(consultation_items(page.consultation, page.comments)))

    # -- moving

    def open_detail(self) -> None:
        """Go into the comments of the consultation."""
        if not self.subject():
            return
        if self.view is None or self.view.consultation.id != self.subject():
            self.view, self.marked, self.sift = None, set(), Sift()
            self.comment_list.show(MemoryRows(()))
        self._read_view()
        self.add_class("-open")
        self.comment_list.focus()
        self.show_title()
        self._show_summary()
        self.quiet()

    def visit(self, record: str) -> None:
        """Open a consultation, at a comment where `record` is `C-2026-001/6`."""
        consultation, _slash, number = record.partition("/")
        if number:
            self.wanted_comment = number
            self.sift = Sift()
        super().visit(consultation)

    def close_detail(self) -> bool:
        """Leave the filter of the comments, else come back to the consultations."""
        if self.is_open and self.comment_list.filter_text:
            self.comment_list.filter("")
            return True
        closed = super().close_detail()
        self._show_summary()
        return closed

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
        """Say what is under the cursor, and its place."""
        if not self.is_open:
            return self.row_summary(), ""
        total = self.comment_list.total
        return self.row_summary(), f"{self.comment_list.cursor + 1}/{total}" if total else "0"

    def hidden_actions(self) -> Iterable[str]:
        """Hide what is about a comment when none is under the cursor."""
        if not self.is_open:
            return _INSIDE
        is_empty = self.view is not None and not self.view.comments
        return (*_OUTSIDE, *_INSIDE) if is_empty else _OUTSIDE

    @on(VirtualList.Opened, "#comments")
    def _read_comment(self) -> None:
        comment = self.comment()
        if comment is not None:
            title = _("{id}, comment {number}").format(id=self.subject(), number=comment.number)
            page = [*comment_items(comment, self.session.desk.committee.names())]
            if self.view is not None:
                page += clause_items(self.view, comment)
            self.app.push_screen(Reading(title, tuple(page)))

    @on(VirtualList.Moved, "#comments")
    def _moved_comment(self, message: VirtualList.Moved) -> None:
        if message.by_person:
            self.quiet()
        self.show_status()


def _progress(view: ConsultationView, marked: set[int], sifted: str) -> str:
    """Return how many comments are answered, marked, and what they are sifted by."""
    done = sum(item.disposition is not Disposition.UNRESOLVED for item in view.comments)
    parts = [
        _("{done}/{total} answered").format(done=done, total=len(view.comments)),
    ]
    if marked:
        words = ngettext("{count} marked", "{count} marked", len(marked))
        parts.append(words.format(count=len(marked)))
    else:
        parts.append(_("Space marks a comment"))
    if sifted:
        parts.append(_("only: {words}").format(words=sifted))
    return "   ".join(parts)
