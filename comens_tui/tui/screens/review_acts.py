"""What can be done to the proposal shown: each act asks first, then calls one operation."""

from collections.abc import Mapping
from functools import partial

from comens_tui.i18n import _
from comens_tui.model.meeting import Meeting
from comens_tui.model.words import Nature, ProposalState
from comens_tui.operations import meetings, proposal_steps
from comens_tui.operations.views import Review
from comens_tui.rules.states import OPEN_AGENDAS
from comens_tui.text.labels import label, state_label
from comens_tui.tui import reading
from comens_tui.tui.meeting_items import meeting_line
from comens_tui.tui.modals.choose import Choose, Confirm
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.modals.guide import Reading
from comens_tui.tui.prose import PageItem
from comens_tui.tui.report_items import answered_items
from comens_tui.tui.screens import forms
from comens_tui.tui.screens.proposal_sources import NewProposalSteps
from comens_tui.tui.screens.review_text_acts import ReviewTextActs
from comens_tui.tui.widgets.rows import ListRow

_NEW_MEETING = "+meeting"


class ReviewActs(ReviewTextActs):
    """The acts of the review screen on the life of the proposal shown."""

    # -- a new one

    def action_proposal_new(self) -> None:
        """Ask what a new proposal begins from."""
        NewProposalSteps(self).start()

    # -- what it answers

    def action_proposal_reports(self) -> None:
        """Show the words of the reports that the proposal answers."""
        review = self._shown()
        if review is None:
            return
        proposal, desk = review.proposal, self.session.desk
        if not proposal.answers:
            self.say(_("{id} answers no report.").format(id=proposal.id))
            return
        title = _("What {id} answers").format(id=proposal.id)

        def read() -> tuple[PageItem, ...]:
            known = desk.workspace.snapshot().reports
            found = (known[name] for name in proposal.answers if name in known)
            return tuple(answered_items(found, desk.today(), desk.committee.names()))

        def show(items: tuple[PageItem, ...]) -> None:
            self.app.push_screen(Reading(title, items))

        self.read(read, show, group="reports")

    # -- next step

    def action_proposal_step(self) -> None:
        """Ask for the next step of the proposal shown."""
        review = self._shown()
        if review is None:
            return
        state = review.proposal.state
        if state is not ProposalState.SUBMITTED and self.must_merge(review):
            return
        if state in (ProposalState.DRAFT, ProposalState.RETURNED):
            self._confirm_submit(review)
        elif state is ProposalState.SUBMITTED:
            self._ask_screening(review)
        elif state is ProposalState.SCREENED and review.proposal.nature is not Nature.EDITORIAL:
            self._confirm_instruct(review)
        elif state is ProposalState.INSTRUCTED:
            self._confirm_prioritise(review)
        elif state in (ProposalState.SCREENED, ProposalState.PRIORITISED, ProposalState.DEFERRED):
            self.action_proposal_agenda()
        else:
            self.say(
                _("{id} is {state}: the meeting decides the rest.").format(
                    id=review.proposal.id, state=state_label("proposal", state)
                ),
                is_problem=True,
            )

    def _confirm_submit(self, review: Review) -> None:
        proposal = review.proposal
        desk = self.session.desk
        self._confirm(
            _("Submit {id}").format(id=proposal.id),
            _("“{title}” goes to the secretary, who screens it.").format(title=proposal.title),
            _("Submit the proposal"),
            lambda: proposal_steps.submit_proposal(desk, proposal.id, seen=review.seen),
        )

    def _confirm_instruct(self, review: Review) -> None:
        proposal = review.proposal
        desk = self.session.desk
        self._confirm(
            _("Instruct {id}").format(id=proposal.id),
            _("“{title}” is found instructed: members may rate it.").format(title=proposal.title),
            _("Record the instruction"),
            lambda: proposal_steps.instruct_proposal(desk, proposal.id, seen=review.seen),
        )

    def _confirm_prioritise(self, review: Review) -> None:
        proposal = review.proposal
        desk = self.session.desk
        self._confirm(
            _("Prioritise {id}").format(id=proposal.id),
            _("“{title}” enters the work programme with the ratings it has.").format(
                title=proposal.title
            ),
            _("Place it in the work programme"),
            lambda: proposal_steps.prioritise_proposal(desk, proposal.id, seen=review.seen),
        )

    def _confirm(self, title: str, consequence: str, act: str, job: forms.Job) -> None:
        def answered(yes: bool | None) -> None:
            if yes:
                self.act(job)

        self.app.push_screen(Confirm(title, consequence, act), answered)

    def _ask_screening(self, review: Review) -> None:
        proposed = forms.proposed_nature(review)
        rows = [
            ListRow(f"screened:{nature}", (label(nature), forms.nature_meaning(nature)))
            for nature in Nature
        ]
        rows += [
            ListRow(
                ProposalState.RETURNED,
                (_("send back"), _("incomplete: the author completes it")),
            ),
            ListRow(
                ProposalState.CLOSED,
                (_("leave"), _("out of scope, or a duplicate")),
            ),
        ]
        title = _("Screen {id}: the redline suggests “{nature}”").format(
            id=review.proposal.id, nature=label(proposed)
        )

        def answered(answer: str | None) -> None:
            if answer is None:
                return
            kind, _colon, nature = answer.partition(":")
            if nature:
                self.act(self._screen_job(review, nature=Nature(nature)))
            else:
                self._ask_screening_reason(review, ProposalState(kind))

        window = Choose(title, rows, select=f"screened:{proposed}", read_first=True)
        self.app.push_screen(window, answered)

    def _screen_job(
        self,
        review: Review,
        *,
        nature: Nature | None = None,
        state: ProposalState = ProposalState.SCREENED,
        reason: str | None = None,
        duplicate_of: str | None = None,
    ) -> forms.Job:
        return partial(
            proposal_steps.screen_proposal,
            self.session.desk,
            review.proposal.id,
            nature=nature,
            state=state,
            reason=reason,
            duplicate_of=duplicate_of,
            seen=review.seen,
        )

    def _ask_screening_reason(self, review: Review, state: ProposalState) -> None:
        title = _("{id} becomes “{state}”").format(
            id=review.proposal.id, state=state_label("proposal", state)
        )
        fields = [Field("reason", _("Reason"), required=True)]
        if state is ProposalState.CLOSED:
            fields.append(Field("duplicate_of", _("Repeats (id of a proposal)")))

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(
                    self._screen_job(
                        review,
                        state=state,
                        reason=values["reason"].strip(),
                        duplicate_of=values.get("duplicate_of", "").strip() or None,
                    )
                )

        self.app.push_screen(Form(title, fields), answered)

    # -- opinions

    def action_proposal_rate(self) -> None:
        """Ask for one's rating of the proposal shown."""
        review = self._shown()
        if review is None:
            return
        desk = self.session.desk
        own = next(
            (item for item in review.ratings if desk.actor and item.member == desk.actor.id), None
        )

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(lambda: forms.rate(desk, review.proposal.id, values))

        title = _("Rate {id}  0 none, 4 gravest").format(id=review.proposal.id)
        self.app.push_screen(Form(title, forms.rating_fields(own)), answered)

    # -- withdrawal

    def action_proposal_withdraw(self) -> None:
        """Ask why, then withdraw."""
        review = self._shown()
        if review is None:
            return
        desk = self.session.desk
        proposal = review.proposal

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                reason = values["reason"].strip() or None
                self.act(
                    lambda: proposal_steps.withdraw_proposal(
                        desk, proposal.id, reason=reason, seen=review.seen
                    )
                )

        title = _("Withdraw {id} for good").format(id=proposal.id)
        form = Form(title, [Field("reason", _("Reason"))], save=_("Withdraw the proposal"))
        self.app.push_screen(form, answered)

    # -- agenda

    def action_proposal_agenda(self) -> None:
        """Ask on which agenda the proposal goes."""
        review = self._shown()
        if review is None or self.must_merge(review):
            return
        desk = self.session.desk
        self.read(
            lambda: reading.meetings(desk),
            lambda read: self._choose_meeting(review, read),
            group="agenda",
        )

    def _choose_meeting(self, review: Review, read: tuple[Meeting, ...]) -> None:
        rows = [
            ListRow(
                meeting.id,
                (
                    meeting.id,
                    meeting_line(meeting),
                ),
            )
            for meeting in read
            if meeting.state in OPEN_AGENDAS
        ]
        rows.append(ListRow(_NEW_MEETING, (_("another meeting"), _("to be planned now"))))
        desk = self.session.desk
        proposal_id = review.proposal.id

        def answered(meeting_id: str | None) -> None:
            if meeting_id == _NEW_MEETING:
                forms.ask_meeting(self, (proposal_id,))
            elif meeting_id:
                self.act(lambda: meetings.add_to_agenda(desk, meeting_id, proposals=(proposal_id,)))

        title = _("Put {id} on the agenda of").format(id=proposal_id)
        self.app.push_screen(Choose(title, rows, first_width=18), answered)
