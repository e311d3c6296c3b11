"""`comens consultation form|import|letters|report`: comments and answers as files."""

from argparse import Namespace
from pathlib import Path

from comens_tui.cli.acting import desk_of
from comens_tui.cli.arguments import consultation_argument, day
from comens_tui.cli.command import Command
from comens_tui.cli.file_answer import give, output_argument, say_written, write_new
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.reading import text_given
from comens_tui.cli.receipts import print_act
from comens_tui.cli.session import Session
from comens_tui.cli.table_commands import add_table_arguments
from comens_tui.errors import UsageError
from comens_tui.i18n import N_, _
from comens_tui.operations.consultation_views import drafted_summary
from comens_tui.operations.consultations import report_consultation


def _output_required(parser: CommandParser) -> None:
    consultation_argument(parser)
    parser.add_argument(
        "-o", dest="output", required=True, metavar="PATH", help=_("the file to write")
    )


def _form(session: Session, arguments: Namespace) -> int:
    return _write(session, arguments, "form")


def _write(session: Session, arguments: Namespace, paper: str) -> int:
    """Write a paper where the person says, and say so."""
    from comens_tui.operations.consultation_papers import write_paper

    path = Path(arguments.output)
    say_written(path, write_paper(desk_of(session), arguments.id, paper, path))
    return 0


def _import_arguments(parser: CommandParser) -> None:
    consultation_argument(parser)
    add_table_arguments(parser)
    parser.add_argument(
        "--college", metavar="COLLEGE", help=_("who they speak for, where no column tells")
    )
    parser.add_argument(
        "--received", type=day, metavar="DATE", help=_("when they came, where no column tells")
    )
    parser.add_argument(
        "--strict", action="store_true", help=_("write nothing at all if a row is refused")
    )


def _import(session: Session, arguments: Namespace) -> int:
    from comens_tui.cli.table_import import import_comment_table

    return import_comment_table(session, arguments)


def _letters(session: Session, arguments: Namespace) -> int:
    return _write(session, arguments, "letters")


def _report_arguments(parser: CommandParser) -> None:
    consultation_argument(parser)
    parser.add_argument(
        "--summary",
        metavar="TEXT",
        help=_("publish this summary (CRPA L132-2) and end the consultation; - reads standard"
               " input"),
    )  # fmt: skip
    output_argument(parser)


def _report(session: Session, arguments: Namespace) -> int:
    from comens_tui.operations.consultation_papers import dispositions_file

    desk = desk_of(session)
    if arguments.summary is not None:
        summary = text_given(arguments.summary)
        return print_act(session, report_consultation(desk, arguments.id, summary))
    if session.format == "text":
        give(drafted_summary(desk, arguments.id), arguments.output, desk.workspace)
        return 0
    if session.format == "xlsx" and arguments.output is None:
        raise UsageError(
            _("A workbook is written to a file."), hint=_("Say where: -o dispositions.xlsx")
        )
    content = dispositions_file(desk, arguments.id, session.format)
    if arguments.output is None:
        give(content.decode("utf-8-sig"), None, desk.workspace)
    else:
        write_new(Path(arguments.output), content, desk.workspace)
    return 0


FORM_COMMAND = Command(
    "form",
    N_("Write an empty form that can be filled in offline and mailed back"),
    _form,
    _output_required,
    details=N_("A workbook or a Markdown file, by its name; “import” takes it back."),
    examples=("consultation form C-2026-003 -o avis-C-2026-003.xlsx",),
    acts=False,
)
IMPORT_COMMAND = Command(
    "import",
    N_("Import comments from a table or from forms that were mailed back"),
    _import,
    _import_arguments,
    details=N_(
        "A CSV, XLSX or JSON table, the ISO/IEC comments template included, or a form. Every row "
        "is shown with what becomes of it before anything is written; the good ones are then "
        "registered in one commit. Authors who did not agree to be named get a pseudonym."
    ),
    examples=(
        "consultation import C-2026-003 avis.xlsx --college publishers --dry-run",
        "consultation import C-2026-003 plateforme.csv --map plateforme.yaml",
    ),
    writes=True,
)
LETTERS_COMMAND = Command(
    "letters",
    N_("Write the replies: one file a comment, or one table for a mail merge"),
    _letters,
    _output_required,
    examples=(
        "consultation letters C-2026-003 -o reponses",
        "consultation letters C-2026-003 -o publipostage.csv",
    ),
    acts=False,
)
REPORT_COMMAND = Command(
    "report",
    N_("Draft the public summary, write the table of dispositions, or end the consultation"),
    _report,
    _report_arguments,
    details=N_(
        "Without --summary nothing changes: the draft of the summary is printed, or, with "
        "--format, the table of every comment and what became of it."
    ),
    examples=(
        "consultation report C-2026-003 -o synthese.md",
        "consultation report C-2026-003 --format xlsx -o dispositions.xlsx",
        "consultation report C-2026-003 --summary - < synthese.md",
    ),
    writes=True,
    formats=("text", "json", "csv", "xlsx", "markdown", "html"),
)
