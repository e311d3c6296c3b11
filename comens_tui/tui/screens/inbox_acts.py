"""What can be done to a report: triage it, make a proposal from it, write one down."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.document import Document
from comens_tui.model.report import Report
from comens_tui.model.words import ReportState, ReportType
from comens_tui.operations import duplicates, proposals, reports
from comens_tui.operations.draft import Receipt
from comens_tui.rules import states
from comens_tui.text.labels import label, state_label
from comens_tui.tui import prose, reading
from comens_tui.tui.messages import Visit
from comens_tui.tui.modals.choose import Choose
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.reading import ReportPage
from comens_tui.tui.screens import forms
from comens_tui.tui.screens.instruction_acts import Compared, InstructionActs
from comens_tui.tui.widgets.rows import ListRow

_DUPLICATE, _UNMERGE, _NO_TEXT = "duplicate", "unmerge", "none"
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


class InboxActs(InstructionActs):
    """The acts of the inbox, on the report under its cursor."""

    # -- triage

    def action_report_triage(self) -> None:
        """Ask for the next state of the report."""
        self.with_likely(self._ask_triage)

    def _ask_triage(self, compared: Compared) -> None:
        """Offer the states that this person may give to the report."""
        page = compared.page
        report = page.report
        actor = self.session.desk.actor
        roles = actor.roles if actor else ()
        targets = states.next_states("report", report.state, roles)
        rows = [
            ListRow(target, (state_label("report", target), _(_NEXT[ReportState(target)])))
            for target in targets
        ]
        rows += _about_duplicates(compared, may_merge=ReportState.INADMISSIBLE in targets)
        if not rows:
            self.say(
                _("{id} is {state}: you cannot move it further.").format(
                    id=report.id, state=state_label("report", report.state)
                ),
                is_problem=True,
            )
            return

        def answered(target: str | None) -> None:
            if target == _DUPLICATE and compared.found.likely:
                self.show_likely(compared)
            elif target == _DUPLICATE:
                self._ask_duplicate(page)
            elif target == _UNMERGE:
                self._unmerge(page)
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

    def _unmerge(self, page: ReportPage) -> None:
        desk = self.session.desk
        self.act(lambda: duplicates.unmerge_report(desk, page.report.id, seen=page.seen))

    # -- proposal

    def action_report_propose(self) -> None:
        """Ask for the proposal that answers the report."""
        self.with_report(self._read_documents)

    def _read_documents(self, page: ReportPage) -> None:
        desk = self.session.desk
        self.read(
            lambda: reading.documents(desk),
            lambda documents: self._ask_proposal(page, documents),
            group="documents",
        )

    def _ask_proposal(self, page: ReportPage, documents: Sequence[Document]) -> None:
        """Show the draft that the report makes, its answer on “open”: Enter alone opens it."""
        report = page.report
        desk = self.session.desk

        def propose(values: Mapping[str, str]) -> Receipt:
            path = values["path"]
            return proposals.new_proposal(
                desk,
                title=values["title"].strip(),
                motive=values["motive"].strip(),
                paths=() if path == _NO_TEXT else (path,),
                from_report=report.id,
                working_group=forms.group_of(values),
            )

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(lambda: propose(values), then=self._visit_proposal)

        texts = ((_NO_TEXT, _("none yet")), *((item.path, item.id) for item in documents))
        asked = [
            Field("title", _("Title"), report.title, required=True),
            Field("motive", _("Motive: why"), report.description.strip(), long=True, required=True),
            Field("path", _("Text to change"), _concerned(report, documents), choices=texts),
            forms.group_field(desk),
        ]
        title = _("Proposal from {id}: the report is forwarded with it").format(id=report.id)
        form = Form(title, asked, save=_("Open the proposal as a draft"), at_save=True)
        self.app.push_screen(form, answered)

    def _visit_proposal(self, receipt: Receipt) -> None:
        self.app.post_message(Visit("review", receipt.record))

    def action_proposal_open(self) -> None:
        """Ask what a proposal that answers no report begins from."""
        from comens_tui.tui.screens.proposal_sources import NewProposalSteps

        NewProposalSteps(self).start()

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

    # -- committee

    def action_committee_members(self) -> None:
        """Show who sits on the committee."""
        from comens_tui.tui.screens.member_steps import MemberSteps

        MemberSteps(self).start()

    # -- import

    def action_report_import(self) -> None:
        """Ask for a table of reports; what reads tables is loaded only now."""
        from comens_tui.tui.screens.inbox_import import ImportSteps

        ImportSteps(self).start()


def _about_duplicates(compared: Compared, *, may_merge: bool) -> Iterator[ListRow]:
    """Yield what can be said of a report that may repeat another, or that does."""
    report, likely = compared.page.report, compared.found.likely
    if report.duplicate_of is not None:
        words = _("it does not repeat {original} after all").format(original=report.duplicate_of)
        yield ListRow(_UNMERGE, (_("no duplicate"), words))
    elif likely:
        words = ngettext(
            "{id} looks like it: compare", "{id} and others look like it: compare", len(likely)
        ).format(id=likely[0].id)
        yield ListRow(_DUPLICATE, (_("duplicate"), words))
    elif may_merge:
        yield ListRow(_DUPLICATE, (_("duplicate"), _("it repeats another report")))


def _concerned(report: Report, documents: Iterable[Document]) -> str:
    """Return the path of the first text that holds a requirement of the report."""
    wanted = set(report.requirements)
    for document in documents:
        if not wanted.isdisjoint(item.id for item in document.requirements):
            return document.path
    return _NO_TEXT
