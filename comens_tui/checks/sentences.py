"""The sentences of a text, and its words."""

import re
from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+")
#: A hyphen inside a word.
_HYPHEN = re.compile(r"(?<=[^\W_])-(?=[^\W_])")
_END = re.compile(r"[.!?…][»”\")\]]*\s+(?=[«“\"(]?\s*[A-ZÀ-ÖØ-Þ])")
_ABBREVIATION = re.compile(r"\b(?:art|cf|ex|etc|fig|max|min|al|chap|M|MM|Mme|Dr|Pr|St|n)\.$")
_LONGEST_ABBREVIATION = 4


def count_words(text: str) -> int:
    """Return the number of words of a French text: `l'image` is two, `c'est-à-dire` two."""
    words = len(_WORD.findall(text))
    return words - len(_HYPHEN.findall(text)) if "-" in text else words


def split_sentences(text: str) -> Iterator[str]:
    """Yield each sentence in order; an abbreviation ends none."""
    start = 0
    for end in _END.finditer(text):
        sign = end.start()
        if text[sign] == "." and _ABBREVIATION.search(
            text, max(start, sign - _LONGEST_ABBREVIATION), sign + 1
        ):
            continue
        yield text[start : end.end()].rstrip()
        start = end.end()
    if start < len(text):
        yield text[start:].rstrip()
