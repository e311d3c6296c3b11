"""What a statement obliges to, in the language of its document.

French forms are those of `text.strength`. The condition of a requirement is left out: what
stands between SI and ALORS obliges nobody.
"""

import re

from comens_tui.model.words import Level
from comens_tui.text.strength import strongest, verbal_forms

_CONDITION = re.compile(r"\W*(?:SI|Si|IF|If)\b.*?(?:,\s*(?:ALORS|alors|THEN|then)\b|,)", re.DOTALL)
_CAPITALS = {
    # The letter stands first, so that the search passes over all else.
    "fr": re.compile(r"D(?<!\wD)(?<![«“\"] D)(?:OIT|OIVENT|EVRA|EVRONT)\b"),
    "en": re.compile(r"\b(?:SHALL|MUST)\b"),
}
#: From the strongest level to the weakest.
_ENGLISH = (
    (Level.MANDATORY, re.compile(r"\b(?i:shall|must|is required to|may not|cannot)\b")),
    (Level.RECOMMENDED, re.compile(r"\b(?i:should|is recommended)\b")),
    (Level.OPTIONAL, re.compile(r"\b(?i:may|can)\b(?! not)")),
)
#: Levels from the strongest to the weakest.
ORDER = (Level.MANDATORY, Level.RECOMMENDED, Level.OPTIONAL)


def consequence(statement: str) -> str:
    """Return a statement without its condition."""
    found = _CONDITION.match(statement)
    return statement[found.end() :] if found else statement


def strongest_level(text: str, language: str) -> Level | None:
    """Return the level of the strongest verbal form of `text`, None where it has none."""
    if language == "fr":
        return strongest(text)
    return next((level for level, form in _ENGLISH if form.search(text)), None)


def count_obligations(text: str, language: str) -> int:
    """Return how many obligations `text` holds; those in capitals alone, where it has any."""
    in_capitals = len(capitals(text, language))
    if in_capitals or language != "fr" or strongest(text) is not Level.MANDATORY:
        return in_capitals
    return sum(
        item.form.level is Level.MANDATORY and item.text.split()[-1].startswith(("doi", "devr"))
        for item in verbal_forms(text)
    )


def capitals(text: str, language: str) -> list[str]:
    """Return the obligations written in capitals, as the corpus writes those that bind."""
    return _CAPITALS.get(language, _CAPITALS["en"]).findall(text)


def is_weaker(one: Level | None, other: Level) -> bool:
    """Tell whether `one` is weaker than `other`; no form at all is the weakest."""
    return one is None or ORDER.index(one) > ORDER.index(other)
