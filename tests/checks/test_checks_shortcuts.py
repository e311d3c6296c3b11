"""What is passed over at a look would have been found nowhere by a search."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comens_tui.checks import (
    obligations,
    page,
    paragraphs,
    q025_vague_term,
    q026_long_sentence,
    q037_passive_obligation,
    q038_double_negation,
    q041_undefined_acronym,
    q042_contradictory_figure,
)
from comens_tui.checks.sentences import count_words, split_sentences
from comens_tui.checks.vocabulary import Vocabulary, whole_words
from comens_tui.model.glossary import Glossary
from comens_tui.model.requirement import Clause
from comens_tui.text import spacing, strength
from comens_tui.text.lexicon import fold_case, holds_any, lexicon

WORDS = re.split(
    " ",
    "adaptée ADÉQUATS suffisamment ſi poſſible simplEment clairement etc. CISIS ci sis récusation "
    "doit être Être n' ne NE pas que DOIT D DEVRA « “ ETH.1 ETH.01.2 P-2026-001 REF-ETH "
    "EV-2026-0001 S-2026-01 API l'API API-FR API.x x/API A1B il convient de d'un n'est permis "
    "ne doit peut faut 12 1 1234 000 écrans",
)
SIGNS = [*" \n\u00a0.,;:!?'’-_/()*`~#|>%3é\u0301\u0307İıſK", "\n\n", "```", "\n```\n", "~~~", "---"]
TEXTS = st.lists(st.sampled_from([*WORDS, *SIGNS]), max_size=24).map("".join)
SPACED = st.lists(st.sampled_from([*WORDS, *SIGNS]), max_size=16).map(" ".join)
LINES = re.split(
    "/",
    "texte/Note/ b/- c/1. d/> e/| f |/# g///```/```yaml/~~~/<!--/-->/<!-- h -->/---/a ``` b/É"
    "/`i`/\u00a0/   /***",
)
MARKDOWN = st.lists(st.sampled_from(LINES), max_size=14).map("\n".join)
VOCABULARY = Vocabulary(
    Glossary.model_validate(
        {
            "schema": 1,
            "terms": [
                {"term": "CI-SIS", "definition": "d", "avoid": ["CISIS", "CI SIS"]},
                {"term": "déport", "definition": "d", "avoid": ["récusation", "l'İn ıt"]},
            ],
        }
    )
)


@settings(max_examples=80, deadline=None)
@given(TEXTS | SPACED)
@example("sı poſſİble")
@example("récusations l’İn  ıt")
def test_a_word_that_is_found_was_likely(text: str) -> None:
    words = lexicon(text)
    if q025_vague_term._VAGUE.search(text):
        assert holds_any(words, q025_vague_term._STEMS)
        assert holds_any(fold_case(text), q025_vague_term._STEMS)
    if q037_passive_obligation._PASSIVE.search(text):
        assert "être" in words
    variants = VOCABULARY.variants_in(text)
    if variants and whole_words(variants, text):
        assert VOCABULARY.may_hold_variants(words)


@pytest.mark.parametrize(
    ("fast", "plain"),
    [
        (
            page._ID,
            (
                r"(?<![\w./-])(?:[A-Z]{2,6}\.\d{1,2}(?:\.\d+)*(?![\w]|\.\w)"
                r"|(?:EV|JR)-\d{4}-\d{4}(?![\w-])|[PCDW]-\d{4}-\d{3,}(?![\w-])"
                r"|S-\d{4}-\d{2,}(?![\w-])|[A-Z]{2,6}(?:-[A-Z0-9]{2,8})+(?![\w-]))"
            ),
        ),
        (
            q041_undefined_acronym._ACRONYM,
            r"(?<![\w./-])[A-Z][A-Z0-9]*[A-Z](?:-[A-Z]+)*(?![\w./-]*\w)",
        ),
        (
            obligations._CAPITALS["fr"],
            r"(?<![«“\"] )\b(?:DOIT|DOIVENT|DEVRA|DEVRONT)\b",
        ),
        (
            q038_double_negation._NEGATION,
            r"(?i:\b(?:ne\b|n['’])(?!\s*\w+(?:\s\w+)?\s(?:que\b|qu['’])))",
        ),
        (
            spacing._SIGN,
            (
                r"[;!?«»%‰€]|:(?=[ *_\u00a0\u202f\n])"
                rf"|\d[ \u2009]+(?=(?:{spacing._UNITS})(?![\w'’./-]))"
            ),
        ),
        (
            q042_contradictory_figure._NUMBER,
            (
                r"(?<![\w.,/-])(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[ \u00a0\u202f])"
                r"(?:(?:de|d['’])\s?)?([a-zà-öø-ÿœ]{4,})(?![\w-])(?! sur \d)"
            ),
        ),
        (
            strength._ANY,
            strength._STARTS + f"(?:{'|'.join(row.pattern for row in strength.VERBAL_FORMS)})",
        ),
    ],
    ids=["ids", "acronyms", "capitals", "negations", "signs", "numbers", "verbal forms"],
)
def test_a_pattern_whose_first_letter_stands_in_front_finds_the_same(
    fast: re.Pattern[str], plain: str
) -> None:
    @settings(max_examples=60, deadline=None)
    @given(TEXTS | SPACED)
    def finds_the_same(text: str) -> None:
        expected = [found.span() for found in re.finditer(plain, text)]
        assert [found.span() for found in fast.finditer(text)] == expected

    finds_the_same()


@settings(max_examples=120, deadline=None)
@given(MARKDOWN)
def test_a_clause_read_by_parts_is_the_one_read_by_lines(text: str) -> None:
    clause = Clause("x", "", 0, text, 7)
    gather = paragraphs._Gatherer("x")
    paragraphs._gather_lines(gather, text, 7)
    assert paragraphs.paragraphs_of(clause) == gather.done


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["a ", "b-c ", "l'", "d--e_f", "g/", "é×1", "œ\u00a0", "÷", "_\n", "Mot. ", "Art. "]
        ),
        max_size=90,
    ).map("".join)
)
def test_no_long_sentence_is_passed_over(text: str) -> None:
    long = [item for item in split_sentences(text) if count_words(item) > q026_long_sentence.LONG]
    seen = list(q026_long_sentence._long_ones(text))
    assert [item for item in seen if count_words(item) > q026_long_sentence.LONG] == long


@settings(max_examples=60, deadline=None)
@given(MARKDOWN)
def test_the_prose_whose_spaces_are_set_is_outside_every_block(text: str) -> None:
    blocks = re.compile(
        r"\A---[ \t]*\n.*?\n---[ \t]*(?:\n|\Z)|(?:```|~~~)(?<=^...).*?(?:^```|^~~~|\Z)",
        re.MULTILINE | re.DOTALL,
    )
    outside = []
    start = 0
    for block in blocks.finditer(text):
        outside.append((start, block.start()))
        start = block.end()
    outside.append((start, len(text)))
    assert [part for part in spacing._prose(text) if part[0] < part[1]] == [
        part for part in outside if part[0] < part[1]
    ]


@pytest.mark.parametrize("mark", ["[](", "[a](b ", "![", "["])
def test_links_that_never_end_are_read_in_a_time_in_proportion_to_them(mark: str) -> None:
    """A pattern that tries each end of each of them again would not end in a lifetime."""
    text = mark * (20_000 // len(mark))
    assert paragraphs.LINK.search(f"{text}](") is None


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(["[", "]", "(", ")", "](", "!", "a", " b", "\n"])).map("".join))
def test_a_link_is_found_as_it_would_be_by_trying_each_end(text: str) -> None:
    plain = re.compile(r"!?\[([^\]\n]*)\]\(([^)\s]*)[^)\n]*\)")
    found = [(item.span(), item.groups()) for item in paragraphs.LINK.finditer(text)]
    assert found == [(item.span(), item.groups()) for item in plain.finditer(text)]
