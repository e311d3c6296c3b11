import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comens_tui.text.tokens import count_words, form, is_same_text, sentences, tokenize
from comens_tui.text.word_diff import Op, change_pairs, changed_words, word_diff

MARKS = {"=": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}

texts = st.text(
    st.sampled_from("abé '’\u00a0\n\r\u00ad\u200b.,:;!?«»%&#[]()-…") | st.characters(codec="utf-8"),
    max_size=30,
)


def marked(old, new):
    return "".join(f"{MARKS[op.sign][0]}{op.text}{MARKS[op.sign][1]}" for op in word_diff(old, new))


@settings(max_examples=300, deadline=None)
@given(texts)
def test_tokens_are_the_text_exactly(text):
    tokens = tokenize(text)
    assert tokens.lead + tokens.text(0, len(tokens.words)) == text
    assert all(word and not word.isspace() for word in tokens.words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mot : « oui » ?", "mot\u00a0:\n«oui»?"),
        ("l'été 35 %", "l’e\u0301te\u0301 35%"),
        ("consigner", "con\u00adsi\u200bgner"),
        ("caf&eacute;&nbsp;!", "café !"),
        ("le [motif](#motif) d'un", "le motif d'un"),
        ("rendez\u2011vous", "rendez-vous"),
    ],
)
def test_typography_leaves_words_the_same(one, other):
    assert is_same_text(one, other)
    assert changed_words(word_diff(one, other)) == (0, 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [("mot.", "mot,"), ("a b", "ab"), ("10:30", "1030"), ("x", "\u202ex"), ("[a](http://x)", "a")],
)
def test_anything_else_is_another_text(one, other):
    assert not is_same_text(one, other)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Il DOIT agir.", "Il devrait agir.", "Il [-DOIT-]{+devrait+} agir."),
        ("l'enfant, oui", "l'adulte, oui", "l'[-enfant-]{+adulte+}, oui"),
        ("danger, oui", "danger. oui", "[-danger,-]{+danger.+} oui"),
        ("deux fois par an", "deux fois par mois", "deux fois par [-an-]{+mois+}"),
        ("A. B. C.", "A. D. B. C.", "A. {+D. +}B. C."),
        (
            "Il est informé. Fin",
            "Il est informé. Elle est informée. Fin",
            "Il est informé. {+Elle est informée. +}Fin",
        ),
        (
            "homme et femme ne peuvent contracter mariage",
            "personne ne saurait alors se marier",
            "[-homme et femme ne peuvent contracter mariage-]{+personne ne saurait alors se marier+}",
        ),
        ("x (hors cas) ?", "x ?", "x [-(hors cas) -]?"),
    ],
)
def test_changes_read_as_phrases(old, new, expected):
    assert marked(old, new) == expected


def test_counts_are_of_words_that_changed():
    ops = word_diff("le chat dort ici", "le chien l'a vu ici")
    assert changed_words(ops) == (3, 2)
    assert count_words("a \u00ad b : c") == 4
    assert form("\u00ad") == ""


def test_pairs_are_told_apart_from_lone_changes():
    ops = (Op("-", "a"), Op("+", "b"), Op("+", "c"), Op("=", "d"), Op("-", "e"))
    assert list(change_pairs(ops)) == [("a", "b"), ("", "c"), ("e", "")]


def test_sentences_items_and_fields_stand_apart():
    text = "Un. Deux (L. 1110-4) ?\nsuite\n- item\n- autre\n\nlevel: x\nphase: y\n"
    assert [sentence.text for sentence in sentences(text)] == [
        "Un.", "Deux (L. 1110-4) ?", "suite", "- item", "- autre", "level: x", "phase: y",
    ]  # fmt: skip


def test_the_redline_does_not_depend_on_the_order_of_hashes():
    program = (
        "from comens_tui.text.redline import redline\n"
        "a = ' '.join(f'mot{i * 7 % 50}.' for i in range(300))\n"
        "b = ' '.join(f'mot{i * 11 % 60}.' for i in range(300))\n"
        "print(redline('# A\\n\\n' + a + '\\n\\n## B\\n\\n' + b, '## C\\n\\n' + b + '\\n\\n' + a))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
