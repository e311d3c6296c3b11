"""What can be done to a report: triage it, make a proposal from it, write one down."""

from collections.abc import Mapping

from comens_tui.i18n import N_, _
from comens_tui.model.words import ReportState, ReportType
from comens_tui.operations import proposals, reports
from comens_tui.operations.draft import Receipt
from comens_tui.rules import states
from comens_tui.text.labels import label, state_label
from comens_tui.tui import prose, reading
from comens_tui.tui.messages import Visit
from comens_tui.tui.modals.choose import Choose
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.reading import ReportPage
from comens_tui.tui.screens.base import ListScreen
from comens_tui.tui.widgets.rows import ListRow

_DUPLICATE, _NO_TEXT = "duplicate", "none"
_NEXT = {
    ReportState.ADMISSIBLE: N_("it will be instructed"),
    ReportState.INADMISSIBLE: N_("it is not for the committee; a reason is given"),
    ReportState.UNDER_INSTRUCTION: N_("an expert works on it"),
    ReportState.AWAITING_PUBLISHER: N_("a question was put to the publisher"),
    ReportState.INSTRUCTED: N_("the facts are established"),
    ReportState.FORWARDED: N_("it goes to the committee"),
    ReportState.NO_ACTION: N_("it is left there; a reason is given"),
    ReportState.CLOSED: N_("the file is closed"),
}


class InboxActs(ListScreen):
    """The acts of the inbox, on the report under its cursor."""

    report_page: ReportPage | None = None

    def kind_of(self, record: str) -> str:
        """Return the kind of a record of the list."""
        raise NotImplementedError

    def _with_report(self, act: str) -> bool:
        """Read the report under the cursor, then call the act of that name on it."""
        record = self.subject()
        if not record:
            return False
        if self.kind_of(record) != "report":
            self.say(_("{id} is not a report: Enter opens it.").format(id=record), is_problem=True)
            return False
        desk = self.session.desk
        self.read(lambda: reading.report(desk, record), getattr(self, act), group="report")
        return True

    # -- triage

    def action_report_triage(self) -> None:
        """Ask for the next state of the report."""
        self._with_report("ask_triage")

    def ask_triage(self, page: ReportPage) -> None:
        """Offer the states that this person may give to the report."""
        report = page.report
        actor = self.session.desk.actor
        roles = actor.roles if actor else ()
        targets = states.next_states("report", report.state, roles)
        if not targets:
            self.say(
                _("{id} is {state}: you cannot move it further.").format(
                    id=report.id, state=state_label("report", report.state)
                ),
                is_problem=True,
            )
            return
        rows = [
            ListRow(target, (state_label("report", target), _(_NEXT[ReportState(target)])))
            for target in targets
        ]
        if ReportState.INADMISSIBLE in targets:
            rows.append(ListRow(_DUPLICATE, (_("duplicate"), _("it repeats another report"))))

        def answered(target: str | None) -> None:
            if target == _DUPLICATE:
                self._ask_duplicate(page)
            elif target is not None:
                self._ask_reason(page, ReportState(target))

        title = _("{id} is {state}; make it").format(
            id=report.id, state=state_label("report", report.state)
        )
        self.app.push_screen(Choose(title, rows), answered)

    def _ask_reason(self, page: ReportPage, target: ReportState) -> None:
        report = page.report
        if not states.needs_reason("report", report.state, target):
            self._triage(page, target)
            return

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self._triage(page, target, reason=values["reason"].strip())

        title = _("{id} becomes “{state}”").format(
            id=report.id, state=state_label("report", target)
        )
        self.app.push_screen(Form(title, [Field("reason", _("Reason"), required=True)]), answered)

    def _ask_duplicate(self, page: ReportPage) -> None:
        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self._triage(
                    page,
                    ReportState.INADMISSIBLE,
                    duplicate_of=values["original"].strip(),
                    reason=values["reason"].strip() or None,
                )

        title = _("{id} repeats another report").format(id=page.report.id)
        asked = [
            Field("original", _("Report it repeats (id)"), required=True),
            Field("reason", _("Reason")),
        ]
        self.app.push_screen(Form(title, asked), answered)

    def _triage(
        self,
        page: ReportPage,
        target: ReportState,
        *,
        reason: str | None = None,
        duplicate_of: str | None = None,
    ) -> None:
        desk = self.session.desk
        self.act(
            lambda: reports.triage_report(
                desk,
                page.report.id,
                target,
                reason=reason,
                duplicate_of=duplicate_of,
                seen=page.seen,
            )
        )

    # -- proposal

    def action_report_propose(self) -> None:
        """Ask for the proposal that answers the report."""
        self._with_report("ask_document")

    def ask_document(self, page: ReportPage) -> None:
        """Ask which text the proposal will change."""
        desk = self.session.desk

        def choose(documents: tuple[ListRow, ...]) -> None:
            def answered(path: str | None) -> None:
                if path is not None:
                    self._ask_proposal(page, () if path == _NO_TEXT else (path,))

            rows = [*documents, ListRow(_NO_TEXT, (_("none yet"), _("chosen later, with e")))]
            title = _("Which text answers {id}?").format(id=page.report.id)
            self.app.push_screen(Choose(title, rows, first_width=16), answered)

        def read() -> tuple[ListRow, ...]:
            return tuple(
                ListRow(document.path, (document.id, document.front.title))
                for document in reading.documents(desk)
            )

        self.read(read, choose, group="documents")

    def _ask_proposal(self, page: ReportPage, paths: tuple[str, ...]) -> None:
        report = page.report
        desk = self.session.desk

        def propose(values: Mapping[str, str]) -> Receipt:
            return proposals.new_proposal(
                desk,
                title=values["title"].strip(),
                motive=values["motive"].strip(),
                paths=paths,
                from_report=report.id,
            )

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(lambda: propose(values), then=self._visit_proposal)

        asked = [
            Field("title", _("Title"), report.title, required=True),
            Field("motive", _("Motive: why"), report.description.strip(), long=True, required=True),
        ]
        title = _("Proposal from {id}: the report is forwarded with it").format(id=report.id)
        form = Form(title, asked, save=_("Open the proposal as a draft"))
        self.app.push_screen(form, answered)

    def _visit_proposal(self, receipt: Receipt) -> None:
        self.app.post_message(Visit("review", receipt.record))

    # -- new report

    def action_report_new(self) -> None:
        """Ask for a report, already expurgated."""
        desk = self.session.desk
        types = tuple((kind.value, label(kind)) for kind in ReportType)
        scale = tuple((str(number), "") for number in range(5))

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(
                    lambda: reports.new_report(
                        desk,
                        title=values["title"].strip(),
                        description=values["description"].strip(),
                        type=ReportType(values["type"]),
                        event=values["event"].strip() or None,
                        severity=int(values["severity"]),
                        reach=int(values["reach"]),
                    )
                )

        asked = [
            Field("title", _("Title"), required=True),
            Field("description", _("What happened"), long=True, required=True),
            Field("type", _("Type"), choices=types),
            Field("severity", _("Severity"), choices=scale),
            Field("reach", _("Reach"), choices=scale),
            Field("event", _("Regional day, if any")),
        ]
        warning = prose.paragraph(
            _("Git never forgets: write nothing that could tell who a person is."), prose.WARNING
        )
        form = Form(_("New report"), asked, blocks=(warning,), save=_("Register the report"))
        self.app.push_screen(form, answered)

    # -- import

    def action_report_import(self) -> None:
        """Ask for a table of reports; what reads tables is loaded only now."""
        from comens_tui.tui.screens.inbox_import import ImportSteps

        ImportSteps(self).start()
