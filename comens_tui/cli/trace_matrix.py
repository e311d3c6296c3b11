"""The matrices of `comens trace`: text, JSON, CSV, HTML."""

import json
from collections.abc import Iterator
from typing import Any

from comens_tui.cli.printing import (
    Column,
    answer,
    print_json,
    table_lines,
    terminal_width,
)
from comens_tui.cli.session import Session
from comens_tui.exchange.trace_csv import csv_file, csv_text
from comens_tui.exchange.trace_html import html_page
from comens_tui.exchange.trace_table import (
    Table,
    bar_lines,
    chain_table,
    legend,
    principles_list,
    principles_table,
)
from comens_tui.i18n import _
from comens_tui.model.words import Principle
from comens_tui.operations.tracing import Matrices
from comens_tui.rules.trace_matrix import Cell
from comens_tui.text.trace_words import short_principle
from comens_tui.text.visible import one_line, shown

#: Titles are cut to the terminal, nothing else is.
_TITLE = 1


def print_matrix(found: Matrices, name: str, session: Session) -> None:
    """Print a matrix as text or JSON."""
    if session.wants_json:
        print_json(_data(found, name))
        return
    _print_table(_table(found, name), _chart(found, name), _short_titles(name))


def _short_titles(name: str) -> tuple[str, ...]:
    """Return narrower titles of columns where there are some."""
    if name == "chain":
        return ()
    return (_("Document"), _("Title"), *(short_principle(item) for item in Principle), _("All"))


def _print_table(table: Table, chart: list[str], short: tuple[str, ...]) -> None:
    for line in _lines(table, chart, short, terminal_width()):
        answer(line)


def _lines(
    table: Table, chart: list[str], short: tuple[str, ...], width: int | None
) -> Iterator[str]:
    """Yield what is said of a table, its chart, then its rows, fitted to `width`."""
    yield from (*table.notes, "", *chart, *([""] if chart else []))
    columns = [
        Column(str(place), title.upper(), lambda cell: one_line(str(cell)), place == _TITLE)
        for place, title in enumerate(short or table.columns)
    ]
    rows = [{str(place): cell for place, cell in enumerate(row)} for row in table.rows]
    yield from table_lines(rows, columns, width)


def matrix_text(found: Matrices, name: str, session: Session) -> str:
    """Return a matrix in the form that the session asks for, as text."""
    if session.format == "csv":
        return csv_text(_csv_table(found, name))
    if session.format == "html":
        return html_page(_table(found, name), _chart(found, name))
    if session.wants_json:
        return json.dumps(_data(found, name), ensure_ascii=False, indent=2) + "\n"
    table, chart = _table(found, name), _chart(found, name)
    return "\n".join(map(shown, _lines(table, chart, _short_titles(name), None))) + "\n"


def matrix_bytes(found: Matrices, name: str, session: Session) -> bytes:
    """Return a matrix as the content of a file; CSV has the mark that spreadsheets look for."""
    if session.format == "csv":
        return csv_file(_csv_table(found, name))
    return matrix_text(found, name, session).encode()


def _titles(found: Matrices) -> dict[str, str]:
    return {name: row.title for name, row in found.rows.items()}


def _table(found: Matrices, name: str) -> Table:
    if name == "chain":
        return chain_table(found.chain, found.coverage, _titles(found))
    return principles_table(found.principles, found.coverage, _titles(found))


def _csv_table(found: Matrices, name: str) -> Table:
    if name == "chain":
        return _table(found, name)
    return principles_list(found.principles, _titles(found))


def _chart(found: Matrices, name: str) -> list[str]:
    return [] if name == "chain" else [*bar_lines(found.principles), legend()]


def _data(found: Matrices, name: str) -> dict[str, Any]:
    missing = {
        "principles_without_mandatory": list(found.coverage.principles_without_mandatory),
        "documents_without_evidence": list(found.coverage.documents_without_evidence),
        "unanswered_reports": list(found.coverage.unanswered),
    }
    if name == "chain":
        rows = [
            {
                "report": row.report or None,
                "title": found.rows[row.name].title if row.name in found.rows else None,
                "progress": row.progress.value,
                "proposals": list(row.proposals),
                "decisions": list(row.decisions),
                "releases": list(row.releases),
            }
            for row in found.chain
        ]
        return {"matrix": name, "coverage": missing, "rows": rows}
    matrix = found.principles
    return {
        "matrix": name,
        "coverage": missing,
        "principles": {item.value: _cell(matrix.principles[item]) for item in Principle},
        "documents": {
            document: {
                "title": found.rows[document].title,
                **_cell(total),
                "principles": {
                    item.value: _cell(matrix.cell(item, document)) for item in Principle
                },
            }
            for document, total in matrix.documents.items()
        },
    }


def _cell(cell: Cell) -> dict[str, int]:
    return {**cell._asdict(), "total": cell.total}
