"""The course of the meeting: floor, pauses, order, blocks, what an item is about, corrections."""

from collections.abc import Mapping
from functools import partial

from comens_tui.errors import RefusedError
from comens_tui.i18n import _
from comens_tui.model.words import MeetingState
from comens_tui.operations import blocks, corrections, floor
from comens_tui.operations.corrections import Mistake
from comens_tui.operations.draft import Receipt
from comens_tui.operations.earlier import Earlier, earlier_decisions
from comens_tui.operations.meeting_views import ItemView, MeetingView
from comens_tui.operations.meetings import here_now
from comens_tui.rules.states import OPEN_AGENDAS
from comens_tui.text.labels import label
from comens_tui.tui import prose, reading
from comens_tui.tui.meeting_items import minutes_items
from comens_tui.tui.messages import Visit
from comens_tui.tui.modals.choose import Choose, Confirm
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.modals.guide import Reading
from comens_tui.tui.prose import Block, heading, paragraph
from comens_tui.tui.screens import link_pages
from comens_tui.tui.screens.meeting_room import MeetingRoom
from comens_tui.tui.widgets.rows import ListRow

_ALL = "all"
#: Digits of the longest time an item may be given, 1440 minutes.
_LONGEST_TIME = 4


class MeetingCourse(MeetingRoom):
    """Acts on the agenda and on the sitting as a whole."""

    # -- the floor and the pauses

    def action_meeting_floor(self) -> None:
        """Take up the item: its clock runs."""
        found = self.need_item_in_sitting()
        if found is not None:
            view, item = found
            desk, number = self.session.desk, item.item.number
            self.write(item.item.title, partial(floor.take_up, desk, view.meeting.id, number))

    def action_meeting_pause(self) -> None:
        """Resume at once, or ask why the meeting is suspended."""
        view = self.need_sitting()
        if view is None:
            return
        desk, meeting_id = self.session.desk, view.meeting.id
        if view.meeting.suspended is not None:
            self.write(view.meeting.title, partial(floor.resume, desk, meeting_id))
            return

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                reason = values["reason"].strip() or None
                self.act(lambda: floor.suspend(desk, meeting_id, reason=reason))

        title = _("Suspend {id}: nothing is voted until it resumes").format(id=meeting_id)
        fields = [Field("reason", _("Reason"))]
        form = Form(title, fields, save=_("Suspend the meeting"), at_save=True)
        self.app.push_screen(form, answered)

    # -- the agenda

    def action_meeting_later(self) -> None:
        """Move the item one place down."""
        self._move(1)

    def action_meeting_earlier(self) -> None:
        """Move the item one place up."""
        self._move(-1)

    def _need_open_agenda(self) -> tuple[MeetingView, ItemView] | None:
        """Return the meeting and an item of an agenda that can change, or say it cannot."""
        found = self.need_item()
        if found is not None and found[0].meeting.state not in OPEN_AGENDAS:
            id_ = found[0].meeting.id
            self.say(_("The agenda of {id} is closed.").format(id=id_), is_problem=True)
            return None
        return found

    def _move(self, step: int) -> None:
        found = self._need_open_agenda()
        if found is None:
            return
        view, item = found
        numbers = [entry.number for entry in view.meeting.agenda]
        place = numbers.index(item.item.number) + 1 + step
        if not 1 <= place <= len(numbers):
            self.say(_("The item stands at the end of the agenda already."))
            return
        move = partial(floor.move_item, self.session.desk, view.meeting.id, item.item.number, place)
        if view.meeting.state is MeetingState.PLANNED:
            self.act(move)
            return

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(partial(move, reason=values["reason"].strip()))

        title = _("Item {number} at place {place}").format(number=item.item.number, place=place)
        fields = [Field("reason", _("Reason"), required=True)]
        self.app.push_screen(Form(title, fields, save=_("Change the order")), answered)

    def action_meeting_time(self) -> None:
        """Ask how many minutes the item is given."""
        found = self._need_open_agenda()
        if found is None:
            return
        view, item = found
        desk, number = self.session.desk, item.item.number

        def wrong(values: Mapping[str, str]) -> str:
            text = values["minutes"].strip()
            fits = not text or (text.isdecimal() and len(text) <= _LONGEST_TIME)
            return "" if fits else _("Minutes are a whole number.")

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                minutes = int(values["minutes"].strip() or 0) or None
                self.act(lambda: floor.allot_time(desk, view.meeting.id, number, minutes))

        allotted = str(item.item.allotted or "")
        fields = [Field("minutes", _("Minutes"), allotted)]
        title = _("Time of item {number}; none for no limit").format(number=number)
        self.app.push_screen(Form(title, fields, save=_("Allot the time"), check=wrong), answered)

    # -- blocks

    def action_meeting_block(self) -> None:
        """Vote this editorial item with others, or take it out of its block."""
        found = self.need_item_in_sitting()
        if found is None:
            return
        view, item = found
        if item.item.block:
            self._ask_take_out(view, item)
        else:
            self._ask_block(view, item)

    def _ask_block(self, view: MeetingView, item: ItemView) -> None:
        desk = self.session.desk

        def choose(editorial: frozenset[int]) -> None:
            number = item.item.number
            others = [
                entry.item
                for entry in view.items
                if entry.item.number in editorial and entry.item.number != number
            ]
            if number not in editorial or not others:
                self.say(_("Only editorial items that wait are voted together."))
                return
            numbers = ", ".join(str(entry.number) for entry in others)
            rows = [
                ListRow(
                    str(entry.number),
                    (_("with item {number}").format(number=entry.number), entry.title),
                )
                for entry in others
            ]
            if len(others) > 1:
                words = _("items {numbers}").format(numbers=numbers)
                rows.insert(0, ListRow(_ALL, (_("with all of them"), words)))

            def answered(key: str | None) -> None:
                if key is not None:
                    chosen = [entry.number for entry in others] if key == _ALL else [int(key)]
                    self.act(lambda: blocks.make_block(desk, view.meeting.id, (number, *chosen)))

            title = _("Vote item {number} together").format(number=number)
            self.app.push_screen(Choose(title, rows), answered)

        self.read(lambda: blocks.blockable(desk, view.meeting.id), choose, group="block")

    def _ask_take_out(self, view: MeetingView, item: ItemView) -> None:
        desk, number = self.session.desk, item.item.number
        here = here_now(view.meeting.attendance)
        rows = [
            ListRow(member.id, (member.name, member.title))
            for member in self.sitting()
            if member.voting and member.id in here
        ]
        if not rows:
            self.say(_("No voting member is present yet."), is_problem=True)
            return

        def answered(member: str | None) -> None:
            if member is not None:
                self.act(lambda: blocks.take_out(desk, view.meeting.id, number, member_id=member))

        title = _("Item {number} is voted apart, as asked by").format(number=number)
        self.app.push_screen(Choose(title, rows, first_width=28), answered)

    # -- what the item is about

    def action_meeting_redline(self) -> None:
        """Read what the item is about."""
        found = self.need_item()
        if found is None:
            return
        item = found[1]
        subject = item.item.subject
        if item.item.kind == "proposal" and subject:
            self.app.post_message(Visit("review", subject, comes_back=True))
        elif item.item.kind == "minutes" and subject:
            self._read_minutes(subject)
        else:
            self.say(_("This item has no text."))

    def _read_minutes(self, meeting_id: str) -> None:
        desk = self.session.desk

        def show(text: str) -> None:
            title = _("Minutes of {id}").format(id=meeting_id)
            self.app.push_screen(Reading(title, tuple(minutes_items(text))))

        self.read(lambda: reading.minutes(desk, meeting_id), show, group="minutes")

    def action_meeting_file(self) -> None:
        """Show what the item comes from: reports, consultation, decisions."""
        found = self.need_item()
        if found is not None and found[1].item.subject:
            link_pages.show(self, found[1].item.subject)
        elif found is not None:
            self.say(_("This item has no file."))

    def action_meeting_before(self) -> None:
        """Read what was decided before on the same requirements."""
        found = self.need_item()
        if found is None:
            return
        item = found[1].item
        subject = item.subject
        if item.kind != "proposal" or not subject:
            self.say(_("This item touches no requirement."))
            return

        def show(earlier: tuple[Earlier, ...]) -> None:
            if not earlier:
                self.say(_("Nothing was decided before on what {id} touches.").format(id=subject))
                return
            title = _("Decided before on what {id} touches").format(id=subject)
            self.app.push_screen(Reading(title, tuple(_earlier_blocks(earlier))))

        desk = self.session.desk
        self.read(
            lambda: earlier_decisions(desk, subject, apart=item.decision), show, group="earlier"
        )

    # -- corrections

    def action_meeting_correct(self) -> None:
        """Say which act would be taken back, and ask."""
        view = self.need_sitting()
        if view is None:
            return
        desk, meeting_id = self.session.desk, view.meeting.id

        def read() -> Mistake | RefusedError:
            try:
                return corrections.last_act(desk, meeting_id)
            except RefusedError as error:
                return error

        def ask(found: Mistake | RefusedError) -> None:
            if isinstance(found, RefusedError):
                self.say(f"{found.message}", is_problem=True)
                return

            def correct() -> Receipt:
                return corrections.correct_last(desk, meeting_id, commit=found.commit)

            def answered(yes: bool | None) -> None:
                if yes:
                    self.act(correct)

            consequence = _("Taken back: “{act}”, recorded at {time:%H:%M} by {name}.").format(
                act=found.sentence, time=found.at, name=found.author
            )
            self.app.push_screen(
                Confirm(_("Correct the last act"), consequence, _("Take it back, on record")),
                answered,
            )

        self.once_written(lambda: self.read(read, ask, group="correct"))


def _earlier_blocks(earlier: tuple[Earlier, ...]) -> list[Block]:
    shown: list[Block] = []
    for decision, clauses in earlier:
        title = _("{date}  {id}  {sense}: {title}").format(
            date=decision.date.isoformat(),
            id=decision.id,
            sense=label(decision.sense),
            title=decision.title,
        )
        shown.append(heading(title, anchor=decision.id))
        if clauses:
            shown.append(paragraph(_("On {clauses}").format(clauses=", ".join(clauses))))
        if decision.verdict:
            shown.append(paragraph(decision.verdict, prose.QUIET))
        if decision.reason and decision.reason != decision.verdict:
            shown.append(paragraph(_("Reason: {reason}").format(reason=decision.reason)))
        shown.append(Block())
    return shown
