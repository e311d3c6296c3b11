"""Review: the proposals, and one of them with its effects, redline, ratings and comments."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import ClassVar, NamedTuple

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.words import Nature
from comens_tui.operations import views
from comens_tui.operations.views import Review
from comens_tui.rules.links import owner_of
from comens_tui.rules.states import BEFORE_THE_VOTE
from comens_tui.store.index import Index
from comens_tui.store.index_rows import Row
from comens_tui.text.clause_parts import is_requirement_id
from comens_tui.text.labels import label, state_label
from comens_tui.tui import prose
from comens_tui.tui.action import REVIEW
from comens_tui.tui.actions import bindings
from comens_tui.tui.index_source import IndexRows
from comens_tui.tui.modals.choose import Choose
from comens_tui.tui.modals.history import open_history
from comens_tui.tui.prose import PageItem, Span
from comens_tui.tui.quoting import Quote, quote
from comens_tui.tui.redline_items import (
    SIDE_BY_SIDE_FROM,
    Look,
    View,
    clause_name,
    cycle,
    describe,
    effect_label,
    is_alarming,
)
from comens_tui.tui.review_changes import ShownChange, change_rows, effect_counts, shown_changes
from comens_tui.tui.review_items import former_id, review_items
from comens_tui.tui.screens import link_pages
from comens_tui.tui.screens.list_screen import Detail, ListScreen
from comens_tui.tui.screens.review_acts import ReviewActs
from comens_tui.tui.session import Session
from comens_tui.tui.typed_ahead import Awaited
from comens_tui.tui.widgets.bars import SummaryBar
from comens_tui.tui.widgets.page import Page
from comens_tui.tui.widgets.rows import Column, ListRow, MemoryRows
from comens_tui.tui.widgets.virtual_list import VirtualList

_VIEW_NAMES = {
    View.INLINE: N_("inline"),
    View.SIDE: N_("side by side"),
    View.FINAL: N_("final text"),
}
#: Actions about the text: they mean nothing when none is open.
_ON_TEXT = (
    "proposal.view",
    "proposal.whole",
    "proposal.typography",
    "proposal.clauses",
    "proposal.resolve",
    "proposal.history",
    "text.next",
)


class _Part(NamedTuple):
    """A review as far as it is read, and what reads on."""

    review: Review
    coming: Iterator[Review]


class ReviewScreen(ReviewActs, ListScreen):
    """The proposals, latest first, and the review of one."""

    SCOPE = REVIEW
    BINDINGS: ClassVar[list[BindingType]] = bindings(REVIEW)
    COLUMNS = (
        Column(N_("Id"), 11),
        Column(N_("State"), 22),
        Column(N_("Title"), 24, grows=True),
        Column(N_("Nature"), 14, drop=1),
        Column(N_("Author"), 16, drop=2),
    )
    CLAUSES = (Column(N_("Clause"), 11), Column(N_("Effect"), 10, grows=True))
    EMPTY = N_("No proposal yet: o opens one; from a report: 1, then P.")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.look = Look(monochrome=session.options.monochrome)
        self._has_chosen_view = False
        self._count = ""
        self.review: Review | None = None
        self._changes: tuple[ShownChange, ...] = ()
        #: How the page now shown was made.
        self._drawn = self.look

    def body(self) -> Iterable[Widget]:
        """Yield the list, the changed clauses of the proposal open, and its page."""
        detail: Widget
        table, detail = super().body()
        yield table
        yield VirtualList(self.CLAUSES, empty=N_("Nothing changes."), id="clauses")
        yield detail

    # -- reading

    def load(self) -> None:
        """Read the proposals."""
        self.read(self.session.fresh_index, self._show)

    def _show(self, index: Index) -> None:
        self.show_rows(IndexRows(index, "proposal", self._row))
        counts = index.counts_by_state("proposal")
        open_count = sum(counts.get(state, 0) for state in BEFORE_THE_VOTE)
        text = ngettext("{count} open proposal", "{count} open proposals", open_count)
        self._count = text.format(count=open_count)
        self._show_summary()

    def _show_summary(self) -> None:
        """Say how many proposals are open; over a text, which clause is read and what it does."""
        bar = self.query_one("#summary", SummaryBar)
        review = self.review
        if not self.is_open or review is None:
            bar.show(self._count)
            return
        rank = self._current_rank()
        if rank is None:
            bar.show(self.row_summary())
            return
        clause = self._changes[rank].clause
        style = prose.WARNING if is_alarming(clause) else prose.PLAIN
        titled = clause.title and clause.title != clause_name(clause)
        name = f"{clause_name(clause)} — {clause.title}" if titled else clause_name(clause)
        bar.show((Span(f"{name}  ", prose.STRONG), Span(describe(clause), style)))

    def show_title(self) -> None:
        """Draw the title, and under it what is read."""
        super().show_title()
        self._show_summary()

    def _row(self, row: Row) -> ListRow:
        is_open = row.state in BEFORE_THE_VOTE
        nature = row.extra.get("nature")
        return ListRow(
            row.id,
            (
                row.id,
                state_label("proposal", row.state),
                row.title,
                label(Nature(nature)) if nature else "",
                self._author(row.owner),
            ),
            prose.PLAIN if is_open else prose.QUIET,
        )

    def _author(self, member_id: str) -> str:
        member = self.session.desk.committee.member(member_id)
        return member.name if member else member_id

    def read_detail(self, key: str) -> Detail:
        """Return a review, or its first part where the texts are long; runs in a thread."""
        return self._next_part(views.review_stages(self.session.desk, key))

    def _next_part(self, stages: Iterator[Review]) -> Detail:
        review = next(stages)
        return Detail(self._items(review), _Part(review, stages))

    def show_detail(self, key: str, detail: Detail) -> None:
        """Show what was read, then read on if it is not the whole."""
        super().show_detail(key, detail)
        part = detail.record
        if not isinstance(part, _Part) or part.review.is_whole or key != self.subject():
            return
        self.read(
            lambda: self._next_part(part.coming),
            lambda more: self.show_detail(key, more) if key == self.subject() else None,
            group="rest",
            brings=Awaited.NOTHING,
        )

    def detail_read(self, record: object) -> None:
        """Keep the review shown, for the acts on it."""
        self.review = record.review if isinstance(record, _Part) else None
        self._drawn = self.look_here()
        self._list_clauses()

    def _items(self, review: Review) -> tuple[PageItem, ...]:
        return tuple(review_items(review, self.session.desk.committee, self.look_here()))

    def _list_clauses(self) -> None:
        self._changes = shown_changes(self.review, self.look) if self.review else ()
        rows = MemoryRows(change_rows(self._changes, is_short=True))
        self.query_one("#clauses", VirtualList).show(rows)

    # -- looking

    def look_here(self) -> Look:
        """Return how the text is shown: side by side only over the whole of a wide window."""
        is_broad = self.is_open and self.size.width >= SIDE_BY_SIDE_FROM
        if not is_broad and self.look.view is View.SIDE:
            return replace(self.look, view=View.INLINE)
        if is_broad and not self._has_chosen_view:
            return replace(self.look, view=View.SIDE)
        return self.look

    def place(self) -> str:
        """Name the proposal open, the change that is read, and how it is shown."""
        if not self.is_open:
            return ""
        view = self.look_here().view
        is_usual = view is View.INLINE and not self.has_class("-broad")
        parts = (self.subject(), self._rank(), "" if is_usual else _(_VIEW_NAMES[view]))
        return "  ".join(part for part in parts if part)

    def _rank(self) -> str:
        """Say which change is read, or how many there are."""
        count = len(self._changes)
        if not count:
            return ""
        rank = self._current_rank()
        if rank is None:
            return ngettext("{count} change", "{count} changes", count).format(count=count)
        return _("change {number}/{count}").format(number=rank + 1, count=count)

    def _current_rank(self) -> int | None:
        place = self.current_place()
        key = f"{place.path}|{place.clause}" if place else ""
        keys = [item.key for item in self._changes]
        return keys.index(key) if key in keys else None

    def row_summary(self) -> str:
        """Sum up what the proposal shown does."""
        review = self.review
        if review is None or review.proposal.id != self.subject():
            return ""
        effects = ", ".join(
            _("{effect} × {count}").format(effect=effect_label(effect), count=count)
            for effect, count in effect_counts(review).items()
        )
        return effects or review.proposal.title

    def open_detail(self) -> None:
        """Open the review over the whole width: the redline needs it."""
        super().open_detail()
        if self.is_open:
            self.add_class("-whole")
            self._redraw_if_other()

    def close_detail(self) -> bool:
        """Come back to the text from its clauses, or to the list from the text."""
        if self.is_open and self.query_one("#clauses").has_focus:
            self.page.focus()
            return True
        self.remove_class("-whole")
        was_open = super().close_detail()
        self._redraw_if_other()
        return was_open

    def fit_window(self) -> None:
        """Say too whether the clauses have a column of their own."""
        super().fit_window()
        self.set_class(self.app.size.width >= SIDE_BY_SIDE_FROM, "-broad")

    def hidden_actions(self) -> Iterable[str]:
        """Hide what is about the text when none is open."""
        return () if self.is_open else _ON_TEXT

    def action_clause_impact(self) -> None:
        """Show what the requirement at the top touches; else where the proposal comes from."""
        if self.subject():
            link_pages.show(self, self._requirement() or self.subject(), otherwise=self.subject())

    def _requirement(self) -> str:
        """Return the requirement at the top of the page, or the only one that is changed."""
        if not self.is_open or self.review is None:
            return ""
        place = self.current_place()
        shown = owner_of(place.clause if place else "")
        changed = {owner_of(clause) for _path, clause in views.changed_clauses(self.review.changes)}
        return shown or (changed.pop() if len(changed) == 1 else "")

    def _redraw(self) -> None:
        """Draw the page in another way, at the same change."""
        self._drawn = self.look_here()
        rank = self._current_rank()
        if self.review is not None:
            key = self._changes[rank].key if rank is not None else ""
            self.page.show(self._items(self.review), keep=True)
            if key:
                self.page.go_to(key)
        self.show_title()

    def _redraw_if_other(self) -> None:
        if self.look_here() != self._drawn:
            self._redraw()

    @on(Page.Scrolled)
    def _follow(self) -> None:
        """Keep the title and the list of clauses at the change that is read."""
        self.show_title()
        rank = self._current_rank()
        if rank is not None:
            self.query_one("#clauses", VirtualList).select(self._changes[rank].key)

    @on(VirtualList.Moved, "#clauses")
    def _to_clause(self, message: VirtualList.Moved) -> None:
        """Bring the text to the clause of the cursor."""
        rank = self._current_rank()
        here = self._changes[rank].key if rank is not None else ""
        if message.by_person and message.row is not None and message.row.key != here:
            self.page.go_to(message.row.key)

    @on(VirtualList.Opened, "#clauses")
    def _in_clause(self, message: VirtualList.Opened) -> None:
        """Go into the text, at the clause of the cursor."""
        if message.row is not None:
            self.page.go_to(message.row.key)
        self.page.focus()

    def action_proposal_clauses(self) -> None:
        """Go to the list of clauses, in its column or in a window."""
        if self._shown() is None or not self.is_open:
            return
        if not self._changes:
            self.say(_("Nothing changes."))
            return
        if self.has_class("-broad"):
            self.query_one("#clauses").focus()
            return

        def answered(key: str | None) -> None:
            if key is not None:
                self.page.go_to(key)

        rank = self._current_rank()
        current = self._changes[rank].key if rank is not None else None
        title = _("Clauses of {id}").format(id=self.subject())
        rows = change_rows(self._changes)
        width = min(40, max(len(row.cells[0]) for row in rows) + 1)
        chooser = Choose(title, rows, select=current, first_width=width)
        self.app.push_screen(chooser, answered)

    def action_proposal_view(self) -> None:
        """Take the next way to show the changes."""
        self.look = cycle(self.look_here(), self.size.width)
        self._has_chosen_view = True
        self._redraw()

    def action_proposal_whole(self) -> None:
        """Show the whole text, or the changes only."""
        self.look = replace(self.look, changes_only=not self.look.changes_only)
        self._redraw()
        self.say(_("Changes only.") if self.look.changes_only else _("Whole text."))

    def action_proposal_typography(self) -> None:
        """Show or hide what is typography alone."""
        self.look = replace(self.look, typography=not self.look.typography)
        self._list_clauses()
        self._redraw()
        shown = _("Changes of typography are shown.")
        hidden = _("Changes of typography are hidden.")
        self.say(shown if self.look.typography else hidden)

    def action_proposal_history(self) -> None:
        """Show the history of the first clause in sight: the requirement, else its document."""
        place = self.page.block_index(self.page.scroll_offset.y)
        keys = (block.key for block in self.page.blocks[place:]) if self.is_open else ()
        path, _bar, clause = next((key for key in keys if "|" in key), "").partition("|")
        if path and self.review is not None:
            # What a proposal renumbers is known to the past under its former id.
            former = former_id(self.review, path, clause)
            open_history(self, path, former if is_requirement_id(former) else "")
        else:
            self.say(_("Go to a clause of the text first: its history is shown."))

    # -- quoting

    def copied(self) -> str:
        """Return the clause that is read with its source, else the id of the proposal."""
        found = self._quote()
        return found.text if found else super().copied()

    def copied_from(self) -> str:
        """Return where the clause that is read stands."""
        found = self._quote()
        return found.place if found else ""

    def _quote(self) -> Quote | None:
        place = self.current_place()
        if self.review is None or place is None:
            return None
        return quote(self.review, place)

    def on_resize(self) -> None:
        """Take or leave the side-by-side view as it fits."""
        self._redraw_if_other()
