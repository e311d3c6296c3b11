"""One shape for every table that is read: a header, rows with their place, and what is wrong.

The bounds are those of a file that people made; what is beyond them is something else.
"""

from typing import Final, NamedTuple

from comens_tui.errors import RecordError
from comens_tui.i18n import _

MAX_BYTES: Final = 64_000_000
MAX_ROWS: Final = 100_000
MAX_COLUMNS: Final = 500
MAX_CELL: Final = 100_000


class Row(NamedTuple):
    """One row: `line` is the 1-based physical line, or the row of the sheet, where it starts."""

    line: int
    cells: tuple[str, ...]


class Fault(NamedTuple):
    """A row that cannot be read without guessing: where, why, and what it holds."""

    line: int
    message: str
    content: str


class Table(NamedTuple):
    """What a file holds, every cell as text and every row as wide as the header.

    `notes` say in sentences what was understood of the file: encoding, separator, sheet,
    merged cells. A row is either in `rows` or in `faults`; blank rows are in neither.
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...] = ()


def distinct(names: list[str]) -> tuple[str, ...]:
    """Return column names stripped, a repeated one followed by its rank: `Date (2)`."""
    seen: dict[str, int] = {}
    told = []
    for raw in names:
        name = " ".join(raw.split())
        seen[name] = seen.get(name, 0) + 1
        told.append(f"{name} ({seen[name]})" if name and seen[name] > 1 else name)
    return tuple(told)


def width_fault(line: int, cells: list[str], wanted: int) -> Fault:
    """Return what is wrong with a row that has not as many cells as the header."""
    return Fault(
        line,
        _("The row has {found} cells where the header has {wanted}.").format(
            found=len(cells), wanted=wanted
        ),
        " | ".join(cells),
    )


def require_size(content: bytes, name: str) -> None:
    """Do nothing when a file may be read.

    Raises:
        RecordError: It is empty, or too large to have been made by a person.
    """
    if not content:
        raise RecordError(_("The file is empty."), _("Check the path."), path=name)
    if len(content) > MAX_BYTES:
        raise RecordError(
            _("The file is too large: {size} bytes.").format(size=len(content)),
            _("At most {most} bytes are read: split it.").format(most=MAX_BYTES),
            path=name,
        )


def too_many_rows(name: str) -> RecordError:
    """Return the refusal of a table longer than any that people fill in."""
    return RecordError(
        _("The table has more than {most} rows.").format(most=MAX_ROWS),
        _("Split it into several files."),
        path=name,
    )


def too_many_columns(name: str) -> RecordError:
    """Return the refusal of a table wider than any that people fill in."""
    return RecordError(
        _("The table has more than {most} columns.").format(most=MAX_COLUMNS),
        _("Remove the columns that are not to be imported."),
        path=name,
    )


def no_header(name: str) -> RecordError:
    """Return the refusal of a file without a line of column names."""
    return RecordError(
        _("The table has no header."),
        _("Its first line must name the columns."),
        path=name,
    )
