"""Dates that no calendar has, and dates that git itself could not read."""

import pytest

from comens_tui.store.stamps import Stamp, moment, read_stamp


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("1767225600 +0100", Stamp(1767225600, 60)),
        ("-1 -0330", Stamp(-1, -210)),
        ("99999999999999 +9999", Stamp(99999999999999, 99 * 60 + 99)),
        ("", Stamp(0, 0)),
        ("%ad", Stamp(0, 0)),
        ("9" * 40 + " +0000", Stamp(0, 0)),
    ],
)
def test_a_raw_date_is_read_or_is_the_zero_of_git(raw, expected):
    assert read_stamp(raw) == expected


def test_dates_beyond_the_calendar_are_its_ends():
    assert moment(0, 60).isoformat() == "1970-01-01T01:00:00+01:00"
    assert moment(1 << 50, 0).year == 9999
    assert moment(-(1 << 50), 0).year == 1
    assert moment(0, 99 * 60).utcoffset().days == 0
