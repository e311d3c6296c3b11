"""In which order what is ready comes on an agenda, why each thing has its place, and how long.

A person confirms: this only proposes. A date set by law within six months comes first, the
nearest on top; then what is examined whatever its rank; then what a meeting has put off
already; then the score, and the older proposal of two equal ones. Editorial changes come
last among proposals: they take little time.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from comens_tui.i18n import _, ngettext
from comens_tui.model.meeting import Meeting
from comens_tui.model.numbering import natural_key

#: From how many days before it a date set by law comes before all else.
LAW_DAYS: Final = 183
#: Minutes that an item usually takes.
MINUTES: Final = {"minutes": 5, "substantive": 20, "editorial": 5, "information": 5}


class Ready(NamedTuple):
    """One proposal that can be put on an agenda.

    `score` is none where there is none, or where it is kept back; `deferrals` counts the
    meetings that put it off.
    """

    id: str
    title: str
    created: date
    is_editorial: bool = False
    deadline: date | None = None
    score: Decimal | None = None
    band: str = ""
    is_ex_officio: bool = False
    deferrals: int = 0

    @property
    def minutes(self) -> int:
        """How long it usually takes."""
        return MINUTES["editorial" if self.is_editorial else "substantive"]


def ranked(found: Iterable[Ready], today: date) -> tuple[Ready, ...]:
    """Return what is ready in the order proposed."""

    def key(item: Ready) -> tuple[object, ...]:
        pressing = item.deadline is not None and (item.deadline - today).days <= LAW_DAYS
        return (
            item.deadline if pressing else date.max,
            not item.is_ex_officio,
            item.is_editorial,
            -item.deferrals,
            -(item.score or Decimal(0)),
            item.created,
            natural_key(item.id),
        )

    return tuple(sorted(found, key=key))


def within(found: Iterable[Ready], minutes: int) -> tuple[tuple[Ready, ...], tuple[Ready, ...]]:
    """Return what fits in `minutes`, in order, and what is left for another meeting.

    What does not fit is passed over for what comes after and does.
    """
    taken, left = [], []
    for item in found:
        if item.minutes <= minutes:
            taken.append(item)
            minutes -= item.minutes
        else:
            left.append(item)
    return tuple(taken), tuple(left)


def reasons(item: Ready, today: date) -> tuple[str, ...]:
    """Return why a proposal has its place, the weightiest reason first, as sentences."""
    found = []
    if item.deadline is not None:
        found.append(_deadline(item.deadline, today))
    if item.is_ex_officio:
        found.append(_("Examined whatever its rank."))
    if item.deferrals:
        found.append(
            ngettext(
                "Put off once already.", "Put off {count} times already.", item.deferrals
            ).format(count=item.deferrals)
        )
    if item.score is not None:
        found.append(_("Score {score}, {band}.").format(score=item.score, band=item.band))
    if item.is_editorial:
        found.append(_("Editorial: no score is due."))
    age = (today - item.created).days
    found.append(
        ngettext("Proposed {count} day ago.", "Proposed {count} days ago.", age).format(count=age)
    )
    return tuple(found)


def numbered(meeting: Meeting) -> Meeting:
    """Return a meeting with its items numbered in their order, from 1 (CRPA R133-8).

    What was noted of an item by its number follows it. Only an agenda that nobody was convened
    on is numbered again: votes are filed by number.
    """
    places = {item.number: place for place, item in enumerate(meeting.agenda, start=1)}
    return meeting.model_copy(
        update={
            "agenda": tuple(
                item.model_copy(update={"number": places[item.number]}) for item in meeting.agenda
            ),
            "reorderings": tuple(
                entry.model_copy(update={"item": places[entry.item]})
                for entry in meeting.reorderings
                if entry.item in places
            ),
        }
    )


def _deadline(deadline: date, today: date) -> str:
    days = (deadline - today).days
    if days < 0:
        return _("The date set by law, {day}, is past.").format(day=deadline.isoformat())
    return ngettext(
        "A law sets {day}: {count} day left.", "A law sets {day}: {count} days left.", days
    ).format(day=deadline.isoformat(), count=days)
