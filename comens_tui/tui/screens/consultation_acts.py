"""What can be done to a consultation: open one, register comments, answer, close, report."""

from collections.abc import Mapping
from datetime import date, timedelta

from comens_tui.i18n import N_, _
from comens_tui.model.consultation import LEGAL_COLLEGES, ConsultationComment
from comens_tui.model.words import ConsultationState, Disposition
from comens_tui.operations import consultations, dispositions
from comens_tui.operations.dispositions import NEEDS_REASON
from comens_tui.text.labels import label, state_label
from comens_tui.tui.modals.choose import Choose, Confirm
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.prose import paragraph
from comens_tui.tui.reading import ConsultationPage
from comens_tui.tui.screens.base import ListScreen
from comens_tui.tui.widgets.rows import ListRow

_USUAL_WINDOW = timedelta(days=31)
_MEANINGS = {
    Disposition.ACCEPTED: N_("the text takes it as it is"),
    Disposition.ACCEPTED_MODIFIED: N_("the text takes it in other words; say which"),
    Disposition.NOT_ACCEPTED: N_("the text stays; the author is told why"),
    Disposition.DEFERRED: N_("for a later release; say which"),
    Disposition.DUPLICATE: N_("another comment says the same; say which"),
    Disposition.OUT_OF_SCOPE: N_("it is about something else"),
    Disposition.ANSWERED: N_("it was a question; here is the answer"),
}


class ConsultationActs(ListScreen):
    """The acts of the consultation screen."""

    def consultation(self) -> ConsultationPage | None:
        """Return the consultation under the cursor."""
        raise NotImplementedError

    def comment(self) -> ConsultationComment | None:
        """Return the comment under the cursor."""
        raise NotImplementedError

    # -- answering

    def action_consultation_dispose(self) -> None:
        """Ask what becomes of the comment."""
        page, comment = self.consultation(), self.comment()
        if page is None:
            return
        if comment is None:
            self.open_detail()
            return
        rows = [ListRow(key, (label(key), _(words))) for key, words in _MEANINGS.items()]

        def answered(disposition: str | None) -> None:
            if disposition is not None:
                self._ask_reason(page, comment, Disposition(disposition))

        title = _("Answer to comment {number}").format(number=comment.number)
        chooser = Choose(title, rows, blocks=(paragraph(comment.text),), first_width=26)
        self.app.push_screen(chooser, answered)

    def _ask_reason(
        self, page: ConsultationPage, comment: ConsultationComment, disposition: Disposition
    ) -> None:
        desk = self.session.desk
        consultation_id = page.consultation.id

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(
                    lambda: dispositions.dispose_comments(
                        desk,
                        consultation_id,
                        (comment.number,),
                        disposition,
                        reason=values["reason"].strip() or None,
                        seen=page.seen,
                    )
                )

        required = disposition in NEEDS_REASON
        asked = [Field("reason", _("Reason"), long=True, required=required)]
        title = _("Comment {number}: {disposition}").format(
            number=comment.number, disposition=label(disposition)
        )
        form = Form(title, asked, blocks=(paragraph(comment.text),), save=_("Record the answer"))
        self.app.push_screen(form, answered)

    def action_consultation_comment(self) -> None:
        """Ask for a comment that was received."""
        page = self.consultation()
        if page is None:
            return
        desk = self.session.desk
        consultation_id = page.consultation.id
        colleges = tuple((college, label(college)) for college in LEGAL_COLLEGES)
        kinds = tuple((kind, label(kind)) for kind in ("ge", "te", "ed"))

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(
                    lambda: consultations.add_comment(
                        desk,
                        consultation_id,
                        author=values["author"].strip(),
                        college=values["college"],
                        text=values["text"].strip(),
                        type=values["type"],
                        clause=values["clause"].strip() or None,
                    )
                )

        asked = [
            Field("author", _("Pseudonym of the author"), required=True),
            Field("college", _("College"), choices=colleges),
            Field("type", _("Kind"), choices=kinds),
            Field("clause", _("Clause, if any")),
            Field("text", _("Comment"), long=True, required=True),
        ]
        title = _("Comment received on {id}").format(id=consultation_id)
        self.app.push_screen(Form(title, asked, save=_("Register the comment")), answered)

    # -- the window

    def action_consultation_step(self) -> None:
        """Close the window, or publish the summary."""
        page = self.consultation()
        if page is None:
            return
        consultation = page.consultation
        if consultation.state is ConsultationState.OPEN:
            self._confirm_close(page)
        elif consultation.state in (ConsultationState.CLOSED, ConsultationState.PROCESSING):
            self._ask_summary(page)
        else:
            self.say(
                _("{id} is {state}: nothing is left to do.").format(
                    id=consultation.id, state=state_label("consultation", consultation.state)
                )
            )

    def _confirm_close(self, page: ConsultationPage) -> None:
        desk = self.session.desk
        consultation = page.consultation

        def answered(yes: bool | None) -> None:
            if yes:
                self.act(lambda: consultations.close_consultation(desk, consultation.id))

        self.app.push_screen(
            Confirm(
                _("Close {id}").format(id=consultation.id),
                _("No comment counts any more; each one received is then answered."),
                _("Close the consultation"),
            ),
            answered,
        )

    def _ask_summary(self, page: ConsultationPage) -> None:
        desk = self.session.desk
        consultation = page.consultation

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(
                    lambda: consultations.report_consultation(
                        desk, consultation.id, values["summary"].strip()
                    )
                )

        asked = [Field("summary", _("Public summary"), long=True, required=True)]
        title = _("Report on {id}: the summary is made public").format(id=consultation.id)
        self.app.push_screen(Form(title, asked, save=_("Publish the summary")), answered)

    def action_consultation_open(self) -> None:
        """Ask for a new consultation."""
        desk = self.session.desk
        usual = desk.today() + _USUAL_WINDOW

        def wrong(values: Mapping[str, str]) -> str:
            try:
                date.fromisoformat(values["closes"].strip())
            except ValueError:
                return _("The date is written like {example}.").format(example=usual.isoformat())
            return ""

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(
                    lambda: consultations.open_consultation(
                        desk,
                        title=values["title"].strip(),
                        purpose=values["purpose"].strip(),
                        proposals=tuple(values["proposals"].replace(",", " ").split()),
                        closes=date.fromisoformat(values["closes"].strip()),
                    )
                )

        asked = [
            Field("title", _("Title"), required=True),
            Field("proposals", _("Proposals (ids)"), required=True),
            Field("closes", _("Last day (included)"), usual.isoformat(), required=True),
            Field("purpose", _("Purpose, for the public"), long=True, required=True),
        ]
        form = Form(_("Open a consultation"), asked, save=_("Open the consultation"), check=wrong)
        self.app.push_screen(form, answered)
