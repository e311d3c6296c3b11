"""The questions asked of the index, as SQL: by kind, state, owner, and by what was typed.

What was typed is a `Query`; here it becomes an expression of SQLite's full-text search, and
conditions on the rows.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from comens_tui.text.search_query import Query, Term, parse

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


def match_of(terms: Iterable[Term], mention: Term | None = None) -> str | None:
    """Return the full-text expression for every one of `terms`, or else for `mention`.

    None where there is nothing to find. Words hold letters and digits only, and are quoted:
    nothing in them can be taken for an operator.
    """
    every = " AND ".join(map(_expression, terms))
    if every and mention is not None:
        return f"({every}) OR {_expression(mention)}"
    return every or None


def _expression(term: Term) -> str:
    goes_on = "*" if term.is_open else ""
    forms = [f'"{" ".join(form)}"{goes_on}' for form in term.forms]
    return f"({' OR '.join(forms)})" if len(forms) > 1 else forms[0]


def any_of(terms: Iterable[Term]) -> str | None:
    """Return the full-text expression for at least one of `terms`; None where there is none."""
    return " OR ".join(map(_expression, terms)) or None


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
    query = parse(text)
    if query.asks_nothing:
        if text.strip():
            parts.append("0")  # what has no word in it is found nowhere
    else:
        for part in (words_condition(query), filters_condition(query)):
            parts.append(part.clause)
            values.extend(part.values)
    return Condition(" AND ".join(parts) or "1", tuple(values))


def words_condition(query: Query) -> Condition:
    """Return what selects the rows that have the words, or the id, that `query` asks for."""
    clause = "1"
    values: tuple[object, ...] = ()
    match = match_of(query.wanted, query.mention)
    if match is not None:
        clause = "(number IN (SELECT rowid FROM words WHERE words MATCH ?) OR sort = ?)"
        values = (match, query.identifier)
    unwanted = any_of(query.unwanted)
    if unwanted is not None:
        clause += " AND number NOT IN (SELECT rowid FROM words WHERE words MATCH ?)"
        values = (*values, unwanted)
    return Condition(clause, values)


#: The files of the documents of that id, or else of those whose id begins so.
_DOCUMENTS = """
SELECT path FROM records WHERE kind = 'document' AND (sort = ? OR (sort LIKE ? || '%'
AND NOT EXISTS (SELECT 1 FROM records WHERE kind = 'document' AND sort = ?)))
"""
#: A document, its parts, and the comments on it.
_OF_DOCUMENT = f"(path IN ({_DOCUMENTS}) OR json_extract(extra, '$.document') IN ({_DOCUMENTS}))"


_PRINCIPLES = "SELECT 1 FROM json_each(extra, '$.principles')"


def filters_condition(query: Query) -> Condition:
    """Return what selects the rows that pass every filter of `query`."""
    parts: list[str] = []
    values: list[object] = []
    if query.kinds is not None:
        parts.append(f"kind IN ({_marks(query.kinds)})")
        values.extend(sorted(query.kinds))
    if query.states is not None:
        pairs = " OR ".join("(kind = ? AND state = ?)" for _pair in query.states)
        parts.append(f"({pairs or '0'})")
        values.extend(word for pair in sorted(query.states) for word in pair)
    if query.principles is not None:
        parts.append(f"EXISTS ({_PRINCIPLES} WHERE value IN ({_marks(query.principles)}))")
        values.extend(sorted(query.principles))
    if query.document:
        parts.append(_OF_DOCUMENT)
        values.extend([query.document] * _OF_DOCUMENT.count("?"))
    return Condition(" AND ".join(parts) or "1", tuple(values))


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" for _value in values)
