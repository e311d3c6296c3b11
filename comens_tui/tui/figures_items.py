"""The figures as small charts of text: exact counts, for the committee."""

from collections.abc import Iterator

from comens_tui.exchange.figures_table import bars, figures_notes, figures_tables
from comens_tui.exchange.trace_table import Table
from comens_tui.i18n import _
from comens_tui.rules.figures import Figures
from comens_tui.tui import prose
from comens_tui.tui.prose import Block, PageItem, Span, fit, heading, paragraph

_BAR = 20
_NAME = 24


def figures_items(figures: Figures) -> tuple[PageItem, ...]:
    """Return the page: a chart for each table, a line a row, the parts of each count after it."""
    return tuple(_items(figures))


def _items(figures: Figures) -> Iterator[PageItem]:
    for note in figures_notes(figures, exact=True):
        yield paragraph(note, prose.QUIET)
    for key, table in figures_tables(figures, exact=True):
        yield Block()
        yield heading(table.caption, anchor=key)
        if not table.rows:
            yield paragraph(_("Nothing to count."))
        for row, drawn in zip(table.rows, bars(table, _BAR), strict=True):
            yield _line(key, table, row, drawn)


def _line(key: str, table: Table, row: tuple[str | int, ...], drawn: str) -> Block:
    name, said = str(row[0]), _parts(table, row)
    if key == "states":
        name, said = str(row[1]), _stay(row)
    elif key == "waiting":
        said = str(row[1])
    start = f"{fit(name, _NAME)} {drawn:<{_BAR}} {row[-1]:>4}  "
    return Block((Span(start), Span(said, prose.QUIET)), indent=2, hang=_NAME + 2)


def _parts(table: Table, row: tuple[str | int, ...]) -> str:
    """Return the parts of a total that are not nothing."""
    parts = zip(table.columns[1:-1], row[1:-1], strict=True)
    return ", ".join(f"{title} {count}" for title, count in parts if count)


def _stay(row: tuple[str | int, ...]) -> str:
    record, _state, median, ended, _present = row
    if not ended:
        return _("{record}: no stay has ended").format(record=record)
    return _("{record}: {median} days, median of {count}").format(
        record=record, median=median, count=ended
    )
