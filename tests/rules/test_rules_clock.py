"""How long each item had the floor, from the turns, the pauses and the closings."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comens_tui.model.meeting import AgendaItem, Meeting, Suspension, Turn
from comens_tui.rules.clock import on_the_floor, time_spent
from tests.rules.voting import NOON


def at(minute):
    return NOON + timedelta(minutes=minute)


def held(*turns, pauses=(), closed=None, decided=None):
    """A meeting of two items: turns as (item, minute), pauses as (from, to or None)."""
    agenda = [
        AgendaItem(number=1, kind="information", title="A", allotted=20),
        AgendaItem(number=2, kind="information", title="B"),
    ]
    for number, minute in (decided or {}).items():
        agenda[number - 1] = agenda[number - 1].model_copy(
            update={"state": "decided", "closed": at(minute)}
        )
    return Meeting(
        id="S-2026-04", title="April", planned=NOON,
        state="open" if closed is None else "closed",
        closed=None if closed is None else at(closed),
        agenda=agenda,
        turns=[Turn(item=item, began=at(minute)) for item, minute in turns],
        suspensions=[
            Suspension(began=at(start), ended=None if end is None else at(end))
            for start, end in pauses
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("meeting", "first", "second"),
    [
        (held(), 0, 0),
        (held((1, 0)), 60, 0),
        (held((1, 0), (2, 25)), 25, 35),
        (held((1, 0), (2, 10), (1, 40)), 30, 30),
        (held((1, 0), decided={1: 15}), 15, 0),
        (held((1, 0), closed=30), 30, 0),
        (held((1, 0), pauses=[(10, 20)]), 50, 0),
        (held((1, 0), pauses=[(50, None)]), 50, 0),
        (held((1, 20), pauses=[(10, 30)]), 30, 0),
        (held((1, 0), (2, 30), pauses=[(20, 40)]), 20, 20),
    ],
)
def test_a_turn_lasts_until_what_ends_it_pauses_taken_out(meeting, first, second):
    spent = [time_spent(meeting, number, at(60)) for number in (1, 2)]
    assert spent == [timedelta(minutes=first), timedelta(minutes=second)]


def test_the_floor_is_that_of_the_last_turn_until_it_is_settled():
    assert on_the_floor(held()) is None
    assert on_the_floor(held((1, 0), (2, 5))) == 2
    assert on_the_floor(held((1, 0), decided={1: 5})) is None
    assert on_the_floor(held((1, 0), closed=5)) is None


@given(st.lists(st.tuples(st.integers(1, 2), st.integers(0, 59)), max_size=6))
def test_no_minute_is_counted_twice(turns):
    meeting = held(*sorted(turns, key=lambda turn: turn[1]))
    spent = sum((time_spent(meeting, number, at(60)) for number in (1, 2)), timedelta())
    began = min((minute for _item, minute in turns), default=60)
    assert spent == timedelta(minutes=60 - began)
