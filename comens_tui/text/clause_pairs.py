"""Which clause of the new text is which of the old one: by text, by id, then by likeness."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Final

from comens_tui.model.requirement import Clause
from comens_tui.text.alignment import increasing
from comens_tui.text.clause_parts import clause_parts, is_requirement_id
from comens_tui.text.sentence_pairs import Bag, bag_of, differing_paragraphs, kinship
from comens_tui.text.tokens import forms_of, sentences

#: Two clauses that share less are not versions of one another when no id says so.
LIKENESS: Final = 0.5
#: Below this, a clause that kept its id is looked for elsewhere first.
DOUBT: Final = 0.3
#: A text this short is too common to be recognised.
FEW_WORDS: Final = 5
#: Shorter words are articles and the like.
CONTENT_WORD: Final = 4
#: A word held by more clauses than this tells nothing.
COMMON: Final = 12
#: How many of its rarest words a clause is looked up by, and how many clauses it is held to.
CLUES: Final = 20
CANDIDATES: Final = 4

_NUMBERING = re.compile(
    r"(?:article\s+)?(?:[ivxlcdm]+|\d+(?:\.\d+)*|[a-z](?=[.)]))[.)°]?[\s:–—-]+", re.IGNORECASE
)

Pair = tuple[int, int]


class _Prose:
    """A clause without its id and fields, read no further than is asked for."""

    def __init__(self, clause: Clause) -> None:
        parts = clause_parts(clause)
        self.text = f"{parts.title}\n\n{parts.statement}\n\n{parts.rest}"

    def opening(self) -> tuple[str, ...]:
        """Return the forms of the first words."""
        head = " ".join(self.text.split(None, 2 * FEW_WORDS)[: 2 * FEW_WORDS])
        found = forms_of(head)
        return (found if len(found) >= FEW_WORDS else self.forms)[:FEW_WORDS]

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The forms of all the words, in order."""
        return forms_of(self.text)

    @cached_property
    def content(self) -> Bag:
        """The words long enough to tell texts apart."""
        return content_words(self.forms)


def paired_clauses(old: Sequence[Clause], new: Sequence[Clause]) -> list[Pair]:
    """Return the positions of the clauses that are versions of one another, by new position."""
    by_id = {clause.id: place for place, clause in enumerate(old)}
    pairs = {
        place: by_id[clause.id]
        for place, clause in enumerate(new)
        if clause.id in by_id and old[by_id[clause.id]].text == clause.text
    }
    taken = set(pairs.values())
    left = [place for place in range(len(old)) if place not in taken]
    right = [place for place in range(len(new)) if place not in pairs]
    if left and right:
        pairs.update(_paired_by_likeness(old, new, left, right))
    return sorted(((one, other) for other, one in pairs.items()), key=lambda pair: pair[1])


def moved_pairs(pairs: Sequence[Pair]) -> set[Pair]:
    """Return the pairs that a reader would say have moved: as few as explain the order."""
    stay = {pairs[at] for at in increasing([one for one, _ in pairs])}
    return set(pairs) - stay


def is_renumbered(old: Clause, new: Clause) -> bool:
    """Tell whether the number of a clause changed: the id of a requirement, or 3.2 to 3.3."""
    if is_requirement_id(old.id) and is_requirement_id(new.id):
        return old.id != new.id
    before, after = _NUMBERING.match(old.title), _NUMBERING.match(new.title)
    return bool(
        before
        and after
        and before.group() != after.group()
        and old.title[before.end() :] == new.title[after.end() :]
    )


def _paired_by_likeness(
    old: Sequence[Clause], new: Sequence[Clause], left: list[int], right: list[int]
) -> dict[int, int]:
    """Return new position -> old position for clauses that are not equal byte for byte."""
    ours = {place: _Prose(old[place]) for place in left}
    theirs = {place: _Prose(new[place]) for place in right}
    by_id = {old[place].id: place for place in left}
    pairs: dict[int, int] = {}
    doubtful: dict[int, int] = {}
    for place in right:
        one = by_id.get(new[place].id)
        if one is None:
            continue
        (pairs if _is_akin(ours[one], theirs[place]) else doubtful)[place] = one
    _swap_for_equals(ours, theirs, pairs)
    _add_the_likeliest(ours, theirs, pairs)
    taken = set(pairs.values())
    for place, one in doubtful.items():
        if place not in pairs and one not in taken:
            pairs[place] = one
    return pairs


