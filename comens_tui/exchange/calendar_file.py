"""One event as a calendar file (RFC 5545) that any diary takes, and takes again when it moves."""

from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

#: Octets of a line before it is folded.
_WIDTH: Final = 75
_PARIS: Final = "Europe/Paris"
#: The rule of European summer time, the one in force since 1996.
_PARIS_RULE: Final = (
    "BEGIN:VTIMEZONE",
    f"TZID:{_PARIS}",
    "BEGIN:DAYLIGHT",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
)


class Event(NamedTuple):
    """One event. The same `uid` with a higher `sequence` moves it in a diary that has it.

    `stamp` and `starts` carry their offset; `timezone` is where it takes place.
    """

    uid: str
    sequence: int
    stamp: datetime
    starts: datetime
    minutes: int
    timezone: str
    title: str
    place: str
    description: str


def calendar_file(event: Event) -> bytes:
    """Return the file; the same event gives the same bytes.

    A place in Paris time is written with that zone's rule, any other in universal time.
    """
    in_paris = event.timezone == _PARIS
    ends = event.starts + timedelta(minutes=event.minutes)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//comens//comens_tui//FR",
        "METHOD:PUBLISH",
        *(_PARIS_RULE if in_paris else ()),
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{_universal(event.stamp)}",
        _moment("DTSTART", event.starts, in_paris=in_paris),
        _moment("DTEND", ends, in_paris=in_paris),
        f"SUMMARY:{_text(event.title)}",
        *([f"LOCATION:{_text(event.place)}"] if event.place else []),
        f"DESCRIPTION:{_text(event.description)}",
        "STATUS:CONFIRMED",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _universal(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _moment(name: str, moment: datetime, *, in_paris: bool) -> str:
    if not in_paris:
        return f"{name}:{_universal(moment)}"
    return f"{name};TZID={_PARIS}:{moment.astimezone(ZoneInfo(_PARIS)):%Y%m%dT%H%M%S}"


def _text(value: str) -> str:
    """Return words as a value of the format: marks escaped, lines kept, nothing unseen."""
    lines = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").splitlines()
    return "\\n".join("".join(char for char in line if char.isprintable()) for line in lines)


def _folded(line: str) -> str:
    """Return a line folded between characters, each part of at most 75 octets."""
    parts, size = [""], 0
    for char in line:
        width = len(char.encode())
        if size + width > _WIDTH:
            parts.append(" ")
            size = 1
        parts[-1] += char
        size += width
    return "\r\n".join(parts)
