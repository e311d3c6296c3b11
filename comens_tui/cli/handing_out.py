"""A text handed out as Markdown, as a page or as a Word document."""

from pathlib import Path

from comens_tui.cli.file_answer import give, output_argument, write_new
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import print_json
from comens_tui.cli.session import Session
from comens_tui.errors import UsageError
from comens_tui.i18n import LANGUAGES, _
from comens_tui.operations.desk import Desk
from comens_tui.operations.minutes.copies import Copy
from comens_tui.operations.minutes.copy_files import copy_file

#: The formats of a command that hands out a text; the first is for the terminal.
FORMATS = ("text", "json", "markdown", "html", "docx")
HANDED = FORMATS[2:]


def add_copy_options(parser: CommandParser) -> None:
    """Ask for a language and a file; the format is the command's `--format`."""
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        help=_("a copy in this language; by default the committee's"),
    )
    output_argument(parser)


def hand_out(session: Session, desk: Desk, copy: Copy, output: str | None) -> int:
    """Print or write one text, and return the exit status.

    Raises:
        UsageError: A Word document has no file to go to.
        RefusedError: The file exists already, or cannot be written.
    """
    if session.format == "docx":
        if output is None:
            raise UsageError(
                _("A Word document is written to a file."), hint=_("Give its name: -o FILE.docx")
            )
        write_new(Path(output), copy_file(copy, "docx"), desk.workspace)
    elif session.format == "json":
        print_json(copy._asdict())
    else:
        form = "html" if session.format == "html" else "markdown"
        give(copy_file(copy, form).decode(), output, desk.workspace)
    return 0
