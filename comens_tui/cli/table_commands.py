"""`comens report import` and `comens proposal import`; what they run is loaded when they run."""

from argparse import Namespace

from comens_tui.cli.command import Command
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.session import Session
from comens_tui.i18n import N_, _


def add_table_arguments(parser: CommandParser) -> None:
    """Add the options of a command that reads a table."""
    parser.add_argument(
        "file", metavar="FILE", help=_("a CSV, XLSX or JSON table; - reads standard input")
    )
    parser.add_argument(
        "--sheet", metavar="NAME", help=_("the sheet, where a workbook has several")
    )
    parser.add_argument(
        "--map", metavar="FILE", help=_("which column is which field; by default it is guessed")
    )
    parser.add_argument(
        "--save-map", metavar="FILE", help=_("keep the mapping used, to correct or use again")
    )


def _arguments(parser: CommandParser) -> None:
    add_table_arguments(parser)
    parser.add_argument(
        "--strict", action="store_true", help=_("write nothing at all if a row is refused")
    )


def _import_reports(session: Session, arguments: Namespace) -> int:
    from comens_tui.cli.table_import import import_report_table

    return import_report_table(session, arguments)


def _import_proposals(session: Session, arguments: Namespace) -> int:
    from comens_tui.cli.table_import import import_proposal_table

    return import_proposal_table(session, arguments)


_DETAILS = N_(
    "Import a table. Every row is shown with what becomes of it before anything is written; "
    "the good ones are then registered in one commit. A row with an external reference that "
    "is already known creates nothing."
)

REPORT_COMMAND = Command(
    "import",
    N_("Import reports from a CSV, XLSX or JSON table"),
    _import_reports,
    _arguments,
    details=_DETAILS,
    examples=(
        "report import signalements.csv --dry-run",
        "report import signalements.xlsx --sheet Mars --map plateforme.yaml --strict",
    ),
    writes=True,
)
PROPOSAL_COMMAND = Command(
    "import",
    N_("Import proposals from a CSV, XLSX or JSON table"),
    _import_proposals,
    _arguments,
    details=_DETAILS,
    examples=("proposal import propositions-gt2.csv --dry-run",),
    writes=True,
)
