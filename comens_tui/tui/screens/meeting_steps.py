"""The life of a meeting: plan it, fill its agenda, convene, open, close, minute, approve."""

from collections.abc import Mapping

from comens_tui.i18n import _
from comens_tui.model.meeting import Meeting
from comens_tui.model.words import MeetingState
from comens_tui.operations import convocation, meetings, minutes_approval
from comens_tui.operations.draft import Receipt
from comens_tui.operations.minutes.signing import sign_minutes
from comens_tui.operations.secret_ballots import HandCount
from comens_tui.rules.convocation import undecided, with_quorum
from comens_tui.rules.states import OPEN_AGENDAS
from comens_tui.text.labels import state_label
from comens_tui.tui import reading
from comens_tui.tui.meeting_items import meeting_line
from comens_tui.tui.modals.choose import Choose, Confirm
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.prose import paragraph
from comens_tui.tui.screens import forms
from comens_tui.tui.screens.rules_acts import RulesActs
from comens_tui.tui.widgets.rows import ListRow

_AT_NEXT, _BY_VOTE = "next", "vote"
_SECOND, _MINUTES = "second", "minutes"
_INFORMATION = "information"


class MeetingSteps(RulesActs):
    """The acts on a whole meeting."""

    def meeting_id(self) -> str:
        """Return the meeting open, else the one under the cursor."""
        raise NotImplementedError

    def planned(self, receipt: Receipt) -> None:
        """Go to the meeting just planned."""
        raise NotImplementedError

    def action_meeting_add(self) -> None:
        """Ask what else goes on the agenda."""
        desk = self.session.desk
        meeting_id = self.meeting_id()

        def choose(rows: tuple[ListRow, ...]) -> None:
            def answered(subject: str | None) -> None:
                if subject == _INFORMATION:
                    self._ask_information(meeting_id)
                elif subject is not None:
                    minutes = (subject,) if subject.startswith("S-") else ()
                    ready = () if minutes else (subject,)
                    self.act(
                        lambda: meetings.add_to_agenda(
                            desk, meeting_id, proposals=ready, minutes_of=minutes
                        )
                    )

            title = _("Add to the agenda of {id}").format(id=meeting_id)
            self.app.push_screen(Choose(title, rows, first_width=14), answered)

        def read() -> tuple[ListRow, ...]:
            meeting, _seen = reading.meeting(desk, meeting_id)
            there = {item.subject for item in meeting.agenda}
            minuted = (
                ListRow(
                    item.id, (item.id, _("minutes to approve: {title}").format(title=item.title))
                )
                for item in reading.meetings(desk)
                if item.state is MeetingState.MINUTED and item.id not in there
            )
            ready = (
                ListRow(item.id, (item.id, item.title))
                for item in reading.ready_for_an_agenda(desk)
            )
            subject = ListRow(_INFORMATION, (_("other"), _("another subject, without a text")))
            return (*minuted, *ready, subject)

        self.read(read, choose, group="add")

    def _ask_information(self, meeting_id: str) -> None:
        """Ask for a subject on which no text is voted."""
        desk = self.session.desk

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                subject = values["subject"].strip()
                self.act(lambda: meetings.add_to_agenda(desk, meeting_id, information=(subject,)))

        self.app.push_screen(
            Form(
                _("Add to the agenda of {id}").format(id=meeting_id),
                [Field("subject", _("Subject"), required=True)],
                save=_("Add the subject"),
            ),
            answered,
        )

    # -- the meeting itself

    def action_meeting_plan(self) -> None:
        """Ask for a new meeting."""
        forms.ask_meeting(self, then=self.planned)

    def action_meeting_step(self) -> None:
        """Convene, open, close or draft the minutes: the next step of the meeting."""
        meeting_id = self.meeting_id()
        if not meeting_id:
            return
        desk = self.session.desk
        self.read(
            lambda: reading.meeting(desk, meeting_id),
            lambda read: self._ask_step(*read),
            group="step",
        )

    def _ask_step(self, meeting: Meeting, seen: str | None) -> None:
        if meeting.state is MeetingState.PLANNED:
            self._ask_convene(meeting, seen)
        elif meeting.state is MeetingState.CONVENED:
            self._confirm_step(
                meeting,
                _("Open {id}").format(id=meeting.id),
                _("The meeting opens now; everybody is absent until marked present."),
                _("Open the meeting"),
                lambda: meetings.open_meeting(self.session.desk, meeting.id, seen=seen),
            )
        elif meeting.state is MeetingState.OPEN:
            self._ask_close(meeting, seen)
        elif meeting.state is MeetingState.CLOSED:
            self._ask_after(meeting, seen)
        elif meeting.state is MeetingState.MINUTED:
            self._ask_approval(meeting, seen)
        elif meeting.state is MeetingState.APPROVED:
            self._confirm_step(
                meeting,
                _("Sign the minutes of {id}").format(id=meeting.id),
                _("They are signed as they were approved, with your key."),
                _("Sign the minutes"),
                lambda: sign_minutes(self.session.desk, meeting.id, seen=seen),
            )
        else:
            self.say(
                _("{id} is {state}: nothing is left to do.").format(
                    id=meeting.id, state=state_label("meeting", meeting.state)
                )
            )

    def _ask_close(self, meeting: Meeting, seen: str | None) -> None:
        """Close the meeting; for want of quorum where nothing left on it can be decided."""
        desk = self.session.desk
        left = undecided(meeting)
        if left and not with_quorum(meeting, desk.committee):
            self._confirm_step(
                meeting,
                _("Close {id} for want of quorum").format(id=meeting.id),
                _(
                    "There is no quorum for what is left: it is deferred, and the committee can"
                    " be convened a second time on it without a quorum."
                ),
                _("Close for want of quorum"),
                lambda: convocation.close_without_quorum(desk, meeting.id, seen=seen),
            )
            return
        self._confirm_step(
            meeting,
            _("Close {id}").format(id=meeting.id),
            _("The meeting ends now; the items not decided are deferred."),
            _("Close the meeting"),
            lambda: meetings.close_meeting(desk, meeting.id, seen=seen),
        )

    def _ask_after(self, meeting: Meeting, seen: str | None) -> None:
        """Draft the minutes; or plan the second meeting where the quorum was wanting."""
        if meeting.no_quorum is None:
            self._ask_minutes(meeting, seen)
            return
        rows = [
            ListRow(_SECOND, (_("second meeting"), _("on what was left, without a quorum"))),
            ListRow(_MINUTES, (_("minutes"), _("drafted from the record"))),
        ]

        def answered(way: str | None) -> None:
            if way == _SECOND:
                forms.ask_meeting(self, second_of=meeting.id, then=self.planned)
            elif way == _MINUTES:
                self._ask_minutes(meeting, seen)

        self.app.push_screen(Choose(_("After {id}").format(id=meeting.id), rows), answered)

    def _ask_minutes(self, meeting: Meeting, seen: str | None) -> None:
        self._confirm_step(
            meeting,
            _("Minutes of {id}").format(id=meeting.id),
            _("The minutes are drafted from the record; the next meeting approves them."),
            _("Draft the minutes"),
            lambda: meetings.draft_minutes(self.session.desk, meeting.id, seen=seen),
        )

    def _ask_approval(self, meeting: Meeting, seen: str | None) -> None:
        """Offer the two ways to approve minutes."""
        rows = [
            ListRow(_AT_NEXT, (_("at the next meeting"), _("they go on its agenda"))),
            ListRow(_BY_VOTE, (_("by electronic vote"), _("of those who sat, recorded now"))),
        ]

        def answered(way: str | None) -> None:
            if way == _AT_NEXT:
                self._ask_next_meeting(meeting)
            elif way == _BY_VOTE:
                self._ask_electronic_vote(meeting, seen)

        title = _("Approve the minutes of {id}").format(id=meeting.id)
        self.app.push_screen(Choose(title, rows), answered)

    def _ask_next_meeting(self, minuted: Meeting) -> None:
        desk = self.session.desk

        def choose(read: tuple[Meeting, ...]) -> None:
            rows = [
                ListRow(one.id, (one.id, meeting_line(one)))
                for one in read
                if one.state in OPEN_AGENDAS and one.id != minuted.id
            ]
            if not rows:
                self.say(_("No meeting is planned yet: P plans one, from the list."))
                return

            def answered(meeting_id: str | None) -> None:
                if meeting_id is not None:
                    self.act(
                        lambda: meetings.add_to_agenda(desk, meeting_id, minutes_of=(minuted.id,))
                    )

            title = _("Minutes of {id}: on the agenda of").format(id=minuted.id)
            self.app.push_screen(Choose(title, rows, first_width=12, read_first=True), answered)

        self.read(lambda: reading.meetings(desk), choose, group="agenda")

    def _ask_electronic_vote(self, meeting: Meeting, seen: str | None) -> None:
        desk = self.session.desk

        def wrong(values: Mapping[str, str]) -> str:
            whole = all(value.strip().isdigit() for value in values.values())
            return "" if whole else _("Votes are whole numbers.")

        def approve(values: Mapping[str, str]) -> Receipt:
            hands = HandCount(
                votes_for=int(values["votes_for"]),
                votes_against=int(values["votes_against"]),
                abstentions=int(values["abstentions"]),
            )
            return minutes_approval.approve_minutes(desk, meeting.id, hands, seen=seen)

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(lambda: approve(values))

        asked = [
            Field("votes_for", _("For"), required=True),
            Field("votes_against", _("Against"), "0", required=True),
            Field("abstentions", _("Abstentions"), "0", required=True),
        ]
        title = _("Electronic vote on the minutes of {id}").format(id=meeting.id)
        form = Form(title, asked, save=_("Record the vote"), check=wrong)
        self.app.push_screen(form, answered)

    def _confirm_step(
        self, meeting: Meeting, title: str, consequence: str, act: str, job: forms.Job
    ) -> None:
        def answered(yes: bool | None) -> None:
            if yes:
                self.act(job)

        self.app.push_screen(
            Confirm(title, consequence, act, details=(paragraph(meeting.title),)), answered
        )

    def _ask_convene(self, meeting: Meeting, seen: str | None) -> None:
        desk = self.session.desk
        notice = convocation.deadline(desk, meeting)
        title = _("Convene {id}").format(id=meeting.id)
        if notice.is_in_time:
            self._confirm_step(
                meeting,
                title,
                _("The convocation is recorded as sent today, {days} days ahead.").format(
                    days=notice.days
                ),
                _("Record the convocation"),
                lambda: convocation.convene_meeting(desk, meeting.id, seen=seen),
            )
            return

        def convene(urgency: str) -> Receipt:
            return convocation.convene_meeting(desk, meeting.id, urgency=urgency, seen=seen)

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(lambda: convene(values["urgency"].strip()))

        warning = convocation.short_notice(notice.days, desk.committee.rules)
        fields = [Field("urgency", _("Reason of the urgency"), required=True)]
        self.app.push_screen(
            Form(title, fields, blocks=(paragraph(warning),), save=_("Record the convocation")),
            answered,
        )
