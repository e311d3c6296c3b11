"""One page of a folder to read offline: what is said, the redlines, then what is said of them."""

from collections.abc import Iterator, Sequence
from html import escape

from comens_tui.exchange.page_shell import page
from comens_tui.exchange.prose_html import prose_html
from comens_tui.exchange.redline_html import Section, redline_parts
from comens_tui.i18n import _
from comens_tui.text.visible import one_line

INDEX = "index.html"


def folder_page(
    title: str, before: str, sections: Sequence[Section] = (), after: str = "", *, spoken: str = ""
) -> str:
    """Return a page: Markdown, the redlines where there are some, Markdown again."""
    return page(title, _body(title, before, sections, after), spoken=spoken)


def _body(title: str, before: str, sections: Sequence[Section], after: str) -> Iterator[str]:
    back = _("Agenda")
    yield f'<p class="said"><a href="{INDEX}">{escape(back)}</a></p>'
    yield f"<h1>{escape(one_line(title))}</h1>"
    yield from prose_html(before)
    if sections:
        summary, parts = redline_parts(sections)
        yield from summary
        yield from parts
    yield from prose_html(after)


def index_page(title: str, above: str, links: Sequence[tuple[str, str]], *, spoken: str) -> str:
    """Return the first page: what is said, then each page by its title.

    `links` are file names of this folder with the words to show.
    """
    items = "".join(
        f'<li><a href="{escape(name)}">{escape(one_line(words))}</a></li>' for name, words in links
    )
    heading = _("To read")
    body = [
        f"<h1>{escape(one_line(title))}</h1>",
        *prose_html(above),
        f"<h2>{escape(heading)}</h2>",
        f"<ol>{items}</ol>",
    ]
    return page(title, body, spoken=spoken)
