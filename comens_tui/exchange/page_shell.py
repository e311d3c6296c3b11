"""The frame of a page that needs nothing else: no script, no font, no network, no colour.

It has a language, headings and a way past them, follows the reader's light or dark theme,
and prints whole.
"""

from collections.abc import Iterable
from html import escape

from comens_tui.exchange.redline_html import POLICY, STYLE
from comens_tui.i18n import _, language
from comens_tui.text.visible import one_line

_MORE = """
table { border-collapse: collapse; width: 100%; margin: 0 0 1rem; font-size: .95rem; }
th, td { border: 1px solid var(--rule); padding: .25rem .5rem; text-align: start;
  vertical-align: top; overflow-wrap: anywhere; }
thead th { border-bottom: 2px solid var(--ink); overflow-wrap: normal; }
.wide { overflow-x: auto; }
.state { border: 1px solid var(--rule); padding: .5rem 1rem; }
blockquote { border-left: 4px solid var(--rule); margin: 1rem 0; padding: 0 1rem; }
@media print { thead { display: table-header-group; } tr { break-inside: avoid; } }
"""


def page(title: str, body: Iterable[str], *, spoken: str = "") -> str:
    """Return the page: `body` is HTML already safe, `spoken` the language of its words."""
    skip = _("Skip to the text")
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(spoken or language())}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(one_line(title))}</title>",
        f"<style>{STYLE}{_MORE}</style>",
        "</head>",
        "<body>",
        f'<a class="skip" href="#text">{escape(skip)}</a>',
        '<main id="text" tabindex="-1">',
        *body,
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"
