"""The known words closest to one that is not known."""

from collections.abc import Iterable, Sequence

from comens_tui.i18n import _


def nearest(wanted: str, known: Iterable[str]) -> list[str]:
    """Return the few known words closest to `wanted`, best first."""
    from difflib import get_close_matches

    by_form = {item.casefold(): item for item in known}
    return [by_form[form] for form in get_close_matches(wanted.casefold(), by_form, n=5)]


def remedy(near: Sequence[str]) -> str:
    """Return what to try instead of an id that is not known."""
    if near:
        return _("The nearest are: {ids}").format(ids=", ".join(near))
    return _("Find it by its words with: comens document search")
