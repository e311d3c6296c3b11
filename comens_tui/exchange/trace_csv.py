"""A table as CSV that a spreadsheet opens as it is, and that cannot make it compute."""

import csv
import io

from comens_tui.exchange.formulas import neutral
from comens_tui.exchange.trace_table import Table


def csv_text(table: Table) -> str:
    """Return the table as CSV of RFC 4180: commas, quotes where needed, CRLF.

    A cell of words that would be read as a formula is preceded by an apostrophe; numbers
    are numbers.
    """
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(map(_neutral, table.columns))
    writer.writerows([_neutral(cell) for cell in row] for row in table.rows)
    return written.getvalue()


def csv_file(table: Table) -> bytes:
    """Return the same as a file: UTF-8, with the mark by which spreadsheets know it."""
    return csv_text(table).encode("utf-8-sig")


def _neutral(cell: str | int) -> str | int:
    return neutral(cell) if isinstance(cell, str) else cell
