"""Import of reports in the inbox: a file, its columns, what each row becomes, then one act."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from comens_tui.exchange.column_map import ColumnMap, read_column_map
from comens_tui.exchange.fields import REPORT
from comens_tui.exchange.guess import guessed
from comens_tui.exchange.rows import unused_columns
from comens_tui.exchange.table import Table
from comens_tui.exchange.tables import read_table
from comens_tui.i18n import _, ngettext
from comens_tui.model.report import Report
from comens_tui.operations.intake import OUTCOME_LABELS, Line, Outcome, Preview
from comens_tui.operations.report_import import import_reports, preview_reports
from comens_tui.text.labels import label
from comens_tui.tui import prose
from comens_tui.tui.given_file import given_bytes
from comens_tui.tui.modals.choose import Choose, Confirm
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.prose import paragraph
from comens_tui.tui.screens.base import ListScreen
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


def open_table(file: str, sheet: str, mapping: str) -> OpenTable:
    """Return the table in a file, with the mapping given or a guessed one; runs in a thread.

    Raises:
        UsageError: A file cannot be read.
        RecordError: The table or the mapping does not fit its format.
    """
    given = read_column_map(given_bytes(mapping), mapping, REPORT.name) if mapping else None
    wanted = sheet or (given.sheet if given else None)
    table = read_table(given_bytes(file), file, wanted)
    return OpenTable(Path(file).name, table, given or guessed(table, REPORT))


class ImportSteps:
    """The steps of an import, each a window that can be left without a trace."""

    def __init__(self, screen: ListScreen) -> None:
        """`screen` is where the steps are asked, and what reads and acts."""
        self._screen = screen

    def start(self) -> None:
        """Ask for the file."""

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                told = {name: value.strip() for name, value in values.items()}
                self._screen.say(_("Reading…"), is_passing=True)
                self._screen.read(
                    lambda: open_table(told["file"], told["sheet"], told["map"]),
                    self._ask_columns,
                    group="import",
                )

        asked = [
            Field("file", _("CSV, XLSX or JSON file"), required=True),
            Field("sheet", _("Sheet (if several)")),
            Field("map", _("Mapping (if saved)")),
        ]
        form = Form(_("Import reports"), asked, save=_("Read the file"))
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
            for name, field in REPORT.fields.items()
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

        title = _("Column for “{field}”").format(field=_(REPORT.fields[field].label))
        self._screen.app.push_screen(Choose(title, rows, first_width=_WIDTH), answered)

    # -- preview

    def _preview(self, opened: OpenTable) -> None:
        desk = self._screen.session.desk
        self._screen.say(_("Reading…"), is_passing=True)
        self._screen.read(
            lambda: preview_reports(desk, opened.table, opened.mapping),
            lambda preview: self._show_preview(opened, preview),
            group="import",
        )

    def _show_preview(
        self, opened: OpenTable, preview: Preview[Report], select: str | None = None
    ) -> None:
        """Show what each row becomes; a line opens on what it holds."""
        self._screen.quiet()
        count = len(preview.records)
        rows = [ListRow(_BACK, (_("Change the columns"), ""))]
        if count:
            words = ngettext("Import {count} report", "Import {count} reports", count)
            rows.insert(0, ListRow(_GO, (words.format(count=count), ""), prose.STRONG))
        lines = {f"line-{index}": line for index, line in enumerate(preview.lines)}
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

    def _show_line(self, opened: OpenTable, preview: Preview[Report], key: str, line: Line) -> None:
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

    def _confirm(self, opened: OpenTable, preview: Preview[Report]) -> None:
        desk = self._screen.session.desk
        count = len(preview.records)

        def answered(confirmed: bool | None) -> None:
            if confirmed:
                self._screen.act(lambda: import_reports(desk, preview.records, opened.name))

        consequence = ngettext(
            "{count} report is registered in one commit; git never forgets it.",
            "{count} reports are registered in one commit; git never forgets them.",
            count,
        ).format(count=count)
        words = ngettext("Import {count} report", "Import {count} reports", count)
        window = Confirm(_("Import reports"), consequence, words.format(count=count))
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


def _counts(preview: Preview[Report]) -> str:
    counts = ((outcome, preview.count(outcome)) for outcome in Outcome)
    return ", ".join(f"{count} {_(OUTCOME_LABELS[outcome])}" for outcome, count in counts if count)
