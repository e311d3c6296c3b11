"""What every act in the room stands on.

The meeting open, the item and the member under the cursors, the acts that wait to be written.
"""

from collections.abc import Callable, Mapping

from comens_tui.i18n import _
from comens_tui.model.committee import Member
from comens_tui.model.meeting import Meeting
from comens_tui.model.words import Choice, MeetingState
from comens_tui.operations.draft import Receipt
from comens_tui.operations.meeting_views import ItemView, MeetingView, with_choices
from comens_tui.rules.authority import BUREAU
from comens_tui.tui.keys_for_commands import with_keys
from comens_tui.tui.meeting_items import Overlay
from comens_tui.tui.messages import Written
from comens_tui.tui.modals.choose import Problem
from comens_tui.tui.ordered_acts import OrderedActs, Refusal
from comens_tui.tui.screens.meeting_steps import MeetingSteps
from comens_tui.tui.session import Session
from comens_tui.tui.widgets.virtual_list import VirtualList


class MeetingRoom(MeetingSteps):
    """The meeting screen as its acts see it."""

    view: MeetingView | None

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.writes = OrderedActs(self, session, self._one_written, self._all_written)
        #: What was typed and is not shown from the record yet: votes by item and member.
        self.typed_votes: dict[tuple[int, str], Choice] = {}
        self.typed_modes: dict[str, str] = {}
        #: Whether the roll call starts anew once the meeting is read again.
        self.calls_anew = False

    def item_view(self) -> ItemView | None:
        """Return the item under the cursor of the agenda, as it was read."""
        raise NotImplementedError

    def meeting_in_view(self) -> Meeting | None:
        """Return the meeting open, else the one under the cursor of the list."""
        raise NotImplementedError

    def sitting(self) -> tuple[Member, ...]:
        """Return who sits in the committee on that day."""
        raise NotImplementedError

    def show_members(self) -> None:
        """Draw the members and the verdict again."""
        raise NotImplementedError

    def holds_meeting(self) -> bool:
        """Tell whether whoever sits here may write the record of a meeting."""
        actor = self.session.desk.actor
        return actor is not None and not BUREAU.isdisjoint(actor.roles)

    @property
    def members(self) -> VirtualList:
        """The list of the members."""
        return self.query_one("#members", VirtualList)

    def member(self) -> Member | None:
        """Return the member under the cursor."""
        row = self.members.row
        return self.session.desk.committee.member(row.key) if row else None

    def names(self) -> Mapping[str, str]:
        """Return the name of each member by id."""
        return self.session.desk.committee.names()

    def need_item(self) -> tuple[MeetingView, ItemView] | None:
        """Return the meeting and the item to act on, or say that one is to be chosen."""
        item = self.item_view()
        if self.view is None or item is None:
            self.say(_("Choose an item of the agenda first."), is_problem=True)
            return None
        return self.view, item

    def need_sitting(self) -> MeetingView | None:
        """Return the meeting while it sits, or say that it does not."""
        view = self.view
        if view is None:
            self.say(_("Open a meeting first: Enter on its line."), is_problem=True)
        elif view.meeting.state is not MeetingState.OPEN:
            self.say(_("Meeting {id} is not open.").format(id=view.meeting.id), is_problem=True)
            return None
        return view

    def need_item_in_sitting(self, *, votes: bool = False) -> tuple[MeetingView, ItemView] | None:
        """Return the meeting that sits and an item not settled, or say what is missing.

        With `votes`, the item is open to the vote.
        """
        found = self.need_item() if self.need_sitting() is not None else None
        if found is None:
            return None
        state = found[1].item.state
        if state in ("decided", "withdrawn"):
            self.say(_("The item is settled: nothing is voted on it any more."), is_problem=True)
            return None
        if votes and state != "open":
            self.say(_("The item is not open to the vote: o opens it."), is_problem=True)
            return None
        return found

    # -- what is typed and not written yet

    def overlay(self) -> Overlay:
        """Return what was typed on the item under the cursor."""
        item = self.item_view()
        number = item.item.number if item else 0
        choices = {
            member: choice for (on, member), choice in self.typed_votes.items() if on == number
        }
        return Overlay(choices, self.typed_modes)

    def shown_item(self) -> ItemView | None:
        """Return the item under the cursor as it will be once all is written."""
        item = self.item_view()
        choices = self.overlay().choices
        if self.view is None or item is None or not choices:
            return item
        return with_choices(self.view, item, self.session.desk.committee, choices)

    def write(self, about: str, job: Callable[[], Receipt]) -> None:
        """Do `job` in its turn, and show at once what was typed."""
        self.writes.add(about, job)
        self.show_members()

    def once_written(self, then: Callable[[], None]) -> None:
        """Call `then` when all that was typed is written and shown."""
        self.writes.after(then)

    def _one_written(self, receipt: Receipt) -> None:
        self.say(receipt.subject)

    def _all_written(self, refused: list[Refusal]) -> None:
        self.app.post_message(Written())
        if not refused:
            return
        first = refused[0].error
        who = ", ".join(dict.fromkeys(refusal.about for refusal in refused))
        said = _("Not recorded: {names}. {reason}").format(names=who, reason=first.message)
        self.say(said, is_problem=True)
        self.app.push_screen(Problem(said, with_keys(first.hint, self.SCOPE)))
