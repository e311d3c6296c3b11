"""One document as the checks read it: paragraphs, sentences, and what is new since a release.

Everything is computed once and shared by the rules, so that the document is walked once.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from comens_tui.checks.atlas import Known
from comens_tui.checks.paragraphs import (
    CODE,
    LINK,
    Paragraph,
    Table,
    paragraphs_of,
    prose_lines,
    tables_of,
)
from comens_tui.checks.sentences import split_sentences
from comens_tui.checks.vocabulary import Vocabulary
from comens_tui.model.document import Document
from comens_tui.model.finding import Finding
from comens_tui.model.requirement import Clause, Requirement
from comens_tui.model.words import DocumentStatus, Severity
from comens_tui.text.lexicon import lexicon
from comens_tui.text.markdown import slug

#: A text in one of these states is not about to be published: its writing only warns.
UNPUBLISHED = frozenset({DocumentStatus.DRAFT, DocumentStatus.DEPRECATED, DocumentStatus.WITHDRAWN})

_NO_SENTENCES = frozenset({"heading", "cell"})
#: Ids of requirements, of records and of documents. A capital stands first in the pattern, so
#: that the search passes over all else.
_ID = re.compile(
    r"[A-Z](?<![\w./-].)(?:[A-Z]{1,5}\.\d{1,2}(?:\.\d+)*(?!\w|\.\w)"
    r"|(?:(?<=E)V|(?<=J)R)-\d{4}-\d{4}(?![\w-])|(?<=[PCDW])-\d{4}-\d{3,}(?![\w-])"
    r"|(?<=S)-\d{4}-\d{2,}(?![\w-])"
    r"|[A-Z]{1,5}(?:-[A-Z0-9]{2,8})+(?![\w-]))"
)


class Link(NamedTuple):
    """A Markdown link or image, its words, and the line that holds it."""

    target: str
    line: int
    clause: str
    label: str = ""
    is_image: bool = False


class Mention(NamedTuple):
    """What has the shape of the id of a requirement, a record or a document, in a paragraph."""

    name: str
    paragraph: Paragraph


@dataclass(frozen=True)
class Page:
    """One document, what it was in the last release, and what the workspace knows.

    `before` is None for a document that the last release did not hold, or when nothing
    has been released.
    """

    document: Document
    before: Document | None
    vocabulary: Vocabulary
    atlas: Known
    today: date

    @property
    def path(self) -> str:
        """The path of the document's file."""
        return self.document.path

    @property
    def is_french(self) -> bool:
        """Whether the text is in French."""
        return self.document.front.language == "fr"

    @property
    def is_unpublished(self) -> bool:
        """Whether the text is a draft, or one that nobody should use any more."""
        return self.document.front.status in UNPUBLISHED

    @cached_property
    def active(self) -> tuple[Requirement, ...]:
        """The requirements that are in force, without the tombstones."""
        return tuple(item for item in self.document.requirements if is_active(item))

    @cached_property
    def requirement_ids(self) -> frozenset[str]:
        """The ids of all requirements of the document, repealed ones too."""
        return frozenset(item.id for item in self.document.requirements)

    @cached_property
    def lexicon(self) -> str:
        """The words of the document, each once: a rule looks here before it looks further."""
        return lexicon(self.document.text)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All prose of the document, in order; code and front matter are not prose."""
        return tuple(
            paragraph
            for clause in self.document.clauses
            if clause.id != "---"
            for paragraph in paragraphs_of(clause)
        )

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links and images of the document, outside code."""
        if "](" not in self.document.text:
            return ()
        return tuple(
            Link(found[2], number, clause.id, found[1], is_image=found[0].startswith("!"))
            for clause in self.document.clauses
            if "](" in clause.text
            for number, line in prose_lines(clause.text, clause.line)
            for found in LINK.finditer(CODE.sub(" ", line) if "`" in line else line)
        )

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the document, outside code."""
        if "\n|" not in self.document.text:
            return ()
        return tuple(
            table
            for clause in self.document.clauses
            if "\n|" in clause.text
            for table in tables_of(clause)
        )

    @cached_property
    def by_clause(self) -> Mapping[str, tuple[Paragraph, ...]]:
        """The paragraphs of each clause."""
        found: dict[str, list[Paragraph]] = {}
        for paragraph in self.paragraphs:
            found.setdefault(paragraph.clause, []).append(paragraph)
        return {clause: tuple(items) for clause, items in found.items()}

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The ids in the prose of the document, in order; a requirement's alone has a point."""
        return tuple(
            Mention(name, paragraph)
            for paragraph in self.paragraphs
            for name in _ID.findall(paragraph.text)
        )

    @cached_property
    def running_text(self) -> tuple[Paragraph, ...]:
        """The paragraphs that are made of sentences: headings and tables have none."""
        return tuple(item for item in self.paragraphs if item.kind not in _NO_SENTENCES)

    def sentences(self) -> Iterator[str]:
        """Yield the sentences of the running text."""
        for paragraph in self.running_text:
            yield from split_sentences(paragraph.text)

    def statement_line(self, requirement: Requirement) -> int:
        """Return the line where the statement of a requirement starts."""
        prose = self.by_clause.get(requirement.id, ())
        return next((item.line for item in prose if item.kind != "heading"), requirement.line)

    def field_line(self, requirement: Requirement, value: str) -> int:
        """Return the line of the fields of a requirement that holds `value`, else its heading."""
        start = value.splitlines()[0][:30] if value else ""
        clause = self.clauses.get(requirement.id)
        if clause is None or not start:
            return requirement.line
        place = clause.text.find(start)
        return requirement.line if place < 0 else clause.line + clause.text.count("\n", 0, place)

    def line_at(self, offset: int) -> int:
        """Return the 1-based line of a place in the text."""
        return self.document.text.count("\n", 0, offset) + 1

    def clause_at(self, line: int) -> str:
        """Return the clause that holds a line; the front matter is `""`."""
        place = bisect_right(self._starts, line) - 1
        found = self.document.clauses[max(place, 0)].id
        return "" if found == "---" else found

    def is_new(self, clause: str) -> bool:
        """Tell whether a clause differs from the last release; `""` is the front matter."""
        before = self._before.get(clause or "---")
        return before is None or before != self._now.get(clause or "---")

    def weight(self, severity: Severity, clause: str = "") -> Severity:
        """Return how much a fault of writing weighs here.

        An error is only a warning in a text that is not about to be published, and in a
        clause that was released as it is: a rule never blames what was accepted before.
        """
        if severity is not Severity.ERROR:
            return severity
        if self.is_unpublished or not self.is_new(clause):
            return Severity.WARNING
        return severity

    def publication_weight(self, severity: Severity, clause: str = "") -> Severity:
        """Return how much weighs what only a published text owes its readers.

        A draft is told of it and no more.
        """
        return Severity.INFO if self.is_unpublished else self.weight(severity, clause)

    def finding(  # noqa: PLR0917 - the order of Finding itself
        self,
        code: str,
        severity: Severity,
        line: int,
        message: str,
        hint: str = "",
        clause: str = "",
    ) -> Finding:
        """Return a finding in this document; its record is the document's id."""
        return Finding(code, severity, self.path, line, message, hint, self.document.id, clause)

    @cached_property
    def released(self) -> "Page | None":
        """The document as the last release has it, read in the same way."""
        if self.before is None:
            return None
        return Page(self.before, None, self.vocabulary, self.atlas, self.today)

    @cached_property
    def clauses(self) -> Mapping[str, Clause]:
        """The clauses of the document by id."""
        return {clause.id: clause for clause in self.document.clauses}

    @cached_property
    def anchors(self) -> frozenset[str]:
        """What a link inside the document may lead to: its headings and its requirements."""
        names: set[str] = set()
        for clause in self.document.clauses:
            names |= {slug(clause.id), clause.id.rpartition("/")[2], slug(clause.title)}
            names.add(slug(f"{clause.id} {clause.title}"))
        return frozenset(names)

    @cached_property
    def _starts(self) -> list[int]:
        return [clause.line for clause in self.document.clauses]

    @cached_property
    def _now(self) -> Mapping[str, str]:
        return {clause.id: clause.text for clause in self.document.clauses}

    @cached_property
    def _before(self) -> Mapping[str, str]:
        if self.before is None:
            return {}
        return {clause.id: clause.text for clause in self.before.clauses}


def is_active(requirement: Requirement) -> bool:
    """Tell whether a requirement is in force; a repealed one is a tombstone."""
    return requirement.fields.status == "active"
