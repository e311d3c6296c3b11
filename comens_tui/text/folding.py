"""Words as a search compares them: without case, accents, ligatures or unseen characters.

What is typed and what was written go through the same function, so that whatever it does to
a word, it does on both sides. Its words are those of SQLite's `ascii` tokenizer: runs of
ASCII letters and digits and of any character beyond ASCII.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
#: Small letters, digits and all that is not ASCII, said by what it leaves out: a set that
#: reaches beyond Latin-1 is slow to compile.
_WORD = re.compile(r"[^\x00-/:-`{-\x7f]+")
#: A word as it was written: its marks and unseen characters are part of it.
_LETTERS = r"(?:[^\W_]|[\u0300-\u036f\xad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff])+"
_WRITTEN = re.compile(rf"(?:(?:aujourd|prud)['’‘ʼ])?{_LETTERS}", re.IGNORECASE)
#: Letters that have no decomposition, and the many forms of two signs.
_WRITTEN_OUT: Final = {
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    "\u2019": "'",
    "\u2018": "'",
    "\u201b": "'",
    "\u02bc": "'",
    "\u02b9": "'",
    "\u2032": "'",
    "\u2010": "-",
    "\u2011": "-",
}
_UNSEEN: Final = frozenset({"Mn", "Me", "Cf"})
#: Words that an apostrophe does not part.
_WHOLE: Final = (("aujourd'hui", "aujourdhui"), ("prud'ho", "prudho"))
_LETTERS_BEFORE = re.compile(r"[^\W\d_]+\Z")
_LETTERS_AFTER = re.compile(r"(?:-[^\W\d_]+)+")
_KEY_PART = re.compile(r"\d+|[^\W\d_]+")
_LONGEST_NUMBER = 9


class Written(NamedTuple):
    """A word where it stands in a text, and the form it is compared by."""

    start: int
    end: int
    form: str


def folded(text: str) -> str:
    """Return `text` as it is searched: lower case, and no character beyond ASCII but letters.

    Apostrophes and hyphens of every form are `'` and `-`. Folding twice changes nothing.
    """
    if not text.isascii():
        text = _FOREIGN.sub(_folded_match, text)
    text = text.lower()
    if "'" in text:
        for parted, whole in _WHOLE:
            text = text.replace(parted, whole)
    return text


def words(text: str) -> list[str]:
    """Return the words of a text already folded."""
    return _WORD.findall(text)


def compounds(text: str) -> str:
    """Return the hyphenated words of a folded text written as one: `tele-soin` as `telesoin`.

    They are parted by blanks, in the order of the text, and have letters only.
    """
    found = []
    place = text.find("-")
    while place >= 0:
        before = _LETTERS_BEFORE.search(text, max(0, place - 40), place)
        after = _LETTERS_AFTER.match(text, place)
        end = place + 1
        if before and after:
            found.append(before[0] + after[0].replace("-", ""))
            end = after.end()
        place = text.find("-", end)
    return " ".join(found)


def written_words(text: str) -> Iterator[Written]:
    """Yield the words of a text as it was written, each with its form.

    A word that an apostrophe does not part, such as « aujourd'hui », is one.
    """
    for found in _WRITTEN.finditer(text):
        form = folded_word(found[0])
        if form:
            yield Written(found.start(), found.end(), form)


@lru_cache(maxsize=1 << 14)
def folded_word(word: str) -> str:
    """Return the form of one word."""
    return folded(word)


def sort_key(record_id: str) -> str:
    """Return a text that sorts as the id does naturally, and is the same however it is typed.

    ETH.9 comes before ETH.10; `eth 14`, `Eth14` and `ETH-14` are all ETH.14.
    """
    return " ".join(
        part.zfill(_LONGEST_NUMBER) if part.isdigit() else part
        for part in _KEY_PART.findall(folded(record_id))
    )


def _folded_match(found: re.Match[str]) -> str:
    return _folded_run(found[0])


@lru_cache(maxsize=1 << 14)
def _folded_run(run: str) -> str:
    """Return a run of characters beyond ASCII, folded; signs become blanks."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", run).casefold())
    kept = []
    for char in plain:
        if unicodedata.category(char) in _UNSEEN:
            continue
        out = _WRITTEN_OUT.get(char, char)
        kept.append(out if out.isascii() or out.isalnum() else " ")
    return "".join(kept)
