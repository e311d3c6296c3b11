"""A work programme as a file to print or to calculate with."""

from comens_tui.exchange.markdown_table import markdown_report
from comens_tui.exchange.programme_table import (
    entries_table,
    groups_table,
    programme_notes,
    programme_tables,
    programme_title,
)
from comens_tui.exchange.trace_csv import csv_text
from comens_tui.exchange.trace_html import Part, html_report
from comens_tui.rules.programme import ProgrammeSheet

#: The forms, by the end of a file's name.
FORMS = {".md": "markdown", ".html": "html", ".csv": "csv"}


def programme_text(sheet: ProgrammeSheet, form: str) -> str:
    """Return a programme as `markdown`, `html` or `csv`."""
    if form == "csv":
        return csv_text(entries_table(sheet, as_data=True))
    title, notes, tables = programme_title(sheet), programme_notes(sheet), programme_tables(sheet)
    if form == "markdown":
        return markdown_report(title, notes, tables)
    # Groups are drawn by the days they give.
    groups = groups_table(sheet).caption
    return html_report(
        title, notes, [Part(table, (2,) if table.caption == groups else ()) for table in tables]
    )
