"""The lists of records: one line each, by state and by words."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from comens_tui.cli.acting import desk_of
from comens_tui.cli.arguments import choices, word
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import Column, print_list
from comens_tui.cli.session import Session
from comens_tui.i18n import _
from comens_tui.model.snapshot import Snapshot
from comens_tui.text.labels import label

#: What a list shows of each kind: the keys of its state, its date, its owner and its text.
_KEYS = {
    "report": ("state", "received", "assignee", "description"),
    "proposal": ("state", "created", "author", "motive"),
    "consultation": ("state", "closes", "owner", "summary"),
    "meeting": ("state", "planned", "secretary", "place"),
    "decision": ("sense", "date", "meeting", "reason"),
}


def add_filters(parser: CommandParser, states: type[StrEnum]) -> None:
    """Add the options that narrow a list of records."""
    parser.add_argument("--state", type=word(states), metavar="STATE", help=choices(states))
    parser.add_argument(
        "--search", metavar="WORDS", help=_("keep those that hold these words, accents ignored")
    )


def list_records(
    session: Session, kind: str, *, state: StrEnum | None, search: str | None, nothing: str
) -> int:
    """Print the records of a kind, in natural order of ids, and return the exit status."""
    snapshot = desk_of(session).workspace.snapshot()
    rows = [_row(kind, record) for record in _records(snapshot, kind).values()]
    words = _folded(search or "").split()
    kept = [
        row
        for row in rows
        if state in (None, row["state"]) and all(item in row["text"] for item in words)
    ]
    for row in kept:
        del row["text"]
    columns = [
        Column("id", _("ID")),
        Column("state", _("SENSE") if kind == "decision" else _("STATE"), label),
        Column("date", _("DATE")),
        Column("owner", _("MEETING") if kind == "decision" else _("WHO")),
        Column("title", _("TITLE"), flexible=True),
    ]
    print_list(kept, columns, as_json=session.wants_json, nothing=nothing)
    return 0


def _records(snapshot: Snapshot, kind: str) -> Mapping[str, Any]:
    return {
        "report": snapshot.reports,
        "proposal": snapshot.proposals,
        "consultation": snapshot.consultations,
        "meeting": snapshot.meetings,
        "decision": snapshot.decisions,
    }[kind]


def _row(kind: str, record: Any) -> dict[str, Any]:
    state, date, owner, text = (getattr(record, key) for key in _KEYS[kind])
    return {
        "id": record.id,
        "state": state,
        "date": date.isoformat()[: len("2026-03-14")],
        "owner": owner,
        "title": record.title,
        "text": _folded(f"{record.id} {record.title} {text or ''}"),
    }


def _folded(text: str) -> str:
    """Return `text` without accents or capitals, the ligatures opened."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(char for char in plain if not unicodedata.combining(char))
