"""French and English for people, through gettext.

Messages are whole sentences in English with named fields; the French catalogue is
`locale/fr/LC_MESSAGES/comens.po`. The language is set once, before any face is imported.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
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


@lru_cache(maxsize=len(LANGUAGES))
def translations(language: str) -> gettext.NullTranslations:
    """Return the catalogue of `language`; English needs none.

    Raises:
        FileNotFoundError: The catalogue was not compiled; we never fall back in silence.
    """
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("comens", _LOCALE_DIR, [language])


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
