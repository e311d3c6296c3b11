"""The merge of a proposal with the text in force: each conflict as three redlines, to settle."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from comens_tui.i18n import _, ngettext
from comens_tui.operations.merging import Place, Settled, TextMerge
from comens_tui.text.clause_merge import WHOLE, Conflict
from comens_tui.text.redline import redline
from comens_tui.text.typography import without_typography
from comens_tui.text.word_diff import Op
from comens_tui.tui import prose
from comens_tui.tui.action import MERGE, MODAL, TEXT
from comens_tui.tui.actions import bindings
from comens_tui.tui.modals.base import Sheet
from comens_tui.tui.prose import Block, PageItem, Span, heading, paragraph
from comens_tui.tui.redline_items import ClauseItem, Look, is_shown_change, items
from comens_tui.tui.session import Choice
from comens_tui.tui.widgets.bars import Bar
from comens_tui.tui.widgets.page import Page

#: Opens a text to be written: its title, its path, where it starts, and who takes it.
WriteText = Callable[[str, str, str, Callable[[str | None], None]], None]


#: The choices made so far, by place; kept when the window is left.
Choices = dict[Place, Choice]


class Merge(Sheet[Settled]):
    """Gives back what settles every conflict, once there is nothing left to choose."""

    KEYS = (MERGE, TEXT, MODAL)
    BINDINGS: ClassVar[list[BindingType]] = bindings(MERGE)

    def __init__(
        self,
        proposal: str,
        merges: Sequence[TextMerge],
        choices: Choices,
        write_text: WriteText,
        *,
        monochrome: bool,
    ) -> None:
        super().__init__(_("Merge {id} with the text in force").format(id=proposal))
        self._merges = merges
        self._choices = choices
        self._write_text = write_text
        self._look = Look(monochrome=monochrome)
        self._conflicts = {
            Place(merge.path, item.clause): item
            for merge in merges
            for item in merge.merged.conflicts
        }
        for place in list(choices):
            if place not in self._conflicts:
                del choices[place]

    def controls(self) -> Iterable[Widget]:
        """Yield the conflicts, and what is left to do."""
        yield Page(id="page")
        yield Bar(id="left-to-do")

    def on_mount(self) -> None:
        """Show the first conflict."""
        super().on_mount()
        self.add_class("-tall-page")
        self._draw()

    def _draw(self) -> None:
        page = merge_items(self._merges, self._choices, self._look)
        self.query_one(Page).show(tuple(page), keep=True)
        self.query_one("#left-to-do", Bar).show(self._left_to_do())

    def _left_to_do(self) -> str:
        left = sum(place not in self._choices for place in self._conflicts)
        if not left:
            return _("Nothing is left to settle: x writes the merge.")
        text = ngettext(
            "{count} clause to settle: f keeps the text in force, p the proposed one, e edits.",
            "{count} clauses to settle: f keeps the text in force, p the proposed one, e edits.",
            left,
        )
        return text.format(count=left)

    @on(Page.Scrolled)
    def _scrolled(self) -> None:
        self.query_one("#left-to-do", Bar).show(self._left_to_do())

    # -- choosing

    def _place(self) -> Place | None:
        """Return the conflict that is read, the first one when none is yet."""
        block = self.query_one(Page).current_block()
        path, _bar, clause = (block.key if block else "").partition("|")
        place = Place(path, clause)
        return place if place in self._conflicts else next(iter(self._conflicts), None)

    def _choose(self, kind: str, place: Place, text: str) -> None:
        self._choices[place] = Choice(kind, text)
        self._draw()
        left = [other for other in self._conflicts if other not in self._choices]
        target = left[0] if left else place
        self.query_one(Page).go_to(_anchor(target))

    def action_merge_ours(self) -> None:
        """Keep the text in force of the clause that is read."""
        place = self._place()
        if place is not None:
            self._choose("ours", place, self._conflicts[place].ours)

    def action_merge_theirs(self) -> None:
        """Keep the proposed text of the clause that is read."""
        place = self._place()
        if place is not None:
            self._choose("theirs", place, self._conflicts[place].theirs)

    def action_merge_edit(self) -> None:
        """Write the clause that is read, from what was chosen or else from its marked lines."""
        place = self._place()
        if place is None:
            return
        conflict = self._conflicts[place]
        chosen = self._choices.get(place)
        start = chosen.text if chosen else conflict.marked

        def written(text: str | None) -> None:
            if text is not None:
                self._choose("own", place, text)

        self._write_text(_name(place, conflict), place.path, start, written)

    def action_merge_write(self) -> None:
        """Give back the choices, unless some are missing."""
        left = [place for place in self._conflicts if place not in self._choices]
        if left:
            self.query_one(Page).go_to(_anchor(left[0]))
            return
        texts = {place: choice.text for place, choice in self._choices.items()}
        self.dismiss(Settled(texts=texts, onto={item.path: item.onto for item in self._merges}))


def merge_items(merges: Sequence[TextMerge], choices: Choices, look: Look) -> Iterator[PageItem]:
    """Yield the page of a merge: what is in conflict, then what is joined without."""
    total = sum(len(merge.merged.conflicts) for merge in merges)
    number = 0
    for merge in merges:
        for conflict in merge.merged.conflicts:
            number += 1
            yield from _conflict_items(merge.path, conflict, choices, look, (number, total))
    for merge in merges:
        yield from _joined_items(merge, look)


def _conflict_items(
    path: str, conflict: Conflict, choices: Choices, look: Look, rank: tuple[int, int]
) -> Iterator[PageItem]:
    place = Place(path, conflict.clause)
    chosen = choices.get(place)
    key = _anchor(place)
    said = _("conflict {number} of {total}").format(number=rank[0], total=rank[1])
    yield Block(
        (
            Span(_name(place, conflict), prose.HEADING),
            Span(f"  {said}  ", prose.QUIET),
            Span(_choice_label(chosen), prose.GOOD if chosen else prose.WARNING),
        ),
        mark=" " if chosen else "!",
        anchor=key,
        key=key,
        hang=2,
    )
    for title, old, new in (
        (_("What came into force since"), conflict.base, conflict.ours),
        (_("What the proposal changes"), conflict.base, conflict.theirs),
        (_("From the text in force to the proposed one"), conflict.ours, conflict.theirs),
    ):
        yield Block((Span(title, prose.KEY),), key=key)
        yield from _version_items(old, new, look, key)
    if chosen and chosen.kind == "own":
        yield Block((Span(_("Your text, against the one in force"), prose.KEY),), key=key)
        yield from _version_items(conflict.ours, chosen.text, look, key)


def _version_items(old: str, new: str, look: Look, key: str) -> Iterator[PageItem]:
    if not new.strip():
        yield Block((Span(_("The clause is removed."), prose.STRONG),), mark="-", key=key)
    for clause in redline(old, new).clauses:
        ops = clause.ops if look.typography else without_typography(clause.ops)
        yield ClauseItem(_without_title(ops), look, key=key)
    yield Block(key=key)


def _without_title(ops: Sequence[Op]) -> tuple[Op, ...]:
    """Return `ops` without the title of the clause, where it did not change."""
    first = ops[0] if ops else Op("=", "")
    title, line_end, rest = first.text.partition("\n")
    if first.sign != "=" or not line_end or not title.startswith("#"):
        return tuple(ops)
    return (Op("=", rest), *ops[1:])


def _joined_items(merge: TextMerge, look: Look) -> Iterator[PageItem]:
    """Yield what came into force since, which the merge takes; what was joined line by line."""
    contested = {conflict.clause for conflict in merge.merged.conflicts}
    since = redline(merge.base, merge.ours)
    others = tuple(item for item in since.clauses if item.old_id not in contested)
    if WHOLE in contested or not any(is_shown_change(item, look) for item in others):
        return
    yield heading(
        _("{path}: what came into force since, and is taken").format(path=merge.path),
        anchor=f"{merge.path}|",
    )
    if merge.merged.combined:
        names = ", ".join(
            _("the whole file") if name == WHOLE else name for name in merge.merged.combined
        )
        text = _("Both sides changed {clauses} on different lines, joined here: read them again.")
        yield paragraph(text.format(clauses=names), prose.WARNING, mark="!")
    yield from items(since._replace(clauses=others), look, f"{merge.path}|joined")


def _anchor(place: Place) -> str:
    return f"{place.path}|{place.clause}"


def _name(place: Place, conflict: Conflict) -> str:
    if place.clause == WHOLE:
        return _("{path}, the order of its clauses").format(path=place.path)
    return f"{conflict.clause} — {conflict.title}" if conflict.title else conflict.clause


def _choice_label(chosen: Choice | None) -> str:
    if chosen is None:
        return _("to settle")
    return {
        "ours": _("kept: the text in force"),
        "theirs": _("kept: the proposed text"),
        "own": _("kept: your text"),
    }[chosen.kind]
