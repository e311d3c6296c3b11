"""What is answered to comments: their disposition, a reply, who prepares it, and receipts."""

from collections.abc import Mapping

from comens_tui.errors import ComensError
from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.words import Disposition
from comens_tui.operations import dispositions
from comens_tui.operations.consultation_views import ConsultationView
from comens_tui.operations.dispositions import NEEDS_REASON
from comens_tui.rules.consultation_completeness import RETAINED
from comens_tui.text.labels import label
from comens_tui.tui import prose
from comens_tui.tui.messages import Failed
from comens_tui.tui.modals.choose import Choose, Confirm
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.prose import paragraph
from comens_tui.tui.screens.comment_places import CommentPlaces
from comens_tui.tui.screens.comment_targets import FIRST_WIDTH, comment_of, named, text_of
from comens_tui.tui.widgets.rows import ListRow

_MEANINGS = {
    Disposition.ACCEPTED: N_("the text takes it as it is"),
    Disposition.ACCEPTED_MODIFIED: N_("the text takes it in other words; say which"),
    Disposition.NOT_ACCEPTED: N_("the text stays; the author is told why"),
    Disposition.DEFERRED: N_("for a later release; say which"),
    Disposition.DUPLICATE: N_("another comment says the same; say which"),
    Disposition.OUT_OF_SCOPE: N_("it is about something else"),
    Disposition.ANSWERED: N_("it was a question; here is the answer"),
    Disposition.UNRESOLVED: N_("take the answer back, with a reason"),
}


class CommentActs(CommentPlaces):
    """The acts that answer comments."""

    def action_consultation_dispose(self) -> None:
        """Ask what becomes of the comments."""
        self.targets(self._ask_disposition)

    def _ask_disposition(self, view: ConsultationView, numbers: tuple[int, ...]) -> None:
        try:
            dispositions.require_closed(view.consultation)
        except ComensError as error:
            self.post_message(Failed(error))
            return
        rows = [ListRow(key, (label(key), _(words))) for key, words in _MEANINGS.items()]

        def answered(disposition: str | None) -> None:
            if disposition is not None:
                self._ask_reason(view, numbers, Disposition(disposition))

        title = _("{comments}: answer").format(comments=named(numbers))
        blocks = [paragraph(text_of(view, numbers[0]))]
        self.app.push_screen(Choose(title, rows, blocks=blocks, first_width=FIRST_WIDTH), answered)

    def _ask_reason(
        self, view: ConsultationView, numbers: tuple[int, ...], disposition: Disposition
    ) -> None:
        desk = self.session.desk
        needs_reason = disposition in NEEDS_REASON or disposition is Disposition.UNRESOLVED
        asked = [Field("reason", _("Reason"), long=True, required=needs_reason)]
        if disposition in RETAINED:
            proposals = " ".join(view.consultation.proposals)
            asked.append(Field("outcome", _("What it changed (ids)"), proposals))
        if disposition is Disposition.DUPLICATE:
            asked.append(Field("duplicate_of", _("Number of the other comment")))
        if disposition is Disposition.DEFERRED:
            asked.append(Field("deferred_to", _("Release, if known")))
        asked.append(Field("reply", _("Reply, if any")))

        def wrong(values: Mapping[str, str]) -> str:
            other = values.get("duplicate_of", "").strip()
            return _("A number is expected.") if other and not other.isdecimal() else ""

        def answered(values: Mapping[str, str] | None) -> None:
            if values is None:
                return
            told = {name: value.strip() for name, value in values.items()}
            other = told.get("duplicate_of")
            self.act_on_comments(
                lambda: dispositions.dispose_comments(
                    desk,
                    view.consultation.id,
                    numbers,
                    disposition,
                    reason=told["reason"] or None,
                    outcome=tuple(told.get("outcome", "").replace(",", " ").split()),
                    duplicate_of=int(other) if other else None,
                    deferred_to=told.get("deferred_to") or None,
                    reply=told["reply"] or None,
                    seen=view.seen,
                )
            )

        title = _("{comments}: {disposition}").format(
            comments=named(numbers), disposition=label(disposition)
        )
        blocks = [paragraph(text_of(view, numbers[0]))]
        form = Form(title, asked, blocks=blocks, save=_("Record the answer"), check=wrong)
        self.app.push_screen(form, answered)

    def action_consultation_reply(self) -> None:
        """Ask what the authors are answered."""
        self.targets(self._ask_reply)

    def _ask_reply(self, view: ConsultationView, numbers: tuple[int, ...]) -> None:
        desk = self.session.desk
        kept = comment_of(view, numbers[0]).reply or ""

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act_on_comments(
                    lambda: dispositions.reply_to_comments(
                        desk, view.consultation.id, numbers, values["text"].strip()
                    )
                )

        asked = [Field("text", _("Reply"), kept, long=True, required=True)]
        title = _("{comments}: reply").format(comments=named(numbers))
        hint = _("{sign} stands for the number of each comment.").format(sign="{number}")
        form = Form(
            title, asked, blocks=(paragraph(hint, prose.QUIET),), save=_("Record the reply")
        )
        self.app.push_screen(form, answered)

    def action_consultation_assign(self) -> None:
        """Ask who prepares the answer."""
        self.targets(self._ask_member)

    def _ask_member(self, view: ConsultationView, numbers: tuple[int, ...]) -> None:
        desk = self.session.desk
        rows = [ListRow(item.id, (item.name, item.title)) for item in desk.committee.members]

        def answered(member: str | None) -> None:
            if member is not None:
                self.act_on_comments(
                    lambda: dispositions.assign_comments(
                        desk, view.consultation.id, numbers, member
                    )
                )

        title = _("{comments}: who answers?").format(comments=named(numbers))
        self.app.push_screen(Choose(title, rows, first_width=FIRST_WIDTH), answered)

    def action_consultation_acknowledge(self) -> None:
        """Ask to record that every author was told that the comment arrived."""
        view = self.opened()
        if view is None:
            return
        desk = self.session.desk
        count = sum(not item.acknowledged for item in view.comments)
        if not count:
            self.say(_("Every comment was acknowledged already."))
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.act_on_comments(
                    lambda: dispositions.acknowledge_comments(desk, view.consultation.id)
                )

        words = ngettext(
            "{count} comment was not acknowledged yet.",
            "{count} comments were not acknowledged yet.",
            count,
        )
        window = Confirm(
            _("Acknowledgements"), words.format(count=count), _("Record that they were sent")
        )
        self.app.push_screen(window, answered)
