"""Words that left one clause and stand in another: moved sentences, splits and merges."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from comens_tui.model.requirement import Clause
from comens_tui.text.clause_pairs import candidates, content_words
from comens_tui.text.clause_parts import ClauseParts, clause_parts
from comens_tui.text.effects import binding_effects, change_effects
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


class Moves(NamedTuple):
    """Which clauses lost or got a sentence that stands elsewhere, and how many words that is."""

    places: set[int]
    inserted_words: int
    deleted_words: int


def moved_sentences(changes: Sequence[tuple[Op, ...]]) -> Moves:
    """Return the sentences that are removed from one place and stand in another unchanged."""
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


def sources_of(lost: Mapping[int, Sequence[Op]], gained: Mapping[int, Bag]) -> dict[int, int]:
    """Return, for clauses that are new, the clause that lost most of their words.

    Args:
        lost: Changed and removed clauses by place.
        gained: The words that bind of each new clause, by place.
    """
    words_lost = {place: _changed(ops, "-") for place, ops in lost.items()}
    return _origins(words_lost, gained)


def targets_of(gained: Mapping[int, Sequence[Op]], lost: Mapping[int, Bag]) -> dict[int, int]:
    """Return, for clauses that are gone, the clause that received most of their words."""
    words_gained = {place: _changed(ops, "+") for place, ops in gained.items()}
    return _origins(words_gained, lost)


def split_effects(old: Clause | None, kept: Clause | None, added: Sequence[Clause]) -> set[str]:
    """Compare what a clause said with what it and the ones split from it say together."""
    if old is None:
        return set()
    before, others = clause_parts(old), [clause_parts(clause) for clause in added]
    effects = change_effects(before, _joined(kept, others))
    return effects.union(*(binding_effects(before, other) for other in others))


def merge_effects(kept: Clause | None, removed: Sequence[Clause], new: Clause | None) -> set[str]:
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
        forms = tuple(forms_of(sentence))
        if sum(form[0].isalnum() for form in forms) >= FEW_WORDS:
            into.setdefault(forms, []).append((place, count_words(sentence)))
