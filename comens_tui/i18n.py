"""French and English for people, through gettext.

Messages are whole sentences in English with named fields; the French catalogue is
`locale/fr/LC_MESSAGES/comens.po`. The language is set once, before any face is imported.
"""

import gettext
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("fr", "en")
DEFAULT_LANGUAGE = "fr"
_LOCALE_DIR = Path(__file__).parent / "locale"
_current: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def _(message: str) -> str:
    """Return `message` in the language of the person."""
    return _current.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of the message that fits `count`, in the language of the person."""
    return _current.ngettext(one, many, count)


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
    global _current, _language
    _current = translations(language)
    _language = language


def language() -> str:
    """Return the language in force."""
    return _language


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
