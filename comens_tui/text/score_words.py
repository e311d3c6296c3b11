"""What people read of a score: its terms, its criteria, how firm a rank is, why one waits."""

from collections.abc import Sequence
from typing import Final

from comens_tui.i18n import N_, _
from comens_tui.model.words import Waiting
from comens_tui.text.labels import label

TERMS: Final = {
    "harm": N_("harm to the five principles"),
    "urgency": N_("legal urgency"),
    "reach": N_("people concerned"),
    "corroboration": N_("independent sources"),
}
EX_OFFICIO: Final = N_("To be examined whatever its rank: a harm of 4 is held for certain.")


def term_label(name: str) -> str:
    """Return what a person reads for a term of the score, or for its weight."""
    return _(TERMS[name])


def criterion_label(name: str) -> str:
    """Return what a person reads for a criterion of the raters, such as `harm.autonomy`."""
    kind, _dot, principle = name.partition(".")
    if kind == "harm" and principle:
        return _("harm to {principle}").format(principle=label(principle))
    return _(TERMS[name]) if name in TERMS else name


def debate_sentence(criteria: Sequence[str]) -> str:
    """Return on what the raters are far apart."""
    return _("To debate: the raters are far apart on {criteria}.").format(
        criteria=", ".join(map(criterion_label, criteria))
    )


def range_sentence(rank: int, best: int, worst: int, moved_by: Sequence[str]) -> str:
    """Return how a rank holds when one weight moves by 20 %, and which weights move it."""
    if best == worst:
        return _("Rank {rank}, whichever weight moves by 20 %.").format(rank=rank)
    return _("Rank {rank}; from {best} to {worst} when a weight moves by 20 %: {weights}.").format(
        rank=rank, best=best, worst=worst, weights=", ".join(map(term_label, moved_by))
    )


def why_waiting(
    waits: Waiting | None, *, group: str, days: int, used: int, capacity: int | None, behind: str
) -> str:
    """Return why a proposal waits, or the sum by which it is taken, in one sentence.

    `used` are the days that its group had given before it.
    """
    if waits is None:
        return _("{group}: {used} + {days} = {total} of {capacity} days").format(
            group=group, used=used, days=days, total=used + days, capacity=capacity
        )
    if waits is Waiting.CAPACITY:
        return _(
            "{group} has not enough left: {used} + {days} = {total}, of {capacity} days"
        ).format(group=group, used=used, days=days, total=used + days, capacity=capacity)
    if waits is Waiting.BEHIND:
        return _("{group}: it comes after {id}, which waits").format(group=group, id=behind)
    return label(waits)
