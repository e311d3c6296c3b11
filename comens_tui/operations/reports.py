"""Acts on field reports: register one, move it through its life."""

from datetime import date
from itertools import pairwise

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _
from comens_tui.model.places import report_path
from comens_tui.model.report import Report
from comens_tui.model.words import Principle, ReportState, ReportType
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.rules import instruction, states


def new_report(
    desk: Desk,
    *,
    title: str,
    description: str,
    type: ReportType,
    received: date | None = None,
    principles: tuple[Principle, ...] = (),
    severity: int = 0,
    reach: int = 0,
    reporter: str = "other",
    channel: str = "platform",
    event: str | None = None,
    solution_category: str | None = None,
    solution: str | None = None,
    requirements: tuple[str, ...] = (),
    external_ref: str | None = None,
) -> Receipt:
    """Register an expurgated report; feedback of a regional day (`event`) is numbered JR-.

    Raises:
        RefusedError: A report with the same external reference is already here.
    """
    with drafting(desk, "report.new") as draft:
        if external_ref:
            known = draft.snapshot.reports.values()
            same = [item.id for item in known if item.external_ref == external_ref]
            if same:
                raise RefusedError(
                    _("{ref} is already registered as {id}.").format(ref=external_ref, id=same[0]),
                    hint=_("See it with: comens report show {id}").format(id=same[0]),
                )
        prefix = "JR" if event else "EV"
        report = Report(
            id=draft.new_id("report", prefix, desk.today().year),
            title=title,
            received=received or desk.today(),
            state=ReportState.RECEIVED,
            channel="regional_day" if event else channel,
            event=event,
            reporter=reporter,
            solution_category=solution_category,
            solution=solution,
            description=description,
            type=type,
            principles=principles,
            severity=severity,
            reach=reach,
            requirements=requirements,
            external_ref=external_ref,
        )
        draft.put(report_path(report.id), report)
        return draft.commit(N_("Register report {id}: {title}"), record=report.id, title=title)


def triage_report(
    desk: Desk,
    report_id: str,
    state: ReportState,
    *,
    reason: str | None = None,
    duplicate_of: str | None = None,
    assignee: str | None = None,
    severity: int | None = None,
    seen: str | None = None,
) -> Receipt:
    """Move a report to `state`, one step of its table, with a reason where one is due.

    A duplicate is found inadmissible and points to the report it repeats. The day on which
    a publisher is asked is kept while it is awaited.

    Raises:
        UnknownRecordError: No such report, or no such original.
        RefusedError: The table has no such step, the reason is missing, the assignee may
            not instruct, or the report would be closed while its reporter is owed an answer.
        StaleRecordError: The report changed since it was shown.
    """
    with drafting(desk, "report.triage") as draft:
        report = draft.find(draft.snapshot.reports, report_id)
        path = report_path(report_id)
        draft.check_seen(path, seen, Report)
        if duplicate_of:
            original = draft.find(draft.snapshot.reports, duplicate_of)
            _require_inadmissible(state)
            reason = draft.say(N_("Repeats {id}."), id=original.id)
            updated = instruction.merged(report, original, state, reason)
        else:
            updated = instruction.moved(report, state, draft.desk.today())
        states.require("report", report.state, state, roles=draft.member.roles, reason=reason)
        if state is ReportState.CLOSED:
            instruction.require_answer(report)
        if assignee:
            instruction.require_instructor(draft.known_member(assignee), draft.desk.today())
        updated = updated.model_copy(
            update={
                "reason": reason or report.reason,
                "assignee": assignee or report.assignee,
                "severity": report.severity if severity is None else severity,
            }
        )
        draft.put(path, updated)
        return draft.commit(
            N_("Report {id} is now “{state}”: {title}"),
            record=report_id,
            state=state,
            title=report.title,
        )


def _require_inadmissible(state: ReportState) -> None:
    if state is not ReportState.INADMISSIBLE:
        raise RefusedError(
            _("A report that repeats another is found inadmissible."),
            hint=_("Leave out the other state, or the report it repeats."),
        )


def forward_report(draft: Draft, report_id: str, proposal_id: str) -> tuple[str, ...]:
    """Walk a report to “forwarded” for a proposal that answers it; return its requirements.

    Raises:
        UnknownRecordError: No such report.
        RefusedError: It is not triaged, or over, or its steps are not for this person.
    """
    report = draft.find(draft.snapshot.reports, report_id)
    way = (
        ()
        if report.state is ReportState.FORWARDED
        else states.path("report", report.state, ReportState.FORWARDED)
    )
    if way is None:
        raise RefusedError(
            _("Report {id} is closed to new proposals.").format(id=report_id),
            hint=_("Only a report found admissible can be answered by a proposal."),
        )
    if report.state is ReportState.RECEIVED:
        raise RefusedError(
            _("Report {id} has not been triaged yet.").format(id=report_id),
            hint=_("Find it admissible first: comens report triage {id} admissible").format(
                id=report_id
            ),
        )
    for source, target in pairwise((report.state, *way)):
        states.require("report", source, target, roles=draft.member.roles)
    updated = instruction.moved(report, ReportState.FORWARDED, draft.desk.today()).model_copy(
        update={"proposals": (*report.proposals, proposal_id)}
    )
    draft.put(report_path(report_id), updated)
    return report.requirements
