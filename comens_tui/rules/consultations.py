"""When a consultation is due, and how long its window lasts.

Sources: CRPA L131-1 and L132-3 (reasonable time); the practice of the CI-SIS (three months
for a major change). Days are whole days in the committee's time zone, both ends included.
What makes a consultation complete is in `consultation_completeness`.
"""

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from comens_tui.i18n import _
from comens_tui.model.words import DocumentKind, LegalState, Severity
from comens_tui.rules.versions import Bump

SUMMER_SHARE = Fraction(1, 3)
#: Days of the short second consultation on what came in after the window closed.
REOPENED_DAYS = 15


class Scope(NamedTuple):
    """What a consultation is about: the bump of its changes and the documents they touch.

    `new_kinds` are the kinds of the documents that do not exist yet.
    """

    bump: str
    kinds: frozenset[DocumentKind]
    legal: frozenset[LegalState]
    new_kinds: frozenset[DocumentKind] = frozenset()

    def is_binding(self) -> bool:
        """Tell whether a document of the scope binds, or is to be made binding by an order."""
        return not self.legal.isdisjoint({LegalState.BINDING, LegalState.PENDING_ORDER})


class Condition(StrEnum):
    """The seven conditions of a complete consultation."""

    NOTICE = "notice"
    WINDOW = "window"
    COLLEGES = "colleges"
    COMMENTS = "comments"
    TEXT = "text"
    SUMMARY = "summary"
    PRIVACY = "privacy"


class Shortfall(NamedTuple):
    """One thing that a consultation lacks; `items` are the numbers, colleges or clauses."""

    condition: Condition
    severity: Severity
    message: str
    items: tuple[str, ...] = ()


def is_due(scope: Scope) -> bool:
    """Tell whether the changes need a consultation before a release.

    They do when they are major in a référentiel or in any text that binds, or bring a whole
    new guide; minor and patch changes rest on their decisions.
    """
    if DocumentKind.GUIDE in scope.new_kinds:
        return True
    heavy = DocumentKind.REFERENTIAL in scope.kinds or scope.is_binding()
    return scope.bump == Bump.MAJOR and heavy


def minimum_days(scope: Scope) -> tuple[int, int]:
    """Return the days under which a window is too short, and under which it is short of the norm.

    Thirty days and ninety for a major change that binds, twenty-one and thirty for a guide,
    fifteen otherwise (CRPA L132-3), none for a patch.
    """
    if scope.bump == Bump.PATCH:
        return 0, 0
    if scope.bump == Bump.MAJOR and scope.is_binding():
        return 30, 90
    if DocumentKind.GUIDE in scope.kinds | scope.new_kinds:
        return 21, 30
    return 15, 15


def window_days(opens: date, closes: date) -> int:
    """Return the length of a window in days, both ends included."""
    return (closes - opens).days + 1


def window_findings(
    opens: date, closes: date, scope: Scope, *, is_second: bool = False
) -> tuple[Shortfall, ...]:
    """Return what is wrong with a window: too short, short of the norm, or lost in summer.

    A second consultation, on a text that moved after a first one, is short.
    """
    days = window_days(opens, closes)
    if days < 1:
        return (_window(Severity.ERROR, _("The consultation closes before it opens.")),)
    needed, norm = (REOPENED_DAYS, REOPENED_DAYS) if is_second else minimum_days(scope)
    found = []
    if days < needed:
        message = _("The window lasts {days} days; this kind of text needs at least {needed}.")
        found.append(_window(Severity.ERROR, message.format(days=days, needed=needed)))
    elif days < norm:
        message = _("The window lasts {days} days; the norm for this kind of text is {norm}.")
        found.append(_window(Severity.WARNING, message.format(days=days, norm=norm)))
    summer = _summer_days(opens, closes)
    if Fraction(summer, days) > SUMMER_SHARE:
        message = _("{summer} of the {days} days of the window fall between 15 July and 31 August.")
        found.append(_window(Severity.WARNING, message.format(summer=summer, days=days)))
    return tuple(found)


def _window(severity: Severity, message: str) -> Shortfall:
    return Shortfall(Condition.WINDOW, severity, message)


def _summer_days(opens: date, closes: date) -> int:
    return sum(
        max(0, window_days(max(opens, date(year, 7, 15)), min(closes, date(year, 8, 31))))
        for year in range(opens.year, closes.year + 1)
    )
