"""Which screen shows a record."""

from comens_tui.tui.action import CONSULTATION, CORPUS, INBOX, MEETING, REVIEW, TRACE
from comens_tui.tui.messages import Visit

_BY_PREFIX = {
    "P": REVIEW,
    "S": MEETING,
    "C": CONSULTATION,
    "EV": INBOX,
    "JR": INBOX,
    "D": TRACE,
    "W": TRACE,
    "cens": TRACE,
}


def visit_of(record: str, path: str = "", clause: str = "") -> Visit | None:
    """Return the way to the screen of a record or of a place; None when no screen shows it."""
    if path.startswith("corpus/") and path.endswith(".md"):
        return Visit(CORPUS, f"{path}|{clause}" if clause else path)
    scope = _BY_PREFIX.get(record.partition("-")[0])
    return Visit(scope, record) if scope else None
