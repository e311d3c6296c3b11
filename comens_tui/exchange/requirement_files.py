"""Requirements written as CSV, XLSX and JSON: the same bytes for the same requirements."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any, Final

from comens_tui.errors import RefusedError
from comens_tui.exchange.formulas import neutral
from comens_tui.exchange.requirement_rows import COLUMNS, LISTS, exported_rows
from comens_tui.i18n import _
from comens_tui.model.document import Document

#: What a cell of a workbook may hold.
_LONGEST_CELL: Final = 32_767
#: The earliest moment that an archive can tell.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_MOMENT: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


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
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Requirements")
    sheet.append(COLUMNS)
    for row in rows:
        cells = [WriteOnlyCell(sheet, value=row[name]) for name in COLUMNS]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _refuse_long_cells(rows: Iterable[Mapping[str, str]]) -> None:
    for row in rows:
        for name, text in row.items():
            if len(text) > _LONGEST_CELL:
                raise RefusedError(
                    _("{id}: its {field} is longer than a cell of a workbook.").format(
                        id=row["id"], field=name
                    ),
                    hint=_("Export it as CSV or JSON."),
                )


def _timeless(content: bytes) -> bytes:
    """Return a workbook without the moments that the library writes in it."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for item in source.infolist():
            data = source.read(item)
            if item.filename == "docProps/core.xml":
                data = _MOMENT.sub(rb"\g<1>1980-01-01T00:00:00Z", data)
            told = zipfile.ZipInfo(item.filename, _EPOCH)
            told.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(told, data)
    return out.getvalue()
