"""Days that a person types into a form of the app."""

from datetime import date

from comens_tui.i18n import _


def day_complaint(text: str, example: date) -> str:
    """Return what is wrong with a day that was typed, or nothing."""
    try:
        typed_day(text)
    except ValueError:
        return _("The date is written like {example}.").format(example=example.isoformat())
    return ""


def typed_day(text: str) -> date:
    """Return the day that was typed, spaces around it or not.

    Raises:
        ValueError: It is no day; `day_complaint` says so.
    """
    return date.fromisoformat(text.strip())
