"""Drawn parts and free words in one text: nothing a person wrote is ever lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comens_tui.errors import RefusedError
from comens_tui.text.generated_blocks import (
    Block,
    drawn_again,
    pieces,
    require_same_blocks,
    without_marks,
)

FIRST = (Block("heading", "# Title"), Block("item-1", "One."), Block("closing", "End."))
LATER = (Block("heading", "# Title"), Block("item-1", "One, again."), Block("item-2", "Two."))
FREE = st.lists(
    st.text(alphabet="abc é|#*\\>", min_size=1, max_size=30).filter(
        lambda text: text.strip() and text == text.strip("\n")
    ),
    min_size=4,
    max_size=4,
)


def with_words(text, words):
    """Put one free line before the first block, and one after each."""
    lines = [words[0]]
    for line in text.split("\n"):
        lines.append(line)
        if line == "<!-- /comens -->":
            lines.append(words[sum(item == line for item in lines)])
    return "\n".join(lines)


@given(FREE)
def test_free_words_stay_after_the_block_that_they_followed(words):
    text = with_words(drawn_again("", FIRST), words)
    again = drawn_again(text, LATER)
    kept = [(piece.name, piece.text) for piece in pieces(again)]
    assert kept == [
        ("", words[0]), ("heading", "# Title"), ("", words[1]), ("item-1", "One, again."),
        ("", f"{words[2]}\n\n{words[3]}"), ("item-2", "Two."),
    ]  # fmt: skip
    assert drawn_again(again, LATER) == again


@given(FREE)
def test_a_completed_draft_is_taken(words):
    text = drawn_again("", FIRST)
    require_same_blocks(text, with_words(text, words))


def test_words_changed_inside_a_block_are_kept_under_it():
    text = drawn_again("", FIRST).replace("One.", "One, as I heard it.")
    again = drawn_again(text, FIRST)
    assert [piece.text for piece in pieces(again) if piece.name == "item-1"] == ["One."]
    assert "Changed by hand inside the part “item-1”" in again
    assert "> One, as I heard it." in again


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("One.", "Two.", "item-1"),
        ("comens:closing", "comens:ending", "closing"),
        ("End.", "End.\n<!-- /comens -->\n<!-- comens:more 00000000 -->\nMore.", "more"),
    ],
)
def test_a_block_is_not_edited_by_hand(old, new, part):
    text = drawn_again("", FIRST)
    with pytest.raises(RefusedError, match=part):
        require_same_blocks(text, text.replace(old, new))


@pytest.mark.parametrize(
    "text",
    [
        "<!-- comens:a 00000000 -->\nx\n",
        "x\n<!-- /comens -->\n",
        "<!-- comens:a -->\n<!-- comens:b -->\n<!-- /comens -->\n",
        "<!-- comens:a -->\n<!-- /comens -->\n<!-- comens:a -->\n<!-- /comens -->\n",
    ],
)
def test_broken_marks_are_refused_by_line(text):
    with pytest.raises(RefusedError, match=r"Line \d"):
        pieces(text)


def test_what_is_read_has_no_mark():
    text = drawn_again("", FIRST).replace("End.", "End. <!-- a note -->")
    assert without_marks(text) == "# Title\n\nOne.\n\nEnd. \n"
