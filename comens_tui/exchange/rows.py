"""The rows of a table as the fields of our records, each row judged on its own."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from comens_tui.errors import UsageError
from comens_tui.exchange.cell_values import Reader, folded
from comens_tui.exchange.column_map import ColumnMap
from comens_tui.exchange.fields import Kind
from comens_tui.exchange.plain_text import plain
from comens_tui.exchange.table import Row, Table
from comens_tui.i18n import _

#: How many words of one column are remembered: vocabularies repeat, prose does not.
_REMEMBERED: Final = 5_000
_SHORT: Final = 40


class ReadRow(NamedTuple):
    """A row as fields; `refusals` say in sentences what stops it, and it is then not whole."""

    line: int
    values: Mapping[str, Any]
    refusals: tuple[str, ...]


class _Column(NamedTuple):
    field: str
    name: str
    indexes: tuple[int, ...]
    #: The one column that it is read from, where nothing stands in for it.
    only: int | None
    fallback: int | None
    read: Reader
    words: Mapping[str, str]
    known: dict[str, Any]
    clean: Callable[[str], str]


def read_rows(
    table: Table, kind: Kind, mapping: ColumnMap, clean: Callable[[str], str] = plain
) -> Iterator[ReadRow]:
    """Yield every row as fields, in order; `clean` makes the text of a cell.

    Raises:
        UsageError: The mapping names a field or a column that there is not, leaves out
            what every record needs, or gives a constant that its field cannot hold.
    """
    columns = _columns(table, kind, mapping, clean)
    constants = _constants(kind, mapping)
    required = [name for name, field in kind.fields.items() if field.required]
    for row in table.rows:
        yield _read(row, kind, columns, constants, required)


def unused_columns(table: Table, mapping: ColumnMap) -> tuple[str, ...]:
    """Return the columns that the mapping leaves out, so that nothing is dropped in silence."""
    used = {_tidy(name) for name in mapping.used()}
    return tuple(
        name
        for index, name in enumerate(table.header)
        if name not in used and any(row.cells[index].strip() for row in table.rows)
    )


def _columns(
    table: Table, kind: Kind, mapping: ColumnMap, clean: Callable[[str], str]
) -> list[_Column]:
    named = (mapping.columns, mapping.fallbacks, mapping.constants, mapping.translations)
    for field in (field for part in named for field in part):
        if field not in kind.fields:
            raise UsageError(
                _("The mapping names a field that there is not: {field}.").format(field=field),
                hint=_("The fields are: {names}").format(names=", ".join(kind.fields)),
            )
    columns = []
    for field in mapping.columns:
        names = mapping.columns_of(field)
        fallback = mapping.fallbacks.get(field)
        words = {folded(said): meant for said, meant in mapping.translations.get(field, {}).items()}
        read = kind.fields[field].reader(mapping.dates)
        indexes = tuple(_index(table, name) for name in names)
        columns.append(
            _Column(
                field,
                ", ".join(names),
                indexes,
                indexes[0] if len(indexes) == 1 and fallback is None else None,
                None if fallback is None else _index(table, fallback),
                read,
                words,
                {},
                clean,
            )
        )
    given = {*mapping.columns, *mapping.constants}
    for field, spec in kind.fields.items():
        if spec.required and field not in given:
            raise UsageError(
                _("No column is given for “{field}”.").format(field=field),
                hint=_("The columns are: {names}").format(
                    names=", ".join(item for item in table.header if item)
                ),
            )
    return columns


def _index(table: Table, name: str) -> int:
    wanted = _tidy(name)
    if not wanted or wanted not in table.header:
        raise UsageError(
            _("The table has no column “{column}”.").format(column=name),
            hint=_("The columns are: {names}").format(
                names=", ".join(item for item in table.header if item)
            ),
        )
    return table.header.index(wanted)


def _tidy(name: str) -> str:
    return " ".join(name.split())


def _constants(kind: Kind, mapping: ColumnMap) -> dict[str, Any]:
    values = {}
    for field, text in mapping.constants.items():
        try:
            values[field] = kind.fields[field].reader(mapping.dates)(text)
        except ValueError as error:
            raise UsageError(
                _("The constant of “{field}” does not fit: {reason}").format(
                    field=field, reason=error
                ),
                hint=_("Correct it in the mapping."),
            ) from error
    return values


def _read(
    row: Row,
    kind: Kind,
    columns: list[_Column],
    constants: Mapping[str, Any],
    required: list[str],
) -> ReadRow:
    values = dict(constants)
    refusals: list[str] = []
    for column in columns:
        cell = row.cells[column.only] if column.only is not None else _cell(row, column)
        if not cell:
            continue
        value = column.known.get(cell)
        if value is None:
            value = _value(column, cell, refusals)
            if value is not None and len(cell) < _SHORT and len(column.known) < _REMEMBERED:
                column.known[cell] = value
        if value not in (None, "", ()):
            values[column.field] = value
    if not refusals:
        refusals += [
            _("“{field}” is empty.").format(field=_(kind.fields[name].label))
            for name in required
            if name not in values
        ]
    return ReadRow(row.line, values, tuple(refusals))


def _cell(row: Row, column: _Column) -> str:
    """Return what a field is read from; the texts of several columns are paragraphs."""
    if len(column.indexes) == 1:
        cell = row.cells[column.indexes[0]]
    else:
        texts = (column.clean(row.cells[index]) for index in column.indexes)
        cell = "\n\n".join(text for text in texts if text)
    if column.fallback is not None and not column.clean(cell):
        return row.cells[column.fallback]
    return cell


def _value(column: _Column, cell: str, refusals: list[str]) -> Any:
    text = column.clean(cell)
    if column.words:
        text = column.words.get(folded(text), text)
    if not text:
        return None
    try:
        return column.read(text)
    except ValueError as error:
        refusals.append(_("Column “{column}”: {reason}").format(column=column.name, reason=error))
        return None
