"""Numbers that are a person's: NIR, phones, IBAN, cards, patient and practitioner numbers.

Each finder reads a text without disguise, whose digits are 0 to 9, and takes a time in
proportion to its length: every repetition is bounded, and a number is tried once from each
place where one can start.
"""

import re
from collections.abc import Iterator

from comens_tui.model.words import Certainty, PersonalKind
from comens_tui.text.number_keys import (
    IBAN_LENGTHS,
    has_luhn_key,
    is_iban,
    is_nir_shaped,
    nir_key,
)
from comens_tui.text.suspects import GAP, Suspect, announced, signs, suspect

_LIKELY, _CERTAIN = Certainty.LIKELY, Certainty.CERTAIN

#: A text as bytes where each digit is a one, and what may stand between two of them is gone:
#: a run of ones is then looked for many times faster than numbers are. A NIR may hold A or B.
_NOT_ASCII = bytes(range(0x80, 0x100))
_ONES = bytes.maketrans(b"0123456789ABab", b"1" * 14)
_GAPS = b"\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f .-/_()" + _NOT_ASCII
_DIGITS = bytes.maketrans(b"0123456789", b"1" * 10)
_POINTS = b" ." + _NOT_ASCII
#: How many digits a phone number has at least, without its first sign; a NIR and a card have more.
_PHONE_RUN = b"1" * 9
_NUMBER_RUN = b"1" * 5

_NIR = re.compile(
    rf"[1-478](?<!\d.)(?=(?P<body>(?:{GAP}\d){{5}}{GAP}[\dABab](?:{GAP}\d){{6}})"
    rf"(?P<key>{GAP}\d{GAP}\d(?!\d))?(?P<end>(?!\d))?)"
)
_NIR_WORDS = re.compile(
    r"\bnir\b|\bnia\b|\bins\b|s[ée]cu\b|s[ée]curit[ée] sociale|\bss\b|immatriculation|insee",
    re.IGNORECASE,
)
_NIR_BODY = 13
_HEX = re.compile(r"[0-9A-Fa-f]{32,}")

_ABROAD = "33|32|41|352|377|262|590|594|596|508|681|687|689|269"
_PHONE = re.compile(
    rf"[+0(](?<![^\W_].)(?<![+].)(?<!\d[.,/\-].)"
    rf"(?:(?:(?<=[+])|(?<=0)0){GAP}(?:{_ABROAD}){GAP}(?:\(0?\){GAP})?[1-9]"
    rf"|(?:(?<=0)|(?<=\()0) ?[1-79])\)?(?:{GAP}\d){{8}}(?!\d)"
)
_DATE_START = re.compile(r"[0-3]\d([./\-])[01]\d\1(?:19|20)\d\d")

#: From the first digit of an IBAN on; its country stands before, at once or after a space. What
#: follows is only looked at: it may hold the IBAN, and the digit be that of another number.
_COUNTRY = r"(?<![^\W_])[A-Za-z]{2}"
_IBAN = re.compile(
    rf"[0-9](?<=[A-Za-z\s].)(?:(?<=(?P<near>{_COUNTRY}).)|(?<=(?P<far>{_COUNTRY})\s.))"
    rf"(?=(?P<rest>{GAP}\d(?:{GAP}[0-9A-Za-z]){{11,30}}))"
)
_IBAN_WORDS = re.compile(r"\biban\b|\brib\b|compte bancaire|virement", re.IGNORECASE)

_CARD = re.compile(r"[2-6](?<![\d.,].)(?:[ \u00a0\u202f\-]?\d){14,15}(?![\d])")
_CARD_WORDS = re.compile(
    r"\bcarte (?:bancaire|bleue|de cr[ée]dit|de paiement)|\bcb\b|visa|mastercard|\bpan\b",
    re.IGNORECASE,
)
_FOURS = re.compile(r"\d{4}(?:[ \u00a0\u202f\-]\d{4}){3}")

_NUMBER = re.compile(r"\d(?<![\d\-/].)(?:[ .\u00a0\u202f]?\d){4,21}(?![\d\-/])")
#: What comes between the words that announce a number and the number.
_IS = r"[\s:=\-]{0,4}(?:n[o°º]\.?|num[ée]ro|est(?: le)?|du patient|patient)?[\s:=]{0,3}"
_PATIENT = re.compile(
    r"(?:\bIPP|\bNDA|\bINS(?:-C|-NIR)?|\bn[o°º]?\s?(?:de )?(?:dossier|patient|s[ée]jour)"
    r"|num[ée]ro (?:de )?(?:dossier|patient|s[ée]jour)"
    rf"|identifiant (?:du |de la )?patiente?|dossier (?:du )?patient){_IS}[A-Z]{{0,3}}\Z",
    re.IGNORECASE,
)
_PRACTITIONER = re.compile(rf"\b(?:RPPS|ADELI|FINESS PS){_IS}\Z", re.IGNORECASE)
_PRACTITIONER_LENGTHS = (9, 11)


