"""What can be done to a consultation: open one, register comments, answer, close, report."""

from collections.abc import Mapping
from datetime import date, timedelta

from comens_tui.errors import ComensError
from comens_tui.i18n import _
from comens_tui.model.consultation import LEGAL_COLLEGES, ConsultationComment
from comens_tui.model.words import ConsultationState
from comens_tui.operations import consultations
from comens_tui.operations.consultation_views import conditions, drafted_summary
from comens_tui.operations.consultation_window import (
    amend_notice,
    extend_consultation,
    require_unreported,
)
from comens_tui.text.labels import label, state_label
from comens_tui.tui.consultation_items import condition_items
from comens_tui.tui.messages import Failed
from comens_tui.tui.modals.choose import Choose, Confirm
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.modals.guide import Reading
from comens_tui.tui.prose import PageItem
from comens_tui.tui.reading import ConsultationPage
from comens_tui.tui.screens.list_screen import ListScreen
from comens_tui.tui.typed_days import day_complaint, typed_day
from comens_tui.tui.widgets.rows import ListRow
from comens_tui.tui.widgets.virtual_list import VirtualList

_USUAL_WINDOW = timedelta(days=31)
_ALL = "all"
_SEEN, _UNSEEN = "seen", "unseen"


class ConsultationActs(ListScreen):
    """The acts of the consultation screen."""

    def consultation(self) -> ConsultationPage | None:
        """Return the consultation under the cursor."""
        raise NotImplementedError

    def comment(self) -> ConsultationComment | None:
        """Return the comment under the cursor."""
        raise NotImplementedError

    @property
    def comment_list(self) -> VirtualList:
        """The list of comments."""
        return self.query_one("#comments", VirtualList)

    def action_consultation_comment(self) -> None:
        """Ask for a comment that was received."""
        page = self.consultation()
        if page is None:
            return
        desk = self.session.desk
        consultation_id = page.consultation.id
        known = {college: label(college) for college in LEGAL_COLLEGES}
        known |= {item.id: item.name for item in desk.committee.colleges}
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
                        received=typed_day(values["received"]),
                        type=values["type"],
                        clause=values["clause"].strip() or None,
                        proposed_change=values["change"].strip() or None,
                    )
                )

        asked = [
            Field("author", _("Pseudonym of the author"), required=True),
            Field("college", _("College"), choices=tuple(known.items())),
            Field("type", _("Kind"), choices=kinds),
            Field("received", _("Received on"), desk.today().isoformat(), required=True),
            Field("clause", _("Clause, if any")),
            Field("change", _("Change asked for")),
            Field("text", _("Comment"), long=True, required=True),
        ]

        def wrong(values: Mapping[str, str]) -> str:
            return day_complaint(values["received"], desk.today())

        title = _("Comment received on {id}").format(id=consultation_id)
        form = Form(title, asked, save=_("Register the comment"), check=wrong)
        self.app.push_screen(form, answered)

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
            self._draft_summary(page)
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

    def _draft_summary(self, page: ConsultationPage) -> None:
        """Draft the summary from the comments, then let the person edit it."""
        desk, consultation_id = self.session.desk, page.consultation.id
        self.say(_("Reading…"), is_passing=True)
        self.read(
            lambda: drafted_summary(desk, consultation_id),
            lambda draft: self._ask_summary(page, draft),
            group="summary",
        )

    def _ask_summary(self, page: ConsultationPage, draft: str) -> None:
        self.quiet()
        desk = self.session.desk
        consultation = page.consultation

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(
                    lambda: consultations.report_consultation(
                        desk, consultation.id, values["summary"].strip()
                    )
                )

        asked = [Field("summary", _("Public summary"), draft, long=True, required=True)]
        title = _("Report on {id}: the summary is made public").format(id=consultation.id)
        self.app.push_screen(Form(title, asked, save=_("Publish the summary")), answered)

    def action_consultation_open(self) -> None:
        """Ask for a new consultation."""
        desk = self.session.desk
        usual = desk.today() + _USUAL_WINDOW

        def wrong(values: Mapping[str, str]) -> str:
            return (
                day_complaint(values["closes"], usual)
                or day_complaint(values["opens"], desk.today())
                or self._wrong_effect(values)
            )

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(
                    lambda: consultations.open_consultation(
                        desk,
                        title=values["title"].strip(),
                        purpose=values["purpose"].strip(),
                        proposals=tuple(values["proposals"].replace(",", " ").split()),
                        closes=typed_day(values["closes"]),
                        opens=typed_day(values["opens"]),
                        audiences=_parted(values["audiences"]),
                        planned_effect=_day_or_none(values["effect"]),
                        comments_public=values["seen"] == _SEEN,
                    )
                )

        asked = [
            Field("title", _("Title"), required=True),
            Field("proposals", _("Proposals (ids)"), required=True),
            Field("closes", _("Last day (included)"), usual.isoformat(), required=True),
            Field("opens", _("First day"), desk.today().isoformat(), required=True),
            Field("audiences", _("Audiences, by commas")),
            _effect_field(None),
            _seen_field(True),
            Field("purpose", _("Purpose, for the public"), long=True, required=True),
        ]
        form = Form(_("Open a consultation"), asked, save=_("Open the consultation"), check=wrong)
        self.app.push_screen(form, answered)

    def action_consultation_notice(self) -> None:
        """Ask for what the public is told, as it stands."""
        page = self.consultation()
        if page is None:
            return
        desk, consultation = self.session.desk, page.consultation
        notice = consultation.notice
        try:
            require_unreported(consultation)
        except ComensError as error:
            self.post_message(Failed(error))
            return

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(
                    lambda: amend_notice(
                        desk,
                        consultation.id,
                        purpose=values["purpose"].strip(),
                        audiences=_parted(values["audiences"]),
                        planned_effect=_day_or_none(values["effect"]),
                        comments_public=values["seen"] == _SEEN,
                    )
                )

        asked = [
            Field("audiences", _("Audiences, by commas"), ", ".join(notice.audiences)),
            _effect_field(notice.planned_effect),
            _seen_field(notice.comments_public),
            Field(
                "purpose", _("Purpose, for the public"), notice.purpose, long=True, required=True
            ),
        ]
        title = _("Notice of {id}").format(id=consultation.id)
        form = Form(title, asked, save=_("Complete the notice"), check=self._wrong_effect)
        self.app.push_screen(form, answered)

    def _wrong_effect(self, values: Mapping[str, str]) -> str:
        text = values["effect"]
        return day_complaint(text, self.session.desk.today()) if text.strip() else ""

    def action_consultation_extend(self) -> None:
        """Ask for a later last day, and why."""
        page = self.consultation()
        if page is None:
            return
        desk, consultation = self.session.desk, page.consultation

        def wrong(values: Mapping[str, str]) -> str:
            return day_complaint(values["closes"], consultation.closes)

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(
                    lambda: extend_consultation(
                        desk,
                        consultation.id,
                        typed_day(values["closes"]),
                        values["reason"].strip(),
                    )
                )

        asked = [
            Field(
                "closes", _("Last day (included)"), consultation.closes.isoformat(), required=True
            ),
            Field("reason", _("Reason"), long=True, required=True),
        ]
        title = _("Extend {id}: once, and the public is told why").format(id=consultation.id)
        self.app.push_screen(Form(title, asked, save=_("Extend the window"), check=wrong), answered)

    def action_consultation_remind(self) -> None:
        """Ask which colleges were reminded today."""
        page = self.consultation()
        if page is None:
            return
        desk, consultation = self.session.desk, page.consultation
        invited = tuple(item.college for item in consultation.colleges)
        rows = [ListRow(_ALL, (_("every invited college"), ""))]
        rows += [
            ListRow(
                item.college,
                (label(item.college), ", ".join(day.isoformat() for day in item.reminded)),
            )
            for item in consultation.colleges
        ]

        def answered(chosen: str | None) -> None:
            if chosen is not None:
                colleges = invited if chosen == _ALL else (chosen,)
                self.act(lambda: consultations.remind_colleges(desk, consultation.id, colleges))

        title = _("Reminded today about {id}").format(id=consultation.id)
        self.app.push_screen(Choose(title, rows, first_width=40), answered)

    def action_consultation_conditions(self) -> None:
        """Show the seven conditions of a complete consultation, with their evidence."""
        page = self.consultation()
        if page is None:
            return
        desk, consultation_id = self.session.desk, page.consultation.id
        title = _("{id}: is the consultation complete?").format(id=consultation_id)

        def show(items: tuple[PageItem, ...]) -> None:
            self.app.push_screen(Reading(title, items))

        self.read(
            lambda: tuple(condition_items(conditions(desk, consultation_id))),
            show,
            group="conditions",
        )

    def action_consultation_import(self) -> None:
        """Import comments from a table or a form."""
        page = self.consultation()
        if page is None:
            return
        from comens_tui.operations.consultation_import import require_taking
        from comens_tui.tui.screens.consultation_import import comments_target
        from comens_tui.tui.screens.inbox_import import ImportSteps

        try:
            require_taking(page.consultation)
        except ComensError as error:
            self.post_message(Failed(error))
            return
        ImportSteps(self, comments_target(page.consultation.id)).start()


def _effect_field(day: date | None) -> Field:
    return Field("effect", _("Planned effect (day)"), day.isoformat() if day else "")


def _seen_field(is_public: bool) -> Field:
    choices = ((_SEEN, _("made public")), (_UNSEEN, _("not made public")))
    return Field("seen", _("Comments"), _SEEN if is_public else _UNSEEN, choices)


def _parted(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split(",") if item.strip())


def _day_or_none(text: str) -> date | None:
    return typed_day(text) if text.strip() else None
