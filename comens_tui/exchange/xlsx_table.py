"""One sheet of an XLSX workbook as a table: values as they are shown, never formulas run."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, datetime, time
from typing import Any, Final, NamedTuple

from comens_tui.errors import RecordError
from comens_tui.exchange.table import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    Fault,
    Row,
    Table,
    distinct,
    no_header,
    require_size,
    too_many_columns,
    too_many_rows,
    width_fault,
)
from comens_tui.i18n import _

#: What a workbook may weigh once unpacked, and how much more than packed.
_MAX_UNPACKED: Final = 300_000_000
_MAX_RATIO: Final = 200
_SMALL: Final = 5_000_000
#: A header has at least two names: what stands above it is a title.
_HEADER_NAMES: Final = 2
_MERGED: Final = re.compile(
    rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"'
)
_BREAKS: Final = re.compile("_x000D_\n?|\r\n?")


class _Line(NamedTuple):
    number: int
    cells: list[str]
    uncomputed: str


def read_xlsx(content: bytes, name: str, sheet: str | None = None) -> Table:
    """Return the table of one sheet: the one named, else the only one that is not empty.

    Raises:
        RecordError: It is no workbook, unpacks beyond reason, is encrypted, or holds
            several sheets and none is named; the hint lists them.
    """
    require_size(content, name)
    _require_sane(content, name)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of what it does not keep, and nothing is kept here.
            warnings.simplefilter("ignore")
            return _read(content, name, sheet)
    except RecordError:
        raise
    except Exception as error:  # openpyxl lets every kind of error through on a bad file
        raise _unreadable(name) from error


def _read(content: bytes, name: str, sheet: str | None) -> Table:
    import openpyxl

    with ExitStack() as closing:
        values = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        closing.callback(values.close)
        formulas = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        closing.callback(formulas.close)
        chosen = _chosen(values, sheet, name)
        notes = [_("Sheet “{sheet}”.").format(sheet=chosen)]
        merged = _merged(values, chosen)
        if merged:
            notes.append(_("Merged cells were filled with the value that they share."))
        return _table(_lines(values[chosen], formulas[chosen], merged), tuple(notes), name)


def _require_sane(content: bytes, name: str) -> None:
    """Refuse what unpacks to far more than a person could have typed, and any document type."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            if unpacked > _MAX_UNPACKED or unpacked > max(_SMALL, _MAX_RATIO * len(content)):
                raise RecordError(
                    _("The workbook unpacks to {size} bytes.").format(size=unpacked),
                    _("Export the one sheet that is needed, as CSV."),
                    path=name,
                )
            for member in members:
                with archive.open(member) as file:
                    if b"<!DOCTYPE" in file.read(4096):
                        raise _unreadable(name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _unreadable(name) from error


def _unreadable(name: str) -> RecordError:
    return RecordError(
        _("This is not a workbook that can be read."),
        _("Open it in a spreadsheet program, without a password, and save it as XLSX or CSV."),
        path=name,
    )


def _chosen(workbook: Any, sheet: str | None, name: str) -> str:
    names = [item.title for item in workbook.worksheets]
    if sheet is not None and sheet in names:
        return sheet
    filled = [item.title for item in workbook.worksheets if _is_filled(item)]
    if sheet is None and len(filled) == 1:
        return str(filled[0])
    if sheet is None and not filled:
        raise no_header(name)
    message = (
        _("The workbook has several sheets.")
        if sheet is None
        else _("The workbook has no sheet “{sheet}”.").format(sheet=sheet)
    )
    raise RecordError(
        message, _("Say --sheet with one of: {names}").format(names=", ".join(names)), path=name
    )


def _is_filled(sheet: Any) -> bool:
    return any(
        cell is not None for row in sheet.iter_rows(max_row=50, values_only=True) for cell in row
    )


class _Merged(NamedTuple):
    """Rows `first` to `last` of one column share the value of the first."""

    column: int
    first: int
    last: int


def _merged(workbook: Any, sheet: str) -> list[_Merged]:
    """Return the vertical merges; the reader of openpyxl that streams does not tell them."""
    from openpyxl.utils import column_index_from_string

    path = workbook[sheet]._worksheet_path  # noqa: SLF001 - the only way to the sheet's part
    found = _MERGED.findall(workbook._archive.read(path))  # noqa: SLF001
    return [
        _Merged(column_index_from_string(left.decode()) - 1, int(top), min(int(bottom), MAX_ROWS))
        for left, top, _right, bottom in found
        if int(top) != int(bottom)
    ]


def _lines(values: Any, formulas: Any, merged: list[_Merged]) -> Iterator[_Line]:
    for sheet in (values, formulas):
        sheet.reset_dimensions()
    shared = {
        (number, item.column): item
        for item in merged
        for number in range(item.first + 1, item.last + 1)
    }
    kept: dict[_Merged, str] = {}
    firsts = {(item.first, item.column): item for item in merged}
    rows = zip(values.iter_rows(values_only=True), formulas.iter_rows(), strict=True)
    for number, (row, sources) in enumerate(rows, start=1):
        cells = [_cell(value) for value in row]
        uncomputed = next(
            (
                source.coordinate
                for value, source in zip(row, sources, strict=False)
                if value is None and getattr(source, "data_type", "") == "f"
            ),
            "",
        )
        if merged:
            _fill(number, cells, shared, firsts, kept)
        yield _Line(number, cells, uncomputed)


def _fill(
    number: int,
    cells: list[str],
    shared: dict[tuple[int, int], _Merged],
    firsts: dict[tuple[int, int], _Merged],
    kept: dict[_Merged, str],
) -> None:
    for column in range(len(cells)):
        place = (number, column)
        if place in firsts:
            kept[firsts[place]] = cells[column]
        elif place in shared and not cells[column]:
            cells[column] = kept.get(shared[place], "")


def _cell(value: Any) -> str:
    """Return a value as text: dates are ISO, whole numbers have no decimal part."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return _BREAKS.sub("\n", str(value))


def _table(lines: Iterator[_Line], notes: tuple[str, ...], name: str) -> Table:
    header: list[str] | None = None
    rows: list[Row] = []
    faults: list[Fault] = []
    for line in lines:
        while line.cells and not line.cells[-1].strip():
            line.cells.pop()
        if header is None:
            if sum(bool(cell.strip()) for cell in line.cells) >= _HEADER_NAMES:
                header = line.cells
            continue
        if not line.cells and not line.uncomputed:
            continue
        if len(rows) + len(faults) >= MAX_ROWS:
            raise too_many_rows(name)
        fault = _fault(line, len(header))
        if fault:
            faults.append(fault)
        else:
            padding = [""] * (len(header) - len(line.cells))
            rows.append(Row(line.number, (*line.cells, *padding)))
    if header is None:
        raise no_header(name)
    if len(header) > MAX_COLUMNS:
        raise too_many_columns(name)
    return Table(distinct(header), tuple(rows), tuple(faults), notes)


def _fault(line: _Line, width: int) -> Fault | None:
    content = " | ".join(line.cells)
    if line.uncomputed:
        message = _("The formula in {cell} has no computed value.").format(cell=line.uncomputed)
        return Fault(line.number, message, content)
    if len(line.cells) > width:
        return width_fault(line.number, line.cells, width)
    if max(map(len, line.cells), default=0) > MAX_CELL:
        message = _("A cell is longer than {most} characters.").format(most=MAX_CELL)
        return Fault(line.number, message, content[:MAX_CELL])
    return None
