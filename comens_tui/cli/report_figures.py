"""`comens report figures`: counts of the committee's work, fit to be published by default."""

import json
from argparse import Namespace
from typing import Any

from comens_tui.cli.acting import desk_of
from comens_tui.cli.command import Command
from comens_tui.cli.file_answer import give, output_argument
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import Column, print_json, table_lines, terminal_width
from comens_tui.cli.session import Session
from comens_tui.exchange.figures_table import (
    bars,
    bars_of,
    figures_notes,
    figures_tables,
    figures_title,
    has_total,
)
from comens_tui.exchange.trace_csv import csv_text
from comens_tui.exchange.trace_html import Part, html_report
from comens_tui.exchange.trace_table import Table
from comens_tui.i18n import N_, _
from comens_tui.operations.figures import figures
from comens_tui.rules.figures import Figures
from comens_tui.store.index import Index
from comens_tui.text.visible import one_line

_BAR_WIDTH = 24


def _arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "--exact",
        action="store_true",
        help=_("every count, and who is waited for: for the committee, not for publication"),
    )
    output_argument(parser)


def _run(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    with Index.open(desk.workspace) as index:
        found = figures(desk, index)
    if session.wants_json and arguments.output is None:
        print_json(_data(found, exact=arguments.exact))
        return 0
    width = terminal_width() if arguments.output is None else None
    text = _written(session, found, exact=arguments.exact, width=width)
    give(text, arguments.output, desk.workspace, marked=session.format == "csv")
    return 0


def _written(session: Session, found: Figures, *, exact: bool, width: int | None) -> str:
    tables = [table for _key, table in figures_tables(found, exact=exact)]
    if session.wants_json:
        return json.dumps(_data(found, exact=exact), ensure_ascii=False, indent=2) + "\n"
    if session.format == "html":
        parts = [Part(table, bars_of(table), has_total(table)) for table in tables]
        return html_report(figures_title(), figures_notes(found, exact=exact), parts)
    if session.format == "csv":
        return csv_text(_flat(found, exact=exact))
    lines = [figures_title(), *figures_notes(found, exact=exact)]
    for table in tables:
        lines += ["", table.caption, *table.notes, *_lines(table, width)]
    return "\n".join(lines) + "\n"


def _lines(table: Table, width: int | None) -> list[str]:
    """Return the rows of a table with their bars, or the word for none."""
    if not table.rows:
        return [_("Nothing to count.")]
    titles = [*table.columns, ""]
    columns = [
        Column(str(place), title.upper(), lambda cell: one_line(str(cell)), place > 0)
        for place, title in enumerate(titles)
    ]
    rows = [
        {str(place): cell for place, cell in enumerate((*row, bar))}
        for row, bar in zip(table.rows, bars(table, _BAR_WIDTH), strict=True)
    ]
    return table_lines(rows, columns, width)


def _flat(found: Figures, *, exact: bool) -> Table:
    """Return every figure as one row: its table, its row, its column, its value."""
    columns = (_("Table"), _("Row"), _("Column"), _("Value"))
    rows = [
        (table.caption, str(row[0]), title, cell)
        for _key, table in figures_tables(found, exact=exact)
        for row in table.rows
        for title, cell in zip(table.columns[1:], row[1:], strict=True)
    ]
    return Table(figures_title(), (), columns, tuple(rows))


def _data(found: Figures, *, exact: bool) -> dict[str, Any]:
    return {
        "day": found.day.isoformat(),
        "is_exact": exact,
        "notes": list(figures_notes(found, exact=exact)),
        **{
            key: {
                "title": table.caption,
                "columns": list(table.columns),
                "rows": [list(row) for row in table.rows],
            }
            for key, table in figures_tables(found, exact=exact)
        },
    }


FIGURES_COMMAND = Command(
    "figures",
    N_("Reports by month and kind, ages, time in each state; small counts hidden"),
    _run,
    _arguments,
    details=N_(
        "What it gives may be published: counts of 1 to 4 are hidden, with others wherever the "
        "totals would give them away. With --exact every count is there, and what waits for "
        "whom: that is for the committee."
    ),
    examples=(
        "report figures",
        "report figures --format html -o figures.html",
        "report figures --exact --format json",
    ),
    formats=("text", "json", "csv", "html"),
)
