"""How the index understands words, in French: what is typed finds what was written.

SQLite's tokenizer takes away case and accents and parts words at apostrophes; the ligatures
and the elided words are ours, the same way on both sides.
"""

import re
from collections.abc import Collection
from typing import NamedTuple

#: What the tokenizer would take for a letter of its own. Other apostrophes part words there.
_FOLDED = (
    ("œ", "oe"),
    ("Œ", "OE"),
    ("æ", "ae"),
    ("Æ", "AE"),
    ("ﬁ", "fi"),
    ("ﬂ", "fl"),
    ("ʼ", " "),
)
_WORD = re.compile(r"[^\W_]+")
_ELIDED = frozenset({"l", "d", "j", "m", "t", "s", "c", "n", "qu"})

#: The orders a list may be asked in.
ORDERS = {
    "id": "sort, path",
    "-id": "sort DESC, path",
    "date": "date, sort, path",
    "-date": "date DESC, sort, path",
    "state": "state, sort, path",
    "-state": "state DESC, sort, path",
    "title": "title COLLATE NOCASE, sort, path",
    "-title": "title COLLATE NOCASE DESC, sort, path",
    "owner": "owner, sort, path",
    "-owner": "owner DESC, sort, path",
}


class Condition(NamedTuple):
    """The part of a query after WHERE, and its values."""

    clause: str
    values: tuple[object, ...]


def folded(text: str) -> str:
    """Return `text` as the index keeps and asks for it."""
    for written, kept in _FOLDED:
        text = text.replace(written, kept)
    return text


def match_of(text: str) -> str | None:
    """Return the full-text query for what a person typed: every word, each may go on.

    None where nothing was typed that is a word.
    """
    words = _WORD.findall(folded(text))
    telling = [word for word in words if word.lower() not in _ELIDED] or words
    return " AND ".join(f'"{word}"*' for word in telling) or None


def sort_key(record_id: str) -> str:
    """Return a text that sorts as the id does naturally: ETH.9 before ETH.10."""
    return re.sub(r"\d+", lambda number: number[0].zfill(9), record_id)


def condition(
    kind: str | None, state: str | Collection[str] | None, owner: str | None, text: str
) -> Condition:
    """Return what selects the rows asked for; nothing asked selects all."""
    parts: list[str] = []
    values: list[object] = []
    states = [state] if isinstance(state, str) else state
    if kind is not None:
        parts.append("kind = ?")
        values.append(kind)
    if states is not None:
        parts.append(f"state IN ({', '.join('?' for _state in states)})")
        values.extend(states)
    if owner is not None:
        parts.append("owner = ?")
        values.append(owner)
    match = match_of(text)
    if match is not None:
        parts.append("number IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append(match)
    elif text.strip():
        parts.append("0")  # what has no word in it is found nowhere
    return Condition(" AND ".join(parts) or "1", tuple(values))
