"""What can be done inside a meeting: attendance, votes, decisions.

Each act asks where it must, then calls one operation; the life of the meeting itself is in
`meeting_steps`.
"""

from collections.abc import Mapping

from comens_tui.i18n import _
from comens_tui.model.committee import Member
from comens_tui.model.words import Choice, Sense
from comens_tui.operations import deliberation, meetings
from comens_tui.operations.meeting_views import ItemView, MeetingView
from comens_tui.operations.rivals import Rival, rival_sentence, rivals_at
from comens_tui.text.labels import label
from comens_tui.tui import prose, reading
from comens_tui.tui.meeting_items import minutes_items
from comens_tui.tui.messages import Visit
from comens_tui.tui.modals.choose import Choose, Confirm
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.modals.guide import Reading
from comens_tui.tui.prose import Block, Span, paragraph
from comens_tui.tui.screens.meeting_steps import MeetingSteps
from comens_tui.tui.widgets.rows import ListRow
from comens_tui.tui.widgets.virtual_list import VirtualList

_MODES = ("present", "video", "absent", "excused")
_EVERYBODY = "everybody"
#: What can be decided on an item, by its kind, when the vote adopts and when it does not.
_SENSES = {
    "proposal": (
        (Sense.ADOPT, Sense.DEFER, Sense.RETURN, Sense.PRIORITISE),
        (Sense.REJECT, Sense.DEFER, Sense.RETURN, Sense.PRIORITISE),
    ),
    "minutes": ((Sense.ADOPT, Sense.DEFER), (Sense.REJECT, Sense.DEFER)),
    "information": ((Sense.TAKE_NOTE,), (Sense.TAKE_NOTE,)),
}
_WITH_REASON = (Sense.REJECT, Sense.DEFER, Sense.RETURN)


