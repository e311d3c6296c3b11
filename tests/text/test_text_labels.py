import inspect

import pytest

from comens_tui.model import words
from comens_tui.model.consultation import LEGAL_COLLEGES
from comens_tui.text import labels
from comens_tui.text.labels import label, state_label

ENUMS = [
    item
    for _, item in inspect.getmembers(words, inspect.isclass)
    if issubclass(item, words.StrEnum) and item is not words.StrEnum
]


@pytest.mark.parametrize("enum", ENUMS)
def test_every_key_has_a_label(enum):
    assert {key.value for key in enum} == set(labels._BY_CLASS[enum])
    assert all(label(key) for key in enum)


def test_legal_colleges_have_labels():
    assert all(label(college) != college for college in LEGAL_COLLEGES)


def test_a_word_that_two_kinds_share_is_told_apart():
    assert state_label("report", "closed") != state_label("meeting", "closed")
    assert label(words.ProposalState.DRAFT) != label(words.DocumentStatus.DRAFT)


def test_a_plain_word_is_looked_up_where_it_is_the_only_one():
    assert label("under_instruction") == "under instruction"
    assert label("closed") == "closed"
    assert label("GT3") == "GT3"
    assert state_label("waiver", "GT3") == "GT3"
