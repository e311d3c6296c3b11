"""What is done to a report in instruction: assign it, link it, answer, compare it with others."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from comens_tui.i18n import _
from comens_tui.model.words import Principle
from comens_tui.operations import duplicates, instruction
from comens_tui.operations.draft import Receipt
from comens_tui.operations.duplicates import Suggestions
from comens_tui.rules.authority import INSTRUCTORS
from comens_tui.rules.instruction import usual_due
from comens_tui.text.labels import label
from comens_tui.tui import reading
from comens_tui.tui.modals.duplicates import AGAIN, MERGE, Duplicates, Verdict
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.reading import ReportPage
from comens_tui.tui.screens.list_screen import ListScreen

_NOBODY, _NO, _YES = "", "no", "yes"


class Compared(NamedTuple):
    """A report as shown, and those it may repeat."""

    page: ReportPage
    found: Suggestions


class InstructionActs(ListScreen):
    """The acts of the instruction, on the report under the cursor of the inbox."""

    report_page: ReportPage | None = None

    def kind_of(self, record: str) -> str:
        """Return the kind of a record of the list."""
        raise NotImplementedError

    def with_report(self, then: Callable[[ReportPage], None]) -> None:
        """Read the report under the cursor, then call `then` on it."""
        record = self._report_here()
        if record:
            desk = self.session.desk
            self.read(lambda: reading.report(desk, record), then, group="report")

    def with_likely(self, then: Callable[[Compared], None]) -> None:
        """Read the report under the cursor with those it may repeat, then call `then`."""
        record = self._report_here()
        if not record:
            return
        session = self.session

        def compare() -> Compared:
            page = reading.report(session.desk, record)
            index = session.fresh_index()
            return Compared(page, duplicates.suggestions(session.desk.workspace, index, record))

        self.read(compare, then, group="report")

    def _report_here(self) -> str:
        record = self.subject()
        if record and self.kind_of(record) != "report":
            self.say(_("{id} is not a report: Enter opens it.").format(id=record), is_problem=True)
            return ""
        return record

    # -- assignment

    def action_report_assign(self) -> None:
        """Ask who instructs the report, and by when."""
        self.with_report(self._ask_assignee)

    def _ask_assignee(self, page: ReportPage) -> None:
        report, desk = page.report, self.session.desk
        today = desk.today()
        people = [
            (member.id, member.name)
            for member in desk.committee.members
            if member.sits_on(today) and not INSTRUCTORS.isdisjoint(member.roles)
        ]
        mine = desk.actor.id if desk.actor else ""
        due = report.due or usual_due(desk.committee.reports, today)

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(lambda: assign(values))

        def assign(values: Mapping[str, str]) -> Receipt:
            return instruction.assign_report(
                desk,
                report.id,
                values["assignee"] or None,
                due=_changed_day(values["due"], report.due),
                seen=page.seen,
            )

        asked = [
            Field(
                "assignee",
                _("Who instructs it"),
                report.assignee or mine,
                choices=(*people, (_NOBODY, _("nobody"))),
            ),
            Field("due", _("Due (2026-03-14)"), due.isoformat() if due else ""),
        ]
        form = Form(
            _("Assign {id}").format(id=report.id),
            asked,
            save=_("Assign the report"),
            check=_day_complaint,
        )
        self.app.push_screen(form, answered)

    # -- links

    def action_report_link(self) -> None:
        """Ask what the report concerns."""
        self.with_report(self._ask_links)

    def _ask_links(self, page: ReportPage) -> None:
        report, desk = page.report, self.session.desk

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(lambda: link(values))

        def link(values: Mapping[str, str]) -> Receipt:
            requirements = _ids(values["requirements"])
            chosen = tuple(item for item in Principle if values[item] == _YES)
            removed = (
                *(name for name in report.requirements if name not in requirements),
                *(item for item in report.principles if item not in chosen),
            )
            return instruction.link_report(
                desk,
                report.id,
                requirements=requirements,
                principles=chosen,
                solution=values["solution"].strip() or None,
                removed=removed,
                seen=page.seen,
            )

        asked = [
            Field(
                "requirements", _("Requirements (ETH.14, ETH.2)"), ", ".join(report.requirements)
            ),
            Field("solution", _("Solution, by its pseudonym"), report.solution or ""),
            *(
                Field(item, label(item), _YES if item in report.principles else _NO, _yes_or_no())
                for item in Principle
            ),
        ]
        title = _("What {id} concerns").format(id=report.id)
        self.app.push_screen(Form(title, asked, save=_("Link the report")), answered)

    # -- answer

    def action_report_answer(self) -> None:
        """Ask what the person who reported is told."""
        self.with_report(self._ask_answer)

    def _ask_answer(self, page: ReportPage) -> None:
        report, desk = page.report, self.session.desk
        known = report.answer

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(lambda: answer(values))

        def answer(values: Mapping[str, str]) -> Receipt:
            return instruction.answer_report(
                desk,
                report.id,
                values["text"].strip(),
                public=values["public"] == _YES,
                seen=page.seen,
            )

        asked = [
            Field("text", _("Answer"), known.text if known else "", long=True, required=True),
            Field(
                "public",
                _("Published too"),
                _YES if known and known.public else _NO,
                _yes_or_no(),
            ),
        ]
        title = _("Answer to who reported {id}").format(id=report.id)
        self.app.push_screen(Form(title, asked, save=_("Record the answer")), answered)

    # -- duplicates

    def action_report_duplicates(self) -> None:
        """Show the reports that this one may repeat, beside it."""
        self.with_likely(self.show_likely)

    def show_likely(self, compared: Compared) -> None:
        """Ask what is said of each report that looks like this one."""
        page, found = compared
        if found.report.duplicate_of is not None:
            self.say(
                _("{id} repeats {original}: t takes it back.").format(
                    id=page.report.id, original=found.report.duplicate_of
                )
            )
            return
        if not found.likely and not found.apart:
            self.say(_("No other report looks like {id}.").format(id=page.report.id))
            return

        def answered(verdict: Verdict | None) -> None:
            if verdict is not None:
                self._judge(page, verdict)

        window = Duplicates(found, monochrome=self.session.options.monochrome)
        self.app.push_screen(window, answered)

    def _judge(self, page: ReportPage, verdict: Verdict) -> None:
        desk, record = self.session.desk, page.report.id
        if verdict.act == MERGE:
            self.act(lambda: duplicates.merge_report(desk, record, verdict.other, seen=page.seen))
            return
        self.act(
            lambda: duplicates.keep_apart(
                desk, record, verdict.other, undo=verdict.act == AGAIN, seen=page.seen
            )
        )


def _yes_or_no() -> tuple[tuple[str, str], ...]:
    return ((_NO, _("no")), (_YES, _("yes")))


def _ids(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.replace(",", " ").split() if part)


def _day_complaint(values: Mapping[str, str]) -> str:
    text = values["due"].strip()
    try:
        if text:
            date.fromisoformat(text)
    except ValueError:
        return _("“{text}” is not a date; write it like 2026-03-14.").format(text=text)
    return ""


def _changed_day(text: str, known: date | None) -> date | None:
    """Return the day that was typed, None where it is the one already set."""
    day = date.fromisoformat(text.strip()) if text.strip() else None
    return None if day == known else day
