"""What a person lets through on the command line: `--cleared "KIND:PLACE=WHY"`."""

from collections.abc import Sequence
from contextlib import AbstractContextManager

from comens_tui.errors import UsageError
from comens_tui.i18n import _
from comens_tui.model.words import PersonalKind
from comens_tui.operations.screening import Answers, Named, answering


def clearing(given: Sequence[str]) -> AbstractContextManager[None]:
    """Return the context in which an act lets through what was named.

    Raises:
        UsageError: One of them is not written `KIND:PLACE=WHY`, or names no kind.
    """
    return answering(Answers(named=tuple(_named(text) for text in given)))


def _named(text: str) -> Named:
    target, _equals, reason = text.partition("=")
    kind, _colon, place = target.partition(":")
    if kind not in list(PersonalKind) or not place.strip() or not reason.strip():
        raise UsageError(
            _("What is let through is written KIND:PLACE=WHY."),
            hint=_("The refusal names kind and place. Kinds: {kinds}").format(
                kinds=", ".join(PersonalKind)
            ),
        )
    return Named(PersonalKind(kind), place.strip(), reason.strip())
