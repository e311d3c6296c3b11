"""What the index keeps of each file: a row to list and filter by, and words to search."""

from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from typing import Any, NamedTuple

from comens_tui.model.document import Document
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


class Entry(NamedTuple):
    """A row and the text it is found by."""

    row: Row
    words: str


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
         "requirements", "duplicate_of", "solution"),
        ("description", "reason", "event", "solution", "external_ref", "requirements"),
    ),
    "proposal": _Shape(
        "title", "state", "created", "author",
        ("nature", "working_group", "answers", "requirements", "subjects", "legal_deadline",
         "consultation", "meeting", "decision", "duplicate_of"),
        ("motive", "reason", "requirements", "answers", "subjects", "external_ref"),
    ),
    "rating": _Shape("note", "effort", "date", "member", ("reach", "corroboration"), ("note",)),
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
        "title", "state", "planned", "chair", ("planned", "place", "minutes_approved"), ("place",)
    ),
    "ballot": _Shape("", "choice", "at", "member", ("item", "recorded_by"), ()),
    "decision": _Shape(
        "title", "sense", "date", "", ("subject", "meeting", "item", "nature", "supersedes"),
        ("verdict", "reason", "follow_up", "subject"),
    ),
    "waiver": _Shape(
        "reason", "code", "expires", "granted_by", ("path", "clause", "granted"), ("reason", "path")
    ),
    "release": _Shape(
        "tag", "bump", "date", "manager", ("version", "previous", "decisions", "waivers"),
        ("notes",),
    ),
}  # fmt: skip


def entries_of(place: Place, path: str, blob: str, parsed: Any) -> Iterator[Entry]:
    """Yield the entries of one parsed file: one, or a document's and its requirements'."""
    if isinstance(parsed, Document):
        yield from _document_entries(path, blob, parsed)
    elif place.kind == "minutes":
        row = Row("minutes", place.id, path, blob, _first_line(parsed), "", "", "", {})
        yield Entry(row, parsed)
    elif place.kind in _SHAPES:
        yield _record_entry(place, path, blob, parsed)


def _record_entry(place: Place, path: str, blob: str, record: Any) -> Entry:
    shape = _SHAPES[place.kind]
    record_id = "/".join((place.id, *place.extra))
    row = Row(
        place.kind,
        record_id,
        path,
        blob,
        _first_line(_text(record, shape.title)),
        _text(record, shape.state),
        _text(record, shape.date)[:10],
        _text(record, shape.owner),
        {name: value for name in shape.extra if (value := _plain(getattr(record, name)))},
    )
    return Entry(row, "\n".join((record_id, row.title, *(_text(record, x) for x in shape.words))))


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
    yield Entry(row, f"{document.id}\n{front.title}\n{document.text}")
    for found in document.requirements:
        fields = found.fields
        extra = {
            "document": document.id,
            "line": found.line,
            "level": _plain(fields.level),
            "principles": _plain(fields.principles),
            "applies_to": _plain(fields.applies_to),
        }
        state = _plain(fields.level) if fields.status == "active" else fields.status
        requirement = Row(
            "requirement", found.id, path, blob, found.title, state, "", front.owner, extra
        )
        yield Entry(requirement, f"{found.id}\n{found.title}\n{found.statement}")


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
    return next((line.strip("# ")[:limit] for line in text.splitlines() if line.strip("# ")), "")
