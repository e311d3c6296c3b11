"""What is searched in a document: its own words, its requirements and its other clauses."""

from collections.abc import Iterator
from typing import NamedTuple

from comens_tui.model.document import Document
from comens_tui.model.requirement import Clause, Requirement
from comens_tui.text.markdown import FRONT_MATTER, REQUIREMENT_BLOCK, fenced_blocks


class Part(NamedTuple):
    """A requirement, or a clause that is none and has a text.

    `text` is without the heading. Its first line is the line `start` of the file, and its
    first `lines` lines are those of the file; the words of a requirement's fields follow.
    """

    clause: Clause
    requirement: Requirement | None
    text: str
    start: int
    lines: int


def own_text(document: Document) -> str:
    """Return what a document is found by besides its title and its parts."""
    front = document.front
    legal = (front.legal.order, front.legal.nor, front.legal.supersedes)
    headings = (clause.title for clause in document.clauses)
    return "\n".join(filter(None, (front.owner, *front.sources, *legal, *headings)))


def document_parts(document: Document) -> Iterator[Part]:
    """Yield the parts of a document in the order of its text."""
    requirements = {item.id: item for item in document.requirements}
    for clause in document.clauses:
        if clause.id == FRONT_MATTER:
            continue
        requirement = requirements.get(clause.id)
        body, start = clause.text, clause.line
        if clause.level:
            body, start = body.partition("\n")[2], start + 1
        if requirement is not None:
            body = _without_fields(body)
            text = f"{body}\n{_words_of_fields(requirement)}"
            yield Part(clause, requirement, text, start, body.count("\n") + 1)
        elif body.strip():
            yield Part(clause, None, body, start, body.count("\n") + 1)


def _without_fields(text: str) -> str:
    """Return a text with the lines of the block of fields left empty."""
    for block in fenced_blocks(text):
        if block.info == REQUIREMENT_BLOCK:
            lines = "\n" * text.count("\n", block.start, block.end)
            return text[: block.start] + lines + text[block.end :]
    return text


def _words_of_fields(requirement: Requirement) -> str:
    fields = requirement.fields
    kept = (fields.condition, *fields.evidence, *fields.sources, fields.original_ref)
    return "\n".join(filter(None, kept))
