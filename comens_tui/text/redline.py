"""The redline of two texts: what changed, clause by clause, and what it does to the norm.

Three levels: clauses are paired (`clause_pairs`), then sentences and words inside each
pair (`word_diff`); each changed clause gets its effects (`effects`) and nature (`nature`).
A text without headings is read by paragraphs instead. It is exact: the kept and removed
texts in `old_order` are the old text byte for byte, the kept and added ones in `new_order`
the new one. It is the same on every machine: no clock, no hash order.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from comens_tui.model.requirement import Clause
from comens_tui.text.clause_pairs import (
    content_words,
    is_renumbered,
    moved_pairs,
    paired_clauses,
)
from comens_tui.text.clause_parts import clause_parts, paragraph_parts
from comens_tui.text.effects import (
    EFFECTS,
    addition_effects,
    change_effects,
    ordered,
    removal_effects,
)
from comens_tui.text.markdown import FRONT_MATTER, PREAMBLE, split_clauses
from comens_tui.text.nature import has_same_fields, nature, paragraph_nature
from comens_tui.text.redline_paragraphs import Paragraph, paragraphs
from comens_tui.text.redline_transfers import (
    merge_effects,
    moved_sentences,
    sources_of,
    split_effects,
    targets_of,
)
from comens_tui.text.sentence_pairs import Bag
from comens_tui.text.tokens import forms_of
from comens_tui.text.word_diff import Op, changed_words, word_diff

#: Effects that are told anew once it is known that a clause was split or merged.
_RETOLD = frozenset(EFFECTS) - {"split", "merged", "renumbered", "moved"}


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


class Redline(NamedTuple):
    """Every clause of both texts, in reading order, and how many words changed.

    Words whose letters, digits or signs are kept count for nothing, wherever they moved.
    """

    old_name: str
    new_name: str
    clauses: tuple[ClauseChange, ...]
    inserted_words: int
    deleted_words: int


def redline(old: str, new: str, *, old_name: str = "", new_name: str = "") -> Redline:
    """Return the redline from `old` to `new`, any two texts."""
    ours, theirs = split_clauses(old), split_clauses(new)
    if any(clause.level for clause in (*ours, *theirs)):
        changes = _clause_changes(ours, theirs)
    else:
        changes = _paragraph_changes(ours, theirs)
    moves = moved_sentences([change.ops for change in changes])
    inserted, deleted = -moves.inserted_words, -moves.deleted_words
    for place, change in enumerate(changes):
        if place in moves.places:
            changes[place] = _with_effects(change, {"moved"})
        more, less = changed_words(change.ops)
        inserted += more
        deleted += less
    return Redline(old_name, new_name, tuple(changes), inserted, deleted)


def to_json(result: Redline) -> dict[str, Any]:
    """Return `result` as plain data in the shape that other programs rely on."""
    return {
        "from": result.old_name,
        "to": result.new_name,
        "inserted_words": result.inserted_words,
        "deleted_words": result.deleted_words,
        "clauses": [
            {
                "id": change.id,
                "old_id": change.old_id,
                "title": change.title,
                "old_order": change.old_order,
                "new_order": change.new_order,
                "change": change.change,
                "nature": change.nature,
                "effects": list(change.effects),
                "line": change.line,
                "ops": [[op.sign, op.text] for op in change.ops],
            }
            for change in result.clauses
        ],
    }


def _clause_changes(ours: Sequence[Clause], theirs: Sequence[Clause]) -> list[ClauseChange]:
    """Return the changes by clause, those that were removed after the one they followed."""
    pairs = paired_clauses(ours, theirs)
    moved = moved_pairs(pairs)
    partner = {other: one for one, other in pairs}
    found = {
        other: _paired(ours, theirs, (one, other), has_moved=(one, other) in moved)
        for one, other in pairs
    }
    removed = _removed_after(ours, partner)
    changes = [_removed(ours[one], one) for one in removed.get(-1, ())]
    for other, clause in enumerate(theirs):
        changes.append(found[other] if other in found else _added(clause, other))
        changes.extend(_removed(ours[gone], gone) for gone in removed.get(other, ()))
    return _with_origins(changes, ours, theirs)


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
    kind = _kind(effects, has_changed=old.text != new.text)
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


def _kind(effects: set[str], *, has_changed: bool) -> str:
    if "renumbered" in effects:
        return "renumbered"
    if "moved" in effects:
        return "moved"
    return "changed" if has_changed else "same"


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


def _with_effects(change: ClauseChange, effects: set[str]) -> ClauseChange:
    return change._replace(
        effects=ordered({*change.effects, *effects}),
        nature="substantive",
    )


def _with_origins(
    changes: list[ClauseChange], ours: Sequence[Clause], theirs: Sequence[Clause]
) -> list[ClauseChange]:
    """Name the clauses that were split into several, and those merged into another."""
    altered = {at: item.ops for at, item in enumerate(changes) if item.change != "same"}
    added = {
        at: _binding_words(theirs[item.new_order])
        for at, item in enumerate(changes)
        if item.change == "added" and item.new_order is not None
    }
    removed = {
        at: _binding_words(ours[item.old_order])
        for at, item in enumerate(changes)
        if item.change == "removed" and item.old_order is not None
    }
    result = list(changes)
    for origin, parts in _by_partner(sources_of(altered, added)).items():
        old, kept = _both(result[origin], ours, theirs)
        effects = split_effects(old, kept, [theirs[result[at].new_order or 0] for at in parts])
        for at in parts:
            told = _told_of(result[at], {"split"}, {"strengthened"})
            result[at] = told._replace(old_id=changes[origin].old_id)
        result[origin] = _told_of(result[origin], {*effects, "split"}, _RETOLD)
    for target, parts in _by_partner(targets_of(altered, removed)).items():
        kept, new = _both(result[target], ours, theirs)
        effects = merge_effects(kept, [ours[result[at].old_order or 0] for at in parts], new)
        for at in parts:
            result[at] = _told_of(result[at], {"merged"}, {"weakened"})
        result[target] = _told_of(result[target], {*effects, "merged"}, _RETOLD)
    return result


def _by_partner(found: dict[int, int]) -> dict[int, list[int]]:
    """Return each clause that gave or took words, with all those it shares them with."""
    groups: dict[int, list[int]] = {}
    for at, partner in found.items():
        groups.setdefault(partner, []).append(at)
    return groups


def _both(
    change: ClauseChange, ours: Sequence[Clause], theirs: Sequence[Clause]
) -> tuple[Clause | None, Clause | None]:
    """Return a clause as it stands in each text, where it does."""
    return (
        None if change.old_order is None else ours[change.old_order],
        None if change.new_order is None else theirs[change.new_order],
    )


def _told_of(change: ClauseChange, more: set[str], instead_of: AbstractSet[str]) -> ClauseChange:
    """Return `change` with the effects it has once it is read with the clauses it shares with."""
    kept = (effect for effect in change.effects if effect not in instead_of)
    return _with_effects(change._replace(effects=tuple(kept)), more)


def _binding_words(clause: Clause) -> Bag:
    parts = clause_parts(clause)
    return content_words(forms_of((parts.statement or parts.rest).casefold()))


def _paragraph_changes(ours: Sequence[Clause], theirs: Sequence[Clause]) -> list[ClauseChange]:
    """Return the changes of two texts without headings, front matter first, by paragraph."""
    fronts = [clause for clause in (*ours[:1], *theirs[:1]) if clause.id == FRONT_MATTER]
    heads = [[clause for clause in side if clause.id == FRONT_MATTER] for side in (ours, theirs)]
    changes = _clause_changes(heads[0], heads[1]) if fronts else []
    bodies = [
        next((clause for clause in side if clause.id != FRONT_MATTER), None)
        for side in (ours, theirs)
    ]
    found = paragraphs(*(body.text if body else "" for body in bodies))
    lines = _lines(found, *(body.line if body else 1 for body in bodies))
    changes.extend(
        _paragraph(item, len(heads[0]), len(heads[1]), line)
        for item, line in zip(found, lines, strict=True)
    )
    return changes


def _lines(found: Sequence[Paragraph], old_line: int, new_line: int) -> list[int]:
    """Return the line of each paragraph in the new text, or in the old one if it is gone."""
    lines = [0] * len(found)
    in_old_order = sorted(
        (item.old_place, at) for at, item in enumerate(found) if item.old_place is not None
    )
    for _, at in in_old_order:
        lines[at] = old_line
        old_line += sum(op.text.count("\n") for op in found[at].ops if op.sign != "+")
    for at, item in enumerate(found):
        if item.new_place is not None:
            lines[at] = new_line
            new_line += sum(op.text.count("\n") for op in item.ops if op.sign != "-")
    return lines


def _paragraph(item: Paragraph, before: int, after: int, line: int) -> ClauseChange:
    """Return a paragraph; `before` and `after` are the clauses that precede it in each text."""
    old_name = None if item.old_place is None else f"{PREAMBLE}{item.old_place + 1}"
    name = old_name if item.new_place is None else f"{PREAMBLE}{item.new_place + 1}"
    change = ClauseChange(
        name or PREAMBLE,
        "",
        old_name,
        None if item.old_place is None else item.old_place + before,
        None if item.new_place is None else item.new_place + after,
        "same",
        None,
        (),
        item.ops,
        line,
    )
    if len(item.ops) == 1 and item.ops[0].sign == "=" and not item.has_moved:
        return change
    effects: set[str] = {"moved"} if item.has_moved else set()
    old, new = change.old_text, change.new_text
    if item.old_place is None or item.new_place is None:
        return _lone_paragraph(change, effects)
    kind = _kind(effects, has_changed=old != new)
    if not any(changed_words(item.ops)):
        change_nature = None if old == new else "typography"
    else:
        effects |= change_effects(paragraph_parts(old), paragraph_parts(new))
        change_nature = paragraph_nature(item.ops, effects)
    return change._replace(
        change=kind,
        nature="substantive" if effects else change_nature,
        effects=ordered(effects),
    )


def _lone_paragraph(change: ClauseChange, effects: set[str]) -> ClauseChange:
    text = change.old_text or change.new_text
    if not forms_of(text):
        effects = set()
        kind_nature = "typography"
    else:
        parts = paragraph_parts(text)
        kind_nature = "substantive"
        effects = effects | (
            removal_effects(parts) if change.new_order is None else addition_effects(parts)
        )
    return change._replace(
        change="removed" if change.new_order is None else "added",
        nature=kind_nature,
        effects=ordered(effects),
    )
