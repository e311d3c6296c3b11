"""Text of others can neither drive a terminal nor show another text than it is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comens_tui.text.visible import one_line, one_line_kept, shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("é — œ “x” 日", "é — œ “x” 日"),
        ("l’été\u00a0: œuvre", "l’été\u00a0: œuvre"),
        ("a\tb", "a    b"),
        ("a\r\nb", "a\nb"),
        ("\x1b[31mrouge", "‹ESC›[31mrouge"),
        ("\x9b31m", "‹U+009B›31m"),
        ("a\rb", "a‹CR›b"),
        ("a\x00b", "a‹NUL›b"),
        ("abc\u202edcba", "abc‹RLO›dcba"),
        ("mo\u00adt", "mo‹SHY›t"),
        ("zéro\u200blargeur", "zéro‹ZWSP›largeur"),
        ("\u2028", "‹LS›"),
        ("\u3164", "‹U+3164›"),
        ("\ufffe\uffff", "‹U+FFFE›‹U+FFFF›"),
        ("\ud800", "‹U+D800›"),
        ("\U000e0041", "‹U+E0041›"),
    ],
)
def test_what_cannot_be_seen_is_named(text, expected):
    assert shown(text) == expected


@given(st.text(st.characters() | st.sampled_from("\x1b\r\n\u202e\u200b\ud800\U000e0001")))
def test_nothing_that_is_drawn_is_unseen_or_in_command(text):
    for written, kept in ((shown(text), "\n"), (one_line(text), "")):
        assert set(written) & set(kept) == ({"\n"} & set(written))
        kinds = {unicodedata.category(sign) for sign in written if sign not in kept}
        assert not kinds & {"Cc", "Cs", "Zl", "Zp"}
        assert not set(written) & set("\u202e\u2066\u200f\u200b\u00ad\U000e0001")


@given(st.text())
def test_text_made_safe_twice_is_the_same(text):
    assert shown(shown(text)) == shown(text)


def test_one_line_joins_what_was_broken():
    assert one_line("un\ndeux\r\n trois ") == "un deux trois"
    assert one_line("un\u2028deux\x85trois") == "un deux trois"
    assert one_line_kept("  a\nb ") == "  a b "
