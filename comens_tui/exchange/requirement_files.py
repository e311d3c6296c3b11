"""Requirements written as CSV, XLSX and JSON: the same bytes for the same requirements."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from comens_tui.errors import RefusedError
from comens_tui.exchange.formulas import neutral
from comens_tui.exchange.requirement_rows import COLUMNS, LISTS, exported_rows
from comens_tui.exchange.xlsx_writing import LONGEST_CELL, workbook
from comens_tui.i18n import _
from comens_tui.model.document import Document


def _cell(row: dict[str, Any], name: str) -> str:
    value = row[name]
    text = "\n".join(value) if name in LISTS else "" if value is None else str(value)
    return neutral(text)


def written_csv(documents: Iterable[Document]) -> bytes:
    """Return a table that spreadsheets open in French: UTF-8 with its mark, `;`, CRLF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(COLUMNS)
    for row in exported_rows(documents):
        writer.writerow([_cell(row, name) for name in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def written_json(documents: Iterable[Document]) -> bytes:
    """Return an object that holds the list of requirements, lists as lists."""
    data = {"requirements": exported_rows(documents)}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def written_xlsx(documents: Iterable[Document]) -> bytes:
    """Return a workbook of one sheet, every cell a text.

    Raises:
        RefusedError: A text is longer than a cell of a workbook can hold.
    """
    rows = [{name: _cell(row, name) for name in COLUMNS} for row in exported_rows(documents)]
    _refuse_long_cells(rows)
    return workbook("Requirements", COLUMNS, ([row[name] for name in COLUMNS] for row in rows))


def _refuse_long_cells(rows: Iterable[Mapping[str, str]]) -> None:
    for row in rows:
        for name, text in row.items():
            if len(text) > LONGEST_CELL:
                raise RefusedError(
                    _("{id}: its {field} is longer than a cell of a workbook.").format(
                        id=row["id"], field=name
                    ),
                    hint=_("Export it as CSV or JSON."),
                )
