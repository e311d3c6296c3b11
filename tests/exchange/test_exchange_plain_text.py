"""HTML cells as plain text: nothing run, no word lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comens_tui.exchange.plain_text import plain


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<body><p>&#224; l'alin&eacute;a</p><p>2</p></body>", "à l'alinéa\n\n2"),
        ("a<br>b<BR/>c", "a\nb\nc"),
        ("<ul><li>un</li><li>deux</li></ul>", "- un\n\n- deux"),
        ("Lorem <strong>ipsum</strong> dolor <blink>sit</blink>", "Lorem ipsum dolor sit"),
        (
            "<p>avant</p><script>alert(1)</script><style>p{}</style><!-- caché --><p>après</p>",
            "avant\n\naprès",
        ),
        ("<a href=\"x>y\" onclick='z>'>lien</a>", "lien"),
        ("a < b et c > d, x<y>z", "a < b et c > d, x<y>z"),
        ("AT&amp;T &copy=1 &bidon;", "AT&T &copy=1 &bidon;"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"),
        ("<script>jamais fermé", "jamais fermé"),
        ("deux  \r\n lignes\x0bsuivies\u2028ici", "deux\nlignes\nsuivies\nici"),
        ("", ""),
    ],
)
def test_cells(cell, text):
    assert plain(cell) == text


@given(st.text(alphabet="<>/&;'\" abpscript!-#x1\n", max_size=60))
def test_any_tangle_of_signs_is_read_once_and_for_all(cell):
    assert isinstance(plain(cell), str)


@given(st.lists(st.from_regex(r"[a-zé0-9']{1,8}", fullmatch=True), min_size=1, max_size=8))
def test_no_word_between_tags_is_lost(words):
    cell = "".join(f"<p><b>{word}</b></p>" for word in words)

    assert re.findall(r"\S+", plain(cell)) == words


def test_a_long_tangle_is_read_in_a_breath():
    for piece in ("<script", '<a "', "<!--", "<p ", "&#", "<a b='"):
        plain(piece * (20_000 // len(piece)))
