"""Priorities: proposals by score, and each score explained term by term."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from comens_tui.i18n import N_, _, ngettext
from comens_tui.operations import views
from comens_tui.operations.views import Ranked
from comens_tui.text.labels import state_label
from comens_tui.tui import prose
from comens_tui.tui.action import PRIORITIES
from comens_tui.tui.actions import bindings
from comens_tui.tui.messages import Visit
from comens_tui.tui.prose import Block, PageItem, fields, heading, paragraph, text_items
from comens_tui.tui.score_items import score_items
from comens_tui.tui.screens.base import Detail, ListScreen
from comens_tui.tui.session import Session
from comens_tui.tui.widgets.bars import SummaryBar
from comens_tui.tui.widgets.rows import Column, ListRow, MemoryRows


class PrioritiesScreen(ListScreen):
    """The board, best first; the detail is the arithmetic of one score."""

    SCOPE = PRIORITIES
    BINDINGS: ClassVar[list[BindingType]] = bindings(PRIORITIES)
    COLUMNS = (
        Column("", 3, right=True),
        Column(N_("Id"), 11),
        Column(N_("Score"), 5, right=True),
        Column(N_("Band"), 4),
        Column(N_("Title"), 24, grows=True),
        Column(N_("State"), 22, drop=1),
        Column(N_("Raters"), 6, drop=2, right=True),
    )
    EMPTY = N_("No proposal is instructed yet, so none waits for a place.")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._lines: dict[str, Ranked] = {}

    def load(self) -> None:
        """Read the board."""
        desk = self.session.desk
        self.read(lambda: views.board(desk), self._show)

    def _show(self, lines: Sequence[Ranked]) -> None:
        self._lines = {line.proposal.id: line for line in lines}
        rows = [_row(place, line) for place, line in enumerate(lines, start=1)]
        self.show_rows(MemoryRows(rows))
        debated = sum(bool(line.score and line.score.to_debate) for line in lines)
        count = ngettext("{count} proposal waits", "{count} proposals wait", len(lines))
        debate = ngettext("{count} to debate", "{count} to debate", debated)
        text = [count.format(count=len(lines))]
        if debated:
            text.append(debate.format(count=debated))
        self.query_one("#summary", SummaryBar).show("   ".join(text))

    def read_detail(self, key: str) -> Detail:
        """Return the score of one proposal, explained."""
        line = self._lines[key]
        return Detail(tuple(_explained(line)), line)

    def row_summary(self) -> str:
        """Say what the score asks for."""
        line = self._lines.get(self.subject())
        if line is None:
            return ""
        if line.score is None:
            return _("Not rated yet: {title}").format(title=line.proposal.title)
        if line.score.ex_officio:
            return _("To be examined whatever its rank: {title}").format(title=line.proposal.title)
        if line.score.to_debate:
            return _("To be debated: {title}").format(title=line.proposal.title)
        return line.proposal.title

    def action_priority_review(self) -> None:
        """Open the proposal in the review."""
        if self.subject():
            self.app.post_message(Visit("review", self.subject()))


def _row(place: int, line: Ranked) -> ListRow:
    score = line.score
    return ListRow(
        line.proposal.id,
        (
            str(place) if score else "-",
            line.proposal.id,
            str(score.value) if score else "-",
            score.band if score else "",
            line.proposal.title,
            state_label("proposal", line.proposal.state),
            str(line.raters),
        ),
        prose.PLAIN if score else prose.QUIET,
    )


def _explained(line: Ranked) -> Sequence[PageItem]:
    proposal = line.proposal
    items: list[PageItem] = [heading(f"{proposal.id}  {proposal.title}")]
    items += fields(
        [
            (_("State"), state_label("proposal", proposal.state)),
            (_("Answers"), ", ".join(proposal.answers)),
            (_("Deadline"), proposal.legal_deadline.isoformat() if proposal.legal_deadline else ""),
            (_("Raters"), str(line.raters)),
        ]
    )
    items.append(Block())
    if line.score is None:
        items.append(paragraph(_("Nobody has rated it yet: r opens it, then r rates it.")))
    else:
        items.extend(score_items(line.score))
    items += [Block(), *text_items(proposal.motive)]
    return items
