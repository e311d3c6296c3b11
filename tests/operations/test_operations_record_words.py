"""How the fields of a record and their values are called, for a person."""

import pytest

from comens_tui.model.committee import Names
from comens_tui.operations.record_words import field_words, value_words

MOMENT = "2026-04-10 14:00:00"
NAMES = Names({"anne-petit": "Anne Petit"})
MOVED = {"item": 3, "at": "2026-04-10T14:00:00Z", "place": 1, "reason": "Plus court"}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ((), "all of it"),
        (("place",), "place"),
        (("attendance", "anne-petit", "mode"), "Anne Petit, attendance"),
        (
            ("reorderings", "3 2026-04-10T14:00:00Z", "place"),
            f"item 3, {MOMENT}, place in the order",
        ),
    ],
)
def test_a_field_is_called_by_its_words(path, said):
    assert field_words(path, NAMES) == said


def test_the_rank_of_an_item_is_not_called_as_where_the_meeting_is():
    assert value_words(MOVED, ("reorderings", "3"), "meeting", NAMES) == (
        "place in the order 1, reason Plus court"
    )
