"""Numbers, durations, frequencies and dates of French prose, in one form for each value.

« 1 000 », « 1.000 » and « mille » are one number; « 1er mars 2024 » and « 01/03/2024 » one
date; « deux fois par an » and « deux fois par mois » are not the same frequency. A word that
holds a digit and is none of these (12h30, 10², A4) is a figure, read as it stands.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from comens_tui.text.strength import folded

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv",
            "février fevrier févr",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet juil",
            "août aout",
            "septembre sept",
            "octobre oct",
            "novembre nov",
            "décembre decembre déc",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    r"\b(?P<iso>\d{4}-\d{2}-\d{2})\b"
    r"|\b(?P<slash>\d{1,2}/\d{1,2}/\d{2,4})\b"
    rf"|\b(?P<day>\d{{1,2}}|1er|premier) (?P<month>{_MONTH})\b\.?(?: (?P<year>\d{{4}})\b)?"
    rf"|\b(?P<alone>{_MONTH})\b\.? (?P<with>(?:19|20)\d{{2}})\b"
    r"|(?<![\d.,-])(?P<only>(?:19|20)\d{2})\b(?![.,]\d| (?:%|€|euros|personnes|heures|jours))"
)
#: Every date holds one of these, or figures as below: most sentences hold none.
_MONTH_STEMS: Final = (
    "janv", "févr", "fevr", "mars", "avril", "mai", "juin", "juil", "ao", "sept", "oct", "nov",
    "déc", "dec",
)  # fmt: skip
_DATE_FIGURES = re.compile(r"\d(?:\d{3}|/)")
#: What tells on which side of a date it is: « avant le 1er mars ».
_SIDE = re.compile(r"\b(avant|après|depuis|dès)(?: le)?(?= (?:\d|premier|1er))")
#: ETH.14.1, L. 1111-4, R*133-1, D-2025-002, II bis: read before capitals are folded.
_REFERENCE = re.compile(
    r"\b(?:[LRDA]\.? ?\*?|[A-Z]{2,6}[.-]?|[A-Z]-)\d+(?:[.-]\d+)*\b|\b[IVX]+(?: (?:bis|ter))?\b"
)
_VERSION = re.compile(r"\b\d+(?:\.\d+){2,}\b")
_UNITS: Final = {
    "%": "%",
    "pour cent": "%",
    "‰": "‰",
    "€": "euro",
    "euro": "euro",
    "s": "seconde",
    "seconde": "seconde",
    "min": "minute",
    "minute": "minute",
    "h": "heure",
    "heure": "heure",
    "j": "jour",
    "jour": "jour",
    "semaine": "semaine",
    "mois": "mois",
    "trimestre": "trimestre",
    "semestre": "semestre",
    "an": "an",
    "année": "an",
    "fois": "fois",
    "ko": "ko",
    "mo": "mo",
    "go": "go",
}
_UNIT = (
    r"%|‰|€|pour cent|euros?|secondes?|minutes?|min|heures?|jours?|semaines?|mois|trimestres?"
    r"|semestres?|années?|ans?|fois|[kmg]bit/s|octets?|[kmgt]o|[cdkmµ]?m²?|[kmµ]?g|tonnes?"
    r"|[cm]?l|litres?|[kmgt]?wh?|[kmg]?hz|volts?|hectares?|ha|°c|°f|[km]€|md€|s|h|j"
)
_GROUPED = r"[1-9]\d{0,2}(?:[ .]\d{3})+(?:,\d+)?"
#: A sign before the figure counts, a hyphen between two figures does not.
_DIGITS = rf"(?:(?<!\S)[-−+±])?(?:{_GROUPED}|\d+(?:[.,]\d+)?)"
_SMALL: Final = {
    "zéro": 0,
    "un": 1,
    "une": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "neuf": 9,
    "dix": 10,
    "onze": 11,
    "douze": 12,
    "treize": 13,
    "quatorze": 14,
    "quinze": 15,
    "seize": 16,
    "vingt": 20,
    "vingts": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "huitante": 80,
    "nonante": 90,
    "quinzaine": 15,
    "dizaine": 10,
    "douzaine": 12,
    "vingtaine": 20,
    "trentaine": 30,
    "cinquantaine": 50,
    "centaine": 100,
}
_GREAT: Final = {"cent": 100, "cents": 100, "mille": 1000, "million": 10**6, "millions": 10**6}
_WORD = "|".join(sorted([*_SMALL, *_GREAT], key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<digits>(?<![\w.,]){_DIGITS}(?!\w))"
    rf"|(?P<words>\b(?:{_WORD})(?:(?:[- ]| et |-et-)(?:{_WORD}))*\b)"
)
_AFTER = re.compile(rf" ?(?P<unit>{_UNIT})(?![\w/])")
_FREQUENCY = re.compile(
    r"\b(?:par|chaque|tous les|toutes les) "
    r"(an|ans|année|années|mois|jour|jours|semaine|semaines|heure|heures|trimestre|semestre)\b"
    r"|\b(annuel|mensuel|hebdomadaire|quotidien|trimestriel|semestriel|biennal|triennal|bimensuel)"
)
_PERIODS: Final = {
    "ans": "an",
    "année": "an",
    "années": "an",
    "jours": "jour",
    "semaines": "semaine",
    "heures": "heure",
    "annuel": "an",
    "mensuel": "mois",
    "hebdomadaire": "semaine",
    "quotidien": "jour",
    "trimestriel": "trimestre",
    "semestriel": "semestre",
}
_BOUND = re.compile(
    r"\b(au plus tard|au plus tôt|au moins|au plus|au minimum|au maximum|plus de|moins de|minimum"
    r"|maximum|minimale?|maximale?|supérieure?s?|inférieure?s?|au-delà|en deçà|environ"
    r"|au-dessus|au-dessous|en dessous|jusqu'(?:à|au)|à (?:partir|compter) d[eu'])\b"
    r"|([<>≤≥≠](?= ?\d))"
)
_RANKS: Final = {
    f"{word}ième": str(rank)
    for rank, word in enumerate(
        ("deux", "trois", "quatr", "cinqu", "six", "sept", "huit", "neuv", "dix"), start=2
    )
}
_WORD_RANK = re.compile(rf"\b({'|'.join(_RANKS)})s?\b")
_FIGURE_RANK = re.compile(r"(?<![\w.,])(\d+)(?:ers?|ères?|re|nde?|èmes?|es?)\b")
_FIGURE = re.compile(r"[^\s;]*\d[^\s;]*")
_DIGIT = re.compile(r"\d")
_DIGIT_OR_ROMAN = re.compile(r"\d|\b[IVX]+\b")
#: Most sentences hold no figure: one look tells.
_SIGNAL = re.compile(
    rf"\b(?:{_WORD}|par|chaque|tous|toutes|moitié|demi|tiers|quart|double|triple|plus|moins"
    r"|supérieur\w*|inférieur\w*|minim\w+|maxim\w+|au-delà|en deçà|environ|au-dess\w+"
    r"|dessous|jusqu|partir|compter|tard|tôt|\w+ième\w*|\w+uel\w*|\w+triel\w*"
    r"|\w+ennal\w*|hebdo\w+|quotidien\w*)\b"
)
_FRACTION = re.compile(r"\b(moitié|demi|(?:un|le|deux|les deux) tiers (?=d)|quart d|double|triple)")


def quantities(sentence: str) -> Counter[str]:
    """Return the numbers, bounds, frequencies and references of `sentence`, counted."""
    text = folded(sentence)
    has_figures = _DIGIT_OR_ROMAN.search(sentence) is not None
    if not has_figures and not _SIGNAL.search(text):
        return Counter()
    found: list[str] = []
    if has_figures:
        text = _add_references(sentence, found)
    numbers = list(_NUMBER.finditer(text))
    if has_figures:
        rest = _without(text, numbers)
        found += (f"figure {figure.strip('.,()')}" for figure in _FIGURE.findall(rest))
    if "ième" in text:
        found += (f"rank {_RANKS[match.group(1)]}" for match in _WORD_RANK.finditer(text))
    found += (f"bound {match.group()}" for match in _BOUND.finditer(text))
    found += (f"fraction {match.group(1)}" for match in _FRACTION.finditer(text))
    found += (
        f"every {_PERIODS.get(period, period)}"
        for match in _FREQUENCY.finditer(text)
        for period in match.groups()
        if period
    )
    found += _numbers(text, numbers)
    return Counter(found)


def _add_references(sentence: str, found: list[str]) -> str:
    """Add references, versions and ranks to `found`; return the text without them and dates."""
    text = " ".join(sentence.split())
    references = _REFERENCE.findall(text)
    found += (f"reference {_joined(reference)}" for reference in references)
    text = folded(_REFERENCE.sub(" ; ", text) if references else text)
    text = _DATE.sub(" ; ", text) if _may_hold_a_date(text) else text
    versions = _VERSION.findall(text)
    found += (f"version {version}" for version in versions)
    text = _VERSION.sub(" ; ", text) if versions else text
    ranks = _FIGURE_RANK.findall(text)
    found += (f"rank {rank}" for rank in ranks)
    return _FIGURE_RANK.sub(" ; ", text) if ranks else text


def dates(sentence: str) -> Counter[str]:
    """Return the dates of `sentence`, each as year-month-day with `?` for what is not said.

    Whether it is before or after one is counted with them.
    """
    if not _DIGIT.search(sentence):
        return Counter()
    text = folded(sentence)
    if not _may_hold_a_date(text):
        return Counter()
    found = Counter(_date(match) for match in _DATE.finditer(text))
    if found:
        found.update(match.group(1) for match in _SIDE.finditer(text))
    return found


def is_same_value(old: str, new: str) -> bool:
    """Tell whether two texts are one number or one date, written in two ways."""
    before, after = folded(old).strip(".,;"), folded(new).strip(".,;")
    if _DATE.fullmatch(before) and _DATE.fullmatch(after):
        return dates(before) == dates(after)
    if _NUMBER.fullmatch(before) and _NUMBER.fullmatch(after):
        return _values(before) == _values(after)
    return False


def _without(text: str, found: Iterable[re.Match[str]]) -> str:
    """Return `text` with a mark in place of each match."""
    parts, at = [], 0
    for match in found:
        parts.append(text[at : match.start()])
        at = match.end()
    return " ; ".join([*parts, text[at:]])


def _values(text: str) -> list[str]:
    return list(_numbers(text, _NUMBER.finditer(text)))


def _joined(reference: str) -> str:
    return re.sub(r"[ *]|(?<=[A-Z])[.-]", "", reference)


def _may_hold_a_date(text: str) -> bool:
    return _DATE_FIGURES.search(text) is not None or any(stem in text for stem in _MONTH_STEMS)


def _date(match: re.Match[str]) -> str:
    parts = match.groupdict()
    if parts["iso"]:
        return str(parts["iso"])
    if parts["slash"]:
        day, month, year = parts["slash"].split("/")
        return f"{year if len(year) > 2 else '20' + year}-{int(month):02}-{int(day):02}"  # noqa: PLR2004
    if parts["month"]:
        day = "1" if parts["day"] in ("1er", "premier") else parts["day"]
        return f"{parts['year'] or '?'}-{_MONTHS[parts['month']]:02}-{int(day):02}"
    if parts["alone"]:
        return f"{parts['with']}-{_MONTHS[parts['alone']]:02}-?"
    return f"{parts['only']}-?-?"


def _numbers(text: str, found: Iterable[re.Match[str]]) -> Iterator[str]:
    for match in found:
        after = _AFTER.match(text, match.end())
        unit = _unit(after.group("unit")) if after else ""
        if match.group("digits"):
            yield f"{_decimal(match.group('digits'))} {unit}".strip()
        elif match.group("words") not in ("un", "une") or unit:
            yield f"{_spelled(match.group('words'))} {unit}".strip()


def _unit(word: str) -> str:
    return _UNITS.get(word) or _UNITS.get(word.rstrip("s")) or word


def _decimal(digits: str) -> str:
    """Return a number written in figures without needless zeros, a point before its decimals."""
    sign, plain = ("-", digits[1:]) if digits[0] in "-−" else ("", digits.lstrip("+"))
    if re.fullmatch(_GROUPED, plain):
        plain = plain.replace(" ", "").replace(".", "")
    whole, _, decimals = plain.replace(",", ".").partition(".")
    decimals = decimals.rstrip("0")
    return sign + (whole.lstrip("0") or "0") + (f".{decimals}" if decimals else "")


def _spelled(words: str) -> int:
    """Return the value of a number written in words: « quatre-vingt-dix-sept mille »."""
    total, current = 0, 0
    for word in re.findall(r"[a-zé]+", words):
        if word in ("mille", "million", "millions"):
            total += max(current, 1) * _GREAT[word]
            current = 0
        elif word in ("cent", "cents"):
            current = max(current, 1) * 100
        elif word in ("vingt", "vingts") and current % 100 == 4:  # noqa: PLR2004 - quatre-vingt
            current += 76
        elif word != "et":
            current += _SMALL[word]
    return total + current
