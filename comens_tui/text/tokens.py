"""Words of a text and the form under which two of them are the same word.

A token is a word, or a sign that French sets apart from its word (« mot », mot :, 35 %),
and the blanks that follow. What typography alone changes leaves its form untouched: blanks,
line ends, apostrophes, Unicode composition, soft hyphens, HTML entities, and the marks
of a link inside the document, whose words are read all the same.
"""

import html
import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from comens_tui.text.remembering import SHORT_TEXT, remembered

#: A sign that French sets apart from the word before by a space, at the end of a word.
_TAIL = r"[;:!?»%](?=[;:!?»%.,)…]{0,6}(?!\S))"
_CORE = rf"[^\s;:!?»%«&]+|(?!{_TAIL})[;:!?»%«&]"
_TOKEN = re.compile(rf"(«|(?:{_CORE})+|{_TAIL})(\s*)")
#: A space written as an HTML entity is a space.
_ENTITY_SPACE = r"&(?:nbsp|thinsp|nnbsp|ensp|emsp|#160|#xA0|#xa0|#8239|#8201);"
_TOKEN_WITH_ENTITIES = re.compile(
    rf"(«|(?:(?!{_ENTITY_SPACE})&#?\w+;|(?!{_ENTITY_SPACE})(?:{_CORE}))+|{_TAIL})"
    rf"((?:\s|{_ENTITY_SPACE})*)"
)
#: A text without any of these is parted by its blanks alone.
_SET_APART = re.compile(r"[;:!?»%«&]")
_BLANKS = re.compile(r"(\s+)")
_LEADING_ENTITIES = re.compile(rf"(?:\s|{_ENTITY_SPACE})*")

#: The target of a link to a heading or an entry of the same document: its words are read.
_LINK_TARGET = re.compile(r"\]\(#[^()\s]*\)")
_SPECIAL = re.compile(r"[&\[]|\]\(#")

#: Characters that are drawn as nothing, and the forms of one same sign.
SAME_SIGNS: Final = str.maketrans(
    {
        "[": None,  # opens a link; what it may enclose besides still closes with a sign
        "\u00ad": None,  # soft hyphen
        "\u200b": None,  # zero width space
        "\u2060": None,  # word joiner
        "\ufeff": None,  # zero width no-break space
        "\u2019": "'",
        "\u02bc": "'",
        "\u2018": "'",
        "\u2011": "-",  # non-breaking hyphen
        "\u2010": "-",
    }
)


_SENTENCE_END = re.compile(r"[.!?;…][»\")\]*_]*\Z")
_END_SIGNS: Final = frozenset('.!?;:…»")]*_')
#: What may open a line that stands on its own: a list item, a table row, a heading, a fence.
LINE_OPENERS: Final = frozenset("-*+|#>`~=0123456789")
_ABBREVIATION = re.compile(r"[(«\[]?(?:[LRDM]|art|al|cf|ex|p|pp|env|Dr|Pr|St)\.\Z")


class Tokens(NamedTuple):
    """A text cut into words: `lead`, then each word with its blanks, is the text exactly.

    `pieces` are each word and its blanks, in turns.
    """

    lead: str
    pieces: list[str]
    words: list[str]
    blanks: list[str]
    forms: list[str]

    def text(self, start: int, end: int) -> str:
        """Return the exact text of the words from `start` to `end`, with their blanks."""
        return "".join(self.pieces[2 * start : 2 * end])


class Sentence(NamedTuple):
    """A sentence without outer blanks, and the forms of its words that show something."""

    text: str
    forms: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def form(word: str) -> str:
    """Return what two typographic variants of `word` have in common; empty if nothing shows."""
    if word.isascii() and not _SPECIAL.search(word):
        return word
    plain = html.unescape(word) if "&" in word else word
    if "](#" in plain:
        plain = _LINK_TARGET.sub("", plain)
    return unicodedata.normalize("NFC", plain.translate(SAME_SIGNS))


def tokenize(text: str) -> Tokens:
    """Return the words of `text`."""
    core = text.strip()
    found = _read_lately(core) if len(core) <= SHORT_TEXT else _read(core)
    if len(core) == len(text):
        return found
    lead, pieces, words, blanks, forms = found
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if not words:
        return Tokens(text, pieces, words, blanks, forms)
    last = blanks[-1] + after
    return Tokens(before + lead, [*pieces[:-1], last], words, [*blanks[:-1], last], forms)


def _read(text: str) -> Tokens:
    """Return the words of a text without outer blanks."""
    with_entities = "&" in text
    lead = _LEADING_ENTITIES.match(text) if with_entities else None
    start = lead.end() if lead else 0
    if _SET_APART.search(text):
        # Nothing stands between two tokens: what the split leaves there is empty.
        pieces = (_TOKEN_WITH_ENTITIES if with_entities else _TOKEN).split(text[start:])[1:]
        del pieces[2::3]
    else:
        pieces = [*_BLANKS.split(text), ""] if text else []
    words = pieces[::2]
    return Tokens(text[:start], pieces, words, pieces[1::2], list(map(form, words)))


#: The same paragraph is read to pair its clause, to compare its words and to tell its effects.
_read_lately = lru_cache(maxsize=256)(_read)


@remembered
def forms_of(text: str) -> tuple[str, ...]:
    """Return the forms of the words of `text` that show something."""
    return tuple(filter(None, tokenize(text).forms))


def is_same_text(old: str, new: str) -> bool:
    """Tell whether typography is all that sets the two texts apart."""
    return old == new or forms_of(old) == forms_of(new)


def count_words(text: str) -> int:
    """Return the number of runs of non-blank characters that show something."""
    return sum(1 for word in text.split() if form(word))


def sentence_ends(tokens: Tokens) -> list[int]:
    """Return the positions after the last word of each sentence, list item or line of fields."""
    words, blanks = tokens.words, tokens.blanks
    ends = [
        at
        for at, (word, blank) in enumerate(zip(words[:-1], blanks, strict=False), 1)
        if (word[-1] in _END_SIGNS and is_sentence_end(word))
        or ("\n" in blank and stands_alone(tokens, at - 1))
    ]
    return [*ends, len(words)] if words else ends


def is_sentence_end(word: str) -> bool:
    """Tell whether a sentence may end with `word`."""
    return (
        word[-1] in _END_SIGNS
        and _SENTENCE_END.search(word) is not None
        and not _ABBREVIATION.match(word)
    )


@lru_cache(maxsize=256)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences, list items and lines of fields of `text`.

    Those of the last texts are remembered: clauses are paired by them, then compared.
    """
    tokens = tokenize(text)
    ends = sentence_ends(tokens)
    return tuple(
        Sentence(tokens.text(start, end).strip(), tuple(filter(None, tokens.forms[start:end])))
        for start, end in zip([0, *ends], ends, strict=False)
    )


def stands_alone(tokens: Tokens, at: int) -> bool:
    """Tell whether the line that ends after the word `at` is not continued by the next one."""
    words = tokens.words
    return (
        tokens.blanks[at].count("\n") > 1
        or words[at + 1][0] in LINE_OPENERS
        or words[at + 2 : at + 3] == [":"]
        or words[at][0] in "`~"
    )
