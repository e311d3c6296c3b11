"""The gate of a release: every reason that keeps it shut, each with what cures it.

It stands on values only: the plan, the state, what the checks found. Nothing skips it but a
recorded emergency, which is for whoever tags. A waiver lets a finding pass; it never covers
a text that nobody decided, nor completes a consultation or minutes.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from comens_tui.checks.base import Context
from comens_tui.checks.consulted import hint_of, judged, place_of
from comens_tui.checks.coverage import ChangedClause, Standing, record_of
from comens_tui.checks.running import Report
from comens_tui.i18n import _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.meeting import Meeting
from comens_tui.model.numbering import natural_key
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import MeetingState, Severity
from comens_tui.release.plan import ReleasePlan, Undecided
from comens_tui.rules.consultations import Condition, Scope, is_due

#: The code of the check that finds the same thing, for each condition of a consultation.
CONDITION_CODES = {
    Condition.NOTICE: "C001",
    Condition.WINDOW: "C002",
    Condition.COLLEGES: "C003",
    Condition.COMMENTS: "C004",
    Condition.TEXT: "C007",
    Condition.SUMMARY: "C005",
    Condition.PRIVACY: "C006",
}
#: What the gate judges by itself, so that no waiver and no severity changes its verdict.
_OWN = frozenset({"R001", "R002", "G006", "G008", "C010", "Q060"})

# Where the cure is, by the id of the action in the app.
CHECKS, CORPUS, REVIEW, MEETING = "show.checks", "show.corpus", "show.review", "show.meeting"
MINUTES, AGENDA = "meeting.step", "meeting.add"
CONSULTATION = "show.consultation"


class GateReason(NamedTuple):
    """Why the gate is shut: the check to explain it, the record to mend, and the cure.

    `action_id` is the action that leads there; `path` and `clause` say where exactly.
    """

    code: str
    message: str
    hint: str
    record: str
    action_id: str
    path: str = ""
    clause: str = ""


def gate(
    plan: ReleasePlan,
    snapshot: Snapshot,
    report: Report,
    context: Context,
    signatures: Sequence[Finding] = (),
) -> tuple[GateReason, ...]:
    """Return every reason not to tag `plan` on the day of `context`; none when it is open.

    `signatures` is what is wrong with those of the commits and ballots behind it.
    """
    due = tuple(_due(plan, snapshot))
    reasons = (
        *(_undecided(item) for item in plan.undecided),
        *_unapplied(plan, snapshot),
        *_errors(
            report,
            {name for item in due for name in consultation_chain(item[1], snapshot)},
        ),
        *(reason for item in due for reason in _consulted(*item, snapshot, context)),
        *_minutes(plan, snapshot),
        *_editions(report),
        *(_of_finding(item, MEETING) for item in signatures),
    )
    return tuple(dict.fromkeys(reasons))


def _undecided(item: Undecided) -> GateReason:
    clause = item.clause
    name = clause.clause or clause.path
    if item.cover.standing is Standing.OTHER_TEXT:
        message = _("{clause} ({document}) is not the text that {decision} adopted.").format(
            clause=name, document=clause.document, decision=item.cover.decision
        )
        hint = _("Restore the voted text, or have the new one decided.")
        return _of_clause("R002", clause, message, hint)
    message = _("{clause} ({document}) changed, and no decision covers it.").format(
        clause=name, document=clause.document or clause.path
    )
    hint = _("Propose the change: comens proposal new --path {path}").format(path=clause.path)
    return _of_clause("R001", clause, message, hint)


def _unapplied(plan: ReleasePlan, snapshot: Snapshot) -> Iterator[GateReason]:
    record = record_of(snapshot.decisions)
    for clause in plan.unapplied:
        voted = record.clauses[clause.path, clause.clause]
        message = _("{clause} is not as {decision} adopted it.").format(
            clause=clause.clause, decision=voted.decision
        )
        hint = _("Apply it, or take a new decision: comens decision show {decision}").format(
            decision=voted.decision
        )
        yield _of_clause("G008", clause, message, hint)


def _of_clause(code: str, clause: ChangedClause, message: str, hint: str) -> GateReason:
    record = clause.document or clause.path
    return GateReason(code, message, hint, record, CORPUS, clause.path, clause.clause)


def _errors(report: Report, due: Collection[str]) -> Iterator[GateReason]:
    for finding in report.findings:
        if finding.severity is not Severity.ERROR or finding.code in _OWN:
            continue
        if finding.code not in CONDITION_CODES.values():
            yield _of_finding(finding, CHECKS)
        elif finding.record not in due:
            yield _of_finding(finding, REVIEW)


def _of_finding(finding: Finding, action_id: str) -> GateReason:
    return GateReason(
        finding.code,
        finding.message,
        finding.hint or _("Explained by: comens explain {code}").format(code=finding.code),
        finding.record or finding.path,
        action_id,
        finding.path,
        finding.clause,
    )


def _due(plan: ReleasePlan, snapshot: Snapshot) -> Iterator[tuple[str, str, Scope]]:
    """Yield each proposal that needs a consultation, the one that it names, and its scope."""
    for item in plan.consulted:
        if is_due(item.scope):
            named = snapshot.proposals[item.proposal].consultation
            yield (
                item.proposal,
                named if named and named in snapshot.consultations else "",
                item.scope,
            )


def consultation_chain(consultation_id: str, snapshot: Snapshot) -> tuple[str, ...]:
    """Return a consultation and those before it on the same text, the latest first."""
    found: list[str] = []
    while consultation_id in snapshot.consultations and consultation_id not in found:
        found.append(consultation_id)
        consultation_id = snapshot.consultations[consultation_id].follows or ""
    return tuple(found)


def _consulted(
    proposal_id: str, consultation_id: str, scope: Scope, snapshot: Snapshot, context: Context
) -> Iterator[GateReason]:
    if not consultation_id:
        yield GateReason(
            "C010",
            _("{id} was adopted without the consultation that it needs.").format(id=proposal_id),
            _("Open one: comens consultation open --proposal {id}").format(id=proposal_id),
            proposal_id,
            REVIEW,
            places.proposal_path(proposal_id),
        )
        return
    for name in consultation_chain(consultation_id, snapshot):
        for standing in judged(snapshot.consultations[name], snapshot, context, scope):
            for item in standing.shortfalls:
                if item.severity is Severity.ERROR:
                    yield GateReason(
                        CONDITION_CODES[item.condition],
                        item.message,
                        hint_of(item.condition).format(id=name),
                        name,
                        CONSULTATION,
                        place_of(name, item),
                    )


def _minutes(plan: ReleasePlan, snapshot: Snapshot) -> Iterator[GateReason]:
    for meeting in meetings_behind(plan, snapshot):
        if meeting.state in (MeetingState.APPROVED, MeetingState.SIGNED):
            continue
        drafted = meeting.state is MeetingState.MINUTED
        message = (
            _("The minutes of {id}, which took {decisions}, are not approved.")
            if drafted
            else _("The minutes of {id}, which took {decisions}, are not drafted.")
        )
        hint = (
            _("Put them on an agenda: comens meeting plan --approve {id}")
            if drafted
            else _("Close the meeting, then draft them: comens meeting minutes {id}")
        )
        taken = [
            item
            for item in decisions_behind(plan, snapshot)
            if snapshot.decisions[item].meeting == meeting.id
        ]
        yield GateReason(
            "G006",
            message.format(id=meeting.id, decisions=", ".join(taken)),
            hint.format(id=meeting.id),
            meeting.id,
            AGENDA if drafted else MINUTES,
            places.meeting_path(meeting.id),
        )


def decisions_behind(plan: ReleasePlan, snapshot: Snapshot) -> tuple[str, ...]:
    """Return the decisions of this release that are about the corpus, in order."""
    named = {name for change in plan.changes for name in change.decisions}
    carried = (item for item in plan.decisions if item in named)
    return tuple(item for item in carried if item in snapshot.decisions)


def meetings_behind(plan: ReleasePlan, snapshot: Snapshot) -> tuple[Meeting, ...]:
    """Return the meetings that those decisions were taken at."""
    ids = {snapshot.decisions[item].meeting for item in decisions_behind(plan, snapshot)}
    found = [item for item in snapshot.meetings.values() if item.id in ids]
    return tuple(sorted(found, key=lambda meeting: natural_key(meeting.id)))


def _editions(report: Report) -> Iterator[GateReason]:
    for finding in report.findings:
        if finding.code == "Q060":
            yield _of_finding(finding, CORPUS)
