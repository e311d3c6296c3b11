"""The documents as one plain HTML page that needs nothing else, not even a network."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from comens_tui.exchange.requirement_rows import body_parts
from comens_tui.i18n import _, language
from comens_tui.model.document import Document
from comens_tui.model.requirement import Clause, Requirement
from comens_tui.text.labels import label

_STYLE: Final = (
    "body{font:1.05rem/1.6 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "pre{font:inherit;white-space:pre-wrap;margin:0 0 1rem}dl{margin:0 0 1rem;padding-left:1rem;"
    "border-left:.25rem solid}dt{font-weight:bold;float:left;clear:left;margin-right:.5rem}"
    "a:focus{outline:.2rem solid}"
)
_DEEPEST: Final = 6


def written_html(documents: Iterable[Document]) -> bytes:
    """Return the page: a list of the documents, then each with its headings and requirements."""
    given = list(documents)
    title = given[0].front.title if len(given) == 1 else _("Requirements")
    spoken = given[0].front.language if len(given) == 1 else language()
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(spoken)}">',
        f'<head><meta charset="utf-8"><title>{escape(title)}</title>',
        '<meta name="viewport" content="width=device-width">',
        f"<style>{_STYLE}</style></head>",
        "<body><nav><ul>",
        *(f'<li><a href="#{item.id}">{escape(item.front.title)}</a></li>' for item in given),
        "</ul></nav><main>",
        *(line for item in given for line in _article(item)),
        "</main></body></html>",
    ]
    return ("\n".join(parts) + "\n").encode()


def _article(document: Document) -> Iterator[str]:
    requirements = {item.id: item for item in document.requirements}
    yield f'<article id="{document.id}" lang="{escape(document.front.language)}">'
    for clause in document.clauses:
        if clause.level:
            yield from _clause(clause, requirements.get(clause.id))
    yield "</article>"


def _clause(clause: Clause, requirement: Requirement | None) -> Iterator[str]:
    tag = f"h{min(clause.level, _DEEPEST)}"
    if requirement is None:
        yield f"<{tag}>{escape(clause.title)}</{tag}>"
        yield from _text(clause.text.partition("\n")[2])
        return
    name = escape(requirement.id)
    yield f'<{tag} id="{name}">{name} — {escape(requirement.title)}</{tag}>'
    fields = requirement.fields
    pairs = (
        (_("Level"), label(fields.level)),
        (_("Principles"), ", ".join(map(label, fields.principles))),
        (_("Applies to"), ", ".join(map(label, fields.applies_to))),
        (_("Condition"), fields.condition),
        (_("Evidence"), "; ".join(fields.evidence)),
        (_("Sources"), "; ".join(fields.sources)),
        (_("Original label"), fields.original_ref),
        (_("Repealed by"), fields.repealed_by),
        (_("Replaced by"), fields.replaced_by),
    )
    shown = (f"<dt>{escape(term)}</dt><dd>{escape(said)}</dd>" for term, said in pairs if said)
    yield f"<dl>{''.join(shown)}</dl>"
    for text in body_parts(clause.text):
        yield from _text(text)


def _text(text: str) -> Iterator[str]:
    if text.strip():
        yield f"<pre>{escape(text.strip())}</pre>"
