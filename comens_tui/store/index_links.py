"""The links table of the index: what each file says of other records, asked from both ends."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from comens_tui.model.link import Link, Relation
from comens_tui.rules.links import Filed, links_of
from comens_tui.store.layout import Place

TABLES = """
CREATE TABLE links (
    source TEXT NOT NULL, relation TEXT NOT NULL, target TEXT NOT NULL,
    path TEXT NOT NULL, line INTEGER NOT NULL, detail TEXT NOT NULL
);
"""
#: Made after the first filling, which is faster that way.
ORDERINGS = """
CREATE INDEX links_by_source ON links (source);
CREATE INDEX links_by_target ON links (target);
CREATE INDEX links_by_path ON links (path);
CREATE INDEX records_by_name ON records (id);
"""
_COLUMNS = "source, relation, target, path, line, detail"
_ORDER = "ORDER BY source, relation, target, path"
_AT_ONCE = 500
_RELATIONS = {relation.value: relation for relation in Relation}


def links_in(place: Place, path: str, content: bytes, parsed: Any) -> tuple[Link, ...]:
    """Return the links of a file that was read without a fault."""
    text = content.decode()
    return links_of(Filed(place.kind, place.id, place.extra, path, text), parsed)


def insert(base: sqlite3.Connection, links: Iterable[Link]) -> None:
    """Add links to the table."""
    base.executemany("INSERT INTO links VALUES (?, ?, ?, ?, ?, ?)", links)


def forget(base: sqlite3.Connection, paths: Iterable[tuple[str]]) -> None:
    """Drop the links that these files wrote."""
    base.executemany("DELETE FROM links WHERE path = ?", paths)


def links_from(base: sqlite3.Connection, name: str) -> list[Link]:
    """Return the links whose source is `name`."""
    return _asked(base, "source = ?", (name,))


def links_to(base: sqlite3.Connection, name: str) -> list[Link]:
    """Return the links whose target is `name`."""
    return _asked(base, "target = ?", (name,))


def links_by_relation(base: sqlite3.Connection, relations: Collection[Relation]) -> list[Link]:
    """Return every link of these relations."""
    holes = ", ".join("?" for _relation in relations)
    return _asked(base, f"relation IN ({holes})", tuple(relations))


def rows_named(base: sqlite3.Connection, columns: str, names: Sequence[str]) -> Iterator[Any]:
    """Yield the columns of the records with these ids, but of those that write no link.

    Minutes have the id of their meeting, and stand behind it.
    """
    for some in _batches(names):
        holes = ", ".join("?" for _name in some)
        query = (
            f"SELECT {columns} FROM records WHERE id IN ({holes}) "  # noqa: S608 - fixed words
            "AND kind NOT IN ('rating', 'ballot', 'minutes', 'clause', 'term', 'member') "
            "ORDER BY id, path"
        )
        yield from base.execute(query, some)


def _batches(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), _AT_ONCE):
        yield names[start : start + _AT_ONCE]


def _asked(base: sqlite3.Connection, where: str, values: tuple[str, ...]) -> list[Link]:
    query = f"SELECT {_COLUMNS} FROM links WHERE {where} {_ORDER}"  # noqa: S608 - fixed words
    return [
        Link(source, _RELATIONS[relation], target, path, line, detail)
        for source, relation, target, path, line, detail in base.execute(query, values)
    ]
