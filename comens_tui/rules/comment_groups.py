"""Which comments of a consultation say the same, and why; a person confirms.

Two comments are alike when they are about the same clause and most of their telling words are
the same: twice the words in common over all the words of both, `ALIKE` at least. Each comment
joins the likest of the comments before it that stand for a group, so that a group is always
like the one on top, and never a chain of things that differ.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from comens_tui.i18n import _, ngettext
from comens_tui.model.consultation import ConsultationComment
from comens_tui.text.folding import folded
from comens_tui.text.shared_words import as_written, telling_words

#: From this share on comments are alike, out of 1.
ALIKE: Final = 0.6
#: One word in common proves nothing.
_FEWEST: Final = 2
_TOLD: Final = 6


class Alike(NamedTuple):
    """A comment that says what the first of its group says: the words that both have.

    The words are those of the comment, as it writes them.
    """

    number: int
    words: tuple[str, ...]
    share: int
    same_change: bool


class LikelyGroup(NamedTuple):
    """Comments that may be answered together; `leader` is the number of the first of them."""

    leader: int
    clause: str
    members: tuple[Alike, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of all of them, the first included."""
        return (self.leader, *(item.number for item in self.members))


def likely_groups(comments: Iterable[ConsultationComment]) -> tuple[LikelyGroup, ...]:
    """Return the groups that comments make, the largest first; each comment is in one at most.

    Comments that a person grouped already are left out, but for the one that stands for its
    group: others may join it.
    """
    free = [item for item in comments if item.group in (None, item.number)]
    words = {item.number: telling_words(item.text, item.proposed_change or "") for item in free}
    common = Counter(word for found in words.values() for word in found)
    by_clause: dict[str, list[ConsultationComment]] = defaultdict(list)
    for comment in sorted(free, key=lambda item: item.number):
        by_clause[folded(comment.clause or "").strip()].append(comment)
    groups = [
        group for among in by_clause.values() for group in _groups_among(among, words, common)
    ]
    return tuple(sorted(groups, key=lambda item: (-len(item.members), item.leader)))


def why(item: Alike, clause: str) -> str:
    """Return what a comment has in common with the first of its group, as a sentence."""
    count = len(item.words)
    told = ", ".join(item.words[:_TOLD]) + ("…" if count > _TOLD else "")
    said = ngettext(
        "{share} % alike, {count} word in common: {words}",
        "{share} % alike, {count} words in common: {words}",
        count,
    ).format(share=item.share, count=count, words=told)
    place = _("same clause {clause}").format(clause=clause) if clause else _("no clause")
    parts = [place, said]
    if item.same_change:
        parts.append(_("same change asked for"))
    return "; ".join(parts)


def _groups_among(
    comments: Sequence[ConsultationComment],
    words: dict[int, frozenset[str]],
    common: Counter[str],
) -> Iterable[LikelyGroup]:
    leaders: dict[int, list[Alike]] = {}
    holding: dict[str, list[int]] = defaultdict(list)
    by_number = {item.number: item for item in comments}
    for comment in comments:
        mine = words[comment.number]
        rarest = sorted(mine, key=lambda word: (common[word], word))
        best = None if comment.group else _likest(mine, rarest, holding, words)
        if best is not None:
            leaders[best].append(_alike(comment, by_number[best], words, common))
            continue
        leaders[comment.number] = []
        for word in rarest:
            holding[word].append(comment.number)
    for leader, members in leaders.items():
        if members:
            yield LikelyGroup(leader, by_number[leader].clause or "", tuple(members))


def _likest(
    mine: frozenset[str],
    rarest: list[str],
    holding: dict[str, list[int]],
    words: dict[int, frozenset[str]],
) -> int | None:
    """Return the leader most like these words; the first of those equally alike.

    Whoever is alike enough shares a word with the rarest of them: only those are looked up.
    """
    needed = ALIKE / (2 - ALIKE) * len(mine)
    looked_up = rarest[: len(rarest) - int(needed) + 1]
    candidates = {leader for word in looked_up for leader in holding.get(word, ())}
    best, best_share = None, 0.0
    for leader in sorted(candidates):
        share = _share(mine, words[leader])
        if share >= ALIKE and share > best_share:
            best, best_share = leader, share
    return best


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return 2 * shared / (len(one) + len(other)) if shared >= _FEWEST else 0.0


def _alike(
    comment: ConsultationComment,
    leader: ConsultationComment,
    words: dict[int, frozenset[str]],
    common: Counter[str],
) -> Alike:
    mine, theirs = words[comment.number], words[leader.number]
    shared = sorted(mine & theirs, key=lambda word: (common[word], word))
    asked = folded(comment.proposed_change or "").split()
    return Alike(
        comment.number,
        as_written(shared, comment.text, comment.proposed_change or ""),
        round(100 * _share(mine, theirs)),
        bool(asked) and asked == folded(leader.proposed_change or "").split(),
    )
