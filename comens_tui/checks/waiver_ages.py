"""How old the waivers are: those that are void, that end soon, or that last too long.

A waiver is meant to be short: what is accepted for half a year asks for a new look.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from comens_tui.checks.waivers import StaleWaiver, Waived
from comens_tui.i18n import _
from comens_tui.model.waiver import Waiver
from comens_tui.model.words import WaiverAge

#: A waiver ends soon from this time before its last day on, that day included.
SOON = timedelta(days=30)
#: From this time after it was granted on, a waiver is old.
LONG = timedelta(days=180)

_ORDER = tuple(WaiverAge)


class AgedWaiver(NamedTuple):
    """A waiver, how it stands, and why in one sentence; empty for one that simply holds."""

    waiver: Waiver
    age: WaiverAge
    reason: str


def aged(
    waived: Iterable[Waived], stale: Iterable[StaleWaiver], today: date
) -> tuple[AgedWaiver, ...]:
    """Return every waiver once: the void ones first, then those that need a look, by last day."""
    found = [AgedWaiver(item.waiver, WaiverAge.VOID, item.reason) for item in stale]
    live = {item.waiver.id: item.waiver for item in waived}
    found += [_aged(waiver, today) for waiver in live.values()]
    found.sort(key=lambda item: (_ORDER.index(item.age), item.waiver.expires, item.waiver.id))
    return tuple(found)


def _aged(waiver: Waiver, today: date) -> AgedWaiver:
    if waiver.expires - today <= SOON:
        reason = _("It ends on {day}.").format(day=waiver.expires.isoformat())
        return AgedWaiver(waiver, WaiverAge.ENDING, reason)
    if today - waiver.granted >= LONG:
        reason = _("It has lasted since {day}.").format(day=waiver.granted.isoformat())
        return AgedWaiver(waiver, WaiverAge.OLD, reason)
    return AgedWaiver(waiver, WaiverAge.HOLDING, "")
