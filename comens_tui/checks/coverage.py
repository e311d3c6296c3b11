"""Which decision put each clause where it stands.

The last adopted decision that names a clause must carry the digest of its standing text;
so must the last one that names the whole file, which covers every clause in it.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from comens_tui.model.decision import Decision
from comens_tui.model.document import Document
from comens_tui.model.numbering import natural_key
from comens_tui.model.requirement import Clause
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Sense
from comens_tui.text.digests import text_digest

GLOSSARY = "corpus/glossary.yaml"
ADOPTING = frozenset({Sense.ADOPT, Sense.ADOPT_AMENDED})


class Standing(StrEnum):
    """How a changed clause stands towards the decisions."""

    COVERED = "covered"
    OTHER_TEXT = "other_text"
    UNCOVERED = "uncovered"


class Cover(NamedTuple):
    """A verdict on one clause, and the decision it rests on, if any names it."""

    standing: Standing
    decision: str | None


class ChangedClause(NamedTuple):
    """A clause that differs between two states; `digest` is None where it is gone.

    An empty `clause` means the order of the clauses, or a file that has none.
    """

    path: str
    document: str
    clause: str
    line: int
    digest: str | None


class Voted(NamedTuple):
    """What a decision says of a text: its own id and the digest that was voted."""

    decision: str
    digest: str | None


class Record(NamedTuple):
    """What the decisions in force say last of each file and of each clause."""

    files: Mapping[str, Voted]
    clauses: Mapping[tuple[str, str], Voted]


def in_force(decisions: Mapping[str, Decision]) -> tuple[Decision, ...]:
    """Return the adoptions in order, without those that a later decision undid.

    A correction that adopts another text wins by coming later; one that adopts nothing
    voids what it supersedes; one of the words alone stands in the place of what it corrects.
    """
    void = {
        item.supersedes
        for item in decisions.values()
        if item.supersedes and (item.sense not in ADOPTING or item.correction)
    }
    adopted = (
        item for item in decisions.values() if item.sense in ADOPTING and item.id not in void
    )
    return tuple(sorted(adopted, key=lambda item: natural_key(voted_as(item, decisions))))


def voted_as(decision: Decision, decisions: Mapping[str, Decision]) -> str:
    """Return the id under which the vote was first recorded: corrections of words lead to it."""
    seen = {decision.id}
    while decision.correction:
        former = decisions.get(decision.supersedes or "")
        if former is None or former.id in seen:
            break
        decision = former
        seen.add(decision.id)
    return decision.id


def record_of(decisions: Mapping[str, Decision]) -> Record:
    """Return the last word of the decisions on every file and clause."""
    files: dict[str, Voted] = {}
    clauses: dict[tuple[str, str], Voted] = {}
    for decision in in_force(decisions):
        for text in decision.texts:
            files[text.path] = Voted(decision.id, text.digest)
        for clause in decision.clauses:
            clauses[clause.path, clause.clause] = Voted(decision.id, clause.digest)
    return Record(files, clauses)


def cover(changed: ChangedClause, record: Record, file_digest: str | None) -> Cover:
    """Return which decision covers a clause; `file_digest` is that of its whole file."""
    clause = record.clauses.get((changed.path, changed.clause))
    if clause and clause.digest == changed.digest:
        return Cover(Standing.COVERED, clause.decision)
    whole = record.files.get(changed.path)
    stands_unread = changed.digest is not None and file_digest is None
    if whole and whole.digest == file_digest and not stands_unread:
        return Cover(Standing.COVERED, whole.decision)
    if clause:
        return Cover(Standing.OTHER_TEXT, clause.decision)
    return Cover(Standing.UNCOVERED, None)


def file_digests(snapshot: Snapshot) -> dict[str, str]:
    """Return the digest of each corpus file whose text is known."""
    digests = {item.path: text_digest(item.text) for item in snapshot.documents.values()}
    if snapshot.glossary_text:
        digests[GLOSSARY] = text_digest(snapshot.glossary_text)
    return digests


def changes(before: Snapshot, now: Snapshot) -> Iterator[ChangedClause]:
    """Yield every clause of the corpus that differs between two states."""
    for document in now.documents.values():
        yield from _document_changes(before.documents.get(document.id), document)
    for document in before.documents.values():
        if document.id not in now.documents:
            yield from _removed_clauses(document)
    yield from _other_changes(before, now)
    if before.files.get(GLOSSARY) != now.files.get(GLOSSARY):
        digest = text_digest(now.glossary_text) if now.glossary_text else None
        yield ChangedClause(GLOSSARY, "", "", 0, digest)


def _other_changes(before: Snapshot, now: Snapshot) -> Iterator[ChangedClause]:
    """Yield each new state of a corpus file that is neither document nor glossary.

    It is published too. Its text is not known here, so no decision covers it. A hidden file
    holds nothing to read.
    """
    known = {GLOSSARY, *(document.path for document in now.documents.values())}
    for path, blob in now.files.items():
        is_hidden = path.rpartition("/")[2].startswith(".")
        is_other = path.startswith("corpus/") and path not in known and not is_hidden
        if is_other and before.files.get(path) != blob:
            yield ChangedClause(path, "", "", 0, blob)


def _document_changes(before: Document | None, now: Document) -> Iterator[ChangedClause]:
    if before is not None and before.path == now.path and before.text == now.text:
        return
    moved = before is not None and before.path != now.path
    old = {} if before is None else {clause.id: clause.text for clause in before.clauses}
    new = {clause.id: clause for clause in now.clauses}
    for clause in now.clauses:
        if moved or old.get(clause.id) != clause.text:
            digest = text_digest(clause.text)
            yield ChangedClause(now.path, now.id, clause.id, clause.line, digest)
    for clause_id in old:
        if clause_id not in new:
            yield ChangedClause(now.path, now.id, clause_id, 0, None)
    if [item for item in old if item in new] != [item for item in new if item in old]:
        yield ChangedClause(now.path, now.id, "", 0, None)


def _removed_clauses(document: Document) -> Iterator[ChangedClause]:
    for clause in document.clauses:
        yield ChangedClause(document.path, document.id, clause.id, 0, None)


def unapplied(before: Snapshot | None, now: Snapshot) -> Iterator[ChangedClause]:
    """Yield each clause that was voted and still stands as the last release left it.

    Without a release, any clause that is not what was voted last is yielded.
    """
    record = record_of(now.decisions)
    digests = file_digests(now)
    owners = {document.path: document.id for document in now.documents.values()}
    standing, released = _clauses(now, record), _clauses(before, record)
    for (path, clause_id), voted in record.clauses.items():
        whole = record.files.get(path)
        if path == GLOSSARY or (whole and whole.digest == digests.get(path)):
            continue
        clause = standing.get((path, clause_id))
        if (text_digest(clause.text) if clause else None) == voted.digest:
            continue
        old = released.get((path, clause_id))
        if before is None or (old.text if old else None) == (clause.text if clause else None):
            line = clause.line if clause else 0
            yield ChangedClause(path, owners.get(path, ""), clause_id, line, voted.digest)


def _clauses(snapshot: Snapshot | None, record: Record) -> Mapping[tuple[str, str], Clause]:
    """Return the clauses of the documents that a decision names, by path and id."""
    named = {path for path, _clause in record.clauses}
    documents = snapshot.documents.values() if snapshot else ()
    return {
        (document.path, clause.id): clause
        for document in documents
        if document.path in named
        for clause in document.clauses
    }
