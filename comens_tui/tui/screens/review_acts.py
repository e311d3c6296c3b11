"""What can be done to the proposal shown: each act asks first, then calls one operation."""

import os
from collections.abc import Mapping
from functools import partial

from comens_tui.errors import RefusedError
from comens_tui.i18n import _
from comens_tui.model.meeting import Meeting
from comens_tui.model.words import Nature, ProposalState
from comens_tui.operations import meetings, proposals
from comens_tui.operations.draft import Receipt
from comens_tui.operations.views import Review
from comens_tui.text.labels import label, state_label
from comens_tui.tui import editor, reading
from comens_tui.tui.meeting_items import OPEN_AGENDAS, meeting_line
from comens_tui.tui.messages import Failed
from comens_tui.tui.modals.choose import Choose, Confirm
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.modals.writing import Writing
from comens_tui.tui.screens import forms
from comens_tui.tui.screens.base import ListScreen
from comens_tui.tui.widgets.rows import ListRow

_NEW_MEETING, _OTHER_DOCUMENT = "+meeting", "+document"


class ReviewActs(ListScreen):
    """The acts of the review screen; `review` is what is shown, read with the detail."""

    review: Review | None

    def _shown(self) -> Review | None:
        """Return the review of the proposal under the cursor, opening it when it is not read."""
        review = self.review
        if review is not None and review.proposal.id == self.subject():
            return review
        self.open_detail()
        return None

    # -- next step

    def action_proposal_step(self) -> None:
        """Ask for the next step of the proposal shown."""
        review = self._shown()
        if review is None:
            return
        state = review.proposal.state
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
            lambda: proposals.submit_proposal(desk, proposal.id, seen=review.seen),
        )

    def _confirm_instruct(self, review: Review) -> None:
        proposal = review.proposal
        desk = self.session.desk
        self._confirm(
            _("Instruct {id}").format(id=proposal.id),
            _("“{title}” is found instructed: members may rate it.").format(title=proposal.title),
            _("Record the instruction"),
            lambda: proposals.instruct_proposal(desk, proposal.id, seen=review.seen),
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
            lambda: proposals.prioritise_proposal(desk, proposal.id, seen=review.seen),
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

        self.app.push_screen(Choose(title, rows, select=f"screened:{proposed}"), answered)

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
            proposals.screen_proposal,
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

    def action_proposal_comment(self) -> None:
        """Ask for a comment on the clause at the top of the page."""
        review = self._shown()
        if review is None:
            return
        block = self.page.top_block() if self.is_open else None
        document, _bar, clause = (block.key if block else "").partition("|")
        about = clause or review.proposal.id
        desk = self.session.desk

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(
                    lambda: proposals.comment_proposal(
                        desk,
                        review.proposal.id,
                        values["text"].strip(),
                        document=document or None,
                        clause=clause or None,
                    )
                )

        title = _("Comment on {subject}").format(subject=about)
        fields = [Field("text", _("Comment"), long=True, required=True)]
        self.app.push_screen(Form(title, fields), answered)

    # -- text

    def action_proposal_edit(self) -> None:
        """Edit a proposed text: ask which when there are several."""
        review = self._shown()
        if review is None:
            return
        desk = self.session.desk
        proposal_id = review.proposal.id

        def choose(read: tuple[Mapping[str, str], Mapping[str, str]]) -> None:
            self._choose_text(review, *read)

        self.read(
            lambda: (
                reading.proposed_texts(desk, proposal_id),
                {document.path: document.text for document in reading.documents(desk)},
            ),
            choose,
            group="edit",
        )

    def _choose_text(
        self, review: Review, texts: Mapping[str, str], corpus: Mapping[str, str]
    ) -> None:
        rows = [ListRow(path, (path, "")) for path in texts]
        others = [ListRow(path, (path, _("not yet in the proposal"))) for path in corpus]
        rows += [row for row in others if row.key not in texts]

        def answered(path: str | None) -> None:
            if path is not None:
                self._edit_text(review, path, texts.get(path) or corpus[path])

        title = _("Which text of {id}?").format(id=review.proposal.id)
        self.app.push_screen(Choose(title, rows, first_width=48), answered)

    def _edit_text(self, review: Review, path: str, text: str) -> None:
        """Edit one text; one that was refused is kept, and is what the next edit starts from."""
        key = (review.proposal.id, path)
        refused = self.session.refused_texts

        def edited(new: str | None) -> None:
            if new is None or new == text:
                self.say(_("The text was left as it was."))
                return
            desk = self.session.desk
            refused[key] = new

            def accepted(_receipt: Receipt) -> None:
                refused.pop(key, None)

            self.act(
                lambda: proposals.edit_proposal(
                    desk, review.proposal.id, texts={path: new}, seen=review.seen
                ),
                accepted,
            )

        start = refused.get(key, text)
        outside = editor.command(os.environ)
        if not outside:
            title = _("{id}  {path}").format(id=review.proposal.id, path=path)
            self.app.push_screen(Writing(title, start), edited)
            return
        try:
            edited(editor.edit(self.app, outside, start, path.rpartition("/")[2]))
        except RefusedError as error:
            self.post_message(Failed(error))

    def action_proposal_rebase(self) -> None:
        """Carry the proposal over to the text in force, after saying so."""
        review = self._shown()
        if review is None:
            return
        desk = self.session.desk
        proposal = review.proposal
        self._confirm(
            _("Rebase {id}").format(id=proposal.id),
            _("The proposed text is merged with the text now in force; a conflict stops it."),
            _("Rebase the proposal"),
            lambda: proposals.rebase_proposal(desk, proposal.id, seen=review.seen),
        )

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
                    lambda: proposals.withdraw_proposal(
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
        if review is None:
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
