"""Review: the proposals, and one of them with its effects, redline, ratings and comments."""

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType

from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.words import Nature
from comens_tui.operations import views
from comens_tui.operations.views import Review
from comens_tui.rules.links import owner_of
from comens_tui.store.index import Index
from comens_tui.store.index_rows import Row
from comens_tui.text.clause_parts import is_requirement_id
from comens_tui.text.labels import label, state_label
from comens_tui.tui import prose
from comens_tui.tui.action import REVIEW
from comens_tui.tui.actions import bindings
from comens_tui.tui.index_source import IndexRows
from comens_tui.tui.modals.history import open_history
from comens_tui.tui.prose import PageItem
from comens_tui.tui.redline_items import SIDE_BY_SIDE_FROM, Look, View, cycle
from comens_tui.tui.review_items import effect_counts, former_id, review_items
from comens_tui.tui.screens import link_pages
from comens_tui.tui.screens.base import Detail, ListScreen
from comens_tui.tui.screens.review_acts import ReviewActs
from comens_tui.tui.session import Session
from comens_tui.tui.widgets.bars import SummaryBar
from comens_tui.tui.widgets.rows import Column, ListRow

_VIEW_NAMES = {
    View.INLINE: N_("inline"),
    View.SIDE: N_("side by side"),
    View.FINAL: N_("final text"),
}


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
    EMPTY = N_("No proposal yet. Make one from a report: 1, then P.")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        options = session.options
        self.look = Look(monochrome=options.monochrome)
        self.review: Review | None = None

    # -- reading

    def load(self) -> None:
        """Read the proposals."""
        self.read(self.session.fresh_index, self._show)

    def _show(self, index: Index) -> None:
        self.show_rows(IndexRows(index, "proposal", self._row))
        counts = index.counts_by_state("proposal")
        open_count = sum(counts.get(state, 0) for state in views.OPEN_STATES)
        text = ngettext("{count} open proposal", "{count} open proposals", open_count)
        self.query_one("#summary", SummaryBar).show(text.format(count=open_count))

    def _row(self, row: Row) -> ListRow:
        is_open = row.state in views.OPEN_STATES
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
        """Return the review of one proposal; runs in a thread."""
        review = views.review(self.session.desk, key)
        return Detail(self._items(review), review)

    def detail_read(self, record: object) -> None:
        """Keep the review shown, for the acts on it."""
        self.review = record if isinstance(record, Review) else None

    def _items(self, review: Review) -> tuple[PageItem, ...]:
        return tuple(review_items(review, self.session.desk.committee, self.look))

    # -- looking

    def place(self) -> str:
        """Name the proposal open, and how it is shown."""
        if not self.is_open:
            return ""
        return _("{id}  {view}").format(id=self.subject(), view=_(_VIEW_NAMES[self.look.view]))

    def row_summary(self) -> str:
        """Sum up what the proposal shown does."""
        review = self.review
        if review is None or review.proposal.id != self.subject():
            return ""
        effects = ", ".join(
            _("{effect} × {count}").format(effect=label(effect), count=count)
            for effect, count in effect_counts(review).items()
        )
        return effects or review.proposal.title

    def open_detail(self) -> None:
        """Open the review over the whole width: the redline needs it."""
        super().open_detail()
        if self.is_open:
            self.add_class("-whole")

    def close_detail(self) -> bool:
        """Come back to the list."""
        self.remove_class("-whole")
        return super().close_detail()

    def hidden_actions(self) -> Iterable[str]:
        """Hide what is about the text when none is open."""
        if self.is_open:
            return ()
        return (
            "proposal.view",
            "proposal.whole",
            "proposal.typography",
            "proposal.history",
            "text.next",
        )

    def action_clause_impact(self) -> None:
        """Show what the requirement at the top touches; else where the proposal comes from."""
        if self.subject():
            link_pages.show(self, self._requirement() or self.subject(), otherwise=self.subject())

    def _requirement(self) -> str:
        """Return the requirement at the top of the page, or the only one that is changed."""
        if not self.is_open or self.review is None:
            return ""
        block = self.page.top_block()
        shown = owner_of((block.key if block else "").partition("|")[2])
        changed = {owner_of(clause) for _path, clause in views.changed_clauses(self.review.changes)}
        return shown or (changed.pop() if len(changed) == 1 else "")

    def _redraw(self) -> None:
        if self.review is not None:
            self.page.show(self._items(self.review), keep=True)
        self.show_title()

    def action_proposal_view(self) -> None:
        """Take the next way to show the changes."""
        self.look = cycle(self.look, self.size.width)
        self._redraw()

    def action_proposal_whole(self) -> None:
        """Show the whole text, or the changes only."""
        self.look = replace(self.look, changes_only=not self.look.changes_only)
        self._redraw()
        self.say(_("Changes only.") if self.look.changes_only else _("Whole text."))

    def action_proposal_typography(self) -> None:
        """Show or hide what is typography alone."""
        self.look = replace(self.look, typography=not self.look.typography)
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

    def on_resize(self) -> None:
        """Leave the side-by-side view when it no longer fits."""
        if self.look.view is View.SIDE and self.size.width < SIDE_BY_SIDE_FROM:
            self.look = replace(self.look, view=View.INLINE)
            self._redraw()
