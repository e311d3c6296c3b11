"""Comma, semicolon, tab or bar separated text, read without ever shifting a cell.

The csv module reads in strict mode: a quote that is never closed is the fault of the line
that opens it, and reading goes on with the next line.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

from comens_tui.errors import RecordError
from comens_tui.exchange.encodings import decode
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

SEPARATORS: Final = (";", ",", "\t", "|")
_SAMPLE_LINES: Final = 200
#: Each broken quote costs a look at what follows it; so many of them are another format.
_MAX_BROKEN: Final = 200


class _Record(NamedTuple):
    line: int
    cells: list[str]


def read_csv(content: bytes, name: str) -> Table:
    """Return the table that `content` holds; `name` is only told in errors.

    Raises:
        RecordError: It is empty, huge, without a header, or no such table.
    """
    require_size(content, name)
    text, encoding = decode(content)
    lines = list(io.StringIO(text, newline=""))
    separator, start = _declared(lines)
    separator = separator or _likeliest(lines[start:])
    faults: list[Fault] = []
    records = _records(lines, start, separator, faults, name)
    header = next((record.cells for record in records if any(map(str.strip, record.cells))), None)
    if header is None:
        raise no_header(name)
    if len(header) > MAX_COLUMNS:
        raise too_many_columns(name)
    rows = tuple(_rows(records, len(header), faults, name))
    shown = _("tab") if separator == "\t" else separator
    note = _("Read as {encoding}, cells separated by “{separator}”.").format(
        encoding=encoding, separator=shown
    )
    return Table(distinct(header), rows, tuple(sorted(faults)), (note,))


def _declared(lines: Sequence[str]) -> tuple[str, int]:
    """Return the separator that a first line `sep=;` declares, and where the table starts."""
    first = lines[0].rstrip("\r\n").strip('"') if lines else ""
    if first[:4].lower() == "sep=" and len(first) == len("sep=;"):
        return first[4], 1
    return "", 0


def _likeliest(lines: Sequence[str]) -> str:
    """Return the separator that cuts the first lines into the most regular table."""
    sample = lines[:_SAMPLE_LINES]
    return max(SEPARATORS, key=lambda sign: _regularity(sample, sign))


def _regularity(lines: Sequence[str], separator: str) -> tuple[float, int]:
    widths: list[int] = []
    with suppress(csv.Error):
        widths.extend(len(cells) for cells in csv.reader(lines, delimiter=separator) if any(cells))
    if not widths or widths[0] < 2:  # noqa: PLR2004 - one column is no cut at all
        return (0, 0)
    return (widths.count(widths[0]) / len(widths), widths[0])


def _records(
    lines: Sequence[str], start: int, separator: str, faults: list[Fault], name: str
) -> Iterator[_Record]:
    broken = 0
    while start < len(lines):
        reader = csv.reader(
            map(lines.__getitem__, range(start, len(lines))), delimiter=separator, strict=True
        )
        done = 0
        try:
            for cells in reader:
                line = start + done + 1
                done = reader.line_num
                yield _Record(line, cells)
        except csv.Error:
            broken += 1
            if broken > _MAX_BROKEN:
                raise _not_a_table(name) from None
            start += done
            faults.append(
                Fault(
                    start + 1,
                    _("A quotation mark is opened and not closed as it should be."),
                    lines[start].rstrip("\r\n"),
                )
            )
            start += 1
        else:
            return


def _not_a_table(name: str) -> RecordError:
    return RecordError(
        _("The quotation marks of more than {most} lines do not pair.").format(most=_MAX_BROKEN),
        _("Export the table again, as CSV with quoted cells, or as XLSX."),
        path=name,
    )


def _rows(records: Iterator[_Record], width: int, faults: list[Fault], name: str) -> Iterator[Row]:
    for count, (line, cells) in enumerate(records):
        if count >= MAX_ROWS:
            raise too_many_rows(name)
        if len(cells) == width and max(map(len, cells)) <= MAX_CELL:
            if any(cells):
                yield Row(line, tuple(cells))
        elif not any(map(str.strip, cells)):
            continue
        elif len(cells) != width:
            faults.append(width_fault(line, cells, width))
        else:
            faults.append(
                Fault(
                    line,
                    _("A cell is longer than {most} characters.").format(most=MAX_CELL),
                    " | ".join(cells)[:MAX_CELL],
                )
            )
