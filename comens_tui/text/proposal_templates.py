"""Templates of proposals, as data: what each is for, what it asks for, and what it writes.

They are said in the language that the committee writes in; the author then edits the text.
"""

import re
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from comens_tui.i18n import N_, _
from comens_tui.model.document import Document
from comens_tui.model.requirement import Clause
from comens_tui.text.markdown import REQUIREMENT_BLOCK, fenced_blocks

_STATUS: Final = re.compile(r"^status:[^\n]*\n", re.MULTILINE)


class Needs(StrEnum):
    """What a template starts from."""

    DOCUMENT = "document"
    REQUIREMENT = "requirement"
    NEW_DOCUMENT = "new_document"


class Template(NamedTuple):
    """One template; `label`, `title`, `motive` and `body` are messages to translate.

    In `title` and `motive` stands `{name}`, the requirement or document concerned; what
    `body` holds besides depends on what the template needs.
    """

    name: str
    label: str
    needs: Needs
    title: str
    motive: str
    body: str


_MOTIVE: Final = N_(
    "What is wrong today:\n\n…\n\nWhat is proposed in {name}, and for whom it changes "
    "something:\n\n…\n\nWhat it costs, and how it will be checked:\n\n…"
)
_REQUIREMENT: Final = N_(
    "{heading} {id} — Title of the requirement\n\n"
    "```yaml requirement\n"
    "level: recommended\n"
    "principles: [beneficence]\n"
    "applies_to: [publisher]\n"
    "evidence:\n"
    '  - "Element of proof"\n'
    'introduced: "{version}"\n'
    "```\n\n"
    "IF …, THEN the System SHOULD ….\n"
)

TEMPLATES: Final[Mapping[str, Template]] = {
    template.name: template
    for template in (
        Template(
            "requirement",
            N_("a new requirement in a document"),
            Needs.DOCUMENT,
            N_("Add a requirement to {name}"),
            _MOTIVE,
            _REQUIREMENT,
        ),
        Template(
            "change",
            N_("another statement for a requirement"),
            Needs.REQUIREMENT,
            N_("Change requirement {name}"),
            _MOTIVE,
            "",
        ),
        Template(
            "repeal",
            N_("a requirement repealed, its tombstone left"),
            Needs.REQUIREMENT,
            N_("Repeal requirement {name}"),
            N_(
                "Why {name} serves no longer:\n\n…\n\nWhat covers the need now:\n\n…\n\n"
                "Who is told, and by when:\n\n…"
            ),
            N_("This requirement is repealed.\n"),
        ),
        Template(
            "section",
            N_("a new section in a guide"),
            Needs.DOCUMENT,
            N_("Add a section to {name}"),
            _MOTIVE,
            N_("## Title of the section\n\nWhom it helps, and when to use it.\n"),
        ),
        Template(
            "document",
            N_("a new document, with its first requirement"),
            Needs.NEW_DOCUMENT,
            N_("New document {name}"),
            _MOTIVE,
            N_(
                "# {title}\n\n## Purpose and scope\n\nWhom it is for, and what it covers.\n\n"
                "## Requirements\n\n{requirement}"
            ),
        ),
    )
}


def new_requirement(requirement_id: str, version: str, *, heading: str = "###") -> str:
    """Return the skeleton of a requirement, ending with a newline."""
    return _(_REQUIREMENT).format(heading=heading, id=requirement_id, version=version)


def with_requirement(document: Document, requirement_id: str) -> str:
    """Return the document with the skeleton of a requirement after its last one, else last."""
    ids = {item.id for item in document.requirements}
    own = [place for place, clause in enumerate(document.clauses) if clause.id in ids]
    clauses = document.clauses
    place = own[-1] if own else len(clauses) - 1
    heading = "#" * (clauses[place].level if own else 3)
    skeleton = new_requirement(requirement_id, document.front.version, heading=heading)
    before = _joined(clauses[: place + 1])
    after = _joined(clauses[place + 1 :])
    return _apart(before, skeleton, after)


def with_section(document: Document, template: Template) -> str:
    """Return the document with the skeleton of a section at its end."""
    return _apart(document.text, _(template.body), "")


def with_tombstone(document: Document, requirement_id: str, template: Template) -> str:
    """Return the document with one requirement repealed: block kept, statement gone."""
    place = next(n for n, clause in enumerate(document.clauses) if clause.id == requirement_id)
    clause = document.clauses[place]
    block = next(item for item in fenced_blocks(clause.text) if item.info == REQUIREMENT_BLOCK)
    content = _STATUS.sub("", block.content)
    head = clause.text[: block.end].replace(block.content, f"{content}status: repealed\n", 1)
    tombstone = f"{head.rstrip()}\n\n{_(template.body)}"
    after = _joined(document.clauses[place + 1 :])
    return _apart(_joined(document.clauses[:place]), tombstone, after)


def statement_in(document: Document, requirement_id: str) -> str:
    """Return the statement of a requirement of the document."""
    return next(item.statement for item in document.requirements if item.id == requirement_id)


def next_requirement(document_id: str, document: Document | None, taken: Collection[str]) -> str:
    """Return the next free requirement id of a document; ids of `taken` are never used again."""
    if document is not None and document.requirements:
        prefix = document.requirements[-1].id.split(".", 1)[0]
    else:
        letters = re.sub(r"[^A-Z]", "", document_id.rsplit("-", 1)[-1])[:6]
        prefix = letters if len(letters) > 1 else "REQ"
    numbers = [int(item.split(".")[1]) for item in taken if item.split(".", 1)[0] == prefix]
    return f"{prefix}.{max(numbers, default=0) + 1}"


def _joined(clauses: Collection[Clause]) -> str:
    return "".join(clause.text for clause in clauses)


def _apart(before: str, added: str, after: str) -> str:
    """Return a text put between two others, one empty line on each side."""
    return f"{before.rstrip()}\n\n{added}" + (f"\n{after}" if after else "")
