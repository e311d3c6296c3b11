"""Import of a table: a file, its columns, what each row becomes, then one act.

The steps are the same for every kind of record; `Target` says what differs.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from comens_tui.exchange.column_map import ColumnMap, read_column_map
from comens_tui.exchange.fields import REPORT, Kind
from comens_tui.exchange.guess import guessed
from comens_tui.exchange.rows import unused_columns
from comens_tui.exchange.table import MAX_BYTES, Table
from comens_tui.exchange.tables import read_table
from comens_tui.i18n import _, ngettext
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt
from comens_tui.operations.given_files import given_bytes
from comens_tui.operations.intake import OUTCOME_LABELS, Line, Outcome, Preview, counted
from comens_tui.operations.report_import import import_reports, preview_reports
from comens_tui.text.labels import label
from comens_tui.tui import prose
from comens_tui.tui.modals.choose import Choose, Confirm
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.prose import paragraph
from comens_tui.tui.screens.list_screen import ListScreen
from comens_tui.tui.typed_paths import typed_path
from comens_tui.tui.widgets.rows import ListRow

_GO, _BACK, _NONE = "go", "back", "none"
#: Of the first column: a line number and its outcome, in the longer language.
_WIDTH = 32
_LONGEST_SAMPLE = 60
_LONGEST_CONTENT = 600
_STYLES = {
    Outcome.NEW: prose.PLAIN,
    Outcome.KNOWN: prose.QUIET,
    Outcome.CHANGED: prose.WARNING,
    Outcome.REFUSED: prose.BAD,
}


class OpenTable(NamedTuple):
    """A table that was read, and how its columns are understood so far."""

    name: str
    table: Table
    mapping: ColumnMap


class Target(NamedTuple):
    """What a table becomes: the kind of its rows, how it is read, seen and registered.

    `title`, `action` and `consequence` are said in the language in force; the last two of a
    number of records. `asked` are more fields of the first step, whose answers are the
    constants of the mapping.
    """

    kind: Kind
    title: Callable[[], str]
    action: Callable[[int], str]
    consequence: Callable[[int], str]
    preview: Callable[[Desk, Table, ColumnMap], Preview[Any]]
    write: Callable[[Desk, Sequence[Any], str], Receipt]
    read: Callable[[bytes, str, str | None], Table] = read_table
    asked: Callable[[], tuple[Field, ...]] = tuple


def _import_words(count: int) -> str:
    words = ngettext("Import {count} report", "Import {count} reports", count)
    return words.format(count=count)


def _consequence(count: int) -> str:
    return ngettext(
        "{count} report is registered in one commit; git never forgets it.",
        "{count} reports are registered in one commit; git never forgets them.",
        count,
    ).format(count=count)


REPORTS = Target(
    REPORT,
    lambda: _("Import reports"),
    _import_words,
    _consequence,
    preview_reports,
    import_reports,
)


def open_table(target: Target, told: Mapping[str, str]) -> OpenTable:
    """Return the table in a file, with the mapping given or a guessed one; runs in a thread.

    Raises:
        UsageError: A file cannot be read.
        RecordError: The table or the mapping does not fit its format.
    """
    file, mapping = told["file"], told["map"]
    given = read_column_map(_read(mapping), mapping, target.kind.name) if mapping else None
    wanted = told["sheet"] or (given.sheet if given else None)
    table = target.read(_read(file), file, wanted)
    found = given or guessed(table, target.kind)
    constants = {
        field.name: told[field.name]
        for field in target.asked()
        if told[field.name] and field.name not in found.columns
    }
    found = found.model_copy(update={"constants": {**found.constants, **constants}})
    return OpenTable(Path(file).name, table, found)


def _read(name: str) -> bytes:
    return given_bytes(typed_path(name), MAX_BYTES)


class ImportSteps:
    """The steps of an import, each a window that can be left without a trace."""

    def __init__(self, screen: ListScreen, target: Target = REPORTS) -> None:
        """`screen` is where the steps are asked, and what reads and acts."""
        self._screen = screen
        self._target = target

    def start(self) -> None:
        """Ask for the file."""

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                told = {name: value.strip() for name, value in values.items()}
                self._screen.say(_("Reading…"), is_passing=True)
                self._screen.read(
                    lambda: open_table(self._target, told),
                    self._ask_columns,
                    group="import",
                )

        asked = [
            Field("file", _("CSV, XLSX or JSON file"), required=True),
            Field("sheet", _("Sheet (if several)")),
            Field("map", _("Mapping (if saved)")),
            *self._target.asked(),
        ]
        form = Form(self._target.title(), asked, save=_("Read the file"))
        self._screen.app.push_screen(form, answered)

    # -- columns

    def _ask_columns(self, opened: OpenTable, select: str | None = None) -> None:
        """Show which column is which field, each to be changed."""
        self._screen.quiet()
        count = len(opened.table.rows)
        rows = [
            ListRow(
                _GO,
                (
                    _("See what each row becomes"),
                    ngettext("{count} row", "{count} rows", count).format(count=count),
                ),
                prose.STRONG,
            )
        ]
        rows += [
            ListRow(name, (_(field.label), _said(opened.mapping, name)))
            for name, field in self._target.kind.fields.items()
        ]
        left = ", ".join(unused_columns(opened.table, opened.mapping))
        blocks = [paragraph(" ".join(opened.table.notes))] if opened.table.notes else []
        if left:
            blocks.append(paragraph(_("Columns left out: {names}").format(names=left)))

        def answered(chosen: str | None) -> None:
            if chosen == _GO:
                self._preview(opened)
            elif chosen is not None:
                self._ask_column(opened, chosen)

        title = _("Columns of {name}").format(name=opened.name)
        self._screen.app.push_screen(
            Choose(title, rows, blocks=blocks, select=select, first_width=_WIDTH), answered
        )

    def _ask_column(self, opened: OpenTable, field: str) -> None:
        """Offer the columns for one field, each with a cell it holds."""
        rows = [ListRow(_NONE, (_("no column"), ""))]
        rows += [
            ListRow(f"column-{index}", (name, _sample(opened.table, index)))
            for index, name in enumerate(opened.table.header)
            if name
        ]

        def answered(chosen: str | None) -> None:
            if chosen is None:
                self._ask_columns(opened, field)
                return
            columns = dict(opened.mapping.columns)
            columns.pop(field, None)
            fallbacks = dict(opened.mapping.fallbacks)
            fallbacks.pop(field, None)
            if chosen != _NONE:
                columns[field] = opened.table.header[int(chosen.removeprefix("column-"))]
            mapping = opened.mapping.model_copy(update={"columns": columns, "fallbacks": fallbacks})
            self._ask_columns(opened._replace(mapping=mapping), field)

        label_of = self._target.kind.fields[field].label
        title = _("Column for “{field}”").format(field=_(label_of))
        self._screen.app.push_screen(Choose(title, rows, first_width=_WIDTH), answered)

    # -- preview

    def _preview(self, opened: OpenTable) -> None:
        desk = self._screen.session.desk
        self._screen.say(_("Reading…"), is_passing=True)
        self._screen.read(
            lambda: self._target.preview(desk, opened.table, opened.mapping),
            lambda preview: self._show_preview(opened, preview),
            group="import",
        )

    def _show_preview(
        self, opened: OpenTable, preview: Preview[Any], select: str | None = None
    ) -> None:
        """Show what each row becomes; a line opens on what it holds."""
        self._screen.quiet()
        count = len(preview.records)
        rows = [ListRow(_BACK, (_("Change the columns"), ""))]
        if count:
            rows.insert(0, ListRow(_GO, (self._target.action(count), ""), prose.STRONG))
        # What a person has to look at comes first.
        by_need = sorted(preview.lines, key=_need)
        lines = {f"line-{line.line}-{index}": line for index, line in enumerate(by_need)}
        rows += [ListRow(key, _cells(line), _STYLES[line.outcome]) for key, line in lines.items()]

        def answered(chosen: str | None) -> None:
            if chosen == _GO:
                self._confirm(opened, preview)
            elif chosen == _BACK:
                self._ask_columns(opened)
            elif chosen is not None:
                self._show_line(opened, preview, chosen, lines[chosen])

        title = _("{name}: {counts}").format(name=opened.name, counts=_counts(preview))
        self._screen.app.push_screen(
            Choose(title, rows, select=select, first_width=_WIDTH), answered
        )

    def _show_line(self, opened: OpenTable, preview: Preview[Any], key: str, line: Line) -> None:
        """Show why a row has its outcome, and what it holds."""
        blocks = [paragraph(line.title)] if line.title else []
        blocks += [paragraph(reason) for reason in line.reasons]
        if line.content:
            blocks.append(paragraph(line.content[:_LONGEST_CONTENT], prose.QUIET))
        title = _("Line {line}: {outcome}").format(
            line=line.line, outcome=_(OUTCOME_LABELS[line.outcome])
        )
        window = Choose(title, [ListRow(_BACK, (_("Understood"), ""))], blocks=blocks)
        self._screen.app.push_screen(
            window, lambda _answer: self._show_preview(opened, preview, key)
        )

    def _confirm(self, opened: OpenTable, preview: Preview[Any]) -> None:
        desk = self._screen.session.desk
        count = len(preview.records)

        def answered(confirmed: bool | None) -> None:
            if confirmed:
                self._screen.act(lambda: self._target.write(desk, preview.records, opened.name))
            else:
                self._show_preview(opened, preview)

        window = Confirm(
            self._target.title(), self._target.consequence(count), self._target.action(count)
        )
        self._screen.app.push_screen(window, answered)


def _said(mapping: ColumnMap, field: str) -> str:
    """Return where a field comes from: its columns, what stands in for them, or a constant."""
    said = " + ".join(mapping.columns_of(field))
    if field in mapping.fallbacks:
        said = _("{columns}, else {fallback}").format(
            columns=said, fallback=mapping.fallbacks[field]
        )
    if not said and field in mapping.constants:
        return f"= {label(mapping.constants[field])}"
    return said or "—"


def _sample(table: Table, index: int) -> str:
    cells = (" ".join(row.cells[index].split()) for row in table.rows)
    return next((cell[:_LONGEST_SAMPLE] for cell in cells if cell), "")


def _cells(line: Line) -> tuple[str, str]:
    place = _("{line} {outcome}").format(line=line.line, outcome=_(OUTCOME_LABELS[line.outcome]))
    return place, " ".join(line.reasons) or line.title


def _need(line: Line) -> int:
    """Return how little a line asks for a look: refused rows, those that differ, remarks, rest."""
    if line.outcome is Outcome.REFUSED:
        return 0
    if line.outcome is Outcome.CHANGED:
        return 1
    return 2 if line.reasons and line.outcome is Outcome.NEW else 3


def _counts(preview: Preview[Any]) -> str:
    counts = ((outcome, preview.count(outcome)) for outcome in Outcome)
    return ", ".join(counted(outcome, count) for outcome, count in counts if count)
