"""How strong a French sentence is: its verbal forms, and the level each one carries.

Source: ISO/IEC Directives, Part 2, clause 7 and its French verbal forms: « doit » for a
requirement, « il convient de » and « devrait » for a recommendation, « peut » and « est
admis » for a permission; their negative forms; and the equivalent expressions the same
clause gives for exceptional use, such as « est tenu de », « il y a lieu de », « il n'est
pas exigé ». French law adds the plain « ne peut », which forbids, « a l'obligation de » and
« a le droit de ».
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

from comens_tui.model.words import Level
from comens_tui.text.lexicon import holds_any
from comens_tui.text.remembering import remembered
from comens_tui.text.tokens import SAME_SIGNS

#: Words that may stand between « ne » and its verb.
_CLITICS = r"(?:(?:le|la|les|lui|leur|se|y|en|nous|vous) |l'|s'|d')*"
_NE = rf"\b(?:ne |n'){_CLITICS}"
_DOIT = r"(?:doi(?:t|vent|ve)|devr(?:a|ont))\b"
_PEUT = r"(?:peu(?:t|vent)|puiss(?:e|ent)|pourr(?:a|ont|ait|aient))\b"


class VerbalForm(NamedTuple):
    """One row of the table: a pattern on folded text, and what it means."""

    name: str
    pattern: str
    level: Level
    is_negative: bool = False


class Occurrence(NamedTuple):
    """A verbal form found in a text, at its place in the folded text."""

    form: VerbalForm
    text: str
    start: int


_MUST, _SHOULD, _MAY = Level.MANDATORY, Level.RECOMMENDED, Level.OPTIONAL

#: The first row that fits at a place wins, so longer forms come before those they contain.
VERBAL_FORMS: Final[tuple[VerbalForm, ...]] = (
    VerbalForm("n'est pas tenu de", rf"{_NE}(?:est|sont) pas tenue?s? d[e']", _MAY),
    VerbalForm(
        "n'est pas nécessaire",
        rf"{_NE}(?:est|sont) pas (?:nécessaires?|indispensables?|obligatoires?|exigée?s?"
        r"|requise?s?)",
        _MAY,
    ),
    VerbalForm("n'a pas à", rf"{_NE}(?:a|ont) pas (?:à\b|l'obligation d[e'])", _MAY),
    VerbalForm("il n'y a pas lieu de", rf"{_NE}a pas lieu d[e']", _SHOULD, is_negative=True),
    VerbalForm(
        "n'est pas permis",
        rf"{_NE}(?:est|sont) pas (?:permise?s?|autorisée?s?|admise?s?|admissibles?|possibles?)",
        _MUST,
        is_negative=True,
    ),
    VerbalForm(
        "n'est pas recommandé",
        rf"{_NE}(?:est|sont) pas recommandée?s?",
        _SHOULD,
        is_negative=True,
    ),
    VerbalForm("ne devrait pas", rf"{_NE}devrai(?:t|ent)\b", _SHOULD, is_negative=True),
    VerbalForm("ne doit pas", rf"{_NE}{_DOIT}", _MUST, is_negative=True),
    VerbalForm("ne peut", rf"{_NE}{_PEUT}", _MUST, is_negative=True),
    VerbalForm(
        "il convient de ne pas",
        r"\bil convien(?:t|dra) (?:de |que )?(?:\w+ ){0,2}?(?:ne pas|n[e'])",
        _SHOULD,
        is_negative=True,
    ),
    VerbalForm(
        "il est recommandé de ne pas",
        r"\b(?:est|sont) recommandée?s? de ne pas\b",
        _SHOULD,
        is_negative=True,
    ),
    VerbalForm("doit ne pas", rf"\b{_DOIT} ne pas\b", _MUST, is_negative=True),
    VerbalForm(
        "est tenu de ne pas", r"\b(?:est|sont) tenue?s? de ne pas\b", _MUST, is_negative=True
    ),
    VerbalForm("devrait", r"\bdevrai(?:t|ent)\b", _SHOULD),
    VerbalForm("doit", rf"\b{_DOIT}", _MUST),
    VerbalForm("il y a lieu de", r"\bil y a lieu d[e']", _SHOULD),
    VerbalForm("il convient", r"\bil convien(?:t|dra)\b", _SHOULD),
    VerbalForm("il est recommandé", r"\b(?:est|sont) recommandée?s?\b", _SHOULD),
    VerbalForm(
        "il est conseillé",
        r"\b(?:est|sont) (?:conseillée?s?|souhaitables?|invitée?s? à|encouragée?s? à)\b",
        _SHOULD,
    ),
    VerbalForm("déconseillé", r"\b(?:est|sont) déconseillée?s?\b", _SHOULD, is_negative=True),
    VerbalForm("est tenu de", r"\b(?:est|sont) tenue?s? d[e']", _MUST),
    VerbalForm(
        "est obligatoire",
        r"\b(?:est|sont) (?:obligatoires?|nécessaires?|indispensables?|exigée?s?|requise?s?"
        r"|impérati(?:f|ve)s?|à \w+er)\b",
        _MUST,
    ),
    VerbalForm("a l'obligation de", r"\b(?:a|ont) l'obligation d[e']", _MUST),
    VerbalForm("il faut", r"\bil (?:faut|faudra)\b", _MUST),
    VerbalForm(
        "est interdit",
        r"\b(?:(?:est|sont) (?:interdite?s?|prohibée?s?|proscrite?s?)|interdiction d[e'])",
        _MUST,
        is_negative=True,
    ),
    VerbalForm(
        "est permis",
        r"\b(?:est|sont) (?:permise?s?|autorisée?s?|admise?s?|facultati(?:f|ve)s?)\b",
        _MAY,
    ),
    VerbalForm("il est possible", r"\bil est possible\b", _MAY),
    VerbalForm("peut", rf"\b{_PEUT}", _MAY),
    VerbalForm("a le droit de", r"\b(?:a|ont) (?:le droit|la faculté|la possibilité) d[e']", _MAY),
)

#: How each of them starts: one look passes over most words.
_STARTS = r"\b(?=n[e']|il |est |sont |d[eo]|p[euo]|a |ont |interdiction )"
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
#: Any of them; the empty group after each tells which, and leaves its first letter in front,
#: where the search can tell it from others at once.
_ANY = re.compile(
    _STARTS + "(?:" + "|".join(row.pattern.removeprefix(r"\b") + "()" for row in VERBAL_FORMS) + ")"
)
#: Every form holds one of these: most sentences hold none.
_STEMS: Final = (
    "doi", "devr", "peu", "puiss", "pourr", "convien", "lieu", "a pas à", "ont pas à", "tenu",
    "faut", "faudra", "interdi", "droit",
    "recommand", "conseill", "souhait", "oblig", "exig", "requis", "impérati", "est à ",
    "sont à ", "prohib", "proscri", "permis", "autoris", "admis", "facult", "possibilité",
    "nécessaire", "indispensable", "invité", "encouragé", "possible",
)  # fmt: skip
_APOSTROPHE: Final = "\u2019"
#: Marks of emphasis, signs that are not drawn or turn the text around: « D**OIT** » is « DOIT ».
_DECORATION: Final = {
    **SAME_SIGNS,
    **dict.fromkeys(map(ord, "*`_\u061c\u200c\u200d\u200e\u200f"), None),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), None),
}
_DECORATED = re.compile(f"[{re.escape(''.join(map(chr, _DECORATION)))}]")


@remembered
def folded(text: str) -> str:
    """Return `text` as it is read, in lower case, one space between words, plain apostrophes.

    What is no word there is left out: emphasis, and comments of HTML.
    """
    return _folded(text)


def _folded(text: str) -> str:
    plain = _COMMENT.sub(" ", text) if "<!--" in text else text
    plain = html.unescape(plain) if "&" in plain else plain
    plain = plain.replace(_APOSTROPHE, "'")
    # Most texts have nothing else to translate, and translating is dear.
    plain = plain.translate(_DECORATION) if _DECORATED.search(plain) else plain
    plain = unicodedata.normalize("NFC", plain).lower()
    return " ".join(plain.split())


@remembered
def verbal_forms(sentence: str) -> tuple[Occurrence, ...]:
    """Return the verbal forms of `sentence` in order."""
    return tuple(
        Occurrence(_form(match), match.group(), match.start()) for match in _matches(sentence)
    )


@remembered
def strongest(text: str) -> Level | None:
    """Return the level of the strongest verbal form of `text`, if it has one."""
    strongest_yet: Level | None = None
    for match in _matches(text):
        level = _form(match).level
        if level is Level.MANDATORY:
            return level
        if strongest_yet is not Level.RECOMMENDED:
            strongest_yet = level
    return strongest_yet


def _matches(sentence: str) -> Iterator[re.Match[str]]:
    """Yield what has a verbal form in the folded sentence, in order."""
    text = _folded(sentence)
    if holds_any(text, _STEMS):
        yield from _ANY.finditer(text)


def _form(match: re.Match[str]) -> VerbalForm:
    return VERBAL_FORMS[(match.lastindex or 1) - 1]
