"""The links that one file writes. They depend on nothing but that file, so they can be kept.

Ratings and ballots write none: a rating is blind, and a ballot is nobody's to trace.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from comens_tui.model.consultation import Consultation, ConsultationComment
from comens_tui.model.decision import Decision
from comens_tui.model.document import Document
from comens_tui.model.follow_up import FollowUp
from comens_tui.model.link import Link, Relation
from comens_tui.model.meeting import Meeting
from comens_tui.model.proposal import Proposal, ProposalComment
from comens_tui.model.release import Release
from comens_tui.model.report import Report
from comens_tui.model.requirement import Clause, Requirement
from comens_tui.model.waiver import Waiver
from comens_tui.model.words import Sense
from comens_tui.text.digests import text_digest
from comens_tui.text.markdown import split_clauses
from comens_tui.text.mentions import kind_of, line_of, mentions

_FIELDS_BLOCK = re.compile(
    r"^ {0,3}(`{3,}|~{3,})[ \t]*yaml requirement\b.*?(?:^ {0,3}\1|\Z)", re.MULTILINE | re.DOTALL
)
_FILE_LINK = re.compile(r"\]\(([^)\s#]+\.md)\b")
_ADOPTING = frozenset({Sense.ADOPT, Sense.ADOPT_AMENDED})


class Filed(NamedTuple):
    """One file of the workspace: its kind and id, the part it is of that record, its text."""

    kind: str
    id: str
    extra: tuple[str, ...]
    path: str
    text: str


def links_of(filed: Filed, parsed: Any) -> tuple[Link, ...]:
    """Return the links of one parsed file, each once, in the order in which it writes them."""
    if filed.kind == "document":
        found: Iterable[Link] = _Text(parsed).links()
    elif filed.kind == "proposed_text":
        found = _proposed(filed)
    elif filed.kind == "minutes":
        found = _named(filed, filed.id, ())
    elif filed.kind in _RECORDS:
        written = tuple(_RECORDS[filed.kind](filed, parsed))
        name = "/".join((filed.id, *filed.extra))
        found = (*written, *_named(filed, name, written))
    else:
        found = ()
    return tuple({(link.source, link.relation, link.target): link for link in found}.values())


def document_at(path: str) -> str:
    """Return the id of the document that belongs at `path`, nothing where none does."""
    name = path.rpartition("/")[2]
    return name.removesuffix(".md") if path.startswith("corpus/") and name.endswith(".md") else ""


def owner_of(clause: str) -> str:
    """Return the requirement that a clause is, or is under; nothing where there is none."""
    parts = clause.split("/")
    return next((part for part in parts if kind_of(part) == "requirement"), "")


def clause_digests(clauses: Iterable[Clause]) -> Mapping[str, tuple[str, int]]:
    """Return the digest and the first line of each requirement, what is under it included."""
    texts: dict[str, list[str]] = {}
    lines: dict[str, int] = {}
    for clause in clauses:
        owner = owner_of(clause.id)
        if owner:
            texts.setdefault(owner, []).append(clause.text.rstrip())
            lines.setdefault(owner, clause.line)
    return {name: (text_digest("\n\n".join(parts)), lines[name]) for name, parts in texts.items()}


# -- texts


class _Text:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.path = document.path
        self.requirements = {item.id: item for item in document.requirements}

    def links(self) -> Iterator[Link]:
        digests = clause_digests(self.document.clauses)
        for clause in self.document.clauses:
            requirement = self.requirements.get(clause.id)
            if requirement is not None:
                digest = digests[clause.id][0]
                yield self._link(
                    self.document.id, Relation.HOLDS, clause.id, requirement.line, digest
                )
                yield from self._fields(requirement, clause)
            elif clause.id == "---":
                yield from self._sources(self.document.id, self.document.front.sources, clause)
                continue
            yield from self._mentions(clause)

    def _link(
        self, source: str, relation: Relation, target: str, line: int, detail: str = ""
    ) -> Link:
        return Link(source, relation, target, self.path, line, detail)

    def _sources(self, source: str, targets: Iterable[str], clause: Clause) -> Iterator[Link]:
        for target in targets:
            line = _line_in(clause, target, "sources")
            yield self._link(source, Relation.RESTS_ON, target, line)

    def _fields(self, requirement: Requirement, clause: Clause) -> Iterator[Link]:
        fields, name = requirement.fields, requirement.id
        yield from self._sources(name, fields.sources, clause)
        for text in fields.evidence:
            line = _line_in(clause, text, "evidence")
            yield self._link(name, Relation.PROVED_BY, text, line)
        if fields.replaced_by:
            line = _line_in(clause, fields.replaced_by, "replaced_by")
            yield self._link(name, Relation.REPLACED_BY, fields.replaced_by, line)
        if fields.repealed_by:
            line = _line_in(clause, fields.repealed_by, "repealed_by")
            yield self._link(name, Relation.REPEALED_BY, fields.repealed_by, line)
        for text in (fields.condition or "", *fields.evidence):
            for mention in mentions(text):
                if mention.id != name:
                    yield self._named(name, mention.id, _line_in(clause, mention.id, ""))

    def _mentions(self, clause: Clause) -> Iterator[Link]:
        owner = next((p for p in clause.id.split("/") if p in self.requirements), self.document.id)
        prose = _FIELDS_BLOCK.sub(lambda block: "\n" * block[0].count("\n"), clause.text)
        for mention in mentions(prose):
            if mention.id not in (owner, self.document.id):
                yield self._named(owner, mention.id, clause.line + mention.line - 1)
        for found in _FILE_LINK.finditer(prose):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), found[1]))
            named = document_at(target)
            if named and named not in (owner, self.document.id):
                line = clause.line + prose.count("\n", 0, found.start())
                yield self._named(owner, named, line)

    def _named(self, owner: str, target: str, line: int) -> Link:
        both = {kind_of(owner), kind_of(target)} == {"requirement"}
        return self._link(owner, Relation.REFERS_TO if both else Relation.NAMES, target, line)


def _line_in(clause: Clause, text: str, key: str) -> int:
    found = line_of(clause.text, text, key)
    return clause.line + found - 1 if found else clause.line


def _proposed(filed: Filed) -> Iterator[Link]:
    document = document_at(filed.extra[0])
    if not document:
        return
    yield Link(filed.id, Relation.DRAFTS, document, filed.path, 1)
    for name, (digest, line) in clause_digests(split_clauses(filed.text)).items():
        yield Link(filed.id, Relation.PROPOSES, name, filed.path, line, digest)


# -- records


def _named(filed: Filed, source: str, written: Iterable[Link]) -> Iterator[Link]:
    """Yield a link for each id that the file writes and that none of its fields has linked."""
    known = {source, filed.id}
    for link in written:
        known.update((link.source, link.target))
    for mention in mentions(filed.text):
        if mention.id not in known:
            yield Link(source, Relation.NAMES, mention.id, filed.path, mention.line)


class _Fields:
    """Makes the links of the fields of one record."""

    def __init__(self, filed: Filed) -> None:
        self.filed = filed

    def to(
        self, relation: Relation, key: str, *targets: str | None, of: str = ""
    ) -> Iterator[Link]:
        """Yield a link from this record, or from its comment `of`, to each target given."""
        for target in targets:
            if target:
                line = line_of(self.filed.text, target, key)
                yield Link(of or self.filed.id, relation, target, self.filed.path, line)

    def back(self, relation: Relation, key: str, *sources: str | None) -> Iterator[Link]:
        """Yield a link to this record from each source given, which this record names."""
        for source in sources:
            if source:
                line = line_of(self.filed.text, source, key)
                yield Link(source, relation, self.filed.id, self.filed.path, line)


def _report(filed: Filed, record: Report) -> Iterator[Link]:
    fields = _Fields(filed)
    yield from fields.to(Relation.CONCERNS, "requirements", *record.requirements)
    yield from fields.to(Relation.REPEATS, "duplicate_of", record.duplicate_of)
    yield from fields.back(Relation.ANSWERS, "proposals", *record.proposals)
    if record.answer is not None:
        yield from fields.to(Relation.ANSWERED_ON, "answer", record.answer.date.isoformat())


def _proposal(filed: Filed, record: Proposal) -> Iterator[Link]:
    fields = _Fields(filed)
    yield from fields.to(Relation.ANSWERS, "answers", *record.answers)
    yield from fields.to(Relation.CONCERNS, "requirements", *record.requirements)
    yield from fields.to(Relation.REPEATS, "duplicate_of", record.duplicate_of)
    for base in record.bases:
        name = document_at(base.path)
        line = line_of(filed.text, base.path, "bases")
        if name:
            yield Link(filed.id, Relation.DRAFTS, name, filed.path, line, base.blob or "")
    yield from fields.back(Relation.CONSULTS_ON, "consultation", record.consultation)
    yield from fields.back(Relation.EXAMINES, "meeting", record.meeting)
    yield from fields.back(Relation.DECIDES, "decision", record.decision)


def _comment(filed: Filed, record: ProposalComment) -> Iterator[Link]:
    yield from _remark(filed, record.proposal, "proposal", record.document, record.clause)


def _consultation(filed: Filed, record: Consultation) -> Iterator[Link]:
    yield from _Fields(filed).to(Relation.CONSULTS_ON, "proposals", *record.proposals)


def _consultation_comment(filed: Filed, record: ConsultationComment) -> Iterator[Link]:
    yield from _remark(filed, record.consultation, "consultation", record.document, record.clause)


def _remark(
    filed: Filed, whole: str, key: str, document: str | None, clause: str | None
) -> Iterator[Link]:
    fields, name = _Fields(filed), "/".join((filed.id, *filed.extra))
    yield from fields.to(Relation.PART_OF, key, whole, of=name)
    requirement = owner_of(clause or "")
    if requirement:
        yield from fields.to(Relation.COMMENTS_ON, "clause", requirement, of=name)
    elif document:
        target = document_at(document) or document
        yield from fields.to(Relation.COMMENTS_ON, "document", target, of=name)


def _meeting(filed: Filed, record: Meeting) -> Iterator[Link]:
    fields = _Fields(filed)
    for item in record.agenda:
        yield from fields.to(Relation.EXAMINES, "agenda", item.subject)
        yield from fields.to(Relation.TAKES, "agenda", item.decision)
    yield from fields.back(Relation.DECIDES, "minutes_approved", record.minutes_approved)


def _decision(filed: Filed, record: Decision) -> Iterator[Link]:
    fields = _Fields(filed)
    yield from fields.to(Relation.DECIDES, "subject", record.subject)
    yield from fields.back(Relation.TAKES, "meeting", record.meeting)
    yield from fields.to(Relation.SUPERSEDES, "supersedes", record.supersedes)
    for clause in record.clauses:
        yield from fields.to(Relation.ENACTS, "clauses", owner_of(clause.clause))
    if record.sense in _ADOPTING:
        for text in record.texts:
            line = line_of(filed.text, text.path, "texts")
            if name := document_at(text.path):
                yield Link(filed.id, Relation.ENACTS, name, filed.path, line)


def _follow_up(filed: Filed, record: FollowUp) -> Iterator[Link]:
    yield from _Fields(filed).back(Relation.CALLS_FOR, "decision", record.decision)


def _waiver(filed: Filed, record: Waiver) -> Iterator[Link]:
    fields = _Fields(filed)
    requirement = owner_of(record.clause or "")
    if requirement:
        yield from fields.to(Relation.WAIVES, "clause", requirement)
    else:
        yield from fields.to(Relation.WAIVES, "path", document_at(record.path))


def _release(filed: Filed, record: Release) -> Iterator[Link]:
    fields = _Fields(filed)
    yield from fields.to(Relation.CARRIES, "decisions", *record.decisions)
    yield from fields.to(Relation.FOLLOWS, "previous", record.previous)
    yield from fields.to(Relation.USES, "waivers", *record.waivers)


_RECORDS: Mapping[str, Callable[[Filed, Any], Iterator[Link]]] = {
    "report": _report,
    "proposal": _proposal,
    "comment": _comment,
    "consultation": _consultation,
    "consultation_comment": _consultation_comment,
    "meeting": _meeting,
    "decision": _decision,
    "follow_up": _follow_up,
    "waiver": _waiver,
    "release": _release,
}
