"""What the words of a cell become: dates, scales, vocabularies, lists.

A reader takes plain text that is not empty, and raises ValueError with a whole sentence.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, TypeVar

from comens_tui.i18n import LANGUAGES, _, speaking
from comens_tui.text.labels import label

Reader = Callable[[str], Any]
W = TypeVar("W", bound=StrEnum)

_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}.*)?\Z", re.DOTALL)
#: Day first, as French writes it; month first is never guessed.
_FRENCH: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: (?:à )?\d{1,2}[:h].*)?\Z")
_LIST: Final = re.compile(r"[;,|\n]")
_FORMAT_WORDS: Final = (("YYYY", "%Y"), ("YY", "%y"), ("MM", "%m"), ("DD", "%d"))


def folded(text: str) -> str:
    """Return lower-case words without accents or signs: how headers and words are compared."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def text_value(text: str) -> str:
    """Return the text as it is."""
    return text


def line_value(text: str) -> str:
    """Return the text on one line."""
    return " ".join(text.split())


def list_value(text: str) -> tuple[str, ...]:
    """Return the items written between commas, semicolons, bars or line ends."""
    return tuple(item.strip() for item in _LIST.split(text) if item.strip())


def scale_value(text: str) -> int:
    """Return a whole number from 0 to 4.

    Raises:
        ValueError: It is anything else.
    """
    found = text.removesuffix("/4").strip()
    if found in ("0", "1", "2", "3", "4"):
        return int(found)
    raise ValueError(_("“{text}” is not a number from 0 to 4.").format(text=_short(text)))


def date_reader(formats: Sequence[str]) -> Reader:
    """Return what reads dates: ISO, then the formats given, else day/month/year."""
    patterns = []
    for written in formats:
        pattern = written
        for words, code in _FORMAT_WORDS:
            pattern = pattern.replace(words, code)
        patterns.append(pattern)

    def read(text: str) -> date:
        iso = _ISO.match(text)
        if iso:
            return _day(text, *map(int, iso.groups()))
        for pattern in patterns:
            try:
                return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
        french = None if patterns else _FRENCH.match(text)
        if french:
            day, month, year = map(int, french.groups())
            return _day(text, year, month, day)
        raise ValueError(_("“{text}” is not a date that is understood.").format(text=_short(text)))

    return read


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(_("“{text}” is no day of the calendar.").format(text=text)) from None


def word_reader(words: type[W]) -> Callable[[str], W]:
    """Return what reads one word of a vocabulary, by its key or its label in any language."""
    known: dict[str, W] = {folded(item): item for item in words}
    for language in LANGUAGES:
        with speaking(language):
            known.update({folded(label(item)): item for item in words})

    def read(text: str) -> W:
        found = known.get(folded(text))
        if found is None:
            raise ValueError(
                _("“{text}” is none of: {choices}.").format(
                    text=_short(text), choices=", ".join(label(item) for item in words)
                )
            )
        return found

    return read


def words_reader(words: type[W]) -> Callable[[str], tuple[W, ...]]:
    """Return what reads several words of a vocabulary."""
    read = word_reader(words)
    return lambda text: tuple(dict.fromkeys(read(item) for item in list_value(text)))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"  # noqa: PLR2004
