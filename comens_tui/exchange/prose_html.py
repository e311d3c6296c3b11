"""A Markdown text as HTML: headings, tables with heads, and a page around them."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from comens_tui.exchange.page_shell import page
from comens_tui.exchange.prose import Part, Run, parts_of

_DEEPEST = 6
_LISTS = {"bullet": "ul", "number": "ol"}


def prose_page(title: str, notes: Sequence[str], text: str, *, spoken: str = "") -> str:
    """Return a page of one text; `notes` are said above it, such as where it stands."""
    above = [f'<p class="state">{escape(note)}</p>' for note in notes]
    return page(title, [*above, *prose_html(text)], spoken=spoken)


def prose_html(text: str, *, deeper: int = 0) -> Iterator[str]:
    """Yield the blocks of a Markdown text, its headings `deeper` levels down."""
    for kind, run in groupby(parts_of(text), key=lambda part: _LISTS.get(part.kind, part.kind)):
        if kind in ("ul", "ol"):
            items = "".join(f"<li>{_inline(part.runs)}</li>" for part in run)
            yield f"<{kind}>{items}</{kind}>"
        else:
            for part in run:
                yield from _block(part, deeper)


def _block(part: Part, deeper: int) -> Iterator[str]:
    words = _inline(part.runs)
    match part.kind:
        case "heading":
            tag = f"h{min(part.level + deeper, _DEEPEST)}"
            yield f"<{tag}>{words}</{tag}>"
        case "table":
            yield from _table(part)
        case "quote":
            yield f"<blockquote><p>{words}</p></blockquote>"
        case "code":
            yield f"<pre>{words}</pre>"
        case _:
            yield f"<p>{words}</p>"


def _table(part: Part) -> Iterator[str]:
    head, *rows = part.cells
    yield '<div class="wide"><table>'
    columns = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in head)
    yield f"<thead><tr>{columns}</tr></thead>"
    yield "<tbody>"
    for row in rows:
        yield f"<tr>{''.join(f'<td>{_inline(cell)}</td>' for cell in row)}</tr>"
    yield "</tbody></table></div>"


def _inline(runs: Iterable[Run]) -> str:
    words = (
        f"<{run.style}>{escape(run.text)}</{run.style}>" if run.style else escape(run.text)
        for run in runs
    )
    return "".join(words)
