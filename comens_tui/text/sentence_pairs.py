"""Which sentence of the new text comes from which of the old one."""

from collections import Counter
from typing import Final, NamedTuple

from comens_tui.text.alignment import matches
from comens_tui.text.tokens import forms_of

#: Two sentences that share less than this are not versions of one another.
KINSHIP: Final = 0.4
#: Beyond this many comparisons, sentences are only paired in order.
_COMPARISONS: Final = 20_000


class SentencePair(NamedTuple):
    """A changed sentence, or one that is only in one of the texts (the other is empty)."""

    old: str
    new: str


def kinship(old: Counter[str], new: Counter[str]) -> float:
    """Return the share of words two bags have in common, from 0 to 1."""
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 1.0


def paired_sentences(old: list[str], new: list[str]) -> list[SentencePair]:
    """Return the sentences that differ, each with the one it comes from; equal ones left out.

    A sentence that only moved is left out too. The closest pairs are made first; between
    equals, those that stand at the same place.
    """
    old, new = [item for item in old if item], [item for item in new if item]
    ours = [tuple(forms_of(sentence)) for sentence in old]
    theirs = [tuple(forms_of(sentence)) for sentence in new]
    kept = matches(ours, theirs)
    left = _without(range(len(old)), {one for one, _ in kept})
    right = _without(range(len(new)), {other for _, other in kept})
    left, right = _without_moved(ours, theirs, left, right)
    pairs = _closest(ours, theirs, left, right)
    partners = dict(pairs)
    taken = set(partners.values())
    result = [SentencePair(old[one], new[partners[one]] if one in partners else "") for one in left]
    result.extend(SentencePair("", new[other]) for other in right if other not in taken)
    return result


def _without(places: range, taken: set[int]) -> list[int]:
    return [place for place in places if place not in taken]


def _without_moved(
    ours: list[tuple[str, ...]],
    theirs: list[tuple[str, ...]],
    left: list[int],
    right: list[int],
) -> tuple[list[int], list[int]]:
    common = Counter(ours[one] for one in left) & Counter(theirs[other] for other in right)
    return _spent(ours, left, common.copy()), _spent(theirs, right, common.copy())


def _spent(
    forms: list[tuple[str, ...]], places: list[int], common: Counter[tuple[str, ...]]
) -> list[int]:
    kept = []
    for place in places:
        if common[forms[place]] > 0:
            common[forms[place]] -= 1
        else:
            kept.append(place)
    return kept


def _closest(
    ours: list[tuple[str, ...]],
    theirs: list[tuple[str, ...]],
    left: list[int],
    right: list[int],
) -> list[tuple[int, int]]:
    if len(left) * len(right) > _COMPARISONS:
        return list(zip(left, right, strict=False))
    if len(left) == len(right) == 1:
        return [(left[0], right[0])]
    bags = {("old", one): Counter(ours[one]) for one in left}
    bags.update({("new", other): Counter(theirs[other]) for other in right})
    ranked = sorted(
        (-kinship(bags["old", one], bags["new", other]), abs(at - to), one, other)
        for at, one in enumerate(left)
        for to, other in enumerate(right)
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for distance, _, one, other in ranked:
        if -distance >= KINSHIP and one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return sorted(pairs.items())
