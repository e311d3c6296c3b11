"""The screens, by the scope of their keys; each is loaded when it is first shown."""

from collections.abc import Callable, Mapping

from comens_tui.tui.action import (
    CHECKS,
    CONSULTATION,
    CORPUS,
    INBOX,
    MEETING,
    PRIORITIES,
    RELEASE,
    REVIEW,
    TRACE,
)
from comens_tui.tui.screens.base import BaseScreen
from comens_tui.tui.session import Session


def _inbox() -> type[BaseScreen]:
    from comens_tui.tui.screens.inbox import InboxScreen

    return InboxScreen


def _review() -> type[BaseScreen]:
    from comens_tui.tui.screens.review import ReviewScreen

    return ReviewScreen


def _meeting() -> type[BaseScreen]:
    from comens_tui.tui.screens.meeting import MeetingScreen

    return MeetingScreen


def _priorities() -> type[BaseScreen]:
    from comens_tui.tui.screens.priorities import PrioritiesScreen

    return PrioritiesScreen


def _corpus() -> type[BaseScreen]:
    from comens_tui.tui.screens.corpus import CorpusScreen

    return CorpusScreen


def _checks() -> type[BaseScreen]:
    from comens_tui.tui.screens.checks import ChecksScreen

    return ChecksScreen


def _release() -> type[BaseScreen]:
    from comens_tui.tui.screens.release import ReleaseScreen

    return ReleaseScreen


def _consultation() -> type[BaseScreen]:
    from comens_tui.tui.screens.consultation import ConsultationScreen

    return ConsultationScreen


def _trace() -> type[BaseScreen]:
    from comens_tui.tui.screens.trace import TraceScreen

    return TraceScreen


SCREEN_CLASSES: Mapping[str, Callable[[], type[BaseScreen]]] = {
    INBOX: _inbox,
    REVIEW: _review,
    MEETING: _meeting,
    PRIORITIES: _priorities,
    CORPUS: _corpus,
    CHECKS: _checks,
    RELEASE: _release,
    CONSULTATION: _consultation,
    TRACE: _trace,
}


def make_screen(scope: str, session: Session) -> BaseScreen:
    """Return a new screen of that scope."""
    return SCREEN_CLASSES[scope]()(session)
