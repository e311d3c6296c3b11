"""What the index keeps of each file: rows to list and filter by, and the texts to search."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, NamedTuple

from comens_tui.model.committee import Committee
from comens_tui.model.document import Document
from comens_tui.model.glossary import Glossary
from comens_tui.store.index_documents import Part, document_parts, own_text
from comens_tui.store.layout import Place


class Row(NamedTuple):
    """One record as a list shows it.

    `state` is the word to filter by, `date` the day that matters (ISO, or empty), `owner`
    the member or group in charge, `extra` what else the kind has to show.
    """

    kind: str
    id: str
    path: str
    blob: str
    title: str
    state: str
    date: str
    owner: str
    extra: dict[str, Any]


#: The columns of a row, as SQL names them.
COLUMNS = ", ".join(Row._fields)


def row_of(columns: tuple[Any, ...]) -> Row:
    """Return the row that the base gave by `COLUMNS`."""
    return Row._make((*columns[:-1], json.loads(columns[-1])))


class Entry(NamedTuple):
    """A row and the text it is found by besides its id and its title."""

    row: Row
    text: str


class _Shape(NamedTuple):
    """Which attributes of a record become what; an empty name means none."""

    title: str
    state: str
    date: str
    owner: str
    extra: tuple[str, ...]
    words: tuple[str, ...]


_SHAPES = {
    "report": _Shape(
        "title", "state", "received", "assignee",
        ("type", "principles", "severity", "reach", "channel", "region", "due", "proposals",
         "requirements", "duplicate_of", "solution", "awaiting_since", "kept_apart"),
        ("description", "reason", "event", "solution", "external_ref", "requirements"),
    ),
    "proposal": _Shape(
        "title", "state", "created", "author",
        ("nature", "working_group", "answers", "requirements", "subjects", "legal_deadline",
         "consultation", "meeting", "decision", "duplicate_of"),
        ("motive", "reason", "requirements", "answers", "subjects", "external_ref"),
    ),
    # Ratings are blind: who rated and when is all that a list or a search may know.
    "rating": _Shape("", "", "date", "member", (), ()),
    "comment": _Shape("text", "", "at", "author", ("clause", "document", "resolved"), ("text",)),
    "consultation": _Shape(
        "title", "state", "closes", "owner", ("opens", "proposals", "ballot_tag"), ("summary",)
    ),
    "consultation_comment": _Shape(
        "text", "disposition", "received", "disposed_by",
        ("number", "college", "type", "document", "clause", "acknowledged"),
        ("text", "proposed_change", "reason", "author"),
    ),
    "meeting": _Shape(
        "title", "state", "planned", "chair", ("planned", "place", "minutes_approved", "unsigned"),
        ("place",)
    ),
    "ballot": _Shape("", "choice", "at", "member", ("item", "recorded_by"), ()),
    "decision": _Shape(
        "title", "sense", "date", "", ("subject", "meeting", "item", "nature", "supersedes"),
        ("verdict", "reason", "follow_up", "correction", "subject"),
    ),
    "follow_up": _Shape("text", "state", "due", "owner", ("decision",), ("text", "reason")),
    "waiver": _Shape(
        "reason", "code", "expires", "granted_by", ("path", "clause", "granted"), ("reason", "path")
    ),
    "programme": _Shape("cycle", "state", "date", "author", ("decision",), ()),
    "release": _Shape(
        "tag", "bump", "date", "manager", ("version", "previous", "decisions", "waivers"),
        ("notes", "decisions"),
    ),
}  # fmt: skip


#: What else a record is found by, where an attribute has parts.
_PARTS: Mapping[str, Callable[[Any], Iterable[str | None]]] = {
    "report": lambda report: (report.answer.text if report.answer else None,),
    "consultation": lambda consultation: (consultation.notice.purpose,),
    "meeting": lambda meeting: (
        part for item in meeting.agenda for part in (item.title, item.subject)
    ),
    "decision": lambda decision: (
        *(opinion.text for opinion in decision.opinions),
        *(clause.clause for clause in decision.clauses),
    ),
}


def entries_of(place: Place, path: str, blob: str, parsed: Any) -> Iterator[Entry]:
    """Yield the entries of one parsed file; those of a document before those of its parts."""
    if isinstance(parsed, Document):
        yield from _document_entries(path, blob, parsed)
    elif isinstance(parsed, Glossary):
        yield from _glossary_entries(path, blob, parsed)
    elif isinstance(parsed, Committee):
        yield from _member_entries(path, blob, parsed)
    elif place.kind == "minutes":
        row = Row("minutes", place.id, path, blob, _first_line(parsed), "", "", "", {})
        yield Entry(row, parsed)
    elif place.kind in _SHAPES:
        yield _record_entry(place, path, blob, parsed)


def _record_entry(place: Place, path: str, blob: str, record: Any) -> Entry:
    shape = _SHAPES[place.kind]
    row = Row(
        place.kind,
        "/".join((place.id, *place.extra)),
        path,
        blob,
        _first_line(_text(record, shape.title)),
        _text(record, shape.state),
        _text(record, shape.date)[:10],
        _text(record, shape.owner),
        {name: value for name in shape.extra if (value := _plain(getattr(record, name)))},
    )
    texts: list[str | None] = [_text(record, name) for name in shape.words]
    if place.kind in _PARTS:
        texts += _PARTS[place.kind](record)
    return Entry(row, "\n".join(filter(None, texts)))


def _document_entries(path: str, blob: str, document: Document) -> Iterator[Entry]:
    front = document.front
    row = Row(
        "document",
        document.id,
        path,
        blob,
        front.title,
        _plain(front.status),
        _plain(front.review_by) or "",
        front.owner,
        {
            "kind": _plain(front.kind),
            "version": front.version,
            "legal": _plain(front.legal.state),
            "requirements": len(document.requirements),
        },
    )
    yield Entry(row, own_text(document))
    for part in document_parts(document):
        yield Entry(_part_row(path, blob, document, part), part.text)


def _part_row(path: str, blob: str, document: Document, part: Part) -> Row:
    clause, requirement = part.clause, part.requirement
    extra: dict[str, Any] = {"document": document.id, "line": clause.line}
    place = {"start": part.start, "lines": part.lines}
    owner = document.front.owner
    if requirement is None:
        extra |= {"clause": clause.id, **place}
        record_id = f"{document.id}/{clause.id}"
        title = clause.title or document.front.title
        return Row("clause", record_id, path, blob, title, "", "", owner, extra)
    fields = requirement.fields
    extra |= {
        "level": _plain(fields.level),
        "principles": _plain(fields.principles),
        "applies_to": _plain(fields.applies_to),
        **place,
    }
    state = _plain(fields.level) if fields.status == "active" else fields.status
    return Row(
        "requirement", requirement.id, path, blob, requirement.title, state, "", owner, extra
    )


def _glossary_entries(path: str, blob: str, glossary: Glossary) -> Iterator[Entry]:
    for term in glossary.terms:
        row = Row("term", term.term, path, blob, term.english or term.term, "", "", "", {})
        yield Entry(row, "\n".join((term.definition, *term.avoid)))
    for item in glossary.acronyms:
        yield Entry(Row("term", item.acronym, path, blob, item.expansion, "", "", "", {}), "")


def _member_entries(path: str, blob: str, committee: Committee) -> Iterator[Entry]:
    for member in committee.members:
        extra = {"college": member.college, "title": member.title}
        row = Row("member", member.id, path, blob, member.name, "", "", "", extra)
        interests = (part for item in member.interests for part in (item.subject, item.note))
        texts = (member.title, member.college, *member.roles, *member.working_groups, *interests)
        yield Entry(row, "\n".join(filter(None, texts)))


def _text(record: Any, name: str) -> str:
    value = _plain(getattr(record, name)) if name else None
    if isinstance(value, list):
        return " ".join(map(str, value))
    return "" if value is None else str(value)


def _plain(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date | datetime) else value


def _first_line(text: str, limit: int = 200) -> str:
    """Return the first line of words; marks that no reader sees are passed over."""
    lines = (line.strip("# ") for line in text.splitlines() if not line.startswith("<!--"))
    return next((line[:limit] for line in lines if line), "")
