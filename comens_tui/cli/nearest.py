"""The known words closest to one that is not known."""

from collections.abc import Iterable


def nearest(wanted: str, known: Iterable[str]) -> list[str]:
    """Return the few known words closest to `wanted`, best first."""
    from difflib import get_close_matches

    by_form = {item.casefold(): item for item in known}
    return [by_form[form] for form in get_close_matches(wanted.casefold(), by_form, n=5)]
