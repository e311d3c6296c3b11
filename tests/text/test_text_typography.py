"""Hiding typography hides no word, and shows the new spelling."""

from hypothesis import given, settings
from hypothesis import strategies as st

from comens_tui.text.redline import redline
from comens_tui.text.typography import without_typography
from comens_tui.text.word_diff import Op

TEXTS = st.text("ab é'’ \n\u00a0\u00ad\u200b.-", max_size=40)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_hiding_typography_never_hides_a_word(old, new):
    for clause in redline(old, new).clauses:
        kept = without_typography(clause.ops)
        assert "".join(op.text for op in kept if op.sign != "-").split() == clause.new_text.split()


def test_variants_and_lone_blanks_are_told_as_the_new_text_has_them():
    ops = [
        Op("-", "l'avis"),
        Op("+", "l’avis"),
        Op("-", " "),
        Op("=", "oui"),
        Op("+", "\u200b"),
        Op("-", "non"),
        Op("+", "si"),
    ]

    assert without_typography(ops) == (
        Op("=", "l’avis"),
        Op("=", "oui"),
        Op("=", "\u200b"),
        Op("-", "non"),
        Op("+", "si"),
    )
