"""Checks: what was found, where, why it matters and how to mend it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import ClassVar

from textual.binding import BindingType

from comens_tui.checks.explanations import explain
from comens_tui.checks.registry import Report
from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.finding import Finding
from comens_tui.model.own_rules import OwnRules
from comens_tui.model.words import Severity
from comens_tui.operations import fixes, releases, waivers
from comens_tui.text.labels import label
from comens_tui.tui import prose
from comens_tui.tui.action import CHECKS
from comens_tui.tui.actions import bindings
from comens_tui.tui.modals.choose import Confirm
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.prose import Block, PageItem, Span, fields, heading, paragraph
from comens_tui.tui.routes import visit_of
from comens_tui.tui.screens.base import Detail, ListScreen
from comens_tui.tui.session import Session
from comens_tui.tui.widgets.bars import SummaryBar
from comens_tui.tui.widgets.rows import Column, ListRow, MemoryRows

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_STYLES = {Severity.ERROR: prose.BAD, Severity.WARNING: prose.PLAIN, Severity.INFO: prose.QUIET}
_USUAL_WAIVER = timedelta(days=90)
#: More places than anybody reads before agreeing; the redline of the proposal has them all.
_MOST_SHOWN = 60


class ChecksScreen(ListScreen):
    """The findings, errors first; the detail explains one."""

    SCOPE = CHECKS
    BINDINGS: ClassVar[list[BindingType]] = bindings(CHECKS)
    COLUMNS = (
        Column(N_("Severity"), 13),
        Column(N_("Code"), 4),
        Column(N_("Finding"), 30, grows=True),
        Column(N_("Place"), 20, drop=1),
    )
    EMPTY = N_("The checks found nothing.")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._findings: dict[str, Finding] = {}
        self._own_rules = OwnRules()

    def load(self) -> None:
        """Run every check on the files as they stand."""
        desk = self.session.desk
        self.query_one("#summary", SummaryBar).show(_("Checking…"))
        self.read(lambda: releases.check_workspace(desk), self._show)

    def _show(self, report: Report) -> None:
        ordered = sorted(report.findings, key=lambda finding: _ORDER.index(finding.severity))
        self._own_rules = report.own_rules
        self._findings = {str(number): finding for number, finding in enumerate(ordered)}
        self.show_rows(MemoryRows([_row(key, one) for key, one in self._findings.items()]))
        self._show_summary(report)

    def _show_summary(self, report: Report) -> None:
        count = {
            severity: sum(finding.severity is severity for finding in report.findings)
            for severity in _ORDER
        }
        errors = ngettext("{count} error", "{count} errors", count[Severity.ERROR])
        warnings = ngettext("{count} warning", "{count} warnings", count[Severity.WARNING])
        remarks = ngettext("{count} remark", "{count} remarks", count[Severity.INFO])
        waived = ngettext("{count} waived", "{count} waived", len(report.waived))
        spans = [
            Span(
                errors.format(count=count[Severity.ERROR]),
                prose.BAD if count[Severity.ERROR] else prose.GOOD,
            ),
            Span("   " + warnings.format(count=count[Severity.WARNING])),
            Span("   " + remarks.format(count=count[Severity.INFO]), prose.QUIET),
        ]
        if report.waived:
            spans.append(Span("   " + waived.format(count=len(report.waived)), prose.QUIET))
        self.query_one("#summary", SummaryBar).show(spans)

    def _finding(self) -> Finding | None:
        row = self.table.row
        return self._findings.get(row.key) if row else None

    def place(self) -> str:
        """Name the code open."""
        finding = self._finding()
        return finding.code if self.is_open and finding else ""

    def record(self) -> str:
        """Return the code of the finding."""
        finding = self._finding()
        return finding.code if finding else ""

    def copied(self) -> str:
        """Return the place of the finding, as editors take it."""
        finding = self._finding()
        return f"{finding.path}:{finding.line}" if finding else ""

    def row_summary(self) -> str:
        """Say where the finding is."""
        finding = self._finding()
        return _place(finding) if finding else ""

    def read_detail(self, key: str) -> Detail:
        """Return one finding, explained."""
        return Detail(tuple(finding_items(self._findings[key], self._own_rules)))

    def action_finding_place(self) -> None:
        """Open the document, or the record, where the finding is."""
        finding = self._finding()
        if finding is None:
            return
        visit = visit_of(finding.record, finding.path, finding.clause)
        if visit is None:
            self.say(_("This file is not shown in the app: {path}").format(path=finding.path))
        else:
            self.app.post_message(visit)

    def action_findings_fix(self) -> None:
        """Show what can be mended for certain, and propose it."""
        desk = self.session.desk

        def show(found: tuple[fixes.Fix, ...]) -> None:
            if not found:
                self.say(_("Nothing can be mended for certain."))
                return
            mended = [finding for fix in found for finding in fix.findings]
            details = [
                Block((Span(f"{_place(finding)}  {finding.message}"),), mark="·", hang=2)
                for finding in mended[:_MOST_SHOWN]
            ]
            consequence = ngettext(
                "A new proposal changes {count} document; no word changes.",
                "A new proposal changes {count} documents; no word changes.",
                len(found),
            ).format(count=len(found))
            self.app.push_screen(
                Confirm(
                    _("Mend what the checks found"),
                    consequence,
                    _("Open the proposal"),
                    details=details,
                ),
                lambda yes: self.act(lambda: fixes.propose_fixes(desk, found)) if yes else None,
            )

        self.read(lambda: fixes.corpus_fixes(desk), show, group="fixes")

    def action_finding_waive(self) -> None:
        """Ask why and until when the finding is accepted."""
        finding = self._finding()
        if finding is None:
            return
        desk = self.session.desk
        usual = desk.today() + _USUAL_WAIVER

        def wrong(values: Mapping[str, str]) -> str:
            try:
                date.fromisoformat(values["expires"].strip())
            except ValueError:
                return _("The date is written like {example}.").format(example=usual.isoformat())
            return ""

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(
                    lambda: waivers.grant_waiver(
                        desk,
                        code=finding.code,
                        path=finding.path,
                        clause=finding.clause or None,
                        reason=values["reason"].strip(),
                        expires=date.fromisoformat(values["expires"].strip()),
                    )
                )

        asked = [
            Field("reason", _("Reason"), required=True),
            Field("expires", _("Until (included)"), usual.isoformat(), required=True),
        ]
        title = _("Waive {code} on {place}").format(code=finding.code, place=_place(finding))
        blocks = (paragraph(finding.message),)
        form = Form(title, asked, blocks=blocks, save=_("Grant the waiver"), check=wrong)
        self.app.push_screen(form, answered)


def _place(finding: Finding) -> str:
    where = f"{finding.path}:{finding.line}" if finding.line else finding.path
    return f"{finding.clause}  {where}" if finding.clause else where


def _row(key: str, finding: Finding) -> ListRow:
    severity = label(finding.severity)
    words = severity.upper() if finding.severity is Severity.ERROR else severity
    place = finding.clause or finding.record or finding.path.rpartition("/")[2]
    return ListRow(key, (words, finding.code, finding.message, place), _STYLES[finding.severity])


def finding_items(finding: Finding, own: OwnRules) -> Iterator[PageItem]:
    """Yield one finding: where it is, its cure, and the documentation of its check."""
    yield Block((Span(f"{finding.code}  {finding.message}", prose.STRONG),))
    yield from fields(
        [
            (_("Place"), _place(finding)),
            (_("Record"), finding.record),
            (_("Cure"), finding.hint),
        ]
    )
    yield Block()
    yield from markdown_items(explain(finding.code, own).splitlines())


def markdown_items(lines: Iterable[str]) -> Iterator[Block]:
    """Yield Markdown as it is read: titles strong, the rest as written."""
    for line in lines:
        if line.startswith("#"):
            yield heading(line.lstrip("#").strip(), anchor=line)
        else:
            yield paragraph(line) if line.strip() else Block()
