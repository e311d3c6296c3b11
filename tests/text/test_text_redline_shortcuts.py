"""Whatever is left unread because it cannot matter: the redline is the one of reading it all."""

import re
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comens_tui.text import (
    clause_pairs,
    markdown,
    quantities,
    redline_transfers,
    tokens,
    word_diff,
)
from comens_tui.text.clause_parts import clause_parts
from comens_tui.text.effects import _found
from comens_tui.text.redline import redline
from comens_tui.text.sentence_pairs import changed_sentences, kinship

GALLERY = sorted((Path(__file__).parent / "gallery").iterdir())
PARAGRAPHS = (
    "Le Système DOIT tenir un registre des refus, avec leur motif.",
    "Il convient d'informer la personne avant le 1er mars 2024 : deux fois par an.",
    "L’avis du comité est public&nbsp;; il vaut [trente jours](#delai).",
    "- premier point\n- deuxième point, au plus tard en août",
    "registre\nmotif\n",
    ": suite sans alinéa",
    "",
)
TITLES = ("## Titre\n", "## Autre titre\n", "### ETH.1 — Registre\n", "### ETH.2 — Avis\n", "")
clauses = st.tuples(
    st.sampled_from(TITLES), st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=4)
).map(lambda clause: f"{clause[0]}\n" + "\n\n".join(clause[1]))
texts = st.lists(clauses, min_size=1, max_size=5).map("\n\n".join)
edits = st.lists(
    st.tuples(
        st.integers(0, 500), st.sampled_from([" ", "ne ", "12 ", "\n\n", "# ", "mars ", "&", "»"])
    ),
    max_size=3,
)


def forget():
    for remembered in (
        clause_parts, changed_sentences, tokens.sentences, tokens._read_lately, tokens.form,
    ):  # fmt: skip
        remembered.cache_clear()


@contextmanager
def everything_read():
    """Read every clause whole to pair it, every text with the long pattern, every date."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            clause_pairs,
            "_is_akin",
            lambda old, new: kinship(old.content, new.content) >= clause_pairs.DOUBT,
        )
        patch.setattr(clause_pairs, "_without_settled", lambda ours, theirs, _pairs: (ours, theirs))
        patch.setattr(redline_transfers, "_has", lambda _changes, _sign: True)
        patch.setattr(tokens, "_SET_APART", re.compile(""))
        patch.setattr(tokens, "_read_lately", tokens._read)
        patch.setattr(quantities, "_may_hold_a_date", lambda _text: True)
        # What is remembered by sentence was read in the other way.
        patch.setattr("comens_tui.text.effects._found", _found.__wrapped__)
        patch.setattr(tokens, "forms_of", tokens.forms_of.__wrapped__)
        patch.setattr(clause_pairs, "forms_of", tokens.forms_of)
        yield
    forget()


def assert_is_the_same(old, new):
    forget()
    found = redline(old, new)
    tokens.sentences.cache_clear()
    changed_sentences.cache_clear()
    with everything_read():
        assert redline(old, new) == found


@pytest.mark.parametrize("pair", GALLERY, ids=lambda pair: pair.name)
def test_of_the_gallery(pair):
    old, new = ((pair / name).read_bytes().decode() for name in ("before.md", "after.md"))
    assert_is_the_same(old, new)


def test_of_all_the_gallery_joined():
    old, new = (
        "\n\n".join((pair / name).read_bytes().decode() for pair in GALLERY)
        for name in ("before.md", "after.md")
    )
    assert_is_the_same(old, new)


@settings(max_examples=150, deadline=None)
@given(texts, texts)
def test_of_texts_that_share_paragraphs(old, new):
    assert_is_the_same(old, new)


@settings(max_examples=150, deadline=None)
@given(texts, edits)
def test_of_small_edits(old, edits):
    new = old
    for place, text in edits:
        new = new[:place] + text + new[place + 1 :]
    assert_is_the_same(old, new)


@settings(max_examples=150, deadline=None)
@given(texts)
def test_equal_texts_compared_by_words_are_kept_whole(text):
    assert word_diff._merged(word_diff._by_sentence(text, text)) == word_diff.word_diff(text, text)


@settings(max_examples=200, deadline=None)
@given(st.text("a#`~<!- \n\r", max_size=30), st.integers(0, 3))
def test_the_next_opening_is_the_first_line_that_opens_something(text, lines):
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    start = starts[min(lines, len(starts) - 1)]
    plain = re.compile("^" + markdown._OPENING.pattern, re.MULTILINE).search(text, start)
    found = markdown._next_opening(text, start)
    assert (found and found.span()) == (plain and plain.span())


@pytest.mark.parametrize("is_new", [True, False])
def test_a_text_that_is_all_new_or_all_gone_is_searched_for_no_shared_words(
    monkeypatch: pytest.MonkeyPatch, is_new: bool
) -> None:
    """As every document of a first release is."""
    monkeypatch.setattr(redline_transfers, "_changed", lambda *_: 1 / 0)
    monkeypatch.setattr(redline_transfers, "_binding_words", lambda *_: 1 / 0)
    text = "# Un\n\nLe texte du premier titre.\n\n# Deux\n\nLe texte du second titre.\n"
    found = redline("", text) if is_new else redline(text, "")
    kinds = [item.change for item in found.clauses if item.change != "same"]
    assert kinds == (["added"] if is_new else ["removed"]) * 2
