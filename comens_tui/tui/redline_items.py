"""A redline as parts of a page: one heading and one text a clause, laid out when seen.

Readable without colour: marks in the gutter always, and `[-…-]{+…+}` where there is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest

from rich.cells import cell_len

from comens_tui.i18n import _, ngettext
from comens_tui.text.clause_changes import ClauseChange
from comens_tui.text.labels import label
from comens_tui.text.redline import Redline
from comens_tui.text.typography import without_typography
from comens_tui.text.word_diff import Op
from comens_tui.tui import prose
from comens_tui.tui.prose import LONGEST_LINE, Block, PageItem, Row, Span, paragraph, wrap

SAME, REMOVED, ADDED = "=", "-", "+"
_STYLES = {SAME: prose.PLAIN, REMOVED: prose.DELETED, ADDED: prose.INSERTED}
_MARKS = {REMOVED: ("[-", "-]"), ADDED: ("{+", "+}")}
#: Columns from which the two texts fit beside each other, and how wide each may get.
SIDE_BY_SIDE_FROM, _WIDEST_PANE = 140, 90
_BETWEEN = " │ "
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
        if self.look.view is View.SIDE:
            return _side_rows(self.ops, self.look, width)
        if self.look.view is View.FINAL:
            kept = [Span(op.text) for op in self.ops if op.sign != REMOVED]
            return [Row(" ", line) for line in _trimmed(wrap(kept, min(width, LONGEST_LINE)))]
        spans = list(_inline_spans(self.ops, self.look))
        lines = _trimmed(wrap(spans, min(width, LONGEST_LINE)))
        return [Row(_mark(line), line) for line in lines]


def items(redline: Redline, look: Look, path: str) -> Iterator[PageItem]:
    """Yield the parts of a page that show `redline`, of the file `path`, as `look` asks.

    The key of each part is `path|clause`.
    """
    skipped = 0
    for clause in redline.clauses:
        changed = is_shown_change(clause, look)
        if look.changes_only and not changed:
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
    if not clause.effects:
        return change
    return _("{change}: {effects}").format(
        change=change, effects=", ".join(label(effect) for effect in clause.effects)
    )


def clause_name(clause: ClauseChange) -> str:
    """Return the id of a requirement, or the title of another clause."""
    if re.fullmatch(r"[A-Z]{2,6}\.[\d.]+", clause.id):
        return clause.id
    return clause.title or {"---": _("front matter"), "#": _("opening")}.get(clause.id, clause.id)


def _heading(clause: ClauseChange, key: str) -> Block:
    mark = {"added": "+", "removed": "-", "moved": ">", "renumbered": ">"}.get(clause.change, "~")
    alarming = {"weakened", "scope_narrowed", "negation", "evidence_removed"} & set(clause.effects)
    style = prose.WARNING if alarming else prose.STRONG
    return Block(
        (Span(clause_name(clause), prose.HEADING), Span("  "), Span(describe(clause), style)),
        mark=mark,
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
    if op.sign == SAME:
        yield Span(op.text)
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


def _side_rows(ops: Sequence[Op], look: Look, width: int) -> list[Row]:
    pane = max(10, min((width - len(_BETWEEN) - 2) // 2, _WIDEST_PANE))
    rows = []
    for old, new in _paragraph_pairs(ops, look):
        left = wrap(old, pane) if old else []
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


def _paragraph_pairs(ops: Sequence[Op], look: Look) -> Iterator[tuple[list[Span], list[Span]]]:
    """Yield (old, new) texts from one common line feed to the next."""
    old: list[Span] = []
    new: list[Span] = []
    for op in ops:
        if op.sign == REMOVED:
            old.extend(_spans(op, look))
        elif op.sign == ADDED:
            new.extend(_spans(op, look))
        else:
            first, *others = op.text.split("\n")
            for text in (old, new):
                text.append(Span(first))
            for line in others:
                yield old, new
                old, new = [Span(line)], [Span(line)]
    yield old, new


def cycle(look: Look, width: int) -> Look:
    """Return the next view that fits in `width` columns."""
    views = [View.INLINE, View.SIDE, View.FINAL]
    if width < SIDE_BY_SIDE_FROM:
        views.remove(View.SIDE)
    place = views.index(look.view) if look.view in views else -1
    return replace(look, view=views[(place + 1) % len(views)])
