"""Decimals as people read them: the mark of their language, and nothing lost."""

from decimal import Decimal

import pytest

from comens_tui.i18n import speaking
from comens_tui.text.decimals import decimal_words


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (Decimal("58.6"), "58,6", "58.6"),
        (Decimal("-0.50"), "-0,50", "-0.50"),
        (Decimal("1E+2"), "100", "100"),
        ("0.8", "0,8", "0.8"),
        ("3", "3", "3"),
    ],
)
def test_a_decimal_takes_the_mark_of_the_language(
    value: Decimal | str, french: str, english: str
) -> None:
    with speaking("fr"):
        assert decimal_words(value) == french
    with speaking("en"):
        assert decimal_words(value) == english
