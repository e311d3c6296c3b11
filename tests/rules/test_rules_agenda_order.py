"""The order of an agenda, the reason for each place, and what fits in the time."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from comens_tui.model.meeting import AgendaItem, Meeting, Reordering
from comens_tui.rules.agenda_order import Ready, numbered, ranked, reasons, within

TODAY = date(2026, 3, 2)


def ready(number, **given):
    values = {"title": "T", "created": TODAY - timedelta(days=10), **given}
    return Ready(f"P-2026-{number:03}", **values)


def test_law_then_office_then_deferred_then_score_then_age():
    found = (
        ready(1, score=Decimal("20.0")),
        ready(2, score=Decimal("60.0")),
        ready(3, is_editorial=True),
        ready(4, score=Decimal("5.0"), deferrals=2),
        ready(5, score=Decimal("1.0"), is_ex_officio=True),
        ready(6, score=Decimal("1.0"), deadline=date(2026, 6, 1)),
        ready(7, score=Decimal("1.0"), deadline=date(2026, 4, 1)),
        ready(8, score=Decimal("20.0"), created=date(2025, 1, 1)),
        ready(9, deadline=date(2029, 1, 1)),
    )
    order = [int(item.id[-1]) for item in ranked(found, TODAY)]
    assert order == [7, 6, 5, 4, 2, 8, 1, 9, 3]


def test_each_place_has_its_reasons():
    item = ready(
        1, score=Decimal("58.6"), band="P1", deadline=date(2026, 3, 3), is_ex_officio=True,
        deferrals=1,
    )  # fmt: skip
    assert reasons(item, TODAY) == (
        "A law sets 2026-03-03: 1 day left.", "Examined whatever its rank.",
        "Put off once already.", "Score 58.6, P1.", "Proposed 10 days ago.",
    )  # fmt: skip
    late = ready(2, is_editorial=True, deadline=date(2026, 3, 1), deferrals=3)
    assert reasons(late, TODAY)[:3] == (
        "The date set by law, 2026-03-01, is past.", "Put off 3 times already.",
        "Editorial: no score is due.",
    )  # fmt: skip


@given(st.lists(st.booleans(), max_size=12), st.integers(-10, 200))
def test_what_fits_is_never_longer_and_nothing_is_lost(kinds, minutes):
    found = tuple(ready(n, is_editorial=kind) for n, kind in enumerate(kinds, start=1))
    taken, left = within(found, minutes)
    assert sum(item.minutes for item in taken) <= max(minutes, 0)
    assert sorted((*taken, *left)) == sorted(found)
    assert [item for item in found if item in taken] == list(taken)


@given(st.permutations(range(1, 7)))
def test_items_are_numbered_in_their_order_and_what_was_noted_follows(order):
    at = datetime(2026, 3, 2, 14, tzinfo=UTC)
    meeting = Meeting(
        id="S-2026-01",
        title="T",
        state="planned",
        planned=at,
        agenda=[AgendaItem(number=n, kind="information", title=str(n)) for n in order],
        reorderings=[Reordering(at=at, item=n, place=1, reason=str(n)) for n in order],
    )
    found = numbered(meeting)
    assert [(item.number, item.title) for item in found.agenda] == [
        (place, str(number)) for place, number in enumerate(order, start=1)
    ]
    titles = {item.number: item.title for item in found.agenda}
    assert all(titles[entry.item] == entry.reason for entry in found.reorderings)
    assert numbered(found) == found
