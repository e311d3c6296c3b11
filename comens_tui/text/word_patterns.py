"""Patterns of words, as a person writes them, matched in a bounded time whatever the text.

Words in a row; `*` stands for any letters of a word, `#` for a number, `…` for up to 8 words
between two others. Capitals, kinds of apostrophe and kinds of blank do not matter, nor do the
signs around a word. Words are compared with words: no regular expression of a person is run.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
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
    readers = [_Reader(tokens, words) for words in likely]
    found: list[str] = []
    place = 0
    while place < len(tokens):
        ends = (reader.end(place) for reader in readers)
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


class _Reader:
    """One pattern on one text. What failed at a place once is not tried there again."""

    def __init__(self, tokens: Sequence[_Token], words: Sequence[str]) -> None:
        self._tokens = tokens
        self._words = words
        self._failed: set[tuple[int, int]] = set()

    def end(self, place: int, index: int = 0) -> int | None:
        """Return the place after the words from `index` on that start at `place`, if they do."""
        if index == len(self._words):
            return place
        if (place, index) in self._failed:
            return None
        ends = (self.end(start, index + 1) for start in self._after(place, self._words[index]))
        found = next((end for end in ends if end is not None), None)
        if found is None:
            self._failed.add((place, index))
        return found

    def _after(self, place: int, word: str) -> Iterator[int]:
        """Yield each place where what follows `word` may start, the nearest first."""
        if word in GAPS:
            yield from range(place, min(place + _WIDEST_GAP, len(self._tokens)) + 1)
        elif word == _NUMBER_SIGN:
            yield from self._after_number(place)
        elif place < len(self._tokens):
            token = self._tokens[place]
            if _fits(token.bare, word) or _fits(token.raw, word):
                yield place + 1

    def _after_number(self, place: int) -> Iterator[int]:
        """Follow a number, of which a blank may set groups of digits apart."""
        for end in range(place + 1, min(place + _MOST_GROUPS, len(self._tokens)) + 1):
            if not _NUMBER.fullmatch(self._tokens[end - 1].bare):
                return
            yield end


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
