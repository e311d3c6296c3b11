"""Meeting: the meetings, the agenda of one, and the roll call of one item."""

from collections.abc import Iterable
from enum import StrEnum
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.committee import Member
from comens_tui.model.meeting import Meeting
from comens_tui.operations import meeting_views
from comens_tui.operations.meeting_views import ItemView, MeetingView
from comens_tui.text.labels import state_label
from comens_tui.tui import prose, reading
from comens_tui.tui.action import MEETING
from comens_tui.tui.actions import bindings
from comens_tui.tui.meeting_items import (
    ATTENDANCE,
    agenda_rows,
    counts,
    meeting_line,
    member_rows,
    quorum_of,
    verdict_items,
)
from comens_tui.tui.prose import Span
from comens_tui.tui.screens.meeting_acts import MeetingActs
from comens_tui.tui.session import Session
from comens_tui.tui.widgets.bars import SummaryBar
from comens_tui.tui.widgets.paragraphs import Paragraphs
from comens_tui.tui.widgets.rows import Column, ListRow, MemoryRows
from comens_tui.tui.widgets.virtual_list import VirtualList


class Level(StrEnum):
    """How deep one has gone."""

    MEETINGS = "meetings"
    AGENDA = "agenda"
    ITEM = "item"


_VOTE = ("meeting.for", "meeting.against", "meeting.abstain")
_ROLL_CALL = ("meeting.recuse", "meeting.proxy", "meeting.attend")
_ON_ITEM = ("meeting.item", "meeting.decide", "meeting.redline")


