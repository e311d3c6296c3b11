"""Acts on the members in the room: who is here, mandates, recusals and declared interests."""

from collections import Counter
from collections.abc import Mapping
from functools import partial

from comens_tui.errors import RefusedError
from comens_tui.i18n import _
from comens_tui.model.committee import Member
from comens_tui.model.meeting import Attendance
from comens_tui.operations import deliberation, interests, meetings, seats
from comens_tui.operations.meeting_views import ItemView, MeetingView
from comens_tui.operations.meetings import here_now
from comens_tui.rules.interests import Suggestion
from comens_tui.text.labels import label
from comens_tui.tui import prose
from comens_tui.tui.modals.choose import Choose, Confirm
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.prose import paragraph
from comens_tui.tui.screens.meeting_room import MeetingRoom
from comens_tui.tui.widgets.rows import ListRow

_MODES = ("present", "video", "absent", "excused")
_HERE = ("present", "video")
_EVERYBODY, _SUBSTITUTE = "everybody", "substitute"
_TAKE_BACK = "take-back"
_RECUSE, _KEEP = "recuse", "keep"


class MeetingActs(MeetingRoom):
    """What is recorded of each member."""

    # -- attendance

    def action_meeting_attend(self) -> None:
        """Ask how the member under the cursor takes part."""
        view, member = self.need_sitting(), self.member()
        if view is None or member is None:
            return
        marked = {line.member: line.mode for line in view.meeting.attendance} | self.typed_modes
        absent = tuple(
            other.id for other in self.sitting() if marked.get(other.id, "absent") == "absent"
        )
        line = next(
            (one for one in reversed(view.meeting.attendance) if one.member == member.id), None
        )
        rows = [ListRow(mode, (label(mode), _meaning(line, mode))) for mode in _MODES]
        if len(absent) > 1:
            # Ahead of the substitute, which not every member may have: always at one place.
            rows.append(
                ListRow(
                    _EVERYBODY,
                    (
                        _("everybody present"),
                        _("all {count} marked absent").format(count=len(absent)),
                    ),
                )
            )
        rule = self.session.desk.committee.rules.substitute_of(member.kind)
        if rule != "never":
            rows.append(
                ListRow(_SUBSTITUTE, (_("a substitute"), _("somebody sits in their place")))
            )
        meeting_id = view.meeting.id

        def answered(mode: str | None) -> None:
            if mode == _SUBSTITUTE:
                self._ask_substitute(meeting_id, member)
            elif mode == _EVERYBODY:
                self._mark(meeting_id, absent, "present")
            elif mode is not None:
                self._mark(meeting_id, (member.id,), mode)
                self.members.action_list_down()

        title = _("{name} is").format(name=member.name)
        self.app.push_screen(Choose(title, rows), answered)

    def _mark(self, meeting_id: str, members: tuple[str, ...], mode: str) -> None:
        names = self.names()
        self.typed_modes |= dict.fromkeys(members, mode)
        about = ", ".join(names.get(member, member) for member in members)
        self.write(about, partial(meetings.attend, self.session.desk, meeting_id, members, mode))

    def _ask_substitute(self, meeting_id: str, member: Member) -> None:
        desk = self.session.desk

        def answered(values: Mapping[str, str] | None) -> None:
            if values is None:
                return
            name, origin = values["name"].strip(), values["origin"]
            self.write(
                member.name,
                lambda: seats.seat_substitute(desk, meeting_id, member.id, name, origin=origin),
            )

        def wrong(values: Mapping[str, str]) -> str:
            try:
                seats.require_may_sit(desk.committee.rules, member, values["origin"])
            except RefusedError as error:
                return error.message
            return ""

        title = _("Who sits in the place of {name}").format(name=member.name)
        origins = (
            ("service", _("same service")),
            ("assembly", _("same assembly")),
            ("elsewhere", _("elsewhere")),
        )
        rule = desk.committee.rules.substitute_of(member.kind)
        fields = [
            Field("name", _("Name"), required=True),
            Field("origin", _("Comes from"), rule, origins),
        ]
        form = Form(title, fields, save=_("Record the substitute"), check=wrong)
        self.app.push_screen(form, answered)

    # -- mandates

    def action_meeting_proxy(self) -> None:
        """Ask to whom the absent member gave a mandate, or take one back."""
        view, member = self.need_sitting(), self.member()
        if view is None or member is None:
            return
        here = here_now(view.meeting.attendance)
        if member.id in here or not member.voting:
            words = (
                _("{name} has no vote, so no mandate to give.")
                if not member.voting
                else _("{name} is here: only who is absent gives a mandate; s marks them.")
            )
            self.say(words.format(name=member.name), is_problem=True)
            return
        given = next((item for item in view.meeting.proxies if item.giver == member.id), None)
        held = Counter(item.holder for item in view.meeting.proxies if item.giver != member.id)
        most = self.session.desk.committee.rules.proxies_held_max
        full = _("holds as many mandates as the rules allow")
        rows = [
            ListRow(
                other.id,
                (other.name, full if held[other.id] >= most else other.title),
                prose.QUIET if held[other.id] >= most else prose.PLAIN,
            )
            for other in self.sitting()
            if other.id in here and other.voting
        ]
        if given is not None:
            holder = self.names().get(given.holder, given.holder)
            words = _("{name} holds it no more").format(name=holder)
            rows.insert(0, ListRow(_TAKE_BACK, (_("take it back"), words)))
        if not rows:
            self.say(_("Nobody is present yet who could hold a mandate."), is_problem=True)
            return
        desk = self.session.desk
        meeting_id, giver = view.meeting.id, member.id

        def answered(holder: str | None) -> None:
            if holder == _TAKE_BACK:
                self.act(lambda: seats.take_back_proxy(desk, meeting_id, giver))
            elif holder is not None:
                self.act(lambda: meetings.give_proxy(desk, meeting_id, giver, holder))

        title = _("{name} gives a mandate to").format(name=member.name)
        self.app.push_screen(Choose(title, rows, first_width=28, read_first=True), answered)

    # -- interests and recusals

    def action_meeting_recuse(self) -> None:
        """Answer a declared interest, recuse the member, or take a recusal back."""
        found = self.need_item_in_sitting()
        if found is None:
            return
        view, item = found
        member = self._concerned(item)
        if member is None:
            self.say(_("No declared interest waits here: Enter, then x on a member."))
            return
        suggestion = next((one for one in item.unanswered if one.member == member.id), None)
        if suggestion is not None:
            self._ask_interest(view, item, member, suggestion)
        elif member.id in item.electorate.recused and item.item.state == "pending":
            self._ask_return(view, item, member)
        else:
            self._ask_recusal(view, item, member)

    def _concerned(self, item: ItemView) -> Member | None:
        """Return the member whose interest waits, under the cursor or the first; else the cursor's.

        While one waits no vote opens: x answers it wherever the cursor stands.
        """
        member = self.member() if self.has_class("-at-item") else None
        waiting = [suggestion.member for suggestion in item.unanswered]
        if not waiting or (member is not None and member.id in waiting):
            return member
        return self.session.desk.committee.member(waiting[0])

    def _ask_interest(
        self, view: MeetingView, item: ItemView, member: Member, suggestion: Suggestion
    ) -> None:
        rows = (
            ListRow(_RECUSE, (_("recuse"), _("the member takes no part in the item"))),
            ListRow(_KEEP, (_("stay"), _("it does not bear on the item, for a reason"))),
        )
        reason = interests.why(suggestion)

        def answered(answer: str | None) -> None:
            if answer == _RECUSE:
                self._ask_recusal(view, item, member, reason)
            elif answer == _KEEP:
                self._ask_why_kept(view, item, member, reason)

        title = _("{name}, item {number}: declared interest").format(
            name=member.name, number=item.item.number
        )
        self.app.push_screen(Choose(title, rows, blocks=(paragraph(reason),)), answered)

    def _ask_why_kept(
        self, view: MeetingView, item: ItemView, member: Member, declared: str
    ) -> None:
        desk = self.session.desk
        meeting_id, number = view.meeting.id, item.item.number

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                reason = values["reason"].strip()
                self.act(
                    lambda: interests.keep_interest(desk, meeting_id, number, member.id, reason)
                )

        title = _("{name} stays for item {number}").format(name=member.name, number=number)
        fields = [Field("reason", _("Reason"), required=True)]
        form = Form(title, fields, blocks=(paragraph(declared),), save=_("Record the reason"))
        self.app.push_screen(form, answered)

    def _ask_recusal(
        self, view: MeetingView, item: ItemView, member: Member, reason: str = ""
    ) -> None:
        desk = self.session.desk
        meeting_id, number, member_id = view.meeting.id, item.item.number, member.id

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                said = values["reason"].strip()
                self.act(lambda: deliberation.recuse(desk, meeting_id, number, member_id, said))

        title = _("{name} takes no part in item {number}").format(name=member.name, number=number)
        linked = ", ".join(interest.subject for interest in member.interests)
        blocks = (
            (paragraph(_("Declared interests: {subjects}").format(subjects=linked)),)
            if linked
            else ()
        )
        fields = [Field("reason", _("Reason"), reason, required=True)]
        form = Form(
            title, fields, blocks=blocks, save=_("Record the recusal"), at_save=bool(reason)
        )
        self.app.push_screen(form, answered)

    def _ask_return(self, view: MeetingView, item: ItemView, member: Member) -> None:
        desk = self.session.desk
        meeting_id, number = view.meeting.id, item.item.number

        def answered(yes: bool | None) -> None:
            if yes:
                self.act(lambda: interests.withdraw_recusal(desk, meeting_id, number, member.id))

        title = _("Recusal of {name}").format(name=member.name)
        consequence = _("{name} takes part in item {number} again, with a voice.").format(
            name=member.name, number=number
        )
        self.app.push_screen(Confirm(title, consequence, _("Take the recusal back")), answered)


def _meaning(line: Attendance | None, mode: str) -> str:
    """Say what marking a member does, from how they are marked now."""
    came = line is not None and line.mode in _HERE
    if line is None or not came:
        return ""
    if line.left is not None:
        return _("comes back now: the time is recorded") if mode in _HERE else ""
    if mode == line.mode:
        return _("as recorded now")
    return "" if mode in _HERE else _("leaves now: the time is recorded")
