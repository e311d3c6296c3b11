"""The keys by which a number proves itself: NIR, IBAN, cards."""

#: Length of an IBAN in the countries that French texts name most.
IBAN_LENGTHS = {
    "AD": 24, "AT": 20, "BE": 16, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IT": 27,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28,
    "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24,
}  # fmt: skip

_NIR_BODY = 13
#: The two departments of Corsica -> what their letters count for in the key.
_CORSICA = {"2A": "19", "2B": "18"}


def nir_key(body: str) -> int:
    """Return the key, 1 to 97, of the 13 signs of a NIR; Corsica counts as 19 and 18."""
    department = body[5:7].upper()
    number = body[:5] + _CORSICA.get(department, department) + body[7:]
    return 97 - int(number) % 97


def is_nir_shaped(body: str) -> bool:
    """Tell whether 13 signs could be a NIR or a temporary number (NIA): sex, month, place.

    Months over 12 are those given where the month of birth is unknown.
    """
    if len(body) != _NIR_BODY or body[0] not in "123478":
        return False
    department = body[5:7].upper()
    digits = body[:5] + body[7:]
    if not digits.isdecimal() or not (department.isdecimal() or department in _CORSICA):
        return False
    month = int(body[3:5])
    return 1 <= month <= 12 or 20 <= month <= 42 or month >= 50  # noqa: PLR2004 - INSEE's codes


def is_iban(text: str) -> bool:
    """Tell whether an IBAN without spaces has the length of its country and a good key."""
    country = text[:2].upper()
    if len(text) != IBAN_LENGTHS.get(country):
        return False
    number = "".join(str(int(char, 36)) for char in text[4:] + text[:4])
    return int(number) % 97 == 1


def has_luhn_key(digits: str) -> bool:
    """Tell whether the last digit is the Luhn key of the others."""
    total = 0
    for place, digit in enumerate(map(int, reversed(digits))):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled  # noqa: PLR2004 - sum of two digits
    return total % 10 == 0
