"""A text handed out as Markdown, as a page or as a Word document."""

from pathlib import Path

from comens_tui.cli.file_answer import give, output_argument, write_new
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import print_json
from comens_tui.cli.session import Session
from comens_tui.errors import UsageError
from comens_tui.i18n import LANGUAGES, _, speaking
from comens_tui.operations.desk import Desk
from comens_tui.operations.minutes.copies import Copy

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
        from comens_tui.exchange.prose_docx import prose_docx

        content = prose_docx(
            copy.title,
            copy.notes,
            copy.text,
            spoken=copy.language,
            author=copy.author,
            when=copy.when,
        )
        write_new(Path(output), content, desk.workspace)
    elif session.format == "html":
        from comens_tui.exchange.prose_html import prose_page

        with speaking(copy.language):
            text = prose_page(copy.title, copy.notes, copy.text, spoken=copy.language)
        give(text, output, desk.workspace)
    elif session.format == "json":
        print_json(copy._asdict())
    else:
        above = "".join(f"> {note}\n\n" for note in copy.notes)
        give(above + copy.text, output, desk.workspace)
    return 0
