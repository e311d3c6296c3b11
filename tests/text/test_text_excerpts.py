"""The passage shown is that of the words, marked where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comens_tui.text.excerpts import excerpt, marks
from comens_tui.text.search_query import parse


def marked(text, typed):
    return [text[mark.start : mark.end] for mark in marks(text, parse(typed).terms)]


def written(found):
    return "".join(f"[{text}]" if is_marked else text for text, is_marked in found.pieces)


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("Le motif d’un Refus, refusé.", "refus", ["Refus", "refusé"]),
        ("l’Œuvre et le cœur", "coeur oeuvre", ["Œuvre", "cœur"]),
        ("le motif de\n  refus, de motif", '"motif de refus"', ["motif de\n  refus"]),
        ("une télé-consultation", "téléconsultation", ["télé-consultation"]),
        ("une téléconsultation", "télé-consultation", ["téléconsultation"]),
        (
            "con\xadsen\xadte\u0301 aujourd’hui",
            "consente aujourd'hui",
            ["con\xadsen\xadte\u0301", "aujourd’hui"],
        ),
        ("refus refusé", '"refus"', ["refus"]),
        ("ETH.14 et ETH.140, p-2026-014", "eth.14", ["ETH.14", "ETH.140"]),
        ("voir P-2026-014.", "p-2026-14", ["P-2026-014"]),
        ("rien", "mot", []),
    ],
)
def test_words_are_marked_as_they_were_written(text, typed, found):
    assert marked(text, typed) == found


def test_an_excerpt_is_one_line_where_most_words_stand_together():
    text = (
        "Un motif.\n"
        + "Des mots sans rapport. " * 20
        + "\nLe refus a\nson motif ici. "
        + "Fin. " * 50
    )
    found = excerpt(text, parse("motif refus").terms, 60)
    assert found.line == 2
    assert "[refus] a son [motif]" in written(found)
    assert written(found).startswith("…")
    assert written(found).endswith("…")
    assert len(written(found)) < 80


def test_without_a_word_it_is_the_beginning():
    assert written(excerpt("Un  début\nqui va loin", parse("mot").terms, 9)) == "Un début…"
    assert excerpt("", parse("mot").terms, 9).pieces == ()


@given(st.text(), st.text(alphabet="aé \"-b'"), st.integers(1, 300))
def test_no_text_breaks_it_and_no_excerpt_is_long(text, typed, width):
    found = excerpt(text, parse(typed).terms, width)
    shown = "".join(piece.text for piece in found.pieces)
    assert "\n" not in shown
    assert 0 <= found.line <= text.count("\n")
