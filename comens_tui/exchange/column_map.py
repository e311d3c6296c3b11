"""Which column becomes which field: a small YAML file that a person can read and keep."""

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from comens_tui.errors import RecordError
from comens_tui.i18n import _
from comens_tui.model.record import Record
from comens_tui.store.records import new_text, read_record


def _as_text(value: Any) -> Any:
    """Take the numbers and booleans that YAML reads for the words they are in a table."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else value


Word = Annotated[str, BeforeValidator(_as_text)]


class ColumnMap(Record):
    """How the columns of one kind of table become the fields of our records.

    `columns` gives the header of each field's column, or several whose texts become
    paragraphs; `fallbacks` the column to read where those are empty; `constants` the value
    where there is still none; `translations` our word for a word of the table, field by
    field; `dates` how dates are written, such as DD/MM/YYYY.
    """

    KIND: ClassVar[str] = "column_map"

    kind: str = Field(pattern="^(report|proposal|requirement|comment)$")
    sheet: str | None = None
    columns: dict[str, Word | tuple[Word, ...]] = Field(default_factory=dict)
    fallbacks: dict[str, Word] = Field(default_factory=dict)
    constants: dict[str, Word] = Field(default_factory=dict)
    translations: dict[str, dict[Word, Word]] = Field(default_factory=dict)
    dates: tuple[str, ...] = ()

    def columns_of(self, field: str) -> tuple[str, ...]:
        """Return the columns of a field, in order; none where it has none."""
        columns = self.columns.get(field, ())
        return (columns,) if isinstance(columns, str) else columns

    def used(self) -> set[str]:
        """Return every column that is read."""
        return {
            *(name for field in self.columns for name in self.columns_of(field)),
            *self.fallbacks.values(),
        }


def read_column_map(content: bytes, name: str, kind: str) -> ColumnMap:
    """Return the mapping that a file holds.

    Raises:
        RecordError: It does not fit its format, or is for another kind of record.
    """
    mapping = read_record(ColumnMap, content, name)
    if mapping.kind != kind:
        raise RecordError(
            _("This mapping is for “{kind}”, not for “{wanted}”.").format(
                kind=mapping.kind, wanted=kind
            ),
            _("Give the mapping that was saved for this kind of table."),
            path=name,
        )
    return mapping


def column_map_text(mapping: ColumnMap) -> bytes:
    """Return the content of the file that keeps a mapping."""
    return new_text(mapping)
