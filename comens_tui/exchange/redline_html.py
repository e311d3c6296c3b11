"""Redlines as one page of HTML that needs nothing else: no script, no network, no colour.

The effects come first, each with links to its clauses; then every clause of every text,
those that did not change folded. Words that came and went are elements, with the word said
to who listens; the page follows the reader's light or dark theme and prints whole.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from comens_tui.i18n import _, language, ngettext
from comens_tui.text.clause_changes import ClauseChange
from comens_tui.text.effects import EFFECTS
from comens_tui.text.labels import label
from comens_tui.text.redline import Redline
from comens_tui.text.redline_words import (
    clause_title,
    counts,
    is_shown,
    said_of,
    with_named_blanks,
)
from comens_tui.text.typography import without_typography
from comens_tui.text.visible import one_line, shown

STYLE = """
:root { color-scheme: light dark; --ground: #fff; --ink: #1b1b1b; --quiet: #555; --rule: #bbb;
  --in: #e0f2e0; --in-ink: #0d3d12; --out: #fbe4e4; --out-ink: #6b1111; --link: #0b4f9e; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #161618; --ink: #e6e6e6; --quiet: #b3b3b3; --rule: #555;
    --in: #12351a; --in-ink: #bdeec4; --out: #471a1d; --out-ink: #f7c6c6; --link: #9cc7ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 0 1rem 3rem; max-width: 52rem; font: 1.0625rem/1.6 Georgia, serif;
  background: var(--ground); color: var(--ink); }
