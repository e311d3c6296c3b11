"""`comens explain`: what a check looks for, why, and how to mend what it finds."""

from argparse import Namespace

from comens_tui.checks.registry import ALL_CHECKS, explain, find
from comens_tui.cli.command import Command
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import Column, answer, print_json, print_list
from comens_tui.cli.session import Session
from comens_tui.i18n import N_, _


def _arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "code", nargs="?", metavar="CODE", help=_("such as Q021; without it, every check is listed")
    )


def _run(session: Session, arguments: Namespace) -> int:
    if arguments.code is None:
        return _list(session)
    text = explain(arguments.code)
    if session.wants_json:
        check = find(arguments.code)
        print_json(
            {
                "code": check.CODE,
                "severity": check.SEVERITY,
                "title": _(check.TITLE),
                "documentation": text,
            }
        )
    else:
        answer(text.rstrip("\n"))
    return 0


def _list(session: Session) -> int:
    rows = [
        {"code": check.CODE, "severity": check.SEVERITY, "title": _(check.TITLE)}
        for check in ALL_CHECKS
    ]
    columns = [
        Column("code", _("CODE")),
        Column("severity", _("SEVERITY")),
        Column("title", _("TITLE"), flexible=True),
    ]
    print_list(rows, columns, as_json=session.wants_json, nothing=_("There is no check."))
    return 0


COMMANDS = (
    Command(
        "",
        N_("What a check looks for, why, and how to mend it"),
        _run,
        _arguments,
        examples=("explain Q021", "explain"),
    ),
)
