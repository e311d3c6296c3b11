"""What is passed over where no sign is odd."""

import sys

from comens_tui.checks import q011_invisible_character
from comens_tui.text import disguises, markdown_refusals
from comens_tui.text.odd_signs import _ODD, holds_odd_signs

PLAIN = _ODD.sub("", "".join(map(chr, range(sys.maxunicode + 1))))


def test_letters_and_signs_of_print_are_not_odd():
    assert not holds_odd_signs("L'œuvre — « été » : 12 m² n’est ~ *d*…\n\u202f\u00a0")
    assert all(
        map(holds_odd_signs, ("\t", "\r\n", "e\u0301", "\u200b", "\ufeff", "\u00ad", "Ж", "😀"))
    )


def test_no_character_that_is_refused_or_invisible_passes_for_plain():
    assert markdown_refusals._CONTROL.search(PLAIN) is None
    assert q011_invisible_character._INVISIBLE.search(PLAIN) is None


def test_a_disguise_that_is_not_odd_starts_with_a_mark_or_a_sign_looked_for():
    starts = {sign for sign in PLAIN if disguises._FIRST.search(f"a{sign}")}
    # A line end starts one only before the `>` of a quotation.
    assert starts == {*disguises._MARKDOWN, *disguises._SIGNS} - {">"}
