"""One document as the checks read it: paragraphs, sentences, and what is new since a release.

Everything is computed once and shared by the rules, so that the document is walked once.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from comens_tui.checks.atlas import Known
from comens_tui.checks.vocabulary import Vocabulary
from comens_tui.model.document import Document
from comens_tui.model.finding import Finding
from comens_tui.model.requirement import Clause, Requirement
from comens_tui.model.words import DocumentStatus, Severity
from comens_tui.text.markdown import slug

#: A text in one of these states is not about to be published: its writing only warns.
UNPUBLISHED = frozenset({DocumentStatus.DRAFT, DocumentStatus.DEPRECATED, DocumentStatus.WITHDRAWN})

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])[ \t]+")
_QUOTE = re.compile(r"\s{0,3}(?:>[ \t]?)+")
_UNDERLINE = re.compile(r"(?:-{2,}|={2,}|\*{3,}|_{3,})\Z")
_RULE = re.compile(r"[\s|:\-]+")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\(([^)\s]*)[^)\n]*\)")
_CODE = re.compile(r"`[^`\n]*`")
NOTE = re.compile(r"[*_]*(?:NOTE|Note|Remarque|Exemple|Example)\b")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_END = re.compile(r"[.!?…][»”\")\]]*\s+(?=[«“\"(]?\s*[A-ZÀ-ÖØ-Þ])")
_ABBREVIATION = re.compile(r"\b(?:art|cf|ex|etc|fig|max|min|al|chap|M|MM|Mme|Dr|Pr|St|n)\.$")


class Paragraph(NamedTuple):
    """A run of words on one line, markup left out; `kind` says what it was in the source.

    Kinds: `text`, `note`, `item`, `quote`, `cell` (a row of a table), `heading`.
    """

    text: str
    line: int
    clause: str
    kind: str


class Link(NamedTuple):
    """A Markdown link or image, its words, and the line that holds it."""

    target: str
    line: int
    clause: str
    label: str = ""
    is_image: bool = False


class Table(NamedTuple):
    """The rows of a Markdown table as written, its first line, and its clause."""

    rows: tuple[str, ...]
    line: int
    clause: str


class Sentence(NamedTuple):
    """A sentence of prose and its number of words."""

    text: str
    words: int
    line: int
    clause: str


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
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All prose of the document, in order; code and front matter are not prose."""
        return tuple(
            paragraph
            for clause in self.document.clauses
            if clause.id != "---"
            for paragraph in _paragraphs(clause)
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
            for number, line in _prose_lines(clause)
            for found in _LINK.finditer(_CODE.sub(" ", line) if "`" in line else line)
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
            for table in _tables(clause)
        )

    @cached_property
    def by_clause(self) -> Mapping[str, tuple[Paragraph, ...]]:
        """The paragraphs of each clause."""
        found: dict[str, list[Paragraph]] = {}
        for paragraph in self.paragraphs:
            found.setdefault(paragraph.clause, []).append(paragraph)
        return {clause: tuple(items) for clause, items in found.items()}

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the running text: headings and tables have none."""
        return tuple(
            sentence
            for paragraph in self.paragraphs
            if paragraph.kind not in ("heading", "cell")
            for sentence in _sentences(paragraph)
        )

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


def count_words(text: str) -> int:
    """Return the number of words of a French text: `l'image` is two, `c'est-à-dire` two."""
    return len(_WORD.findall(text))


def split_sentences(text: str) -> Iterator[tuple[str, int]]:
    """Yield each sentence with the offset where it starts; an abbreviation ends none."""
    cuts = [0]
    for found in _END.finditer(text):
        if not _ABBREVIATION.search(text, cuts[-1], found.start() + 1):
            cuts.append(found.end())
    cuts.append(len(text))
    for start, end in pairwise(cuts):
        if start < end:
            yield text[start:end].rstrip(), start


def _sentences(paragraph: Paragraph) -> Iterator[Sentence]:
    for text, _offset in split_sentences(paragraph.text):
        yield Sentence(text, count_words(text), paragraph.line, paragraph.clause)


class _Gatherer:
    """Lines of one clause, gathered into paragraphs."""

    def __init__(self, clause: str) -> None:
        self.clause = clause
        self.done: list[Paragraph] = []
        self._lines: list[str] = []
        self._start = 0
        self._kind = "text"

    def add(self, text: str, line: int, kind: str) -> None:
        """Go on with the open paragraph, or open one."""
        if not self._lines:
            self._start, self._kind = line, kind
        self._lines.append(text.strip())

    def whole(self, text: str, line: int, kind: str) -> None:
        """Add a paragraph that is one line whatever stands around it."""
        self.close()
        self.add(text, line, kind)
        self.close()

    def underline(self) -> None:
        """End the open paragraph, which a line of signs under it makes a heading."""
        self._kind = "heading"
        self.close()

    def close(self) -> None:
        """End the open paragraph, if any."""
        text = _plain(" ".join(self._lines))
        self._lines = []
        if text:
            kind = "note" if self._kind == "text" and NOTE.match(text) else self._kind
            self.done.append(Paragraph(text, self._start, self.clause, kind))


def _paragraphs(clause: Clause) -> list[Paragraph]:
    gather = _Gatherer(clause.id)
    for number, line in _prose_lines(clause):
        _gather(gather, line, number)
    gather.close()
    return gather.done


def _prose_lines(clause: Clause) -> Iterator[tuple[int, str]]:
    """Yield the lines outside fenced blocks and comments; a block counts as a blank line."""
    fence, in_comment = "", False
    for number, line in enumerate(clause.text.split("\n"), clause.line):
        mark = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if in_comment:
            in_comment = "-->" not in line
        elif fence:
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif mark:
            fence = mark[1]
            yield number, ""
        elif line.lstrip().startswith("<!--"):
            in_comment = "-->" not in line
            yield number, ""
        else:
            yield number, line


def _tables(clause: Clause) -> Iterator[Table]:
    rows: list[str] = []
    start = 0
    for number, line in (*_prose_lines(clause), (0, "")):
        if line.lstrip().startswith("|"):
            start = start if rows else number
            rows.append(line)
        elif rows:
            yield Table(tuple(rows), start, clause.id)
            rows = []


def _gather(gather: _Gatherer, line: str, number: int) -> None:
    text = line.strip()
    if not text:
        gather.close()
    elif text[0] in "-=*_" and _UNDERLINE.match(text):
        gather.underline()
    elif text[0] == "#" and (mark := _HEADING.match(line)):
        gather.whole(line[mark.end() :].strip(" \t#"), number, "heading")
    elif text[0] == "|":
        if not _RULE.fullmatch(text):
            gather.whole(text.strip("|"), number, "cell")
    elif mark := _ITEM.match(line):
        gather.close()
        gather.add(line[mark.end() :], number, "item")
    elif text[0] == ">" and (mark := _QUOTE.match(line)):
        gather.add(line[mark.end() :], number, "quote")
    else:
        gather.add(text, number, "text")


def _plain(text: str) -> str:
    if "`" in text:
        text = _CODE.sub(" ", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text:
        text = text.replace("*", "")
    return text.strip()
