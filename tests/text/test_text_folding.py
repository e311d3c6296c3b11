"""What is typed and what was written are folded alike, whatever the hand or the editor."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comens_tui.text.folding import compounds, folded, sort_key, words, written_words


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("l’Œuvre", ["l", "oeuvre"]),
        ("CŒUR ﬁn Straße", ["coeur", "fin", "strasse"]),
        ("été e\u0301te\u0301", ["ete", "ete"]),
        ("l'enfant lʼenfant l‘enfant l＇enfant", ["l", "enfant"] * 4),
        ("aujourd'hui Aujourd’hui prud’homme", ["aujourdhui", "aujourdhui", "prudhomme"]),
        ("con\xadsen\u200bte\ufeffment", ["consentement"]),
        ("35\xa0%\u202f: oui", ["35", "oui"]),
        ("télé-consultation télé\u2011soin", ["tele", "consultation", "tele", "soin"]),
        ("ETH.14_bis", ["eth", "14", "bis"]),
        ("日本語 🙂 \x00 \ud800 ½", ["日本語", "1", "2"]),
    ],
)
def test_words_are_compared_without_their_dress(written, found):
    assert words(folded(written)) == found


def test_hyphenated_words_are_also_one():
    assert compounds(folded("Télé-consultation, non-mal-faisance - a - P-2026-014")) == (
        "teleconsultation nonmalfaisance"
    )
    assert compounds("-a b- - --") == ""


@given(st.text())
def test_folding_is_the_same_in_every_unicode_form_and_done_once(text):
    once = folded(text)
    assert folded(once) == once
    for form in ("NFC", "NFD"):
        assert words(folded(unicodedata.normalize(form, text))) == words(once)
    once.encode()


@given(st.text(alphabet="aéœ'’-\xad \n.BÉ"))
def test_a_written_word_stands_where_it_says(text):
    for word in written_words(text):
        assert set(words(word.form)) <= {*words(folded(text[word.start : word.end]))}


def test_an_id_has_one_key_however_it_is_written():
    assert {sort_key(form) for form in ("ETH.14", "eth 14", "ETH-14", "Eth14", "eth.0014")} == {
        "eth 000000014"
    }
    assert sort_key("p-2026-14") == sort_key("P-2026-014")
