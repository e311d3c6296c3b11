"""What `comens check` says, worked out."""

from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from comens_tui.checks.fingerprints import fingerprints, newer
from comens_tui.checks.registry import require_code
from comens_tui.checks.running import Report
from comens_tui.cli.acting import desk_of
from comens_tui.cli.printing import answer_lines, print_json, talk
from comens_tui.cli.session import Session
from comens_tui.errors import EXIT_OK, EXIT_REFUSED, UsageError
from comens_tui.i18n import _, ngettext
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity
from comens_tui.operations.blocked import Place, place_named
from comens_tui.operations.desk import Desk
from comens_tui.operations.releases import check_workspace
from comens_tui.operations.text_checks import findings_brought
from comens_tui.text.labels import label


def print_check(session: Session, arguments: Namespace) -> int:
    """Do what was asked for, say what was found, and return the exit status."""
    _require_one_job(arguments)
    if arguments.history:
        from comens_tui.cli.check_history import check_history

        return check_history(desk_of(session), as_json=session.wants_json)
    if arguments.fix:
        from comens_tui.cli.check_fix import check_fix

        return check_fix(session, arguments)
    return print_findings(session, desk_of(session), arguments)


def print_findings(session: Session, desk: Desk, arguments: Namespace) -> int:
    """Check a state or a proposal, say what was found, and return the exit status."""
    report = _report(desk, arguments)
    if arguments.path:
        place = place_named(desk, arguments.path, arguments.at)
        proposed = () if arguments.at else findings_brought(desk, place.name)
        report = _narrowed(report, place, proposed)
    wanted = {require_code(code, report.own_rules) for code in arguments.only}
    findings = [item for item in report.findings if not wanted or item.code in wanted]
    if arguments.since:
        findings = list(newer(findings, check_workspace(desk, arguments.since).findings))
    if session.format == "sarif":
        _print_sarif(desk, arguments, findings, report)
    elif session.wants_json:
        print_json(_data(findings, report))
    else:
        _print(findings, report)
    return EXIT_REFUSED if any(item.severity is Severity.ERROR for item in findings) else EXIT_OK


def _narrowed(report: Report, place: Place, proposed: tuple[Finding, ...]) -> Report:
    """Keep what is about one place, and add what was found in the texts that it proposes."""
    return report._replace(
        findings=(*filter(place.has, report.findings), *proposed),
        waived=tuple(item for item in report.waived if place.has(item.finding)),
        stale_waivers=tuple(
            item
            for item in report.stale_waivers
            if place.holds(item.waiver.path, item.waiver.clause or "", item.waiver.id)
        ),
    )


def _require_one_job(arguments: Namespace) -> None:
    """Refuse options that do not go together.

    Raises:
        UsageError: They do not.
    """
    others = (arguments.at, arguments.since, arguments.only, arguments.path)
    if arguments.history and (any(others) or arguments.proposal or arguments.fix):
        raise UsageError(
            _("--history reads every commit: it goes with none of --at, --only and --path."),
            hint=_("Leave them out."),
        )
    if (arguments.fix or arguments.proposal) and (arguments.at or arguments.since):
        raise UsageError(
            _("--at and --since are for the findings of a whole state, not for a proposal."),
            hint=_("Leave them out."),
        )
    if (arguments.as_proposal or arguments.yes) and not arguments.fix:
        raise UsageError(
            _("--as-proposal and --yes go with --fix."),
            hint=_("For instance: comens check --fix --as-proposal"),
        )


def _report(desk: Desk, arguments: Namespace) -> Report:
    if arguments.proposal:
        from comens_tui.operations.fixes import proposal_findings

        found = proposal_findings(desk, arguments.proposal.upper())
        return Report(found, own_rules=desk.workspace.snapshot().own_rules)
    return check_workspace(desk, arguments.at)


def _data(findings: Sequence[Finding], report: Report) -> dict[str, Any]:
    marks = fingerprints(findings)
    return {
        "findings": [
            {**_finding(item), "fingerprint": mark}
            for item, mark in zip(findings, marks, strict=True)
        ],
        "waived": [
            {"waiver": waived.waiver.id, **_finding(waived.finding)} for waived in report.waived
        ],
        "stale_waivers": [
            {"waiver": stale.waiver.id, "reason": stale.reason} for stale in report.stale_waivers
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {**finding._asdict(), "edits": [edit._asdict() for edit in finding.edits]}


def _print_sarif(
    desk: Desk, arguments: Namespace, findings: Sequence[Finding], report: Report
) -> None:
    from importlib.metadata import version

    from comens_tui.checks.registry import ALL_CHECKS
    from comens_tui.exchange.sarif import sarif_log

    texts = _texts(desk, arguments, {item.path for item in report.findings if item.edits})
    rules = {check.CODE: check for check in ALL_CHECKS}
    print_json(sarif_log(findings, report, rules, texts, version("comens-tui")))


def _texts(desk: Desk, arguments: Namespace, paths: Iterable[str]) -> dict[str, str]:
    """Return the documents at these paths, in the state that was checked."""
    workspace = desk.workspace
    if arguments.proposal:
        texts = workspace.snapshot().texts.get(arguments.proposal.upper(), {})
        return {path: texts[path] for path in paths if path in texts}
    state = workspace.snapshot(arguments.at) if arguments.at else workspace.working_snapshot()
    documents = {document.path: document.text for document in state.documents.values()}
    return {path: documents[path] for path in paths if path in documents}


def _print(findings: Sequence[Finding], report: Report) -> None:
    answer_lines(_lines(findings, report))
    talk(_summary(findings))


def _lines(findings: Sequence[Finding], report: Report) -> Iterator[str]:
    for finding in findings:
        place = f"{finding.path}:{finding.line}" if finding.line else finding.path
        yield f"{place}: {finding.code} {label(finding.severity)}: {finding.message}"
        if finding.hint:
            yield f"    {finding.hint}"
    for stale in report.stale_waivers:
        yield _("Waiver {id} no longer holds: {reason}").format(
            id=stale.waiver.id, reason=stale.reason
        )


def _summary(findings: Sequence[Finding]) -> str:
    errors = sum(1 for item in findings if item.severity is Severity.ERROR)
    others = len(findings) - errors
    return _("{errors}, {others}.").format(
        errors=ngettext("{count} error", "{count} errors", errors).format(count=errors),
        others=ngettext("{count} other finding", "{count} other findings", others).format(
            count=others
        ),
    )
