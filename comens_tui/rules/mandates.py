"""Which mandates to vote were in force at a moment of a meeting."""

from collections.abc import Iterator
from datetime import datetime

from comens_tui.model.meeting import Meeting, PastProxy, Proxy


def mandates(meeting: Meeting, moment: datetime | None) -> Iterator[Proxy | PastProxy]:
    """Yield the mandates in force at `moment`, or now when it is None, in the order recorded.

    A mandate whose beginning was not timed was in force from the start.
    """
    if moment is None:
        yield from meeting.proxies
        return
    for past in meeting.past_proxies:
        if (past.given is None or past.given <= moment) and moment < past.ended:
            yield past
    for proxy in meeting.proxies:
        if proxy.given is None or proxy.given <= moment:
            yield proxy
