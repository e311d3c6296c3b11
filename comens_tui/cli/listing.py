"""The lists of records: one line each, by state and by words, asked from the index."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from comens_tui.cli.acting import desk_of, name_writer
from comens_tui.cli.arguments import choices, number, word
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import Column, print_list
from comens_tui.cli.session import Session
from comens_tui.i18n import _
from comens_tui.operations.desk import Desk
from comens_tui.store.index import Index
from comens_tui.store.index_rows import Row
from comens_tui.text.labels import state_label

_EVERYTHING = -1


def add_filters(parser: CommandParser, states: type[StrEnum]) -> None:
    """Add the options that narrow a list of records."""
    parser.add_argument("--state", type=word(states), metavar="STATE", help=choices(states))
    add_search(parser)


def add_search(parser: CommandParser) -> None:
    """Add the options that search in a list and shorten it."""
    parser.add_argument(
        "--search", metavar="WORDS", help=_("keep those that hold these words, accents ignored")
    )
    parser.add_argument(
        "--limit", type=number(1), default=_EVERYTHING, metavar="N", help=_("how many at most")
    )


def found_rows(
    desk: Desk, kind: str, *, state: str | None, search: str | None, limit: int
) -> list[Row]:
    """Return the rows of a kind in natural order of ids, read at the branch's head."""
    with Index.open(desk.workspace) as index:
        return index.rows(kind, state=state, text=search or "", limit=limit)


def list_records(
    session: Session,
    kind: str,
    *,
    state: StrEnum | None,
    search: str | None,
    limit: int,
    nothing: str,
) -> int:
    """Print the records of a kind, and return the exit status."""
    desk = desk_of(session)
    rows = found_rows(desk, kind, state=state, search=search, limit=limit)
    print_list(
        [row_data(row) for row in rows],
        _columns(kind, desk),
        as_json=session.wants_json,
        nothing=nothing,
    )
    return 0


def _columns(kind: str, desk: Desk) -> Sequence[Column]:
    return (
        Column("id", _("ID")),
        Column("state", _("STATE"), lambda state: state_label(kind, state)),
        Column("date", _("DATE")),
        Column("owner", _("WHO"), name_writer(desk)),
        Column("title", _("TITLE"), flexible=True),
    )


def row_data(row: Row) -> dict[str, Any]:
    """Return a row as JSON shows it; what the kind alone has is under `extra`."""
    return {
        "id": row.id,
        "state": row.state,
        "date": row.date or None,
        "owner": row.owner or None,
        "title": row.title,
        "path": row.path,
        "extra": row.extra,
    }
