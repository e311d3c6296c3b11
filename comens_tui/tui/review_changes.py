"""The changes of a proposal as a reader goes through them: in order, with their marks."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from comens_tui.i18n import _, ngettext
from comens_tui.operations.views import Review
from comens_tui.text.clause_changes import ClauseChange
from comens_tui.text.effects import EFFECTS
from comens_tui.text.labels import label
from comens_tui.tui import prose
from comens_tui.tui.prose import Block, PageItem, Span, paragraph
from comens_tui.tui.redline_items import (
    ALARMING,
    Look,
    clause_name,
    effect_label,
    hidden_typography,
    is_alarming,
    is_shown_change,
    mark_of,
)
from comens_tui.tui.widgets.rows import ListRow

#: More clauses than this on one line of the summary are counted, not named.
_NAMED = 12


class ShownChange(NamedTuple):
    """A changed clause; `key` is its place in the page."""

    key: str
    path: str
    clause: ClauseChange


def shown_changes(review: Review, look: Look) -> tuple[ShownChange, ...]:
    """Return the clauses that count as changed for this reader, in the order of the page."""
    return tuple(
        ShownChange(f"{change.path}|{clause.id}", change.path, clause)
        for change in review.changes
        for clause in change.redline.clauses
        if is_shown_change(clause, look)
    )


def hidden_changes(review: Review) -> int:
    """Return how many changes of typography the review holds."""
    return sum(hidden_typography(change.redline) for change in review.changes)


def effect_counts(review: Review) -> Counter[str]:
    """Return how many clauses have each effect on the norm, those to be seen first in front."""
    found = Counter(
        effect
        for change in review.changes
        for clause in change.redline.clauses
        for effect in clause.effects
    )
    return Counter({effect: found[effect] for effect in EFFECTS if effect in found})


def change_rows(changes: tuple[ShownChange, ...], *, is_short: bool = False) -> list[ListRow]:
    """Return the list of changed clauses: mark and name, then what each does.

    The short form names the gravest effect and counts the others.
    """
    return [
        ListRow(
            item.key,
            (
                f"{mark_of(item.clause)} {clause_name(item.clause)}",
                _said(item.clause, is_short=is_short),
            ),
            prose.WARNING if is_alarming(item.clause) else prose.PLAIN,
        )
        for item in changes
    ]


def _said(clause: ClauseChange, *, is_short: bool) -> str:
    """Return the effects of a clause, or the kind of change where it has none."""
    effects = [effect_label(effect) for effect in clause.effects]
    if is_short and len(effects) > 1:
        return f"{effects[0]} +{len(effects) - 1}"
    return ", ".join(effects) or label(clause.nature or clause.change)


def effect_items(review: Review, look: Look) -> Iterator[PageItem]:
    """Yield in lines what the change does to the norm, before any redline."""
    if not review.is_whole:
        yield paragraph(_("The texts are being compared…"), prose.QUIET)
        yield Block()
        return
    if not review.changes:
        yield paragraph(_("This proposal holds no text yet."), prose.QUIET)
        yield Block()
        return
    changes = shown_changes(review, look)
    yield _totals(review, len(changes))
    yield from _lines_of_effects(changes)
    hidden = hidden_changes(review)
    if hidden and not look.typography:
        text = ngettext(
            "{count} change of typography hidden: T shows it.",
            "{count} changes of typography hidden: T shows them.",
            hidden,
        )
        yield paragraph(text.format(count=hidden), prose.QUIET, indent=2)
    yield Block()


def _totals(review: Review, count: int) -> Block:
    inserted = sum(change.redline.inserted_words for change in review.changes)
    deleted = sum(change.redline.deleted_words for change in review.changes)
    clauses = ngettext("{count} clause changed", "{count} clauses changed", count)
    words = _("{inserted} words in, {deleted} out").format(inserted=inserted, deleted=deleted)
    return Block(
        (
            Span(_("What it does"), prose.HEADING),
            Span("  "),
            Span(clauses.format(count=count) + ", " + words, prose.QUIET),
        )
    )


def _lines_of_effects(changes: tuple[ShownChange, ...]) -> Iterator[Block]:
    """Yield one line an effect, with the clauses that have it; the gravest first."""
    groups: list[tuple[str, str, list[str]]] = []
    for effect in EFFECTS:
        names = [clause_name(item.clause) for item in changes if effect in item.clause.effects]
        if names:
            groups.append((effect, effect_label(effect), names))
    others = [item.clause for item in changes if not item.clause.effects]
    for kind in dict.fromkeys(_kind(clause) for clause in others):
        names = [clause_name(clause) for clause in others if _kind(clause) == kind]
        groups.append(("", kind, names))
    width = max((len(said) for _effect, said, _names in groups), default=0)
    for effect, said, names in groups:
        grave = effect in ALARMING
        gap = " " * (width - len(said) + 2)
        spans = (Span(said, prose.WARNING if grave else prose.PLAIN), Span(gap + _named(names)))
        yield Block(spans, indent=2, hang=width + 2, mark="!" if grave else " ")


def _kind(clause: ClauseChange) -> str:
    """Return what is said of a clause that has no effect on the norm."""
    if clause.change in ("added", "removed"):
        return label(clause.change)
    return _("{nature}, no effect found").format(nature=label(clause.nature or clause.change))


def _named(names: list[str]) -> str:
    shown, more = names[:_NAMED], len(names) - _NAMED
    text = ", ".join(shown)
    if more <= 0:
        return text
    others = ngettext("{names} and {count} other", "{names} and {count} others", more)
    return others.format(names=text, count=more)
