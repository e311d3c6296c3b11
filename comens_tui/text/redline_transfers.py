"""Words that left one clause and stand in another: moved sentences, splits and merges."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from comens_tui.model.requirement import Clause
from comens_tui.text.clause_changes import ClauseChange, with_effects
from comens_tui.text.clause_pairs import candidates, content_words
from comens_tui.text.clause_parts import ClauseParts, clause_parts
from comens_tui.text.effects import EFFECTS, binding_effects, change_effects
from comens_tui.text.sentence_pairs import Bag
from comens_tui.text.tokens import count_words, forms_of, is_same_text, sentences
from comens_tui.text.word_diff import Op, change_pairs

#: A shorter sentence may recur by accident.
FEW_WORDS: Final = 6
#: ... and so many words take more signs than this.
SHORTEST: Final = 2 * FEW_WORDS
#: A new clause that takes this share of its words from another one was split from it.
SHARE: Final = 0.5
#: ... and at least so many words.
SHARED_WORDS: Final = 3


#: Effects that are told anew once it is known that a clause was split or merged.
_RETOLD: Final = frozenset(EFFECTS) - {"split", "merged", "renumbered", "moved"}


class Moves(NamedTuple):
    """Which clauses lost or got a sentence that stands elsewhere, and how many words that is."""

    places: set[int]
    inserted_words: int
    deleted_words: int


def moved_sentences(changes: Sequence[tuple[Op, ...]]) -> Moves:
    """Return the sentences that are removed from one place and stand in another unchanged."""
    signs = {op.sign for ops in changes for op in ops}
    if not signs >= {"+", "-"}:
        return Moves(set(), 0, 0)
    removed: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    added: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    pairs = [
        (place, old, new)
        for place, ops in enumerate(changes)
        for old, new in change_pairs(ops)
        if max(len(old), len(new)) > SHORTEST and not is_same_text(old, new)
    ]
    if any(old for _, old, _ in pairs) and any(new for _, _, new in pairs):
        for place, old, new in pairs:
            _collect(old, place, removed)
            _collect(new, place, added)
    places: set[int] = set()
    inserted = deleted = 0
    for forms, sources in removed.items():
        for (source, gone), (target, come) in zip(sources, added.get(forms, ()), strict=False):
            places |= {source, target}
            deleted += gone
            inserted += come
    return Moves(places, inserted, deleted)


def _sources_of(changes: Sequence[ClauseChange], theirs: Sequence[Clause]) -> dict[int, int]:
    """Return, for clauses that are new, the clause that lost most of their words."""
    gained = {
        at: _binding_words(theirs[item.new_order])
        for at, item in enumerate(changes)
        if item.change == "added" and item.new_order is not None
    }
    return _origins(_changed_words(changes, "-"), gained) if gained else {}


def _targets_of(changes: Sequence[ClauseChange], ours: Sequence[Clause]) -> dict[int, int]:
    """Return, for clauses that are gone, the clause that received most of their words."""
    lost = {
        at: _binding_words(ours[item.old_order])
        for at, item in enumerate(changes)
        if item.change == "removed" and item.old_order is not None
    }
    return _origins(_changed_words(changes, "+"), lost) if lost else {}


def _has(changes: Iterable[ClauseChange], sign: str) -> bool:
    """Tell whether any clause lost words, or got some; a new text alone loses none."""
    return any(op.sign == sign for item in changes for op in item.ops)


def _changed_words(changes: Sequence[ClauseChange], sign: str) -> dict[int, Bag]:
    altered = ((at, item) for at, item in enumerate(changes) if item.change != "same")
    return {at: _changed(item.ops, sign) for at, item in altered}


def with_origins(
    changes: Sequence[ClauseChange], ours: Sequence[Clause], theirs: Sequence[Clause]
) -> list[ClauseChange]:
    """Name the clauses that were split into several, and those merged into another."""
    sources = _sources_of(changes, theirs) if _has(changes, "-") else {}
    targets = _targets_of(changes, ours) if _has(changes, "+") else {}
    result = list(changes)
    for origin, parts in _by_partner(sources).items():
        old, kept = _both(result[origin], ours, theirs)
        effects = _split_effects(old, kept, [theirs[result[at].new_order or 0] for at in parts])
        for at in parts:
            told = _told_of(result[at], {"split"}, {"strengthened"})
            result[at] = told._replace(old_id=changes[origin].old_id)
        result[origin] = _told_of(result[origin], {*effects, "split"}, _RETOLD)
    for target, parts in _by_partner(targets).items():
        kept, new = _both(result[target], ours, theirs)
        effects = _merge_effects(kept, [ours[result[at].old_order or 0] for at in parts], new)
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
    return with_effects(change._replace(effects=tuple(kept)), more)


def _binding_words(clause: Clause) -> Bag:
    parts = clause_parts(clause)
    return content_words(forms_of((parts.statement or parts.rest).casefold()))


def _split_effects(old: Clause | None, kept: Clause | None, added: Sequence[Clause]) -> set[str]:
    """Compare what a clause said with what it and the ones split from it say together."""
    if old is None:
        return set()
    before, others = clause_parts(old), [clause_parts(clause) for clause in added]
    effects = change_effects(before, _joined(kept, others))
    return effects.union(*(binding_effects(before, other) for other in others))


def _merge_effects(kept: Clause | None, removed: Sequence[Clause], new: Clause | None) -> set[str]:
    """Compare what some clauses said with what the one that took them all in says."""
    if new is None:
        return set()
    after, others = clause_parts(new), [clause_parts(clause) for clause in removed]
    effects = change_effects(_joined(kept, others), after)
    return effects.union(*(binding_effects(other, after) for other in others))


def _joined(clause: Clause | None, others: Sequence[ClauseParts]) -> ClauseParts:
    parts = [*others] if clause is None else [clause_parts(clause), *others]
    first, rest = parts[0], parts[1:]
    return first._replace(
        rest="\n\n".join([first.rest, *(other.statement or other.rest for other in rest)])
    )


def _origins(pools: Mapping[int, Bag], wanted: Mapping[int, Bag]) -> dict[int, int]:
    best: dict[int, tuple[float, int]] = {}
    for pool, place in candidates(pools, wanted):
        shared = len(pools[pool] & wanted[place])
        if pool == place or shared < SHARED_WORDS:
            continue
        share = shared / len(wanted[place])
        if share >= SHARE and (place not in best or share > best[place][0]):
            best[place] = (share, pool)
    return {place: pool for place, (_, pool) in best.items()}


def _changed(ops: Sequence[Op], sign: str) -> Bag:
    return content_words(
        form for op in ops if op.sign == sign for form in forms_of(op.text.casefold())
    )


def _collect(text: str, place: int, into: dict[tuple[str, ...], list[tuple[int, int]]]) -> None:
    for sentence in sentences(text):
        if sum(form[0].isalnum() for form in sentence.forms) >= FEW_WORDS:
            into.setdefault(sentence.forms, []).append((place, count_words(sentence.text)))
