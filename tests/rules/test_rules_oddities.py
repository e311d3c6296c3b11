"""What is odd about dates, by values."""

from datetime import UTC, datetime

import pytest

from comens_tui.model.words import Oddity
from comens_tui.rules.oddities import Dates, date_oddities

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = int(NOW.timestamp())
DAY = 24 * 3600


@pytest.mark.parametrize(
    ("dates", "parents", "odd"),
    [
        (Dates(TODAY, TODAY), (), ()),
        (Dates(TODAY, TODAY), (Dates(TODAY, TODAY),), ()),
        (Dates(TODAY - DAY, TODAY), (Dates(TODAY - DAY, TODAY - DAY),), ()),
        (Dates(0, 0), (), (Oddity.UNKNOWN_ORIGIN,)),
        (Dates(-3600, 46), (), (Oddity.UNKNOWN_ORIGIN,)),
        (Dates(2 * DAY, 2 * DAY), (), ()),
        (Dates(TODAY + DAY - 1, TODAY + DAY - 1), (), ()),
        (Dates(TODAY + 2 * DAY, TODAY + 2 * DAY), (), (Oddity.IN_FUTURE,)),
        (Dates(TODAY, 32_472_144_000), (), (Oddity.IN_FUTURE,)),
        (Dates(TODAY, TODAY), (Dates(TODAY, TODAY + 1),), (Oddity.BEFORE_PARENT,)),
        (Dates(TODAY, TODAY + 9), (Dates(TODAY + 1, TODAY + 1),), (Oddity.BEFORE_PARENT,)),
        (
            Dates(TODAY, TODAY),
            (Dates(TODAY - 9, TODAY - 9), Dates(TODAY + 1, TODAY + 1)),
            (Oddity.BEFORE_PARENT,),
        ),
        (Dates(TODAY, TODAY - 1), (), (Oddity.RECORDED_BEFORE_WRITTEN,)),
        (
            Dates(0, 0),
            (Dates(TODAY, TODAY),),
            (Oddity.UNKNOWN_ORIGIN,),
        ),
    ],
)
def test_what_a_reader_is_told(dates, parents, odd):
    assert date_oddities(dates, parents, NOW) == odd


def test_nothing_is_future_where_nobody_knows_the_time():
    assert date_oddities(Dates(32_472_144_000, 32_472_144_000), (), None) == ()
