"""The spaces of French typography: what is set, what is left, and nothing else moves."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comens_tui.model.finding import Edit
from comens_tui.text.edits import applied
from comens_tui.text.spacing import spacing_edits
from comens_tui.text.tokens import is_same_text

THIN, FIXED = "\u202f", "\u00a0"
PIECES = st.sampled_from(
    (
        *("mot", "Il", "35", "3", "km", "%", " ", "  ", "\n", "\n\n", ";", "!", "?", ":", "«", "»"),
        *("« ", " »", "`", "```\n", "---\n", "https://a.b/c?d", "[x](y ; z)", "|", "<!--", "-->"),
        *("&nbsp;", "<br>", "**", "(", ")", ".", "…", THIN, FIXED, "\u2009", "é", "10:30", "Note:"),
    )
)


def mended(text: str) -> str:
    return applied(text, spacing_edits(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Qui ? Lui ; elle !", f"Qui{THIN}? Lui{THIN}; elle{THIN}!"),
        ("Il dit : « oui »", f"Il dit{FIXED}: «{FIXED}oui{FIXED}»"),
        ("«non», 35% et 3 km", f"«{FIXED}non{FIXED}», 35{FIXED}% et 3{FIXED}km"),
        ("Note: lire; voir?", f"Note{FIXED}: lire{THIN}; voir{THIN}?"),
        ("**mot** ; (fin) !", f"**mot**{THIN}; (fin){THIN}!"),
        ("Quoi  ?!", f"Quoi{THIN}?!"),
    ],
)
def test_spaces_are_set(text: str, expected: str) -> None:
    assert mended(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"Qui{FIXED}? Lui{THIN}; 35{THIN}%",
        "à 10:30, version 1:2, ETH:1",
        "`a ; b` et [x](https://x.y/?a=b ; c)",
        "```\nif a ; then b !\n```\nfin",
        "---\ntitle: a ; b\n---\n",
        "<!-- a ; b ? -->",
        "| a | b |\n| :--- | ---: |",
        "&eacute; &#233;",
        "https://x.y/a?b=c;d",
        "<span title='a ; b'>",
        "« »",
        ": au début",
        "5 s'il le faut",
    ],
)
def test_what_is_set_or_is_no_prose_is_left(text: str) -> None:
    assert mended(text) == text


@given(st.lists(PIECES, max_size=25).map("".join))
@example("«»")
@settings(max_examples=300, deadline=None)
def test_words_never_change_and_nothing_is_left_to_mend(text: str) -> None:
    once = mended(text)
    assert is_same_text(text, once)
    assert "".join(once.split()) == "".join(text.split())
    assert mended(once) == once


def test_edits_are_made_once_and_in_order() -> None:
    edits = [Edit(3, 4, "C"), Edit(0, 1, "A"), Edit(0, 1, "A"), Edit(2, 2, "+")]
    assert applied("abcd", edits) == "Ab+cC"


@pytest.mark.parametrize("edits", [[Edit(0, 2, ""), Edit(1, 3, "")], [Edit(3, 9, "")]])
def test_edits_that_overlap_or_lie_outside_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="Edit"):
        applied("abcd", edits)


@pytest.mark.parametrize("piece", ["](", "`", "<a ", "<!--", "-", "a:", "« ", "[x]("])
def test_a_hostile_text_is_read_to_its_end(piece: str) -> None:
    text = "x ; y\n" + piece * (200_000 // len(piece))
    assert mended(text).startswith(f"x{THIN}; y")
