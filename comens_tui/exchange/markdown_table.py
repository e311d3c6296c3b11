"""Tables as Markdown: what people wrote stays text, on one line, in its own cell."""

from collections.abc import Iterable, Iterator

from comens_tui.exchange.trace_table import Table
from comens_tui.text.markdown_words import as_words


def markdown_report(
    title: str, notes: Iterable[str], tables: Iterable[Table], prose: str = ""
) -> str:
    """Return a page: its title, what is said above, then each table under its caption.

    `prose` is Markdown already safe, put before the tables as it is.
    """
    parts = [f"# {as_words(title)}", _notes(notes), prose]
    for table in tables:
        parts += [f"## {as_words(table.caption)}", _notes(table.notes), "\n".join(_lines(table))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _notes(notes: Iterable[str]) -> str:
    return "\n".join(f"- {as_words(note)}" for note in notes)


def _lines(table: Table) -> Iterator[str]:
    yield _line(table.columns)
    yield _line(["---"] * len(table.columns), escaped=False)
    for row in table.rows:
        yield _line(row)


def _line(cells: Iterable[str | int], *, escaped: bool = True) -> str:
    return "| " + " | ".join(as_words(cell) if escaped else str(cell) for cell in cells) + " |"
