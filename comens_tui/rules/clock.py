"""How long each item was discussed, from the record alone."""

from datetime import datetime, timedelta
from itertools import zip_longest

from comens_tui.model.meeting import Meeting, Turn
from comens_tui.model.words import MeetingState

_SETTLED = ("decided", "withdrawn")


def on_the_floor(meeting: Meeting) -> int | None:
    """Return the number of the item under discussion: none before the first, or once settled."""
    if meeting.state is not MeetingState.OPEN or not meeting.turns:
        return None
    item = meeting.item(meeting.turns[-1].item)
    return None if item is None or item.state in _SETTLED else item.number


def time_spent(meeting: Meeting, number: int, now: datetime) -> timedelta:
    """Return how long the item had the floor up to `now`, suspensions taken out.

    A turn lasts until the next one, the closing of the item or that of the meeting.
    """
    total = timedelta()
    for turn, after in zip_longest(meeting.turns, meeting.turns[1:]):
        if turn.item == number:
            end = _end(meeting, turn, after, now)
            total += max(timedelta(), end - turn.began) - _suspended(meeting, turn.began, end)
    return total


def _end(meeting: Meeting, turn: Turn, after: Turn | None, now: datetime) -> datetime:
    item = meeting.item(turn.item)
    closed = item.closed if item and item.closed and item.closed >= turn.began else None
    limits = (after.began if after else None, closed, meeting.closed, now)
    return min(moment for moment in limits if moment is not None)


def _suspended(meeting: Meeting, start: datetime, end: datetime) -> timedelta:
    """Return how much of a span the meeting was suspended."""
    spans = (
        min(end, pause.ended or end) - max(start, pause.began) for pause in meeting.suspensions
    )
    return sum((span for span in spans if span > timedelta()), timedelta())
