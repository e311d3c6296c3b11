"""`comens check`: what does not fit the rules of text and procedure."""

from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import Any

from comens_tui.checks.fingerprints import fingerprints, newer
from comens_tui.checks.registry import Report, require_code
from comens_tui.cli.acting import desk_of
from comens_tui.cli.command import Command
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import answer, print_json, talk
from comens_tui.cli.session import Session
from comens_tui.errors import EXIT_OK, EXIT_REFUSED, UsageError
from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity
from comens_tui.operations.blocked import Place, place_named
from comens_tui.operations.desk import Desk
from comens_tui.operations.releases import check_workspace
from comens_tui.operations.text_checks import findings_brought
from comens_tui.text.labels import label


def _arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "proposal",
        nargs="?",
        metavar="PROPOSAL",
        help=_("check the texts of a proposal instead, such as P-2026-014"),
    )
    parser.add_argument(
        "--at", metavar="REV", help=_("a commit or a tag; by default the working tree")
    )
    parser.add_argument(
        "--since",
        metavar="REV",
        help=_("leave out what is found in that commit too"),
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="CODE",
        help=_("keep the findings of one check, once for each"),
    )
    parser.add_argument(
        "--path",
        metavar="PATH|ID",
        help=_(
            "keep the findings of one document, record, file or folder; those of the texts of a "
            "proposal are among its own"
        ),
    )
    parser.add_argument(
        "--history",
        action="store_true",
        help=_("look for personal data in every commit of the clone instead"),
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help=_("show the redline of all that can be mended for certain, and ask"),
    )
    parser.add_argument(
        "--as-proposal",
        action="store_true",
        help=_("with --fix: mend the corpus by a new proposal, since only a decision changes it"),
    )
    parser.add_argument("--yes", action="store_true", help=_("with --fix: do not ask"))


def _run(session: Session, arguments: Namespace) -> int:
    _require_one_job(arguments)
    if arguments.history:
        from comens_tui.cli.check_history import check_history

        return check_history(desk_of(session), as_json=session.wants_json)
    if arguments.fix:
        from comens_tui.cli.check_fix import check_fix

        return check_fix(session, arguments)
    desk = desk_of(session)
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
    for finding in findings:
        place = f"{finding.path}:{finding.line}" if finding.line else finding.path
        answer(f"{place}: {finding.code} {label(finding.severity)}: {finding.message}")
        if finding.hint:
            answer(f"    {finding.hint}")
    for stale in report.stale_waivers:
        answer(
            _("Waiver {id} no longer holds: {reason}").format(
                id=stale.waiver.id, reason=stale.reason
            )
        )
    talk(_summary(findings))


def _summary(findings: Sequence[Finding]) -> str:
    errors = sum(1 for item in findings if item.severity is Severity.ERROR)
    others = len(findings) - errors
    return _("{errors}, {others}.").format(
        errors=ngettext("{count} error", "{count} errors", errors).format(count=errors),
        others=ngettext("{count} other finding", "{count} other findings", others).format(
            count=others
        ),
    )


COMMANDS = (
    Command(
        "",
        N_("Find what does not fit the rules of text and procedure"),
        _run,
        _arguments,
        details=N_(
            "Run the checks on the working tree, on a commit, or on the texts of a proposal. The "
            "exit status is 1 where there is an error. No option changes a verdict; --only and "
            "--since leave findings out. With --fix, what can be mended for certain (spaces) is "
            "shown as a redline and, once agreed to, written in one act: into the proposal that is "
            "named, or into a new proposal where it is the corpus."
        ),
        examples=(
            "check",
            "check --at HEAD --format json",
            "check --only Q021",
            "check --since main --format sarif",
            "check P-2026-014",
            "check P-2026-014 --fix",
            "check --fix --as-proposal --yes",
            "check --path P-2026-001",
            "check --history",
        ),
        writes=True,
        formats=("text", "json", "sarif"),
    ),
)
