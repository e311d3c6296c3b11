"""Meeting: the meetings, the agenda of one, and the roll call of one item."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from comens_tui.i18n import N_, _
from comens_tui.model.committee import Member
from comens_tui.model.meeting import Meeting
from comens_tui.model.words import MeetingState
from comens_tui.operations import meeting_views
from comens_tui.operations.draft import Receipt
from comens_tui.operations.meeting_views import ItemView, MeetingView
from comens_tui.operations.sealed_ballots import sweep_sealed
from comens_tui.store.sitting_place import SittingPlace, keep_place
from comens_tui.text.labels import state_label
from comens_tui.tui import prose, reading
from comens_tui.tui.action import MEETING
from comens_tui.tui.actions import bindings
from comens_tui.tui.meeting_items import (
    ATTENDANCE,
    agenda_rows,
    event_line,
    member_rows,
    verdict_items,
)
from comens_tui.tui.screens.meeting_acts import MeetingActs
from comens_tui.tui.screens.meeting_ballots import MeetingBallots
from comens_tui.tui.screens.meeting_course import MeetingCourse
from comens_tui.tui.screens.meeting_lines import Level, MeetingLines
from comens_tui.tui.screens.meeting_papers import MeetingPapers
from comens_tui.tui.screens.meeting_rectifying import MeetingRectifying
from comens_tui.tui.screens.meeting_roll_call import MeetingRollCall
from comens_tui.tui.screens.meeting_votes import MeetingVotes
from comens_tui.tui.session import Session
from comens_tui.tui.typed_ahead import Awaited
from comens_tui.tui.widgets.paragraphs import Paragraphs
from comens_tui.tui.widgets.rows import Column, ListRow, MemoryRows
from comens_tui.tui.widgets.virtual_list import VirtualList

#: Seconds between two looks at the clock of the item that has the floor.
_TICK = 60


class MeetingScreen(
    MeetingPapers,
    MeetingActs,
    MeetingRollCall,
    MeetingVotes,
    MeetingBallots,
    MeetingRectifying,
    MeetingCourse,
    MeetingLines,
):
    """Three lists, one inside the other; the two inner ones side by side when there is room."""

    SCOPE = MEETING
    BINDINGS: ClassVar[list[BindingType]] = bindings(MEETING)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.level = Level.MEETINGS
        self.view: MeetingView | None = None
        self.meetings: dict[str, Meeting] = {}
        self._wanted = ""
        self._planned = ""
        self._comes_in = False
        self._cut_short, session.sitting = session.sitting, None
        self._kept: SittingPlace | None = None

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
                Column(N_("State"), 21),
                Column(N_("Subject"), 11, drop=1),
                Column(N_("Quorum"), 7),
                Column(N_("Time"), 9, drop=2),
            ),
            id="agenda",
        )
        with Vertical(id="roll"):
            yield VirtualList(
                (
                    Column(N_("Member"), 25, grows=True),
                    Column(N_("Attendance"), 27),
                    Column(N_("Vote"), 18),
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
        self.meetings = {meeting.id: meeting for meeting in meetings}
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
                prose.QUIET if meeting.state in ("approved", "signed") else prose.PLAIN,
            )
            for meeting in meetings
        ]
        planned, self._planned = self._planned, ""
        self.query_one("#list", VirtualList).show(MemoryRows(rows), select=planned or None)
        if self._wanted:
            self.visit(self._wanted)
        elif self._cut_short is not None:
            self._read_meeting(self._cut_short.meeting)
        self.show_lines()

    def _read_meeting(self, meeting_id: str) -> None:
        desk = self.session.desk

        def read() -> MeetingView:
            view = meeting_views.meeting_view(desk, meeting_id)
            sweep_sealed(desk, view.meeting)
            return view

        self.read(
            read,
            self._show_meeting,
            group="meeting",
            brings=Awaited.CONTENT,
        )

    def _show_meeting(self, view: MeetingView) -> None:
        former, self.view = self.view, view
        if self.writes.is_idle:
            self.typed_votes.clear()
            self.typed_modes.clear()
        rows = list(agenda_rows(view, self.session.desk.committee))
        back, self._cut_short = self._cut_short, None
        selected = back.item if back else self._voted_on(view) or self._convened(former, view)
        self.query_one("#agenda", VirtualList).show(MemoryRows(rows), select=selected)
        self.show_members()
        if back is not None:
            self._come_back(back)
        if self.calls_anew:
            self.calls_anew = False
            self.to_first_voice()
        self.show_lines()
        self._keep_place()
        self.writes.shown()

    def _voted_on(self, view: MeetingView) -> str | None:
        """Return the item open to the vote, once, for who comes in to vote and nothing else."""
        comes_in, self._comes_in = self._comes_in, False
        if not comes_in or self.holds_meeting():
            return None
        return next((str(one.item.number) for one in view.items if one.item.state == "open"), None)

    def _convened(self, former: MeetingView | None, view: MeetingView) -> str | None:
        """Return the item under the cursor by the number that the convocation just gave it."""
        row = self.query_one("#agenda", VirtualList).row
        planned = former.meeting if former else None
        if row is None or planned is None or planned.id != view.meeting.id:
            return None
        was_convened = (planned.state, view.meeting.state) == (
            MeetingState.PLANNED,
            MeetingState.CONVENED,
        )
        places = [str(item.number) for item in planned.agenda]
        if not was_convened or len(places) != len(view.items) or row.key not in places:
            return None
        return str(view.items[places.index(row.key)].item.number)

    def show_members(self) -> None:
        """Draw the members and the verdict, with what is typed and not written yet."""
        if self.view is None:
            return
        item = self.shown_item()
        rows = list(member_rows(self.view.meeting, self.sitting(), item, self.overlay()))
        self.members.show(MemoryRows(rows))
        meeting = self.view.meeting
        opened = meeting.opened is not None
        blocks = (
            [*event_line(meeting, item), *verdict_items(item, self.names(), is_opened=opened)]
            if item
            else []
        )
        self.query_one("#verdict", Paragraphs).show(blocks)
        self.show_summary()
        self.show_keys()

    # -- where the last run was cut short

    def _come_back(self, place: SittingPlace) -> None:
        """Stand where the last run was cut short."""
        self.query_one("#list", VirtualList).select(place.meeting)
        self._enter(Level.ITEM if place.level == Level.ITEM else Level.AGENDA)
        if place.member:
            self.members.select(place.member)
        self.say(_("Back where the meeting was left."))

    def _keep_place(self) -> None:
        """Keep in this clone where one stands, for the next opening and for the room."""
        if self.view is not None and (item := self.item_view()) is not None:
            self.session.point_at(self.view.meeting, item.item.number)
        place = None
        sits = self.view is not None and self.view.meeting.state is MeetingState.OPEN
        if self.view is not None and sits and self.level is not Level.MEETINGS:
            agenda, member = self.query_one("#agenda", VirtualList).row, self.members.row
            place = SittingPlace(
                self.view.meeting.id,
                self.level,
                agenda.key if agenda else "",
                member.key if member and self.level is Level.ITEM else "",
            )
        if place != self._kept:
            self._kept = place
            private = self.session.desk.workspace.private
            # Whichever of several runs last keeps the last place.
            self.read(
                lambda: keep_place(private, self._kept),
                lambda _none: None,
                group="place",
                brings=Awaited.NOTHING,
            )

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

    # -- moving

    def visit(self, record: str) -> None:
        """Open a meeting, coming from another screen."""
        self._wanted = record
        if self.query("#list") and self.query_one("#list", VirtualList).reach(record):
            self._wanted = ""
            self._enter(Level.AGENDA)
            self._read_meeting(record)

    def planned(self, receipt: Receipt) -> None:
        """Stand on the meeting just planned, once the list is read again."""
        if self.level is Level.MEETINGS:
            self._planned = receipt.record
        else:
            self._wanted = receipt.record

    def _enter(self, level: Level) -> None:
        self.level = level
        for other in Level:
            self.set_class(other is level, f"-at-{other}")
        focus = {Level.MEETINGS: "#list", Level.AGENDA: "#agenda", Level.ITEM: "#members"}[level]
        self.query_one(focus).focus()
        self.quiet()
        self.show_lines()
        self._keep_place()

    def on_mount(self) -> None:
        """Start at the meetings, or wait for the one where the last run was cut short."""
        self._kept = self._cut_short
        if self._cut_short is None:
            self._enter(Level.MEETINGS)
        self.set_interval(_TICK, self.tick)

    @on(VirtualList.Opened, "#list")
    def _open_meeting(self) -> None:
        self._comes_in = True
        self._read_meeting(self.meeting_id())
        self._enter(Level.AGENDA)

    @on(VirtualList.Opened, "#agenda")
    def _open_item(self) -> None:
        self._enter(Level.ITEM)
        self.to_first_voice()

    @on(VirtualList.Moved, "#list")
    def _moved_meeting(self, message: VirtualList.Moved) -> None:
        if message.by_person:
            self.quiet()
        self.show_status()
        self.show_keys()

    @on(VirtualList.Moved, "#agenda")
    def _moved_item(self, message: VirtualList.Moved) -> None:
        self.show_members()
        if message.by_person:
            self.quiet()
        self.show_lines()
        self._keep_place()

    @on(VirtualList.Moved, "#members")
    def _moved_member(self) -> None:
        self._keep_place()

    @on(VirtualList.Opened, "#members")
    def _opened_member(self) -> None:
        if self.holds_meeting():
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
