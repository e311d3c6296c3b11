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

from comens_tui.text.remembering import remembered

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
_LEAD = re.compile(r"\s*")
_LEAD_WITH_ENTITIES = re.compile(rf"(?:\s|{_ENTITY_SPACE})*")

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
    """A text cut into words: `lead`, then each word with its blanks, is the text exactly."""

    lead: str
    words: list[str]
    blanks: list[str]
    forms: list[str]

    def text(self, start: int, end: int) -> str:
        """Return the exact text of the words from `start` to `end`, with their blanks."""
        return "".join(
            word + blank
            for word, blank in zip(self.words[start:end], self.blanks[start:end], strict=True)
        )


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
    with_entities = "&" in text
    lead = (_LEAD_WITH_ENTITIES if with_entities else _LEAD).match(text)
    start = lead.end() if lead else 0
    pairs = (_TOKEN_WITH_ENTITIES if with_entities else _TOKEN).findall(text, start)
    words = [pair[0] for pair in pairs]
    return Tokens(text[:start], words, [pair[1] for pair in pairs], list(map(form, words)))


@remembered
def forms_of(text: str) -> tuple[str, ...]:
    """Return the forms of the words of `text` that show something."""
    return tuple(shown for shown in tokenize(text).forms if shown)


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
        at + 1
        for at in range(len(words) - 1)
        if is_sentence_end(words[at]) or ("\n" in blanks[at] and stands_alone(tokens, at))
    ]
    return [*ends, len(words)] if words else ends


def is_sentence_end(word: str) -> bool:
    """Tell whether a sentence may end with `word`."""
    return (
        word[-1] in _END_SIGNS
        and _SENTENCE_END.search(word) is not None
        and not _ABBREVIATION.match(word)
    )


def sentences(text: str) -> list[str]:
    """Return the sentences, list items and lines of fields of `text`, without outer blanks."""
    tokens = tokenize(text)
    ends = sentence_ends(tokens)
    return [tokens.text(start, end).strip() for start, end in zip([0, *ends], ends, strict=False)]


def stands_alone(tokens: Tokens, at: int) -> bool:
    """Tell whether the line that ends after the word `at` is not continued by the next one."""
    words = tokens.words
    return (
        tokens.blanks[at].count("\n") > 1
        or words[at + 1][0] in LINE_OPENERS
        or words[at + 2 : at + 3] == [":"]
        or words[at][0] in "`~"
    )
