"""The calendar file: folded by octets, escaped, in the zone of the meeting, moved by sequence."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from comens_tui.exchange.calendar_file import Event, calendar_file

EVENT = Event(
    uid="s-2026-04.abc@comens",
    sequence=2,
    stamp=datetime(2026, 3, 1, 9, tzinfo=UTC),
    starts=datetime(2026, 7, 1, 14, tzinfo=ZoneInfo("Europe/Paris")),
    minutes=180,
    timezone="Europe/Paris",
    title="COMENS: été",
    place="Paris, salle 2; étage 3",
    description="Ordre du jour\n1. Un\\deux",
)


def unfolded(content):
    text = content.decode()
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def value(content, name):
    return next(line for line in unfolded(content) if line.startswith(name))[len(name) :]


def test_an_event_in_paris_has_its_zone_and_its_hours():
    content = calendar_file(EVENT)
    assert value(content, "DTSTART;TZID=Europe/Paris:") == "20260701T140000"
    assert value(content, "DTEND;TZID=Europe/Paris:") == "20260701T170000"
    assert unfolded(content).count("BEGIN:VTIMEZONE") == 1
    assert value(content, "SEQUENCE:") == "2"
    assert value(content, "LOCATION:") == r"Paris\, salle 2\; étage 3"
    assert value(content, "DESCRIPTION:") == r"Ordre du jour\n1. Un\\deux"
    assert content == calendar_file(EVENT)


def test_elsewhere_hours_are_universal():
    content = calendar_file(
        EVENT._replace(
            timezone="America/Guadeloupe",
            starts=datetime(2026, 7, 1, 14, tzinfo=ZoneInfo("America/Guadeloupe")),
        )
    )
    assert value(content, "DTSTART:") == "20260701T180000Z"
    assert "BEGIN:VTIMEZONE" not in unfolded(content)


@given(st.text(max_size=300))
def test_whatever_the_words_lines_are_short_and_no_property_is_forged(words):
    content = calendar_file(EVENT._replace(title=words, place=words, description=words))
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode().isprintable() for line in lines)
    names = [line.split(":")[0].split(";")[0] for line in unfolded(content)]
    assert names.count("BEGIN") == 5
    assert names.count("SUMMARY") == 1
