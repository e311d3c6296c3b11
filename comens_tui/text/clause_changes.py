"""What became of each clause: kept, changed, moved, renumbered, added or removed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from comens_tui.model.requirement import Clause
from comens_tui.text.clause_pairs import is_renumbered, moved_pairs, paired_clauses
from comens_tui.text.clause_parts import clause_parts
from comens_tui.text.effects import addition_effects, change_effects, ordered, removal_effects
from comens_tui.text.nature import has_same_fields, nature
from comens_tui.text.word_diff import Op, changed_words, word_diff


class ClauseChange(NamedTuple):
    """One clause of either text, changed or not.

    `old_order` and `new_order` are ranks in each text, None where the clause is not in it.
    `change` is added, removed, changed, moved, renumbered or same; `nature` is typography,
    editorial, substantive, or None where nothing changed. `old_id` differs from `id` when
    the clause was renumbered, or when its words come from another clause. `line` is
    1-based, in the new text, or in the old one if the clause was removed.
    """

    id: str
    title: str
    old_id: str | None
    old_order: int | None
    new_order: int | None
    change: str
    nature: str | None
    effects: tuple[str, ...]
    ops: tuple[Op, ...]
    line: int

    @property
    def old_text(self) -> str:
        """The exact text of the clause in the old version; empty if it is new."""
        return "".join(op.text for op in self.ops if op.sign != "+")

    @property
    def new_text(self) -> str:
        """The exact text of the clause in the new version; empty if it was removed."""
        return "".join(op.text for op in self.ops if op.sign != "-")


def clause_changes(ours: Sequence[Clause], theirs: Sequence[Clause]) -> Iterator[ClauseChange]:
    """Yield the changes in reading order, those that were removed after the one they followed.

    All clauses are paired before the first is given; the words of each pair are compared
    when it is asked for.
    """
    pairs = paired_clauses(ours, theirs)
    moved = moved_pairs(pairs)
    partner = {other: one for one, other in pairs}
    removed = _removed_after(ours, partner)
    yield from (_removed(ours[one], one) for one in removed.get(-1, ()))
    for other, clause in enumerate(theirs):
        if other in partner:
            pair = partner[other], other
            yield _paired(ours, theirs, pair, has_moved=pair in moved)
        else:
            yield _added(clause, other)
        yield from (_removed(ours[gone], gone) for gone in removed.get(other, ()))


def kind_of(effects: set[str], *, has_changed: bool) -> str:
    """Return what is said first of a clause that is in both texts."""
    if "renumbered" in effects:
        return "renumbered"
    if "moved" in effects:
        return "moved"
    return "changed" if has_changed else "same"


def with_effects(change: ClauseChange, effects: set[str]) -> ClauseChange:
    """Return `change` with more effects, which make it substantive."""
    return change._replace(
        effects=ordered({*change.effects, *effects}),
        nature="substantive",
    )


def _removed_after(ours: Sequence[Clause], partner: dict[int, int]) -> dict[int, list[int]]:
    """Return, for each place in the new text (-1: its start), the old clauses gone after it."""
    place_of = {one: other for other, one in partner.items()}
    after: dict[int, list[int]] = {}
    current = -1
    for one in range(len(ours)):
        if one in place_of:
            current = place_of[one]
        else:
            after.setdefault(current, []).append(one)
    return after


def _paired(
    ours: Sequence[Clause], theirs: Sequence[Clause], pair: tuple[int, int], *, has_moved: bool
) -> ClauseChange:
    old, new = ours[pair[0]], theirs[pair[1]]
    if old.text == new.text and old.id == new.id and not has_moved:
        ops: tuple[Op, ...] = (Op("=", new.text),)
        return ClauseChange(new.id, new.title, old.id, *pair, "same", None, (), ops, new.line)
    ops = word_diff(old.text, new.text)
    effects: set[str] = set()
    if is_renumbered(old, new):
        effects.add("renumbered")
    if has_moved:
        effects.add("moved")
    kind = kind_of(effects, has_changed=old.text != new.text)
    change_nature = None
    if old.text != new.text:
        before, after = clause_parts(old), clause_parts(new)
        if not any(changed_words(ops)) and has_same_fields(before, after):
            change_nature = "typography"
        else:
            effects |= change_effects(before, after)
            change_nature = nature(before, after, effects)
    if effects:
        change_nature = "substantive"
    return ClauseChange(
        new.id,
        new.title,
        old.id,
        pair[0],
        pair[1],
        kind,
        change_nature,
        ordered(effects),
        ops,
        new.line,
    )


def _added(clause: Clause, place: int) -> ClauseChange:
    effects = ordered(addition_effects(clause_parts(clause)))
    ops = (Op("+", clause.text),)
    return ClauseChange(
        clause.id,
        clause.title,
        None,
        None,
        place,
        "added",
        "substantive",
        effects,
        ops,
        clause.line,
    )


def _removed(clause: Clause, place: int) -> ClauseChange:
    effects = ordered(removal_effects(clause_parts(clause)))
    ops = (Op("-", clause.text),)
    return ClauseChange(
        clause.id,
        clause.title,
        clause.id,
        place,
        None,
        "removed",
        "substantive",
        effects,
        ops,
        clause.line,
    )
