"""Priorities: proposals by score, each explained term by term, and the work programme."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from textual.binding import BindingType
from textual.widget import Widget

from comens_tui.exchange.programme_table import programme_title, why
from comens_tui.i18n import N_, _, ngettext
from comens_tui.operations import programmes, views
from comens_tui.operations.programmes import ProgrammeView
from comens_tui.operations.views import Ranked
from comens_tui.text.decimals import decimal_words
from comens_tui.text.labels import label, state_label
from comens_tui.text.score_words import debate_sentence
from comens_tui.tui import prose
from comens_tui.tui.action import PRIORITIES
from comens_tui.tui.actions import bindings
from comens_tui.tui.messages import Visit
from comens_tui.tui.programme_items import (
    PROGRAMME_COLUMNS,
    bar,
    entry_items,
    load_blocks,
    programme_rows,
)
from comens_tui.tui.prose import Block, PageItem, Span, fields, heading, paragraph, text_items
from comens_tui.tui.score_items import score_items
from comens_tui.tui.screens import link_pages
from comens_tui.tui.screens.list_screen import Detail
from comens_tui.tui.screens.priority_acts import PriorityActs
from comens_tui.tui.session import Session
from comens_tui.tui.widgets.bars import SummaryBar
from comens_tui.tui.widgets.matrix_list import MatrixList
from comens_tui.tui.widgets.paragraphs import Paragraphs
from comens_tui.tui.widgets.rows import Column, ListRow, MemoryRows

_BAR = 10


class _Read(NamedTuple):
    board: Sequence[Ranked]
    programme: ProgrammeView | None


class PrioritiesScreen(PriorityActs):
    """The board, best first, and the work programme, in turn; the detail explains a line."""

    SCOPE = PRIORITIES
    BINDINGS: ClassVar[list[BindingType]] = bindings(PRIORITIES)
    COLUMNS = (
        Column("", 3, right=True),
        Column(N_("Id"), 11),
        Column(N_("Score"), 5, right=True),
        Column("", _BAR),
        Column(N_("Band"), 4),
        Column(N_("Title"), 20, grows=True),
        Column(N_("Ranks"), 7, drop=1),
        Column(N_("State"), 22, drop=2),
        Column(N_("Raters"), 6, drop=3, right=True),
    )
    EMPTY = N_("No proposal is instructed yet: 2, then x, leads them there.")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._lines: dict[str, Ranked] = {}

    def body(self) -> Iterable[Widget]:
        """Yield the list, whose columns follow the view, and the page of the detail."""
        yield MatrixList(self.COLUMNS, empty=self.EMPTY, id="list")
        yield self.make_page()

    def on_mount(self) -> None:
        """Put the days of the groups above the list."""
        self.mount(Paragraphs(id="loads"), before="#body")

    def load(self) -> None:
        """Read the board and the last programme."""
        desk = self.session.desk
        self.read(lambda: _Read(views.board(desk), programmes.latest_programme(desk)), self._show)

    def _show(self, read: _Read) -> None:
        self._lines = {line.proposal.id: line for line in read.board}
        self.programme = read.programme
        self._fill()

    def _fill(self) -> None:
        table = self.query_one("#list", MatrixList)
        view = self.programme if self.is_programme else None
        if view is not None:
            table.choose(PROGRAMME_COLUMNS, None)
            self.show_rows(MemoryRows(list(programme_rows(view.sheet))))
        else:
            self.is_programme = False
            table.choose(self.COLUMNS, None)
            ranked = enumerate(self._lines.values(), start=1)
            self.show_rows(MemoryRows([_row(place, line) for place, line in ranked]))
        self.query_one("#loads", Paragraphs).show(load_blocks(view.sheet.loads) if view else ())
        self._show_summary(view)
        self.show_title()
        self.show_keys()

    def _show_summary(self, view: ProgrammeView | None) -> None:
        bar = self.query_one("#summary", SummaryBar)
        if view is not None:
            taken = sum(line.waits is None for line in view.sheet.lines)
            waiting = len(view.sheet.lines) - taken
            moved = len(view.sheet.programme.departures)
            counts = (
                (ngettext("{count} taken", "{count} taken", taken), taken),
                (ngettext("{count} waits", "{count} wait", waiting), waiting),
                (ngettext("{count} departure", "{count} departures", moved), moved),
            )
            said = "   ".join(words.format(count=count) for words, count in counts)
            state = label(view.sheet.programme.state)
            stale = [Span("   "), Span(_("to draw up again"), prose.WARNING)]
            bar.show([Span(said), *(stale if view.is_stale else [])], state)
            return
        lines = self._lines.values()
        debated = sum(bool(line.score and line.score.to_debate) for line in lines)
        count = ngettext("{count} proposal waits", "{count} proposals wait", len(lines))
        debate = ngettext("{count} to debate", "{count} to debate", debated)
        text = [count.format(count=len(lines))]
        if debated:
            text.append(debate.format(count=debated))
        bar.show("   ".join(text))

    def place(self) -> str:
        """Name the programme, and what is open."""
        view = self.programme if self.is_programme else None
        parts = [programme_title(view.sheet)] if view else []
        return "  ".join([*parts, *([self.subject()] if self.is_open else [])])

    def hidden_actions(self) -> Iterable[str]:
        """Hide what is for the programme while the board is shown."""
        if self.is_programme:
            return ()
        return "priority.later", "priority.sooner", "priority.adopt"

    def action_priority_other(self) -> None:
        """Change between the board and the programme."""
        if self.programme is None:
            self.say(_("There is no work programme yet: x draws it up."))
            return
        self.is_programme = not self.is_programme
        self._fill()

    def read_detail(self, key: str) -> Detail:
        """Return a proposal explained: its score, or its place in the programme."""
        view = self.programme
        if self.is_programme and view is not None:
            return Detail(tuple(entry_items(view, key)))
        line = self._lines.get(key)
        return Detail(tuple(_explained(line)) if line else (), line)

    def row_summary(self) -> str:
        """Say what the score asks for, or why the proposal is taken or waits."""
        view, key = self.programme, self.subject()
        if self.is_programme and view is not None:
            return next((why(line) for line in view.sheet.lines if line.id == key), "")
        line = self._lines.get(key)
        if line is None:
            return ""
        if line.score is None:
            words = _unseen(line)
            return _("{why}: {title}").format(why=words, title=line.proposal.title)
        if line.score.ex_officio:
            return _("To be examined whatever its rank: {title}").format(title=line.proposal.title)
        if line.score.to_debate:
            return debate_sentence(line.score.to_debate)
        return line.proposal.title

    def action_priority_links(self) -> None:
        """Show where the proposal comes from, and what it leads to."""
        if self.subject():
            link_pages.show(self, self.subject())

    def action_priority_review(self) -> None:
        """Open the proposal in the review."""
        if self.subject():
            self.app.post_message(Visit("review", self.subject()))


def _unseen(line: Ranked) -> str:
    """Return why a line has no score."""
    return _("Blind until you rate it") if line.is_blind else _("Not rated yet")


def _row(place: int, line: Ranked) -> ListRow:
    score, found = line.score, line.range
    ranks = "" if found is None or found.best == found.worst else f"{found.best}-{found.worst}"
    flags = "!" if score and (score.to_debate or score.ex_officio) else ""
    return ListRow(
        line.proposal.id,
        (
            f"{flags}{place}" if score else "-",
            line.proposal.id,
            decimal_words(score.value) if score else "-",
            bar(int(score.value), 100, _BAR) if score else "",
            score.band if score else "",
            line.proposal.title,
            ranks,
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
        items.append(paragraph(_unseen_sentence(line)))
    else:
        items.extend(score_items(line.score, line.range))
    items += [Block(), *text_items(proposal.motive)]
    return items


def _unseen_sentence(line: Ranked) -> str:
    if line.is_blind:
        return _("Ratings are blind until yours is in: r opens it, then r rates it.")
    return _("Nobody has rated it yet: r opens it, then r rates it.")
