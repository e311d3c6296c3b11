"""A table as one page of HTML that needs nothing else: no script, no font, no network."""

from collections.abc import Iterable, Iterator
from html import escape

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


def html_page(table: Table, chart: Iterable[str] = ()) -> str:
    """Return the page: what is said of the table, the chart as text, then the table."""
    drawn = "\n".join(chart)
    parts = [
        "<!doctype html>",
        f'<html lang="{language()}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_safe(table.caption)}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{_safe(table.caption)}</h1>",
        "<ul>",
        *(f"<li>{_safe(note)}</li>" for note in table.notes),
        "</ul>",
        *([f"<pre>{escape(drawn)}</pre>"] if drawn else []),
        *_table(table),
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _table(table: Table) -> Iterator[str]:
    caption = _safe(table.caption)
    yield f'<div class="wide" role="region" aria-label="{caption}" tabindex="0">'
    yield "<table>"
    yield f"<caption>{caption}</caption>"
    titles = "".join(f'<th scope="col">{_safe(title)}</th>' for title in table.columns)
    yield f"<thead><tr>{titles}</tr></thead>"
    yield "<tbody>"
    for first, *rest in table.rows:
        cells = "".join(f"<td>{_safe(cell)}</td>" for cell in rest)
        yield f'<tr><th scope="row">{_safe(first)}</th>{cells}</tr>'
    yield "</tbody>"
    yield "</table>"
    yield "</div>"


def _safe(cell: str | int) -> str:
    """Return a cell as text of HTML; what cannot be seen, or turns the text, is written out."""
    return escape(shown(str(cell)))
