"""Which sentence of the new text comes from which of the old one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from comens_tui.text.alignment import matches
from comens_tui.text.tokens import Sentence, forms_of, sentences

#: Two sentences that share less than this are not versions of one another.
KINSHIP: Final = 0.4
#: Beyond this many comparisons, a sentence is only compared with those near its place.
_COMPARISONS: Final = 4_000
#: ... so many of them.
_NEIGHBOURS: Final = 8

#: The words of a text in any order; the second « le » is another item than the first.
Bag = frozenset[str]
#: A title and the text under it.
Titled = tuple[str, str]


class SentencePair(NamedTuple):
    """A changed sentence, or one that is only in one of the texts (the other is empty)."""

    old: str
    new: str


def bag_of(words: Iterable[str]) -> Bag:
    """Return the bag of `words`, none of which holds a blank."""
    times: dict[str, int] = {}
    items = []
    for word in words:
        rank = times[word] = times.get(word, 0) + 1
        items.append(word if rank == 1 else f"{word} {rank}")
    return frozenset(items)


def kinship(old: Bag, new: Bag) -> float:
    """Return the share of words two bags have in common, from 0 to 1."""
    total = len(old) + len(new)
    return 2 * len(old & new) / total if total else 1.0


def differing_paragraphs(old: str, new: str) -> tuple[str, str]:
    """Return each text without the paragraphs that both have."""
    ours, theirs = old.split("\n\n"), new.split("\n\n")
    left = _spent(ours, range(len(ours)), Counter(theirs))
    right = _spent(theirs, range(len(theirs)), Counter(ours))
    return "\n\n".join(ours[at] for at in left), "\n\n".join(theirs[at] for at in right)


@lru_cache(maxsize=8)
def changed_sentences(old: Titled, new: Titled) -> tuple[SentencePair, ...]:
    """Return the sentences that differ between two titled texts, their titles among them.

    Each is with the one it comes from; a sentence that only moved is left out. The last texts
    asked for are remembered: effects and nature are told of the same sentences.
    """
    before, after = differing_paragraphs(old[1], new[1])
    return tuple(_paired([*_title(old), *sentences(before)], [*_title(new), *sentences(after)]))


def _title(text: Titled) -> list[Sentence]:
    return [Sentence(text[0], forms_of(text[0]))] if text[0] else []


def _paired(old: list[Sentence], new: list[Sentence]) -> list[SentencePair]:
    """Pair what differs: the closest first; between equals, those that stand at the same place."""
    ours, theirs = [sentence.forms for sentence in old], [sentence.forms for sentence in new]
    kept = matches(ours, theirs)
    left = _without(range(len(old)), {one for one, _ in kept})
    right = _without(range(len(new)), {other for _, other in kept})
    left, right = _without_moved(ours, theirs, left, right)
    partners = dict(_closest(ours, theirs, left, right))
    taken = set(partners.values())
    result = [
        SentencePair(old[one].text, new[partners[one]].text if one in partners else "")
        for one in left
    ]
    result.extend(SentencePair("", new[other].text) for other in right if other not in taken)
    return result


def _without(places: range, taken: set[int]) -> list[int]:
    return [place for place in places if place not in taken]


def _without_moved(
    ours: list[tuple[str, ...]],
    theirs: list[tuple[str, ...]],
    left: list[int],
    right: list[int],
) -> tuple[list[int], list[int]]:
    before, after = Counter(ours[one] for one in left), Counter(theirs[other] for other in right)
    return _spent(ours, left, after), _spent(theirs, right, before)


def _spent(items: Sequence[Any], places: Iterable[int], others: Counter[Any]) -> list[int]:
    """Return the places whose items are not among `others`, each of which is used up once."""
    kept = []
    for place in places:
        if others[items[place]] > 0:
            others[items[place]] -= 1
        else:
            kept.append(place)
    return kept


def _closest(
    ours: list[tuple[str, ...]],
    theirs: list[tuple[str, ...]],
    left: list[int],
    right: list[int],
) -> list[tuple[int, int]]:
    if len(left) == len(right) == 1:
        return [(left[0], right[0])]
    old_bags = [bag_of(ours[one]) for one in left]
    new_bags = [bag_of(theirs[other]) for other in right]
    ranked = []
    for at, to in _comparisons(len(left), len(right)):
        one, other = old_bags[at], new_bags[to]
        # Most have no word in common, which is quickly told.
        if one.isdisjoint(other) and (one or other):
            continue
        share = kinship(one, other)
        if share >= KINSHIP:
            ranked.append((-share, abs(at - to), left[at], right[to]))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, source, target in sorted(ranked):
        if source not in pairs and target not in taken:
            pairs[source] = target
            taken.add(target)
    return sorted(pairs.items())


def _comparisons(old: int, new: int) -> Iterator[tuple[int, int]]:
    """Yield the places to compare of so many sentences: all, or those near one another."""
    reach = new if old * new <= _COMPARISONS else _NEIGHBOURS // 2
    for at in range(old):
        middle = at * new // old
        for to in range(max(middle - reach, 0), min(middle + reach + 1, new)):
            yield at, to