h1, h2, h3, .said, nav, summary, .skip { font-family: system-ui, sans-serif; line-height: 1.3; }
h1 { margin: 2rem 0 .5rem; }
h2 { margin: 2.5rem 0 .5rem; padding-bottom: .25rem; border-bottom: 2px solid var(--rule); }
h3 { margin: 1.75rem 0 .25rem; font-size: 1.1rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; padding: .5rem 1rem; background: var(--ground); }
.skip:focus { left: 1rem; top: .5rem; }
.said { margin: 0 0 .5rem; color: var(--quiet); font-size: .9rem; }
.said strong { color: var(--ink); }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.changed { border-left: 4px solid var(--rule); padding-left: 1rem; }
ins { background: var(--in); color: var(--in-ink); text-decoration: underline 2px; }
del { background: var(--out); color: var(--out-ink); text-decoration: line-through 2px; }
details { margin: .75rem 0; }
summary { color: var(--quiet); font-size: .9rem; cursor: pointer; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; user-select: none; }
@media print {
  :root { --ground: #fff; --ink: #000; --quiet: #333; --in: #eee; --in-ink: #000; --out: #fff;
    --out-ink: #000; --link: #000; }
  body { max-width: none; font-size: 11pt; }
  .skip { display: none; }
  h2, h3, .said { break-after: avoid; }
  details::details-content { content-visibility: visible; height: auto; }
}
"""
#: The blank lines after a clause, within a mark or not.
_TAIL = re.compile(r"\s+(</(?:ins|del)>)?\Z")
#: The page may load nothing and run nothing, whatever text it carries.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


class Section(NamedTuple):
    """One redline of the page: its heading, what is said under it, the language of its text.

    `language` is a code such as `fr`, empty where it is not known.
    """

    title: str
    notes: tuple[str, ...]
    redline: Redline
    language: str = ""


class _Entry(NamedTuple):
    """A clause, and the name of its place on the page."""

    anchor: str
    clause: ClauseChange


def redline_page(
    title: str, sections: Sequence[Section], *, typography: bool = False, whole: bool = False
) -> str:
    """Return the page of these redlines.

    Args:
        title: What the page is about.
        sections: The redlines, in the order in which they are read.
        typography: Mark spaces, apostrophes and wrapping too.
        whole: Unfold what did not change.
    """
    skip = _("Skip to the changes")
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{language()}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_line(title)}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        f'<a class="skip" href="#changes">{escape(skip)}</a>',
        f"<header>\n<h1>{_line(title)}</h1>\n</header>",
    ]
    summary, parts = redline_parts(sections, typography=typography, whole=whole)
    lines.extend([*summary, '<main id="changes" tabindex="-1">', *parts])
    return "\n".join([*lines, "</main>", "</body>", "</html>"]) + "\n"


def redline_parts(
    sections: Sequence[Section], *, typography: bool = False, whole: bool = False
) -> tuple[Iterator[str], Iterator[str]]:
    """Return the effects with their links, and the redlines, to put on a page with `STYLE`."""
    entries = [
        [
            _Entry(f"c{number}-{place}", clause)
            for place, clause in enumerate(section.redline.clauses, 1)
        ]
        for number, section in enumerate(sections, 1)
    ]
    parts = (
        line
        for number, (section, found) in enumerate(zip(sections, entries, strict=True), 1)
        for line in _section(number, section, found, typography=typography, whole=whole)
    )
    return _summary(entries, typography=typography), parts


def _summary(entries: Sequence[Sequence[_Entry]], *, typography: bool) -> Iterator[str]:
    """Yield the effects, worst first, each with links to the clauses that have it."""
    changed = [
        entry
        for found in entries
        for entry in found
        if is_shown(entry.clause, typography=typography)
    ]
    title = _("Effects on the norm")
    yield f'<nav aria-labelledby="summary">\n<h2 id="summary">{escape(title)}</h2>'
    if changed:
        yield "<ul>"
        for effect in EFFECTS:
            having = [entry for entry in changed if effect in entry.clause.effects]
            if having:
                yield f"<li><strong>{escape(label(effect))}</strong>{_links(having)}</li>"
        others = [entry for entry in changed if not entry.clause.effects]
        if others:
            said = _("no known effect")
            yield f"<li>{escape(said)}{_links(others)}</li>"
        yield "</ul>"
    else:
        nothing = _("Nothing changes.")
        yield f"<p>{escape(nothing)}</p>"
    yield "</nav>"


def _links(entries: Sequence[_Entry]) -> str:
    links = (
        f'<li><a href="#{entry.anchor}">{_line(clause_title(entry.clause))}</a></li>'
        for entry in entries
    )
    return f"\n<ul>{''.join(links)}</ul>"


def _section(
    number: int, section: Section, entries: Sequence[_Entry], *, typography: bool, whole: bool
) -> Iterator[str]:
    name = f"s{number}"
    yield f'<section aria-labelledby="{name}">\n<h2 id="{name}">{_line(section.title)}</h2>'
    for note in section.notes:
        yield f"<p>{_line(note)}</p>"
    span = _("From {old} to {new}").format(
        old=section.redline.old_name, new=section.redline.new_name
    )
    yield f'<p class="said">{_line(span)}<br>{escape(counts(section.redline))}</p>'
    for is_changed, run in groupby(
        entries, key=lambda entry: is_shown(entry.clause, typography=typography)
    ):
        if is_changed:
            for entry in run:
                yield from _changed(entry, section.language, typography=typography)
        else:
            yield from _unchanged(list(run), section.language, whole=whole)
    yield "</section>"


def _changed(entry: _Entry, text_language: str, *, typography: bool) -> Iterator[str]:
    clause = entry.clause
    kind, effects = said_of(clause)
    said = ", ".join(
        [*map(escape, kind), *(f"<strong>{escape(item)}</strong>" for item in effects)]
    )
    ops = with_named_blanks(clause.ops) if typography else without_typography(clause.ops)
    text = _TAIL.sub(r"\1", "".join(_op(op.sign, op.text) for op in ops))
    title = f"{entry.anchor}-t"
    yield (
        f'<article class="changed" id="{entry.anchor}" aria-labelledby="{title}">\n'
        f'<h3 id="{title}">{_line(clause_title(clause))}</h3>\n<p class="said">{said}</p>\n'
        f'<div class="text"{_lang(text_language)}>{text.strip()}</div>\n</article>'
    )


def _unchanged(entries: Sequence[_Entry], text_language: str, *, whole: bool) -> Iterator[str]:
    """Yield a run of clauses that did not change, as one text that folds."""
    said = ngettext("{count} unchanged clause", "{count} unchanged clauses", len(entries)).format(
        count=len(entries)
    )
    names = ", ".join(_line(clause_title(entry.clause)) for entry in entries)
    text = "".join(escape(shown(entry.clause.new_text)) for entry in entries)
    yield (
        f'<details{" open" if whole else ""}>\n<summary>{escape(said)}<span class="unseen"> : '
        f'{names}</span></summary>\n<div class="text"{_lang(text_language)}>{text.strip()}</div>\n'
        "</details>"
    )


def _op(sign: str, text: str) -> str:
    if sign == "=":
        return escape(shown(text))
    element, said = ("ins", _("added: ")) if sign == "+" else ("del", _("removed: "))
    spoken = f'<span class="unseen" lang="{language()}">{escape(said)}</span>'
    return f"<{element}>{spoken}{escape(shown(text))}</{element}>"


def _lang(code: str) -> str:
    return f' lang="{escape(code)}"' if code else ""


def _line(text: str) -> str:
    return escape(one_line(text))
