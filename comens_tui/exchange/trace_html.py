"""Tables as one page of HTML that needs nothing else: no script, no font, no network."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

from comens_tui.exchange.trace_table import Table
from comens_tui.i18n import language
from comens_tui.text.visible import shown

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 sans-serif; margin: 2rem auto; padding: 0 1rem; max-width: 80rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: start; font-weight: bold; padding: .5rem 0; }
th, td { border: 1px solid #767676; padding: .25rem .5rem; text-align: start;
  vertical-align: top; }
thead th { background: #eee; color: #111; }
pre { overflow-x: auto; }
svg { display: block; width: 10rem; height: .75rem; }
@media (prefers-color-scheme: dark) {
  body { background: #181818; color: #ddd; }
  thead th { background: #333; color: #eee; }
}
@media print {
  body { margin: 0; max-width: none; background: #fff; color: #000; }
  .wide, pre { overflow: visible; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
"""


class Part(NamedTuple):
    """One table of a page, with its notes.

    `bars` names the columns of numbers to draw; with `has_total` the last row is not drawn.
    """

    table: Table
    bars: tuple[int, ...] = ()
    has_total: bool = False


def html_page(table: Table, chart: Iterable[str] = ()) -> str:
    """Return the page: what is said of the table, the chart as text, then the table."""
    drawn = "\n".join(chart)
    body = [
        *_notes(table.notes),
        *([f"<pre>{escape(drawn)}</pre>"] if drawn else []),
        *_table(Part(table)),
    ]
    return _page(table.caption, body)


def html_report(
    title: str, notes: Iterable[str], parts: Iterable[Part], prose: Iterable[str] = ()
) -> str:
    """Return a page of several tables, each under its own heading.

    `prose` is HTML already safe, put before them.
    """
    body = [*_notes(notes), *prose]
    for part in parts:
        body += [f"<h2>{_safe(part.table.caption)}</h2>", *_notes(part.table.notes)]
        body += _table(part)
    return _page(title, body)


def _page(title: str, body: Iterable[str]) -> str:
    parts = [
        "<!doctype html>",
        f'<html lang="{language()}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_safe(title)}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{_safe(title)}</h1>",
        *body,
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _notes(notes: Iterable[str]) -> list[str]:
    items = [f"<li>{_safe(note)}</li>" for note in notes]
    return ["<ul>", *items, "</ul>"] if items else []


def _table(part: Part) -> Iterator[str]:
    table = part.table
    drawn = table.rows[:-1] if part.has_total else table.rows
    most = {column: _most(drawn, column) for column in part.bars}
    caption = _safe(table.caption)
    yield f'<div class="wide" role="region" aria-label="{caption}" tabindex="0">'
    yield "<table>"
    yield f"<caption>{caption}</caption>"
    titles = "".join(f'<th scope="col">{_safe(title)}</th>' for title in table.columns)
    yield f"<thead><tr>{titles}</tr></thead>"
    yield "<tbody>"
    for number, row in enumerate(table.rows):
        scale = most if number < len(drawn) else {}
        first, *rest = (
            _safe(cell) + (_drawn(cell, scale[place]) if place in scale else "")
            for place, cell in enumerate(row)
        )
        cells = "".join(f"<td>{cell}</td>" for cell in rest)
        yield f'<tr><th scope="row">{first}</th>{cells}</tr>'
    yield "</tbody>"
    yield "</table>"
    yield "</div>"


def _most(rows: Iterable[tuple[str | int, ...]], column: int) -> int:
    return max((cell for row in rows if isinstance(cell := row[column], int)), default=0)


def _drawn(cell: str | int, most: int) -> str:
    """Return a bar as long as the number, beside which it says nothing more; none for a word."""
    if not isinstance(cell, int) or cell <= 0:
        return ""
    width = round(100 * cell / most)
    return (
        '<svg aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none">'
        f'<rect width="{width}" height="8" fill="currentColor"/></svg>'
    )


def _safe(cell: str | int) -> str:
    """Return a cell as text of HTML; what cannot be seen, or turns the text, is written out."""
    return escape(shown(str(cell)))
