"""French and English for people, through gettext.

Messages are whole sentences in English with named fields; the French catalogue is
`locale/fr/LC_MESSAGES/comens.po`. The language is set once, before any face is imported.
"""

import struct
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path

LANGUAGES = ("fr", "en")
DEFAULT_LANGUAGE = "fr"
_LOCALE_DIR = Path(__file__).parent / "locale"
_language = "en"
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


def _(message: str) -> str:
    """Return `message` in the language in force."""
    return translations(language()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of the message that fits `count`, in the language in force."""
    return translations(language()).ngettext(one, many, count)


def N_(message: str) -> str:  # noqa: N802 - the gettext name for "marked, translated later"
    """Mark `message` for translation and return it unchanged."""
    return message


class Catalogue(NullTranslations):
    """A compiled catalogue that is searched, not read: a command says few of its messages.

    `content` is a `.mo` file as `tools.messages` writes it: little-endian, its messages in
    order, in UTF-8, with the two forms of French.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self._content = content
        self._count, originals, translated = struct.unpack_from("<3I", content, 8)
        self._originals = struct.unpack_from(f"<{2 * self._count}I", content, originals)
        self._translated = struct.unpack_from(f"<{2 * self._count}I", content, translated)
        self._said: dict[str, tuple[str, ...]] = {}

    def gettext(self, message: str) -> str:
        """Return the translation of `message`, or itself."""
        return (self._forms(message) or (message,))[0]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form for `n`: in French, one and nothing are singular."""
        forms = self._forms(msgid1)
        return forms[n > 1] if len(forms) > 1 else super().ngettext(msgid1, msgid2, n)

    def _forms(self, message: str) -> tuple[str, ...]:
        """Return the forms of the translation; none where the message has no translation."""
        if message not in self._said:
            wanted = message.encode(errors="surrogatepass")
            place = bisect_left(range(self._count), wanted, key=self._original)
            found = place < self._count and self._original(place) == wanted
            said = self._text(self._translated, place).decode() if found else ""
            self._said[message] = tuple(said.split("\0")) if found else ()
        return self._said[message]

    def _original(self, place: int) -> bytes:
        """Return one message, without the plural that may follow it."""
        return self._text(self._originals, place).split(b"\0", 1)[0]

    def _text(self, table: tuple[int, ...], place: int) -> bytes:
        length, start = table[2 * place : 2 * place + 2]
        return self._content[start : start + length]


@lru_cache(maxsize=len(LANGUAGES))
def translations(language: str) -> NullTranslations:
    """Return the catalogue of `language`; English needs none.

    Raises:
        FileNotFoundError: The catalogue was not compiled; we never fall back in silence.
    """
    if language == "en":
        return NullTranslations()
    return Catalogue((_LOCALE_DIR / language / "LC_MESSAGES" / "comens.mo").read_bytes())


def set_language(language: str) -> None:
    """Make `language` ("fr" or "en") that of every later message."""
    global _language
    translations(language)
    _language = language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak `language` inside the block, in this thread or task only.

    Records, minutes and the log are written in the committee's language, whoever acts.
    """
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def language() -> str:
    """Return the language in force: that of the block (`speaking`), else the person's."""
    return _spoken.get() or _language


def choose_language(asked: str | None, environment: dict[str, str]) -> str:
    """Return the language asked for, else the locale's, else French.

    `COMENS_LANG`, `LC_ALL`, `LC_MESSAGES` and `LANG` are read in that order; the first
    that is set decides, and one that names neither language means French.
    """
    if asked in LANGUAGES:
        return asked
    for name in ("COMENS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return "en" if value.lower().startswith("en") else DEFAULT_LANGUAGE
    return DEFAULT_LANGUAGE
