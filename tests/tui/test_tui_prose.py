"""Wrapping by cells, and text made safe to draw."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from comens_tui.text.visible import shown
from comens_tui.tui.prose import Span, fields, fit, layout, paragraph, text_of, wrap

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)


@given(TEXTS, st.integers(2, 60))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    for line in wrap([Span(text)], width):
        assert cell_len(text_of(line)) <= width


@given(TEXTS, st.integers(2, 60))
def test_wrapping_loses_nothing_but_the_spaces_it_breaks_at(text: str, width: int) -> None:
    wrapped = "".join(text_of(line) for line in wrap([Span(text)], width))
    assert wrapped.replace(" ", "") == shown(text).replace(" ", "").replace("\n", "")


def test_a_word_that_changes_style_in_the_middle_is_kept_whole() -> None:
    lines = wrap([Span("les journaux conserv"), Span("ées", "inserted")], 14)
    assert [text_of(line) for line in lines] == ["les journaux", "conservées"]


def test_non_breaking_spaces_keep_their_words_together() -> None:
    lines = wrap([Span("un délai : 24\u00a0heures")], 12)
    assert [text_of(line) for line in lines] == ["un délai :", "24\u00a0heures"]


def test_decomposed_letters_take_one_cell() -> None:
    text = unicodedata.normalize("NFD", "é" * 10)
    assert len(wrap([Span(text)], 10)) == 1


def test_a_word_longer_than_a_line_is_cut_and_quickly() -> None:
    lines = wrap([Span("x" * 20_000)], 40)
    assert len(lines) == 500


def test_later_lines_hang_under_the_value_of_a_field() -> None:
    block = next(iter(fields([("Raison", "un deux trois quatre")])))
    rows = layout(block, 20)
    assert text_of(rows[0].spans).startswith("Raison  un deux")
    assert text_of(rows[1].spans).startswith("        ")


def test_empty_fields_are_left_out() -> None:
    assert [text_of(one.spans) for one in fields([("A", ""), ("Bb", "c")])] == ["Bb  c"]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [("abc", 5, "abc  "), ("abcdef", 4, "abc…"), ("日本語", 4, "日… "), ("abc", 0, "")],
)
def test_a_cell_is_filled_exactly(text: str, width: int, expected: str) -> None:
    assert fit(text, width) == expected


def test_markup_is_text() -> None:
    rows = layout(paragraph("[bold]non[/bold]"), 40)
    assert text_of(rows[0].spans) == "[bold]non[/bold]"
