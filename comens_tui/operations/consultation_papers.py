"""The papers of a consultation: its form, the draft of its summary, its table, its replies."""

from pathlib import Path
from typing import Final

from comens_tui.errors import UsageError
from comens_tui.exchange.comment_form import form_markdown, form_workbook
from comens_tui.exchange.disposition_table import letter, letters_table, report_file
from comens_tui.exchange.trace_csv import csv_file
from comens_tui.i18n import _
from comens_tui.operations.consultation_views import consultation_view, drafted_summary
from comens_tui.operations.desk import Desk
from comens_tui.operations.written_papers import write_answer, write_folder

#: The papers that `write_paper` knows, in the order in which they are needed.
PAPERS: Final = ("form", "summary", "table", "letters")
#: The format of the table of dispositions by the end of a file name.
_TABLES: Final = {
    ".csv": "csv",
    ".html": "html",
    ".json": "json",
    ".md": "markdown",
    ".xlsx": "xlsx",
}


def form_file(desk: Desk, consultation_id: str, ending: str) -> bytes:
    """Return the empty form that a college fills in offline, as `.xlsx` or `.md`.

    Raises:
        UnknownRecordError: There is no such consultation.
        UsageError: The ending is another.
    """
    view = consultation_view(desk, consultation_id)
    if ending == ".xlsx":
        return form_workbook(view.consultation)
    if ending == ".md":
        return form_markdown(view.consultation, view.atlas).encode()
    raise UsageError(
        _("A form is a workbook or a Markdown file."),
        hint=_("Give a name that ends with .xlsx or .md."),
    )


def dispositions_file(desk: Desk, consultation_id: str, how: str) -> bytes:
    """Return every comment and what became of it, in one of `disposition_table.FORMATS`.

    Raises:
        UnknownRecordError: There is no such consultation.
    """
    view = consultation_view(desk, consultation_id)
    return report_file(view.consultation, view.comments, desk.committee, how)


def letters(desk: Desk, consultation_id: str) -> dict[str, bytes]:
    """Return the reply to each comment as a file, by name.

    Raises:
        UnknownRecordError: There is no such consultation.
    """
    view = consultation_view(desk, consultation_id)
    return {
        f"{view.consultation.id}-{item.number:04d}.md": letter(view.consultation, item).encode()
        for item in view.comments
    }


def mail_merge(desk: Desk, consultation_id: str) -> bytes:
    """Return the replies as one CSV table.

    Raises:
        UnknownRecordError: There is no such consultation.
    """
    return csv_file(letters_table(consultation_view(desk, consultation_id).comments))


def write_paper(desk: Desk, consultation_id: str, paper: str, path: Path) -> int:
    """Write one of `PAPERS` to a new file and return how many files were written.

    The end of the name says the format; the draft of the summary is Markdown under any name.
    Letters are one file each in a folder, or one table where the name ends with `.csv`.
    Nothing is committed.

    Raises:
        ValueError: There is no such paper.
        UnknownRecordError: There is no such consultation.
        UsageError: The end of the name is no format of that paper.
        RefusedError: The place is among the records, is taken, or cannot be written.
    """
    ending = path.suffix.lower()
    if paper == "letters" and ending != ".csv":
        files = letters(desk, consultation_id)
        write_folder(path, files, desk.workspace)
        return len(files)
    write_answer(path, _file(desk, consultation_id, paper, ending), desk.workspace)
    return 1


def _file(desk: Desk, consultation_id: str, paper: str, ending: str) -> bytes:
    if paper == "form":
        return form_file(desk, consultation_id, ending)
    if paper == "summary":
        return drafted_summary(desk, consultation_id).encode()
    if paper == "letters":
        return mail_merge(desk, consultation_id)
    if paper != "table":
        raise ValueError(paper)
    if ending not in _TABLES:
        raise UsageError(
            _("The end of the name says no format of the table."),
            hint=_("One of: {choices}").format(choices=", ".join(_TABLES)),
        )
    return dispositions_file(desk, consultation_id, _TABLES[ending])
