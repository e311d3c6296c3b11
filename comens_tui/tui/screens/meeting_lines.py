"""The fixed lines of the meeting screen: where one is, the quorum, the clock, what comes next."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from comens_tui.i18n import _, ngettext
from comens_tui.model.meeting import Meeting
from comens_tui.model.words import MeetingState
from comens_tui.operations.meeting_views import ItemView
from comens_tui.rules.clock import time_spent
from comens_tui.rules.votes import quorum_was_reached
from comens_tui.tui import prose
from comens_tui.tui.meeting_items import (
    Quorum,
    clock_words,
    counts,
    meeting_line,
    quorum_of,
    quorum_words,
    room_quorum,
)
from comens_tui.tui.meeting_next import (
    Next,
    is_done_with,
    is_waiting,
    next_for_member,
    next_in_agenda,
    next_in_room,
    next_on,
    order_of_a_meeting,
)
from comens_tui.tui.meeting_refusals import (
    OF_BUREAU,
    ROLL_CALL,
    SITTING,
    VOTE,
    refused_items,
    refused_now,
)
from comens_tui.tui.prose import Block, Span, heading
from comens_tui.tui.screens.meeting_room import MeetingRoom
from comens_tui.tui.widgets.bars import SummaryBar
from comens_tui.tui.widgets.virtual_list import VirtualList


class Level(StrEnum):
    """How deep one has gone."""

    MEETINGS = "meetings"
    AGENDA = "agenda"
    ITEM = "item"


_ON_ITEM = (
    "meeting.amend",
    "meeting.secret",
    "meeting.afar",
    "meeting.events",
    "meeting.item",
    "meeting.decide",
    "meeting.hands",
    "meeting.redline",
    "meeting.file",
    "meeting.before",
    "meeting.floor",
    "meeting.block",
    "meeting.later",
    "meeting.earlier",
    "meeting.time",
)
_ON_AGENDA = ("meeting.add", "meeting.ready")


class MeetingLines(MeetingRoom):
    """What is said around the lists, for the level one is at."""

    level: Level
    #: The meetings listed, by id.
    meetings: dict[str, Meeting]

    def rectifiable(self) -> tuple[str, ...]:
        """Return what is written for good here and can be rectified."""
        raise NotImplementedError

    def awaited(self) -> frozenset[str]:
        """Return the members whose vote on the item is still to be called."""
        raise NotImplementedError

    def place(self) -> str:
        """Name the meeting open and the item."""
        if self.level is Level.MEETINGS or self.view is None:
            return ""
        meeting, item = self.view.meeting, self.item_view()
        text = meeting.id
        if meeting.suspended is not None:
            text = _("{meeting}  SUSPENDED").format(meeting=text)
        quorum = self._quorum()
        if quorum is not None and not quorum.reached and meeting.suspended is None:
            text = f"{text}  {quorum_words(quorum)}"
        if item is None:
            return text
        return _("{meeting}  item {number}/{count}  {subject}").format(
            meeting=text,
            number=item.item.number,
            count=len(self.view.items),
            subject=item.item.subject or "",
        )

    def _quorum(self) -> Quorum | None:
        """Return the quorum on the item, else in the room; none outside a sitting."""
        view, item = self.view, self.item_view()
        if view is None or view.meeting.state is not MeetingState.OPEN:
            return None
        committee = self.session.desk.committee
        found = quorum_of(view, item, committee) if item else room_quorum(view, committee)
        if found.reached:
            return found
        return found._replace(was_reached=quorum_was_reached(view.meeting, committee))

    @property
    def goes_back(self) -> bool:
        """Whether the key that leaves comes one level back first."""
        return self.level is not Level.MEETINGS

    def next(self) -> Next:
        """Return what comes next here; a step that is not of whoever sits here is no key."""
        found = self._next()
        if not self._is_done_with():
            return found
        return found._replace(
            actions={name: label for name, label in found.actions.items() if name != "meeting.step"}
        )

    def _is_done_with(self) -> bool:
        return is_done_with(self.meeting_in_view(), self.session.desk.actor)

    def _next(self) -> Next:
        if not self.holds_meeting():
            return next_for_member(
                self.meeting_in_view(), self.item_view(), self.session.desk.actor
            )
        if self.level is Level.MEETINGS or self.view is None:
            return next_on(self.meetings.get(self.meeting_id()))
        if self.level is Level.AGENDA:
            return next_in_agenda(self.view, self.shown_item())
        return next_in_room(self.view, self.shown_item(), len(self.awaited()))

    def _hidden_on(self, item: ItemView) -> Iterator[str]:
        """Yield what is not refused on an item, and is not what one does there."""
        if item.item.state == "open":
            yield "meeting.item"
        actor = self.session.desk.actor
        if actor is None or actor.id not in item.electorate.composition:
            yield "meeting.afar"

    def meeting_in_view(self) -> Meeting | None:
        """Return the meeting open, else the one under the cursor."""
        if self.level is not Level.MEETINGS and self.view is not None:
            return self.view.meeting
        return self.meetings.get(self.meeting_id())

    def next_actions(self) -> Mapping[str, str]:
        """Put what comes next first in the key line."""
        return self.next().actions if self.query("#verdict") else {}

    def guide(self) -> Iterable[Block]:
        """Say how a meeting goes, in ten lines, and what cannot be done now, with the reason."""
        yield heading(_("How a meeting goes"), anchor="order")
        yield from order_of_a_meeting()
        yield Block()
        if self.level is not Level.MEETINGS and self.view is not None:
            item, holds = self.item_view(), self.holds_meeting()
            yield from refused_items(refused_now(self.view, item, holds_meeting=holds))

    def hidden_actions(self) -> Iterable[str]:
        """Leave in the key line only what can be done here and now."""
        yield from self._hidden_here()
        if self._is_done_with():
            yield "meeting.step"

    def _hidden_here(self) -> Iterable[str]:
        if self.level is Level.MEETINGS or self.view is None:
            hidden = [*ROLL_CALL, *VOTE, *_ON_ITEM, *SITTING, "meeting.add"]
            hidden += [] if self.rectifiable() else ["meeting.rectify"]
            return hidden if self.holds_meeting() else [*hidden, *OF_BUREAU]
        item = self.item_view()
        refused = refused_now(self.view, item, holds_meeting=self.holds_meeting())
        hidden = ["meeting.plan", *(action for one in refused for action in one.actions)]
        if item is None:
            hidden += [*_ON_ITEM, *VOTE, "meeting.recuse"]
        else:
            hidden += self._hidden_on(item)
        if not self.rectifiable():
            hidden.append("meeting.rectify")
        if self.level is Level.ITEM:
            return [*hidden, "list.open", "list.filter", "meeting.step", *_ON_AGENDA]
        hidden += ["meeting.proxy", "meeting.attend", *VOTE]
        if self.view.meeting.state is MeetingState.OPEN:
            # Room for what is done to the item: its text and its file are asked for all the time.
            hidden.append("list.filter")
            if is_waiting(self.view):
                hidden.append("meeting.step")
        if item is None or not item.unanswered:
            hidden.append("meeting.recuse")
        return hidden

    # -- fixed lines

    def show_lines(self) -> None:
        """Draw the fixed lines again."""
        self.show_title()
        self.show_summary()
        self.show_status()
        self.show_keys()

    def show_summary(self) -> None:
        """Draw the figures of the item, and the quorum."""
        bar = self.query_one("#summary", SummaryBar)
        if self.level is Level.MEETINGS or self.view is None:
            count = len(self.meetings)
            text = ngettext("{count} meeting", "{count} meetings", count).format(count=count)
            bar.show(text)
            return
        item, quorum = self.shown_item(), self._quorum()
        aside: list[Span] = []
        if item is not None and (clock := clock_words(self._timed(item))):
            aside.append(Span(clock + "  "))
        if quorum is not None:
            style = prose.GOOD if quorum.reached else prose.BAD
            aside.append(Span(quorum_words(quorum), style))
        if self.level is Level.AGENDA or item is None:
            bar.show([Span(meeting_line(self.view.meeting))], aside)
        else:
            bar.show([Span(counts(item))], aside)

    def _timed(self, item: ItemView) -> ItemView:
        """Return the item with its clock as it is now."""
        if self.view is None:
            return item
        now = self.session.desk.now()
        return item._replace(spent=time_spent(self.view.meeting, item.item.number, now))

    def tick(self) -> None:
        """Look at the clock; the line is drawn again only where a minute has passed."""
        if self.view is not None and self.view.floor is not None and self.is_current:
            self.show_summary()

    def status(self) -> tuple[str, str]:
        """Say what comes next, else what is under the cursor."""
        if self.level is Level.MEETINGS or self.view is None:
            meeting = self.meetings.get(self.meeting_id())
            total = len(self.meetings)
            place = f"{self.query_one('#list', VirtualList).cursor + 1}/{total}" if total else "0"
            told = self.next().sentence or (meeting_line(meeting) if meeting else "")
            return told, place
        item = self.item_view()
        return self.next().sentence or (item.item.title if item else self.view.meeting.title), ""
