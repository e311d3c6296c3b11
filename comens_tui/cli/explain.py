"""`comens explain`: what a check looks for, why, and how to mend what it finds."""

from argparse import Namespace
from typing import Any

from comens_tui.checks.base import Rule
from comens_tui.checks.explanations import explain
from comens_tui.checks.own_rules import rule_of
from comens_tui.checks.registry import ALL_CHECKS, find
from comens_tui.cli.acting import desk_of
from comens_tui.cli.command import Command
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import Column, answer, print_json, print_list
from comens_tui.cli.session import Session
from comens_tui.errors import ComensError
from comens_tui.i18n import N_, _
from comens_tui.model.own_rules import OwnRule, OwnRules


def _arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "code", nargs="?", metavar="CODE", help=_("such as Q021; without it, every check is listed")
    )


def _run(session: Session, arguments: Namespace) -> int:
    if arguments.code is None:
        return _list(session)
    own = _own_rules(session, arguments.code)
    text = explain(arguments.code, own)
    if session.wants_json:
        rule = rule_of(own, arguments.code)
        row = _own_row(rule) if rule else _row(find(arguments.code))
        print_json({**row, "documentation": text})
    else:
        answer(text.rstrip("\n"))
    return 0


def _list(session: Session) -> int:
    rows = [_row(check) for check in ALL_CHECKS]
    rows += [_own_row(rule) for rule in _own_rules(session).rules]
    columns = [
        Column("code", _("CODE")),
        Column("severity", _("SEVERITY")),
        Column("title", _("TITLE"), flexible=True),
    ]
    print_list(rows, columns, as_json=session.wants_json, nothing=_("There is no check."))
    return 0


def _row(check: Rule) -> dict[str, Any]:
    return {"code": check.CODE, "severity": check.SEVERITY, "title": _(check.TITLE)}


def _own_row(rule: OwnRule) -> dict[str, Any]:
    return {"code": rule.code, "severity": rule.severity, "title": rule.title}


def _own_rules(session: Session, code: str = "W") -> OwnRules:
    """Return the rules of the workspace, none outside one; only `W…` codes are theirs."""
    if not code.upper().startswith("W"):
        return OwnRules()
    try:
        return desk_of(session).workspace.working_snapshot().own_rules
    except ComensError:
        return OwnRules()


COMMANDS = (
    Command(
        "",
        N_("What a check looks for, why, and how to mend it"),
        _run,
        _arguments,
        examples=("explain Q021", "explain"),
    ),
)
