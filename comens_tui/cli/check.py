"""`comens check`: what does not fit the rules of text and procedure."""

from argparse import Namespace
from typing import Any

from comens_tui.checks.registry import Report, find
from comens_tui.cli.acting import desk_of
from comens_tui.cli.command import Command
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import answer, print_json, talk
from comens_tui.cli.session import Session
from comens_tui.errors import EXIT_OK, EXIT_REFUSED, UsageError
from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity
from comens_tui.operations.releases import check_workspace
from comens_tui.text.labels import label


def _arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "--at", metavar="REV", help=_("a commit or a tag; by default the working tree")
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="CODE",
        help=_("keep the findings of one check, once for each"),
    )
    parser.add_argument(
        "--history",
        action="store_true",
        help=_("look for personal data in every commit of the clone instead"),
    )


def _run(session: Session, arguments: Namespace) -> int:
    if arguments.history:
        return _run_history(session, arguments)
    wanted = {find(code).CODE for code in arguments.only}
    report = check_workspace(desk_of(session), arguments.at)
    findings = [item for item in report.findings if not wanted or item.code in wanted]
    if session.wants_json:
        print_json(_data(findings, report))
    else:
        _print(findings, report)
    return EXIT_REFUSED if any(item.severity is Severity.ERROR for item in findings) else EXIT_OK


def _run_history(session: Session, arguments: Namespace) -> int:
    """Say where history holds personal data, as it is found; 1 where one is certain."""
    from comens_tui.cli.check_history import check_history

    if arguments.at or arguments.only:
        raise UsageError(
            _("--history reads every commit: it goes with neither --at nor --only."),
            hint=_("Leave them out."),
        )
    return check_history(desk_of(session), as_json=session.wants_json)


def _data(findings: list[Finding], report: Report) -> dict[str, Any]:
    return {
        "findings": [item._asdict() for item in findings],
        "waived": [
            {"waiver": waived.waiver.id, **waived.finding._asdict()} for waived in report.waived
        ],
        "stale_waivers": [
            {"waiver": stale.waiver.id, "reason": stale.reason} for stale in report.stale_waivers
        ],
    }


def _print(findings: list[Finding], report: Report) -> None:
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


def _summary(findings: list[Finding]) -> str:
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
            "Run the checks on the working tree, or on a commit. The exit status is 1 where "
            "there is an error. No option changes a verdict."
        ),
        examples=(
            "check",
            "check --at HEAD --format json",
            "check --only Q021",
            "check --history",
        ),
    ),
)
