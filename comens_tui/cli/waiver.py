"""`comens waiver`: findings accepted for a time, on one text, for a reason."""

from argparse import Namespace

from comens_tui.checks.registry import find as find_check
from comens_tui.cli.acting import desk_of
from comens_tui.cli.arguments import day
from comens_tui.cli.command import Command
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import Column, print_list
from comens_tui.cli.receipts import print_act
from comens_tui.cli.session import Session
from comens_tui.i18n import N_, _
from comens_tui.operations.blocked import waivers_by_age
from comens_tui.operations.waivers import grant_waiver
from comens_tui.text.labels import label


def _list(session: Session, _arguments: Namespace) -> int:
    desk = desk_of(session)
    rows = [
        {
            "id": item.id,
            "code": item.code,
            "path": item.path,
            "clause": item.clause,
            "granted_by": item.granted_by,
            "granted": item.granted,
            "expires": item.expires,
            "expired": item.expires < desk.today(),
            "age": age,
            "why": why,
            "reason": item.reason,
        }
        for item, age, why in waivers_by_age(desk)
    ]
    columns = [
        Column("id", _("ID")),
        Column("code", _("CODE")),
        Column("clause", _("CLAUSE")),
        Column("age", _("STATE"), label),
        Column("expires", _("EXPIRES")),
        Column("path", _("FILE"), flexible=True),
        Column("why", _("WHY"), flexible=True),
        Column("reason", _("REASON"), flexible=True),
    ]
    print_list(rows, columns, as_json=session.wants_json, nothing=_("There is no waiver."))
    return 0


def _grant_arguments(parser: CommandParser) -> None:
    parser.add_argument("code", metavar="CODE", help=_("code of the check, such as Q021"))
    parser.add_argument("path", metavar="FILE", help=_("the file, as the finding names it"))
    parser.add_argument("--clause", metavar="ID", help=_("the clause, as the finding names it"))
    parser.add_argument("--reason", required=True, metavar="TEXT", help=_("why it is accepted"))
    parser.add_argument(
        "--expires", type=day, required=True, metavar="DATE", help=_("last day of the waiver")
    )


def _grant(session: Session, arguments: Namespace) -> int:
    receipt = grant_waiver(
        desk_of(session),
        code=find_check(arguments.code).CODE,
        path=arguments.path,
        clause=arguments.clause,
        reason=arguments.reason,
        expires=arguments.expires,
    )
    return print_act(session, receipt)


COMMANDS = (
    Command("list", N_("List the waivers"), _list, examples=("waiver list",)),
    Command(
        "grant",
        N_("Accept one finding until a day"),
        _grant,
        _grant_arguments,
        details=N_(
            "Accept one finding at one place, on the text as it stands. When the text changes "
            "or the day passes, the finding is back."
        ),
        examples=('waiver grant Q021 corpus/guides/GUI-TLS.md --reason "…" --expires 2026-09-30',),
        writes=True,
    ),
)
