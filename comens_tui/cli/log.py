"""`comens log`: the acts recorded in the workspace, or on one record."""

from argparse import Namespace

from comens_tui.cli.acting import desk_of
from comens_tui.cli.arguments import number
from comens_tui.cli.command import Command
from comens_tui.cli.history import entry_rows, path_of, print_entries
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.session import Session
from comens_tui.i18n import N_, _

DEFAULT_LIMIT = 50


def _arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "id", nargs="?", metavar="RECORD", help=_("a record or a document; by default everything")
    )
    parser.add_argument(
        "--limit", type=number(1), default=DEFAULT_LIMIT, metavar="N", help=_("how many at most")
    )


def _run(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    path = path_of(desk.workspace.snapshot(), arguments.id) if arguments.id else None
    entries = desk.workspace.log(arguments.limit, path)
    print_entries(session, entry_rows(entries))
    return 0


COMMANDS = (
    Command(
        "",
        N_("The acts recorded in the workspace, or on one record"),
        _run,
        _arguments,
        examples=("log", "log P-2026-014", "log S-2026-04 --format json"),
    ),
)
