"""The room: one meeting, big and plain, that follows what the secretary does and writes nothing."""

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.widget import Widget

from comens_tui.errors import UnknownRecordError
from comens_tui.i18n import _
from comens_tui.model.words import MeetingState
from comens_tui.operations.following import ActTold, Room, acts_told, meeting_to_follow, room
from comens_tui.store.watching import pointed
from comens_tui.tui import prose
from comens_tui.tui.action import MEETING, PROJECTOR, TEXT
from comens_tui.tui.actions import in_scopes, keys_of
from comens_tui.tui.messages import CorpusChanged
from comens_tui.tui.projector_items import quorum_words, room_items
from comens_tui.tui.prose import Span
from comens_tui.tui.screens.base import BaseScreen
from comens_tui.tui.session import Session
from comens_tui.tui.widgets.bars import SummaryBar, TitleBar
from comens_tui.tui.widgets.page import Page


class _Seen(NamedTuple):
    """What was read at once: the room, the state it was read at, the act told last."""

    room: Room
    head: str
    last: ActTold | None


def _refused() -> list[BindingType]:
    """Return the keys that act in a meeting: here each says that nothing is written."""
    taken = {key for action in in_scopes(TEXT) for key in keys_of(action)}
    keys = {key for action in in_scopes(MEETING) for key in keys_of(action)} - taken
    return [Binding(",".join(sorted(keys)), "refuse", show=False)]


class ProjectorScreen(BaseScreen):
    """A page that is read again at each act, and keys that only read."""

    SCOPE = PROJECTOR
    AUTO_FOCUS = "#room"
    BINDINGS: ClassVar[list[BindingType]] = _refused()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._seen: _Seen | None = None

    def body(self) -> Iterable[Widget]:
        """Yield the page."""
        yield Page(id="room")

    def load(self) -> None:
        """Read the meeting, where the room is in it, and what was done since the last time."""
        desk, watched = self.session.desk, self.session.watched
        before = self._seen

        def read() -> _Seen:
            # Until the meeting shown opens, the one to show is asked again: another may open.
            is_set = before is not None and before.room.meeting.opened is not None
            meeting_id = (
                before.room.meeting.id if before and is_set else meeting_to_follow(desk, watched)
            )
            head = desk.workspace.head()
            told = acts_told(desk, meeting_id, before.head, head) if before else ()
            last = told[-1] if told else before.last if before else None
            try:
                shown = room(desk, meeting_id, pointed(desk.workspace))
            except UnknownRecordError:
                # A file that an editor broke: the room sees what stood before, and no window.
                if before is None:
                    raise
                shown = before.room
            return _Seen(shown, head, last)

        self.read(read, self._show)

    def _show(self, seen: _Seen) -> None:
        same = self._seen is not None and self._seen.room.item == seen.room.item
        self._seen = seen
        self.query_one("#room", Page).show(tuple(room_items(seen.room)), keep=same)
        meeting = seen.room.meeting
        self.query_one("#summary", SummaryBar).show(
            [Span(meeting.title)],
            [quorum_words(seen.room)] if meeting.state is MeetingState.OPEN else "",
        )
        self.show_title()
        self.quiet()

    def changed_elsewhere(self, message: CorpusChanged) -> None:  # noqa: ARG002 - any change
        """Read again at each act, and when the secretary goes to another item."""
        self.workspace_changed()

    # -- fixed lines

    def show_title(self) -> None:
        """Draw which meeting this is."""
        left = [Span("COMENS  ")]
        if self._seen is not None:
            meeting = self._seen.room.meeting
            left += [Span(meeting.id, prose.STRONG), Span(f"  {meeting.planned:%Y-%m-%d %H:%M}")]
        self.query_one("#title", TitleBar).show(left, self.who())

    def who(self) -> str:
        """Say that nothing is written here."""
        return _("reading only")

    def subject(self) -> str:
        """Return the meeting."""
        return self._seen.room.meeting.id if self._seen else ""

    def status(self) -> tuple[str, str]:
        """Say what was done last."""
        last = self._seen.last if self._seen else None
        page = self.query_one("#room", Page)
        return (f"{last.when:%H:%M:%S}  {last.sentence}" if last else "", page.progress())

    def action_refuse(self) -> None:
        """Refuse what would write."""
        self.refuse_to_write()
