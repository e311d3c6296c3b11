"""`comens log`: the acts recorded in a workspace or any repository, or on one thing of it."""

from argparse import Namespace

from comens_tui.cli.arguments import number
from comens_tui.cli.command import Command
from comens_tui.cli.history import acts_of, open_history, subject_of
from comens_tui.cli.history_text import print_table
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.session import Session
from comens_tui.i18n import N_, _

DEFAULT_LIMIT = 50


def _arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "id",
        nargs="?",
        metavar="RECORD|PATH",
        help=_("a record, a requirement, a file or a folder; by default everything"),
    )
    parser.add_argument(
        "--limit", type=number(1), default=DEFAULT_LIMIT, metavar="N", help=_("how many at most")
    )


def _run(session: Session, arguments: Namespace) -> int:
    opened = open_history(session)
    if arguments.id is None:
        print_table(session, opened.questions.latest(arguments.limit))
        return 0
    subject = subject_of(opened, arguments.id)
    print_table(session, acts_of(opened, subject, arguments.limit))
    return 0


COMMANDS = (
    Command(
        "",
        N_("The acts recorded in the workspace, or on one record"),
        _run,
        _arguments,
        details=N_(
            "List the acts, the latest first by ancestry whatever their dates say, and say in "
            "words what is odd about a date. Any git clone or bundle can be read so."
        ),
        examples=(
            "log",
            "log P-2026-014",
            "log S-2026-04 --format json",
            "log --workspace other-clone.bundle",
        ),
    ),
)