def _is_akin(old: _Prose, new: _Prose) -> bool:
    """Tell whether two texts share enough words to be one clause.

    The paragraphs that both have can but raise the share: where the others are akin by
    themselves, there is no need to read the whole.
    """
    before, after = map(_long_words, differing_paragraphs(old.text, new.text))
    shared = len(set(before) & set(after))
    if shared and 2 * shared / (len(before) + len(after)) >= DOUBT:
        return True
    return kinship(old.content, new.content) >= DOUBT


def _long_words(text: str) -> list[str]:
    forms = chain.from_iterable(sentence.forms for sentence in sentences(text))
    return [word for word in forms if len(word) >= CONTENT_WORD]


def _swap_for_equals(
    ours: dict[int, _Prose], theirs: dict[int, _Prose], pairs: dict[int, int]
) -> None:
    """Pair clauses of identical words first: in a renumbered list ids name other clauses."""
    left, right = _without_settled(ours, theirs, pairs)
    single_old = _unique(left)
    for words, place in _unique(right).items():
        one = single_old.get(words)
        if one is None or pairs.get(place) == one:
            continue
        for other, mate in list(pairs.items()):
            if mate == one or other == place:
                del pairs[other]
        pairs[place] = one


def _without_settled(
    ours: dict[int, _Prose], theirs: dict[int, _Prose], pairs: dict[int, int]
) -> tuple[dict[int, _Prose], dict[int, _Prose]]:
    """Leave out the pairs that start as no other clause does: nothing else can equal them."""
    before = {place: text.opening() for place, text in ours.items()}
    after = {place: text.opening() for place, text in theirs.items()}
    old, new = Counter(before.values()), Counter(after.values())
    settled = {
        place: one
        for place, one in pairs.items()
        if new[before[one]] == old[after[place]] == (before[one] == after[place])
    }
    gone = set(settled.values())
    return (
        {place: text for place, text in ours.items() if place not in gone},
        {place: text for place, text in theirs.items() if place not in settled},
    )


def _unique(texts: dict[int, _Prose]) -> dict[tuple[str, ...], int]:
    words = {place: text.forms for place, text in texts.items()}
    counts = Counter(words.values())
    return {
        forms: place
        for place, forms in words.items()
        if counts[forms] == 1 and len(forms) >= FEW_WORDS
    }


def _add_the_likeliest(
    ours: dict[int, _Prose], theirs: dict[int, _Prose], pairs: dict[int, int]
) -> None:
    """Pair what has no partner with its likeliest candidate, the surest pairs first."""
    taken = set(pairs.values())
    left = {place: text.content for place, text in ours.items() if place not in taken}
    right = {place: text.content for place, text in theirs.items() if place not in pairs}
    ranked = [
        (-kinship(left[one], right[place]), abs(one - place), one, place)
        for one, place in candidates(left, right)
    ]
    for distance, _, one, place in sorted(ranked):
        if -distance >= LIKENESS and place not in pairs and one not in taken:
            pairs[place] = one
            taken.add(one)


def candidates(old: Mapping[int, Bag], new: Mapping[int, Bag]) -> Iterator[tuple[int, int]]:
    """Yield the pairs worth comparing: those that share most of the words few others hold."""
    holders: dict[str, list[int]] = {}
    for place, words in old.items():
        for word in words:
            holders.setdefault(word, []).append(place)
    for place, words in new.items():
        rare = sorted(
            (len(holders[word]), word)
            for word in words
            if word in holders and len(holders[word]) <= COMMON
        )
        votes = Counter(one for _, word in rare[:CLUES] for one in holders[word])
        best = sorted(votes, key=lambda one: (-votes[one], one))[:CANDIDATES]
        yield from ((one, place) for one in best)


def content_words(forms: Iterable[str]) -> Bag:
    """Return the words long enough to tell texts apart."""
    return bag_of([word for word in forms if len(word) >= CONTENT_WORD])
