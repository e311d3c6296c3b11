"""Numbers with decimals as a person reads them. What machines read keeps the point."""

from decimal import Decimal

from comens_tui.i18n import language


def decimal_words(value: Decimal | str) -> str:
    """Return a number with the decimal mark of the language in force: 58,6 in French."""
    text = f"{value:f}" if isinstance(value, Decimal) else value
    return text.replace(".", ",") if language() == "fr" else text