class MeetingActs(MeetingSteps):
    """The acts of the meeting screen, on what its lists show."""

    view: MeetingView | None

    def item_view(self) -> ItemView | None:
        """Return the item under the cursor of the agenda."""
        raise NotImplementedError

    def sitting(self) -> tuple[Member, ...]:
        """Return who sits in the committee on that day."""
        raise NotImplementedError

    @property
    def _members(self) -> VirtualList:
        return self.query_one("#members", VirtualList)

    def _member(self) -> Member | None:
        row = self._members.row
        return self.session.desk.committee.member(row.key) if row else None

    def _need_item(self) -> tuple[MeetingView, ItemView] | None:
        item = self.item_view()
        if self.view is None or item is None:
            self.say(_("Choose an item of the agenda first."), is_problem=True)
            return None
        return self.view, item

    # -- roll call

    def _vote(self, choice: Choice) -> None:
        found = self._need_item()
        member = self._member()
        if found is None or member is None:
            return
        view, item = found
        if item.item.state == "open" and member.id not in item.electorate.voices():
            self.say(_("{name} has no voice on this item.").format(name=member.name))
            return
        if any((one.member, one.choice) == (member.id, choice) for one in item.ballots):
            self.say(_("This vote of {name} is recorded already.").format(name=member.name))
            self._to_next_voice(item, member.id)
            return
        desk = self.session.desk
        meeting_id, number, member_id = view.meeting.id, item.item.number, member.id
        self.act(
            lambda: deliberation.cast_ballot(desk, meeting_id, number, choice, member_id=member_id)
        )
        self._to_next_voice(item, member_id)

    def _to_next_voice(self, item: ItemView, voted: str) -> None:
        """Put the cursor on the next member whose vote is still awaited, if any."""
        cast = {ballot.member for ballot in item.ballots} | {voted}
        awaited = item.electorate.voices() - cast
        order = [member.id for member in self.sitting()]
        place = order.index(voted) if voted in order else 0
        following = [*order[place + 1 :], *order[:place]]
        target = next((member_id for member_id in following if member_id in awaited), None)
        if target is not None:
            self._members.select(target)

    def action_meeting_for(self) -> None:
        """Record a vote for."""
        self._vote(Choice.FOR)

    def action_meeting_against(self) -> None:
        """Record a vote against."""
        self._vote(Choice.AGAINST)

    def action_meeting_abstain(self) -> None:
        """Record an abstention."""
        self._vote(Choice.ABSTAIN)

    def action_meeting_attend(self) -> None:
        """Ask how the member under the cursor takes part."""
        view, member = self.view, self._member()
        if view is None or member is None:
            return
        marked = {line.member: line.mode for line in view.meeting.attendance}
        absent = tuple(
            other.id for other in self.sitting() if marked.get(other.id, "absent") == "absent"
        )
        rows = [ListRow(mode, (label(mode), "")) for mode in _MODES]
        if len(absent) > 1:
            rows.append(
                ListRow(
                    _EVERYBODY,
                    (
                        _("everybody present"),
                        _("all {count} marked absent").format(count=len(absent)),
                    ),
                )
            )
        desk = self.session.desk
        meeting_id = view.meeting.id

        def answered(mode: str | None) -> None:
            if mode is None:
                return
            members = absent if mode == _EVERYBODY else (member.id,)
            chosen = "present" if mode == _EVERYBODY else mode
            self.act(lambda: meetings.attend(desk, meeting_id, members, chosen))
            if mode != _EVERYBODY:
                self._members.action_list_down()

        title = _("{name} is").format(name=member.name)
        self.app.push_screen(Choose(title, rows), answered)

    def action_meeting_recuse(self) -> None:
        """Ask why the member takes no part in the item."""
        found = self._need_item()
        member = self._member()
        if found is None or member is None:
            return
        view, item = found
        desk = self.session.desk
        meeting_id, number, member_id = view.meeting.id, item.item.number, member.id

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                reason = values["reason"].strip()
                self.act(lambda: deliberation.recuse(desk, meeting_id, number, member_id, reason))

        title = _("{name} takes no part in item {number}").format(name=member.name, number=number)
        linked = ", ".join(interest.subject for interest in member.interests)
        blocks = (
            (paragraph(_("Declared interests: {subjects}").format(subjects=linked)),)
            if linked
            else ()
        )
        fields = [Field("reason", _("Reason"), required=True)]
        self.app.push_screen(
            Form(title, fields, blocks=blocks, save=_("Record the recusal")), answered
        )

    def action_meeting_proxy(self) -> None:
        """Ask to whom the absent member gave a mandate."""
        view, member = self.view, self._member()
        if view is None or member is None:
            return
        here = [
            line.member for line in view.meeting.attendance if line.mode in ("present", "video")
        ]
        rows = [
            ListRow(other.id, (other.name, other.title))
            for other in self.sitting()
            if other.id in here and other.voting and other.id != member.id
        ]
        if not rows:
            self.say(_("Nobody is present yet who could hold a mandate."), is_problem=True)
            return
        desk = self.session.desk
        meeting_id, giver = view.meeting.id, member.id

        def answered(holder: str | None) -> None:
            if holder is not None:
                self.act(lambda: meetings.give_proxy(desk, meeting_id, giver, holder))

        title = _("{name} gives a mandate to").format(name=member.name)
        self.app.push_screen(Choose(title, rows, first_width=28), answered)

    # -- items

    def action_meeting_item(self) -> None:
        """Put the item to the vote, after saying what that freezes."""
        found = self._need_item()
        if found is None:
            return
        view, item = found
        desk = self.session.desk
        meeting_id, number = view.meeting.id, item.item.number
        consequence = _("“{title}” is put to the vote on the text as it stands.").format(
            title=item.item.title
        )
        if item.ballots:
            consequence = _(
                "“{title}” is put to the vote again: the ballots already cast are void."
            ).format(title=item.item.title)

        def answered(yes: bool | None) -> None:
            if yes:
                self.act(lambda: deliberation.open_item(desk, meeting_id, number, seen=view.seen))

        def confirm(found: tuple[Rival, ...]) -> None:
            details = [
                Block((Span(rival_sentence(rival), prose.WARNING),), mark="!", hang=2)
                for rival in found
            ]
            title = _("Open item {number}").format(number=number)
            self.app.push_screen(
                Confirm(title, consequence, _("Open the vote"), details=details), answered
            )

        self.read(lambda: rivals_at(desk, meeting_id, number), confirm, group="rivals")

    def action_meeting_redline(self) -> None:
        """Read what the item is about."""
        found = self._need_item()
        if found is None:
            return
        item = found[1]
        subject = item.item.subject
        if item.item.kind == "proposal" and subject:
            self.app.post_message(Visit("review", subject))
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

    def action_meeting_decide(self) -> None:
        """Ask for the sense of the decision, then for its confirmation."""
        found = self._need_item()
        if found is None:
            return
        view, item = found
        adopting, others = _SENSES[item.item.kind]
        senses = adopting if item.verdict.adopted else others
        rows = [ListRow(sense, (label(sense), _outcome(item, sense))) for sense in senses]

        def answered(sense: str | None) -> None:
            if sense is None:
                return
            if Sense(sense) in _WITH_REASON:
                self._ask_reason(view, item, Sense(sense))
            else:
                self._confirm_decision(view, item, Sense(sense), None)

        title = _("Decide item {number}").format(number=item.item.number)
        sentence = paragraph(item.verdict.sentence)
        self.app.push_screen(Choose(title, rows, blocks=(sentence,)), answered)

    def _ask_reason(self, view: MeetingView, item: ItemView, sense: Sense) -> None:
        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self._confirm_decision(view, item, sense, values["reason"].strip())

        title = _("Reason: {sense}").format(sense=label(sense))
        default = item.verdict.sentence if sense is Sense.REJECT else ""
        fields = [Field("reason", _("Reason"), default, long=True, required=True)]
        self.app.push_screen(Form(title, fields, save=_("Go on")), answered)

    def _confirm_decision(
        self, view: MeetingView, item: ItemView, sense: Sense, reason: str | None
    ) -> None:
        desk = self.session.desk
        meeting_id, number = view.meeting.id, item.item.number

        def answered(yes: bool | None) -> None:
            if yes:
                self.act(
                    lambda: deliberation.decide_item(
                        desk, meeting_id, number, sense=sense, reason=reason, seen=view.seen
                    )
                )

        details = [paragraph(item.verdict.sentence)]
        if reason and reason != item.verdict.sentence:
            details.append(paragraph(_("Reason: {reason}").format(reason=reason)))
        title = _("Item {number}: {title}").format(number=number, title=item.item.title)
        consequence = _("{sense}: {outcome}").format(
            sense=label(sense), outcome=_outcome(item, sense)
        )
        self.app.push_screen(
            Confirm(title, consequence, _("Record the decision, for good"), details=details),
            answered,
        )


def _outcome(item: ItemView, sense: Sense) -> str:
    """Say what a decision does, before it is taken."""
    if item.item.kind == "minutes":
        return _("the minutes are approved") if sense is Sense.ADOPT else _("they wait")
    return {
        Sense.ADOPT: _("the corpus takes the text voted, in the same act"),
        Sense.REJECT: _("the corpus stays as it is"),
        Sense.DEFER: _("it comes back at a later meeting"),
        Sense.RETURN: _("it goes back to its author"),
        Sense.PRIORITISE: _("it goes back to the work programme"),
    }.get(sense, _("it is written in the minutes"))
