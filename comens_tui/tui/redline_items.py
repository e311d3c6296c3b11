"""A redline as parts of a page: one heading and one text a clause, laid out when seen.

Readable without colour: marks in the gutter always, and `[-…-]{+…+}` where there is none.
With changes only, the fields of a requirement that did not change are folded into one line.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, zip_longest
from types import MappingProxyType
from typing import NamedTuple

from rich.cells import cell_len

from comens_tui.i18n import _, ngettext
from comens_tui.text.clause_changes import ClauseChange
from comens_tui.text.labels import label
from comens_tui.text.redline import Redline
from comens_tui.text.typography import without_typography
from comens_tui.text.word_diff import Op
from comens_tui.tui import prose
from comens_tui.tui.field_folding import FOLDED, with_folded_fields
from comens_tui.tui.prose import LONGEST_LINE, Block, PageItem, Row, Span, paragraph, wrap

SAME, REMOVED, ADDED = "=", "-", "+"
_STYLES = {
    SAME: prose.PLAIN,
    REMOVED: prose.DELETED,
    ADDED: prose.INSERTED,
    FOLDED: prose.QUIET,
}
_MARKS = {REMOVED: ("[-", "-]"), ADDED: ("{+", "+}")}
#: Columns from which the two texts fit beside each other, and how wide each may get.
SIDE_BY_SIDE_FROM, _WIDEST_PANE = 140, 90
_BETWEEN = " │ "
#: What a reviewer must never miss: said in capitals.
ALARMING = frozenset({"weakened", "scope_narrowed", "negation", "evidence_removed"})
_NOTHING: Mapping[str, Sequence[PageItem]] = MappingProxyType({})
_SPACES = {"\u00a0": "‹NBSP›", "\u202f": "‹NNBSP›", " ": "‹SP›", "\u2009": "‹THSP›"}


class View(StrEnum):
    """How the changes are shown."""

    INLINE = "inline"
    SIDE = "side"
    FINAL = "final"


@dataclass(frozen=True)
class Look:
    """What the reader asked to see."""

    view: View = View.INLINE
    changes_only: bool = True
    typography: bool = False
    monochrome: bool = False


@dataclass(frozen=True)
class ClauseItem:
    """The text of one clause, with its changes."""

    ops: tuple[Op, ...]
    look: Look
    key: str
    anchor: str = ""

    def rows(self, width: int) -> list[Row]:
        """Return its lines, laid out as the reader asked."""
        if self.look.view is View.FINAL:
            kept = [Span(op.text) for op in self.ops if op.sign != REMOVED]
            return [Row(" ", line) for line in _trimmed(wrap(kept, min(width, LONGEST_LINE)))]
        ops = with_folded_fields(self.ops) if self.look.changes_only else self.ops
        if self.look.view is View.SIDE:
            return _side_rows(ops, self.look, width)
        spans = list(_inline_spans(ops, self.look))
        lines = _trimmed(wrap(spans, min(width, LONGEST_LINE)))
        return [Row(_mark(line), line) for line in lines]


def items(
    redline: Redline,
    look: Look,
    path: str,
    notes: Mapping[str, Sequence[PageItem]] = _NOTHING,
) -> Iterator[PageItem]:
    """Yield the parts of a page that show `redline`, of the file `path`, as `look` asks.

    The key of each part is `path|clause`. `notes` are shown at the end of their clause, by
    its id; a clause that has some is shown even if it does not change.
    """
    skipped = 0
    if look.view is View.SIDE:
        yield _SideTitles()
    for clause in redline.clauses:
        changed = is_shown_change(clause, look)
        noted = notes.get(clause.id, ())
        if look.changes_only and not changed and not noted:
            skipped += 1
            continue
        if skipped:
            yield _skipped(skipped)
            skipped = 0
        ops = clause.ops if look.typography else without_typography(clause.ops)
        key = f"{path}|{clause.id}"
        if changed:
            yield _heading(clause, key)
        yield ClauseItem(ops, look, key=key)
        yield from noted
        yield Block(key=key)
    if skipped:
        yield _skipped(skipped)


def is_shown_change(clause: ClauseChange, look: Look) -> bool:
    """Tell whether the clause counts as changed for this reader."""
    if clause.change == "same":
        return False
    return look.typography or clause.nature != "typography"


def describe(clause: ClauseChange) -> str:
    """Return what happened to a clause: the kind of change, then its effects on the norm."""
    change = label(clause.change)
    told = [effect for effect in clause.effects if effect != clause.change]
    if not told:
        return change
    return _("{change}: {effects}").format(
        change=change, effects=", ".join(effect_label(effect) for effect in told)
    )


def effect_label(effect: str) -> str:
    """Return an effect in words, in capitals when it must not be missed."""
    text = label(effect)
    return text.upper() if effect in ALARMING else text


def is_alarming(clause: ClauseChange) -> bool:
    """Tell whether a clause has an effect that a reviewer must never miss."""
    return not ALARMING.isdisjoint(clause.effects)


def mark_of(clause: ClauseChange) -> str:
    """Return the mark of a changed clause: `+` added, `-` removed, `>` moved, `~` changed."""
    return {"added": "+", "removed": "-", "moved": ">", "renumbered": ">"}.get(clause.change, "~")


def hidden_typography(redline: Redline) -> int:
    """Return how many changes are of typography alone, and so are hidden at first."""
    return sum(
        _runs(clause.ops) - _runs(without_typography(clause.ops))
        for clause in redline.clauses
        if clause.change != "same"
    )


def _runs(ops: Sequence[Op]) -> int:
    """Return how many runs of changes stand between texts that are kept."""
    return sum(is_change for is_change, _run in groupby(ops, key=lambda op: op.sign != SAME))


def clause_name(clause: ClauseChange) -> str:
    """Return the id of a requirement, with the old one if it changed, or the title of a clause."""
    if re.fullmatch(r"[A-Z]{2,6}\.[\d.]+", clause.id):
        renumbered = clause.old_order is not None and clause.old_id != clause.id
        return f"{clause.old_id} → {clause.id}" if renumbered else clause.id
    return clause.title or clause_words(clause.id)


def clause_words(clause_id: str) -> str:
    """Return what a person reads for the id of a clause; those of no heading have a name."""
    return {"---": _("front matter"), "#": _("opening")}.get(clause_id, clause_id)


def _heading(clause: ClauseChange, key: str) -> Block:
    style = prose.WARNING if is_alarming(clause) else prose.STRONG
    return Block(
        (Span(clause_name(clause), prose.HEADING), Span("  "), Span(describe(clause), style)),
        mark=mark_of(clause),
        anchor=key,
        key=key,
        hang=2,
    )


def _skipped(count: int) -> Block:
    text = ngettext("({count} unchanged clause)", "({count} unchanged clauses)", count).format(
        count=count
    )
    return paragraph(text, prose.QUIET)


def _inline_spans(ops: Sequence[Op], look: Look) -> Iterator[Span]:
    """Yield every text, a word that goes set apart from the one that takes its place."""
    last = Op(SAME, "")
    for op in ops:
        meets = {last.sign, op.sign} == {REMOVED, ADDED}
        if (
            meets
            and not look.monochrome
            and not (last.text[-1:].isspace() or op.text[:1].isspace())
        ):
            yield Span(" ")
        yield from _spans(op, look)
        last = op


def _spans(op: Op, look: Look) -> Iterator[Span]:
    style = _STYLES[op.sign]
    if op.sign in (SAME, FOLDED):
        yield Span(op.text, style)
        return
    text = op.text
    if look.typography and not text.strip():
        text = "".join(_SPACES.get(char, "¶\n" if char == "\n" else char) for char in text)
    opening, closing = _MARKS[op.sign] if look.monochrome else ("", "")
    for piece in re.split(r"(\n)", text):
        if piece.strip():
            yield Span(f"{opening}{piece}{closing}", style)
        elif piece:
            yield Span(piece, style)


def _mark(line: Sequence[Span]) -> str:
    styles = {span.style for span in line if span.text.strip()}
    if not styles & {prose.INSERTED, prose.DELETED}:
        return " "
    if styles == {prose.INSERTED}:
        return "+"
    return "-" if styles == {prose.DELETED} else "~"


def _trimmed(lines: list[tuple[Span, ...]]) -> list[tuple[Span, ...]]:
    """Drop the blank lines at both ends: the page has its own."""
    start, end = 0, len(lines)
    while start < end and not prose.text_of(lines[start]).strip():
        start += 1
    while end > start and not prose.text_of(lines[end - 1]).strip():
        end -= 1
    return lines[start:end]


# -- side by side


class _SideTitles(NamedTuple):
    """The titles of the two texts, above each."""

    anchor: str = ""
    key: str = ""

    def rows(self, width: int) -> list[Row]:
        """Return one line."""
        pane = _pane(width)
        left, right = prose.fit(_("Text in force"), pane), _("Proposed text")
        return [Row(" ", (Span(f"{left}{_BETWEEN}  {right}", prose.QUIET),))]


def _pane(width: int) -> int:
    """Return the width of each of the two texts, side by side on `width` cells."""
    return max(10, min((width - len(_BETWEEN) - 2) // 2, _WIDEST_PANE))


def _side_rows(ops: Sequence[Op], look: Look, width: int) -> list[Row]:
    pane = _pane(width)
    rows = []
    for old, new in _line_pairs(ops, look):
        left = wrap(old, pane) if old or not new else []
        right = wrap(new, pane) if new else []
        for one, other in zip_longest(left, right, fillvalue=()):
            rows.append(_side_row(one, other, pane))
    start, end = 0, len(rows)
    while start < end and _is_blank(rows[start]):
        start += 1
    while end > start and _is_blank(rows[end - 1]):
        end -= 1
    return rows[start:end]


def _is_blank(row: Row) -> bool:
    return not prose.text_of(row.spans).strip(" │")


def _side_row(left: Sequence[Span], right: Sequence[Span], pane: int) -> Row:
    padding = " " * (pane - cell_len(prose.text_of(left)))
    between = (Span(padding + _BETWEEN, prose.QUIET), Span(f"{_mark(right)} ", prose.STRONG))
    return Row(_mark(left), (*left, *between, *right))


def _line_pairs(ops: Sequence[Op], look: Look) -> Iterator[tuple[list[Span], list[Span]]]:
    """Yield (old, new) lines side by side: those that share words, or that end together.

    Between them, lines that go stand beside lines that come, as many as there are.
    """
    old, new, links = _linked_lines(ops, look)
    one = other = 0
    for left, right in links:
        yield from zip_longest(old[one:left], new[other:right], fillvalue=[])
        if left >= one or right >= other:
            yield old[left] if left >= one else [], new[right] if right >= other else []
        one, other = max(one, left + 1), max(other, right + 1)
    yield from zip_longest(old[one:], new[other:], fillvalue=[])


def _linked_lines(
    ops: Sequence[Op], look: Look
) -> tuple[list[list[Span]], list[list[Span]], list[tuple[int, int]]]:
    """Return the lines of both texts, and which line of one goes with which of the other."""
    old: list[list[Span]] = [[]]
    new: list[list[Span]] = [[]]
    links: list[tuple[int, int]] = []
    for op in ops:
        sides = [side for side, gone in ((old, ADDED), (new, REMOVED)) if op.sign != gone]
        for text, style in _spans(op, look):
            first, *others = text.split("\n")
            for place, line in enumerate((first, *others)):
                if place:
                    if len(sides) > 1:
                        links.append((len(old) - 1, len(new) - 1))
                    for side in sides:
                        side.append([])
                if line:
                    for side in sides:
                        side[-1].append(Span(line, style))
                    if len(sides) > 1:
                        links.append((len(old) - 1, len(new) - 1))
    return old, new, links


def cycle(look: Look, width: int) -> Look:
    """Return the next view that fits in `width` columns."""
    views = [View.INLINE, View.SIDE, View.FINAL]
    if width < SIDE_BY_SIDE_FROM:
        views.remove(View.SIDE)
    place = views.index(look.view) if look.view in views else -1
    return replace(look, view=views[(place + 1) % len(views)])
