"""The screens, by the scope of their keys; each is loaded when it is first shown."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from comens_tui.model.words import MeetingState
from comens_tui.operations.desk import Desk, open_desk
from comens_tui.operations.following import meeting_to_follow
from comens_tui.store.sitting_place import SittingPlace, kept_place
from comens_tui.tui.action import (
    CHECKS,
    CONSULTATION,
    CORPUS,
    INBOX,
    MEETING,
    PRIORITIES,
    PROJECTOR,
    RELEASE,
    REVIEW,
    SEARCH,
    TRACE,
)
from comens_tui.tui.following import Follower
from comens_tui.tui.screens.base import BaseScreen
from comens_tui.tui.session import Session
from comens_tui.tui.terminal import Options


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


def _search() -> type[BaseScreen]:
    from comens_tui.tui.screens.search import SearchScreen

    return SearchScreen


def _projector() -> type[BaseScreen]:
    from comens_tui.tui.screens.projector import ProjectorScreen

    return ProjectorScreen


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
    SEARCH: _search,
    PROJECTOR: _projector,
}


@dataclass(frozen=True)
class ScreenMaker:
    """What makes a new screen of a scope; `load` brings its modules first, in a thread."""

    scope: str
    session: Session

    def load(self) -> None:
        """Load what the screen is made of: up to half the time of an opening."""
        SCREEN_CLASSES[self.scope]()

    def __call__(self) -> BaseScreen:
        """Return a new screen."""
        return SCREEN_CLASSES[self.scope]()(self.session)


def screens_of(session: Session) -> dict[str, Callable[[], BaseScreen]]:
    """Return what makes each screen of a run of the app; runs in a thread."""
    session.sitting = sitting_cut_short(session.desk)
    return {scope: ScreenMaker(scope, session) for scope in SCREEN_CLASSES}


def sitting_cut_short(desk: Desk) -> SittingPlace | None:
    """Return where one stood in a meeting that still sits, if the last run ended in it."""
    place = kept_place(desk.workspace.private)
    if place is None:
        return None
    meeting = desk.workspace.snapshot().meetings.get(place.meeting)
    return place if meeting is not None and meeting.state is MeetingState.OPEN else None


def open_screens(
    start: Path,
    options: Options,
    closing: ExitStack,
    *,
    acting_as: str | None = None,
    seen: str | None = None,
) -> dict[str, Callable[[], BaseScreen]]:
    """Open the workspace around `start`, read the inbox, and return what makes the screens.

    `closing` lets go of the workspace at the end. `seen` is what git said of the person.

    Raises:
        ComensError: There is no usable workspace there.
    """
    from comens_tui.tui.inbox_page import read_inbox
    from comens_tui.tui.screens.inbox import InboxScreen

    desk = open_desk(start, acting_as=acting_as)
    closing.callback(desk.workspace.close)
    session = Session(desk=desk, options=options, acting_as=acting_as, person=seen)
    closing.callback(session.close)
    first = partial(InboxScreen, session, read_inbox(session))
    session.follower = Follower(session)
    return screens_of(session) | {INBOX: first}


def open_projector(
    start: Path, options: Options, closing: ExitStack, meeting_id: str
) -> dict[str, Callable[[], BaseScreen]]:
    """Open the workspace around `start` to show a meeting, empty for the open one, and no more.

    Raises:
        ComensError: There is no usable workspace there, or no such meeting.
    """
    desk = open_desk(start)
    closing.callback(desk.workspace.close)
    session = Session(desk=desk, options=options, watched=meeting_to_follow(desk, meeting_id))
    closing.callback(session.close)
    session.follower = Follower(session)
    return {PROJECTOR: ScreenMaker(PROJECTOR, session)}
