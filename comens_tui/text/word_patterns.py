"""Patterns of words, as a person writes them, matched in a bounded time whatever the text.

Words in a row; `*` stands for any letters of a word, `#` for a number, `…` for up to 8 words
between two others. Capitals, kinds of apostrophe and kinds of blank do not matter, nor do the
signs around a word. Words are compared with words: no regular expression of a person is run.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from comens_tui.model.own_rules import GAPS

_WORD = re.compile(r"[^\s'’]+['’]?|['’]")
_NUMBER = re.compile(r"\d[\d.,]*")
_SIGNS: Final = '«»“”"()[]{}.,;:!?…*_`<>|/'
_NUMBER_SIGN: Final = "#"
_WIDEST_GAP, _MOST_GROUPS = 8, 4


class _Token(NamedTuple):
    """A word of a text: as it stands, without the signs around it, and where it is."""

    raw: str
    bare: str
    start: int
    end: int


def found_in(text: str, patterns: Iterable[str]) -> tuple[str, ...]:
    """Return what of `text` fits one of the patterns, each once, in order, on one line.

    Each pattern is one that `is_bounded` accepts. From one place the first pattern that fits
    counts, and what it covers is not looked at again.
    """
    folded = _folded(text)
    likely = [
        words for words in map(_words, patterns) if all(piece in folded for piece in _pieces(words))
    ]
    if not likely:
        return ()
    tokens = _tokens(text)
    found: list[str] = []
    place = 0
    while place < len(tokens):
        ends = (_end(tokens, place, words) for words in likely)
        end = next((item for item in ends if item is not None), None)
        if end is not None:
            found.append(_shown(text, tokens[place], tokens[end - 1]))
        place = end or place + 1
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1024)
def _words(pattern: str) -> tuple[str, ...]:
    return tuple(
        word if word in GAPS or word == _NUMBER_SIGN else _folded(word)
        for part in pattern.split()
        for word in ([part] if part in GAPS else _WORD.findall(part))
    )


@lru_cache(maxsize=1024)
def _pieces(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a text must hold for these words to be in it."""
    known = (word for word in words if word not in GAPS and word != _NUMBER_SIGN)
    return tuple(piece for word in known for piece in word.split("*") if piece)


def _folded(text: str) -> str:
    return text.replace("’", "'").casefold()


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    for item in _WORD.finditer(text):
        raw = _folded(item[0])
        found.append(_Token(raw, raw.strip(_SIGNS), *item.span()))
    return found


def _end(tokens: Sequence[_Token], place: int, words: Sequence[str]) -> int | None:
    """Return the place after the words of a pattern that start at `place`, if they do."""
    if not words:
        return place
    if words[0] in GAPS:
        last = min(place + _WIDEST_GAP, len(tokens))
        ends = (_end(tokens, start, words[1:]) for start in range(place, last + 1))
        return next((end for end in ends if end is not None), None)
    if place >= len(tokens):
        return None
    if words[0] == _NUMBER_SIGN:
        return _end_of_number(tokens, place, words)
    token = tokens[place]
    fits = _fits(token.bare, words[0]) or _fits(token.raw, words[0])
    return _end(tokens, place + 1, words[1:]) if fits else None


def _end_of_number(tokens: Sequence[_Token], place: int, words: Sequence[str]) -> int | None:
    """Follow a number, of which a blank may set groups of digits apart."""
    for end in range(place + 1, min(place + _MOST_GROUPS, len(tokens)) + 1):
        if not _NUMBER.fullmatch(tokens[end - 1].bare):
            return None
        found = _end(tokens, end, words[1:])
        if found is not None:
            return found
    return None


def _fits(word: str, pattern: str) -> bool:
    first, *others = pattern.split("*")
    if not others:
        return word == pattern
    if not word.startswith(first):
        return False
    place = len(first)
    for piece in others[:-1]:
        place = word.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return len(word) - place >= len(others[-1]) and word.endswith(others[-1])


def _shown(text: str, first: _Token, last: _Token) -> str:
    return " ".join(text[first.start : last.end].split()).strip(_SIGNS)
