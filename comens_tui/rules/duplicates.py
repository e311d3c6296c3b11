"""Which reports a report may repeat, and why: scored the same way on any machine.

Everything that counts is symmetric: what makes A like B makes B like A. Nothing is decided
here: a person merges two reports, or keeps them apart.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.numbering import natural_key
from comens_tui.model.report import Report
from comens_tui.model.words import ReportType
from comens_tui.text.labels import label
from comens_tui.text.shared_words import as_written, telling_words

#: Points of each reason; those of words add up to `WORDS_MOST`. At most 100 in all.
WORDS_MOST = 60
SAME_SOLUTION, SAME_REQUIREMENT = 15, 10
SAME_CATEGORY, SAME_TYPE, NEAR_DATES = 5, 5, 5
#: From so many points on a report is suggested.
ENOUGH = 30
#: How far apart two reports of the same trouble may be received, in days.
NEAR_DAYS = 30
#: A word is rare while it is in at most one text in `_RARE_PART` and a few more; where there
#: are not many texts, in one in `_SMALL_PART`: a wave of reports is then much of them.
_RARE_PART, _RARE_FEW, _SMALL_PART = 20, 16, 4
#: A small workspace says little of how common a word is.
_SMALLEST = 64
#: One word in common proves nothing.
_FEWEST_WORDS = 2
#: How many shared words are told.
_TOLD = 6


class Cause(StrEnum):
    """What two reports have in common, the most telling first."""

    WORDS = "words"
    SOLUTION = "solution"
    REQUIREMENT = "requirement"
    CATEGORY = "category"
    TYPE = "type"
    DATES = "dates"


class Reason(NamedTuple):
    """One thing in common, what it is exactly, and its points.

    `what` holds folded words, the rarest first; ids; a word of a vocabulary; or the number of
    days between two reports.
    """

    cause: Cause
    what: tuple[str, ...]
    points: int


class Likeness(NamedTuple):
    """A report that another may repeat. `score` goes from `ENOUGH` to 100."""

    id: str
    score: int
    reasons: tuple[Reason, ...]


class Rarity(NamedTuple):
    """How many texts hold each word, of how many texts in all; a word left out is in one."""

    counts: Mapping[str, int]
    total: int

    def is_rare(self, word: str) -> bool:
        """Tell whether a word is in few texts."""
        return self.counts.get(word, 1) <= most_texts(self.total)

    def points(self, word: str) -> int:
        """Return what sharing a word is worth: one more each time it is in half as many texts."""
        return (max(self.total, _SMALLEST) // max(1, self.counts.get(word, 1))).bit_length()


def most_texts(total: int) -> int:
    """Return in how many texts of `total` a rare word is at most."""
    counted = max(total, _SMALLEST)
    return min(counted // _SMALL_PART, _RARE_FEW + counted // _RARE_PART)


def words_of(report: Report) -> frozenset[str]:
    """Return the words of a report that are compared."""
    return telling_words(report.title, report.description)


def are_apart(one: Report, other: Report) -> bool:
    """Tell whether a person has kept two reports apart, whichever of them says so."""
    return other.id in one.kept_apart or one.id in other.kept_apart


def likely_duplicates(
    report: Report, others: Iterable[Report], rarity: Rarity
) -> tuple[Likeness, ...]:
    """Return which of `others` the report may repeat, the likeliest first, then by id.

    Never itself, nor one kept apart from it, nor one that repeats another; nothing for a
    report that already repeats one.
    """
    if report.duplicate_of is not None:
        return ()
    found = []
    for other in others:
        if other.id == report.id or other.duplicate_of is not None or are_apart(report, other):
            continue
        reasons = in_common(report, other, rarity)
        score = sum(reason.points for reason in reasons)
        if score >= ENOUGH:
            found.append(Likeness(other.id, score, reasons))
    return tuple(sorted(found, key=lambda item: (-item.score, natural_key(item.id))))


def in_common(one: Report, other: Report, rarity: Rarity) -> tuple[Reason, ...]:
    """Return what two reports have in common; the same whichever comes first."""
    found = []
    shared = sorted(
        (word for word in words_of(one) & words_of(other) if rarity.is_rare(word)),
        key=lambda word: (-rarity.points(word), word),
    )
    if len(shared) >= _FEWEST_WORDS:
        points = min(WORDS_MOST, sum(map(rarity.points, shared)))
        found.append(Reason(Cause.WORDS, tuple(shared), points))
    if one.solution and one.solution == other.solution:
        found.append(Reason(Cause.SOLUTION, (one.solution,), SAME_SOLUTION))
    requirements = tuple(sorted({*one.requirements} & {*other.requirements}, key=natural_key))
    if requirements:
        found.append(Reason(Cause.REQUIREMENT, requirements, SAME_REQUIREMENT))
    if one.solution_category and one.solution_category == other.solution_category:
        found.append(Reason(Cause.CATEGORY, (one.solution_category,), SAME_CATEGORY))
    if one.type is other.type:
        found.append(Reason(Cause.TYPE, (one.type,), SAME_TYPE))
    days = days_between(one.received, other.received)
    if days <= NEAR_DAYS:
        found.append(Reason(Cause.DATES, (str(days),), NEAR_DATES))
    return tuple(found)


def days_between(one: date, other: date) -> int:
    """Return how many days there are between two dates, in either order."""
    return abs((one - other).days)


def why(reason: Reason, report: Report) -> str:
    """Return a reason as words that follow each other in a list.

    Words in common are told as `report`, one of the two, writes them.
    """
    if reason.cause is Cause.WORDS:
        count = len(reason.what)
        forms = reason.what[:_TOLD]
        told = ", ".join(as_written(forms, report.description, report.title)) + (
            "…" if count > _TOLD else ""
        )
        return ngettext(
            "{count} rare word in common: {words}", "{count} rare words in common: {words}", count
        ).format(count=count, words=told)
    if reason.cause is Cause.DATES:
        days = int(reason.what[0])
        if days == 0:
            return _("received on the same day")
        return ngettext("received {count} day apart", "received {count} days apart", days).format(
            count=days
        )
    is_type = reason.cause is Cause.TYPE
    what = label(ReportType(reason.what[0])) if is_type else ", ".join(reason.what)
    return _(_WHY[reason.cause]).format(what=what)


_WHY = {
    Cause.SOLUTION: N_("same solution: {what}"),
    Cause.REQUIREMENT: N_("same requirement: {what}"),
    Cause.CATEGORY: N_("same kind of service: {what}"),
    Cause.TYPE: N_("same type: {what}"),
}
