"""What a history says in words, the same on both faces. Control characters are theirs to show."""

from comens_tui.i18n import _
from comens_tui.model.words import Happening
from comens_tui.operations.histories import Act, Change
from comens_tui.text.labels import label
from comens_tui.text.paths import readable_path


def odd(act: Act) -> str:
    """Return what is odd about an act, in words; nothing where nothing is."""
    return "; ".join(label(oddity) for oddity in act.oddities)


def happened(change: Change) -> str:
    """Return what happened to the file or requirement, and what it was called before."""
    former = readable_path(change.former)
    if change.happening is Happening.RENAMED:
        return _("file renamed from {former}").format(former=former)
    if change.happening is Happening.RENUMBERED:
        return _("requirement renumbered from {former}").format(former=former)
    if change.happening is Happening.BECAME and not change.requirement:
        return _("file renamed to {new}").format(new=former)
    if change.happening is Happening.BECAME:
        return _("requirement renumbered to {new}").format(new=former)
    if change.happening is Happening.MOVED:
        return _("requirement moved from {former}").format(former=former)
    return label(change.happening)
