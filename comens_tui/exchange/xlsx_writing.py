"""A workbook of one sheet, every cell a text, the same bytes for the same rows."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Final

#: What a cell of a workbook may hold.
LONGEST_CELL: Final = 32_767
#: The earliest moment that an archive can tell.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_MOMENT: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def workbook(
    title: str,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[int] = (),
) -> bytes:
    """Return a workbook whose only sheet is `title`; no cell is ever a formula.

    `widths` are those of the first columns, in characters. No cell may be longer than
    `LONGEST_CELL`.
    """
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.append(list(header))
    for row in rows:
        cells = [WriteOnlyCell(sheet, value=text) for text in row]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


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