class MeetingScreen(MeetingActs):
    """Three lists, one inside the other; the two inner ones side by side when there is room."""

    SCOPE = MEETING
    BINDINGS: ClassVar[list[BindingType]] = bindings(MEETING)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.level = Level.MEETINGS
        self.view: MeetingView | None = None
        self._meetings: dict[str, Meeting] = {}
        self._wanted = ""

    def body(self) -> Iterable[Widget]:
        """Yield the three lists, and the verdict under the roll call."""
        yield VirtualList(
            (
                Column(N_("Id"), 9),
                Column(N_("Date"), 16),
                Column(N_("State"), 22),
                Column(N_("Title"), 24, grows=True),
                Column(N_("Items"), 6, drop=1, right=True),
            ),
            empty=N_("No meeting yet: P plans one."),
            id="list",
        )
        yield VirtualList(
            (
                Column("", 2, right=True),
                Column(N_("Item"), 24, grows=True),
                Column(N_("State"), 20),
                Column(N_("Subject"), 11, drop=1),
            ),
            id="agenda",
        )
        with Vertical(id="roll"):
            yield VirtualList(
                (
                    Column(N_("Member"), 26, grows=True),
                    Column(N_("Attendance"), 20),
                    Column(N_("Vote"), 22),
                ),
                id="members",
            )
            yield Paragraphs(id="verdict")

    # -- reading

    def load(self) -> None:
        """Read the meetings, and again the one that is open."""
        desk = self.session.desk
        self.read(lambda: reading.meetings(desk), self._show_meetings)
        if self.view is not None:
            self._read_meeting(self.view.meeting.id)

    def _show_meetings(self, meetings: tuple[Meeting, ...]) -> None:
        self._meetings = {meeting.id: meeting for meeting in meetings}
        rows = [
            ListRow(
                meeting.id,
                (
                    meeting.id,
                    f"{meeting.planned:%Y-%m-%d %H:%M}",
                    state_label("meeting", meeting.state),
                    meeting.title,
                    str(len(meeting.agenda)),
                ),
                prose.QUIET if meeting.state == "approved" else prose.PLAIN,
            )
            for meeting in meetings
        ]
        self.query_one("#list", VirtualList).show(MemoryRows(rows))
        if self._wanted:
            self.visit(self._wanted)
        self._show_all()

    def _read_meeting(self, meeting_id: str) -> None:
        desk = self.session.desk
        self.read(
            lambda: meeting_views.meeting_view(desk, meeting_id),
            self._show_meeting,
            group="meeting",
        )

    def _show_meeting(self, view: MeetingView) -> None:
        self.view = view
        self.query_one("#agenda", VirtualList).show(MemoryRows(list(agenda_rows(view))))
        self._show_members()
        self._show_all()

    def _show_members(self) -> None:
        if self.view is None:
            return
        item = self.item_view()
        rows = list(member_rows(self.view.meeting, self.sitting(), item))
        self.query_one("#members", VirtualList).show(MemoryRows(rows))
        blocks = list(verdict_items(item)) if item else []
        self.query_one("#verdict", Paragraphs).show(blocks)

    def sitting(self) -> tuple[Member, ...]:
        """Return the members whose mandate runs on the day of the meeting, voters first."""
        if self.view is None:
            return ()
        day = self.view.meeting.planned.date()
        members = self.session.desk.committee.members
        sitting = [member for member in members if member.sits_on(day)]
        return tuple(sorted(sitting, key=lambda member: not member.voting))

    # -- where one is

    def meeting_id(self) -> str:
        """Return the meeting open, else the one under the cursor."""
        if self.level is not Level.MEETINGS and self.view is not None:
            return self.view.meeting.id
        row = self.query_one("#list", VirtualList).row
        return row.key if row else ""

    def item_view(self) -> ItemView | None:
        """Return the item under the cursor of the agenda; none for the attendance."""
        row = self.query_one("#agenda", VirtualList).row
        if self.view is None or row is None or row.key == ATTENDANCE:
            return None
        return next((item for item in self.view.items if str(item.item.number) == row.key), None)

    def subject(self) -> str:
        """Return the id of the meeting."""
        return self.meeting_id()

    def place(self) -> str:
        """Name the meeting open and the item."""
        if self.level is Level.MEETINGS or self.view is None:
            return ""
        text = self.view.meeting.id
        item = self.item_view()
        if item is None:
            return text
        return _("{meeting}  item {number}/{count}  {subject}").format(
            meeting=text,
            number=item.item.number,
            count=len(self.view.items),
            subject=item.item.subject or "",
        )

    def hidden_actions(self) -> Iterable[str]:
        """Leave in the key line only what can be done here and now."""
        if self.level is Level.MEETINGS:
            return (*_ROLL_CALL, *_VOTE, *_ON_ITEM, "meeting.add")
        hidden = ["meeting.plan"]
        item = self.item_view()
        state = item.item.state if item else ""
        if state != "open" or self.level is not Level.ITEM:
            hidden += _VOTE
        if state != "open":
            hidden.append("meeting.decide")
        if state != "pending":
            hidden.append("meeting.item")
        if state in ("decided", "withdrawn"):
            hidden.append("meeting.recuse")
        if item is None:
            hidden.append("meeting.redline")
        if self.level is Level.ITEM:
            hidden += ["list.open", "list.filter", "meeting.step", "meeting.add"]
        else:
            hidden += _ROLL_CALL
        return hidden

    # -- fixed lines

    def _show_all(self) -> None:
        self.show_title()
        self._show_summary()
        self.show_status()
        self.show_keys()

    def _show_summary(self) -> None:
        bar = self.query_one("#summary", SummaryBar)
        if self.level is Level.MEETINGS or self.view is None:
            count = len(self._meetings)
            text = ngettext("{count} meeting", "{count} meetings", count).format(count=count)
            bar.show(text)
            return
        item = self.item_view()
        if self.level is Level.AGENDA or item is None:
            bar.show(meeting_line(self.view.meeting))
            return
        quorum = quorum_of(self.view, item, self.session.desk.committee)
        words = (
            _("quorum {counted}/{needed}") if quorum.reached else _("NO QUORUM {counted}/{needed}")
        )
        text = words.format(counted=quorum.counted, needed=quorum.needed)
        bar.show([Span(counts(item))], [Span(text, prose.GOOD if quorum.reached else prose.BAD)])

    def status(self) -> tuple[str, str]:
        """Say what is under the cursor."""
        if self.level is Level.MEETINGS or self.view is None:
            meeting = self._meetings.get(self.meeting_id())
            total = len(self._meetings)
            place = f"{self.query_one('#list', VirtualList).cursor + 1}/{total}" if total else "0"
            return meeting_line(meeting) if meeting else "", place
        item = self.item_view()
        return item.item.title if item else self.view.meeting.title, ""

    # -- moving

    def visit(self, record: str) -> None:
        """Open a meeting, coming from another screen."""
        self._wanted = record
        if self.query("#list") and self.query_one("#list", VirtualList).reach(record):
            self._wanted = ""
            self._enter(Level.AGENDA)
            self._read_meeting(record)

    def _enter(self, level: Level) -> None:
        self.level = level
        for other in Level:
            self.set_class(other is level, f"-at-{other}")
        focus = {Level.MEETINGS: "#list", Level.AGENDA: "#agenda", Level.ITEM: "#members"}[level]
        self.query_one(focus).focus()
        self.quiet()
        self._show_all()

    def on_mount(self) -> None:
        """Start at the meetings."""
        self._enter(Level.MEETINGS)

    @on(VirtualList.Opened, "#list")
    def _open_meeting(self) -> None:
        self._read_meeting(self.meeting_id())
        self._enter(Level.AGENDA)

    @on(VirtualList.Opened, "#agenda")
    def _open_item(self) -> None:
        self._enter(Level.ITEM)

    @on(VirtualList.Moved, "#list")
    def _moved_meeting(self, message: VirtualList.Moved) -> None:
        if message.by_person:
            self.quiet()
        self.show_status()

    @on(VirtualList.Moved, "#agenda")
    def _moved_item(self, message: VirtualList.Moved) -> None:
        self._show_members()
        if message.by_person:
            self.quiet()
        self._show_all()

    @on(VirtualList.Opened, "#members")
    def _opened_member(self) -> None:
        self.action_meeting_attend()

    def close_detail(self) -> bool:
        """Come one level back."""
        if self.level is Level.ITEM:
            self._enter(Level.AGENDA)
        elif self.level is Level.AGENDA:
            self.view = None
            self._enter(Level.MEETINGS)
        else:
            return False
        return True
