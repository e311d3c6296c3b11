"""Patterns of words: what they find, and that every one of them comes to an end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comens_tui.model.own_rules import is_bounded
from comens_tui.text import word_patterns
from comens_tui.text.word_patterns import found_in

WORD = st.text("aAé*'-#…", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("usager final", "L'Usager\u00a0 final et l'usager finaliste", ("Usager final",)),
        ("digital*", "Le digital, la digitalisation, prédigital", ("digital", "digitalisation")),
        ("*santé", "l'e-santé et la santé", ("e-santé", "santé")),
        ("l'usager", "l’usager", ("l’usager",)),
        ("délai de # jours", "un délai de 1\u202f000 jours", ("délai de 1 000 jours",)),
        ("doit … publier", "doit au plus tard publier", ("doit au plus tard publier",)),
        ("a … b", "a 1 2 3 4 5 6 7 8 9 b", ()),
        ("c++ x", "du c++ (x) et du c x", ("c++ (x",)),
        ("di*al*", "digital, dialogue, dial", ("digital", "dialogue", "dial")),
        ("a b", "« a b ». A  b!", ("a b", "A b")),
        ("a", "ab b-a a-b", ()),
    ],
)
def test_a_pattern_finds_what_it_says(pattern: str, text: str, found: tuple[str, ...]) -> None:
    assert is_bounded(pattern)
    assert found_in(text, [pattern]) == found


@pytest.mark.parametrize(
    "pattern",
    ["", "…", "… a", "a …", "a … b … c … d", "****", "a*b*c*d*", "* a", " ".join("a" * 13)],
)
def test_a_pattern_beyond_the_limits_is_refused(pattern: str) -> None:
    assert not is_bounded(pattern)


@pytest.mark.parametrize("pattern", ["# " * 11 + "x", "a … " + "# " * 7 + "… x"])
def test_numbers_in_a_row_are_not_tried_again(pattern: str, monkeypatch) -> None:
    assert is_bounded(pattern)
    tried = []
    plain = word_patterns._Reader._after
    monkeypatch.setattr(
        word_patterns._Reader, "_after", lambda *given: tried.append(given) or plain(*given)
    )
    assert found_in("a " + "1 " * 200 + "- x", [pattern]) == ()
    assert len(tried) <= 203 * 12


@given(
    st.lists(WORD, min_size=1, max_size=12).map(" ".join).filter(is_bounded),
    st.sampled_from(["a", "aaaa", "a ", "é a ", "a-", "a'", "1 ", "1.1"]),
)
@settings(max_examples=25, deadline=None)
def test_no_pattern_hangs_on_a_long_text(pattern: str, piece: str) -> None:
    text = piece * 2_000
    assert all(item in " ".join(text.split()) for item in found_in(text, [pattern]))