def find_numbers(text: str) -> Iterator[Suspect]:
    """Yield NIRs, phones, cards, patient and practitioner numbers; most texts hold none."""
    content = text.encode(errors="surrogatepass")
    if _PHONE_RUN in content.translate(_ONES, _GAPS):
        yield from find_nirs(text)
        yield from find_phones(text)
        yield from find_cards(text)
    if _NUMBER_RUN in content.translate(_DIGITS, _POINTS):
        yield from find_patients(text)
        yield from find_practitioners(text)


def find_nirs(text: str) -> Iterator[Suspect]:
    """Yield social security numbers: certain with their key, likely where words say so."""
    reached = 0
    for found in _NIR.finditer(text):
        body, key = signs(found[0] + found["body"]), signs(found["key"] or "")
        start = found.start()
        if start < reached or not is_nir_shaped(body) or _in_hash(text, start):
            continue
        if key and nir_key(body) == int(key):
            certainty = _CERTAIN
        elif (key or found["end"] is not None) and announced(text, start, _NIR_WORDS):
            certainty = _LIKELY
        else:
            continue
        reached = found.end("key" if key else "body")
        yield Suspect(PersonalKind.NIR, start, reached, certainty, body + key)


def _in_hash(text: str, start: int) -> bool:
    """Tell whether the number is a part of a hash: a word of 32 hexadecimal signs or more."""
    around = text[max(0, start - 128) : start + 128]
    middle = min(start, 128)
    return any(
        run.start() <= middle < run.end() and not run[0].isdecimal()
        for run in _HEX.finditer(around)
    )


def find_phones(text: str) -> Iterator[Suspect]:
    """Yield French phone numbers; short numbers and free service numbers (08) are nobody's."""
    for found in _PHONE.finditer(text):
        if not _DATE_START.match(found[0]):
            yield suspect(PersonalKind.PHONE, found, _CERTAIN)


def find_ibans(text: str) -> Iterator[Suspect]:
    """Yield account numbers: certain with their key, likely where words say so."""
    for found in _IBAN.finditer(text):
        country = "near" if found["near"] else "far"
        start = found.start(country)
        written = text[start : found.end("rest")]
        length = IBAN_LENGTHS.get(found[country].upper(), 0)
        end = _after(written, length)
        if not length or not end:
            continue
        number = signs(written[:end])
        if is_iban(number):
            certainty = _CERTAIN
        elif announced(text, start, _IBAN_WORDS):
            certainty = _LIKELY
        else:
            continue
        yield Suspect(PersonalKind.IBAN, start, start + end, certainty, number)


def _after(text: str, count: int) -> int:
    """Return the offset after the letter or digit number `count`, 0 where there are fewer."""
    for offset, char in enumerate(text):
        count -= char.isalnum()
        if count == 0:
            return offset + 1
    return 0


def find_cards(text: str) -> Iterator[Suspect]:
    """Yield bank cards: 15 or 16 digits with a Luhn key, in fours or announced."""
    for found in _CARD.finditer(text):
        if not has_luhn_key(signs(found[0])) or _in_hash(text, found.start()):
            continue
        if announced(text, found.start(), _CARD_WORDS):
            yield suspect(PersonalKind.CARD, found, _CERTAIN)
        elif _FOURS.fullmatch(found[0]):
            yield suspect(PersonalKind.CARD, found, _LIKELY)


def find_patients(text: str) -> Iterator[Suspect]:
    """Yield numbers that a file or an institution gives to a patient."""
    for found in _NUMBER.finditer(text):
        if announced(text, found.start(), _PATIENT):
            yield suspect(PersonalKind.PATIENT, found, _LIKELY)


def find_practitioners(text: str) -> Iterator[Suspect]:
    """Yield RPPS and ADELI numbers that are announced as such."""
    for found in _NUMBER.finditer(text):
        fits = len(signs(found[0])) in _PRACTITIONER_LENGTHS
        if fits and announced(text, found.start(), _PRACTITIONER):
            yield suspect(PersonalKind.PRACTITIONER, found, _CERTAIN)
