"""The texts of the index: what is kept of each entry to be quoted, and its words to be found.

The base keeps no folded text: what is taken out of it is folded again from what was kept.
So this file alone says what an entry is found by, when it comes in and when it goes.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from comens_tui.store.index_rows import Entry
from comens_tui.text.folding import compounds, folded

TABLES = """
CREATE TABLE passages (number INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(
    title, text, compounds, tokenize = "ascii", content = ""
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, 'row');
"""
#: Kinds without a title of their own: what lists show is the beginning of their text.
_UNTITLED = frozenset(
    {"rating", "comment", "consultation_comment", "follow_up", "waiver", "minutes"}
)
_COLUMNS = "rowid, title, text, compounds"


class _Text(NamedTuple):
    kind: str
    id: str
    title: str
    text: str


def add(base: sqlite3.Connection, entries: Sequence[Entry], number: int) -> None:
    """Keep the texts of the entries, numbered after `number`."""
    texts = [_Text(row.kind, row.id, row.title, text) for row, text in entries]
    base.executemany(
        "INSERT INTO passages VALUES (?, ?)",
        ((number + place, entry.text) for place, entry in enumerate(texts, 1)),
    )
    base.executemany(
        f"INSERT INTO words ({_COLUMNS}) VALUES (?, ?, ?, ?)",  # noqa: S608 - fixed words
        ((number + place, *found) for place, found in enumerate(_found_by(texts), 1)),
    )


def forget(base: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Drop the texts of the entries of these files, whose rows still stand."""
    for path in paths:
        kept = base.execute(
            "SELECT number, kind, id, title, text FROM records JOIN passages USING (number) "
            "WHERE path = ? ORDER BY number",
            (path,),
        ).fetchall()
        texts = [_Text(*row[1:]) for row in kept]
        base.executemany(
            f"INSERT INTO words (words, {_COLUMNS}) VALUES ('delete', ?, ?, ?, ?)",  # noqa: S608
            ((row[0], *found) for row, found in zip(kept, _found_by(texts), strict=True)),
        )
        base.executemany("DELETE FROM passages WHERE number = ?", ((row[0],) for row in kept))


def _found_by(texts: Sequence[_Text]) -> Iterable[tuple[str, str, str]]:
    """Yield what each entry is found by: its title with its id, its text, its compounds.

    A document comes before its parts, and is found by their words too.
    """
    for place, entry in enumerate(texts):
        title, text = entry.title, entry.text
        if entry.kind in _UNTITLED:
            title = ""
        elif entry.kind == "document":
            text = "\n".join((text, *_parts(texts, place + 1)))
        named, body = folded(f"{entry.id}\n{title}"), folded(text)
        yield named, body, compounds(f"{named}\n{body}")


def _parts(texts: Sequence[_Text], start: int) -> Iterable[str]:
    for entry in texts[start:]:
        if entry.kind not in ("requirement", "clause"):
            return
        yield entry.title
        yield entry.text
