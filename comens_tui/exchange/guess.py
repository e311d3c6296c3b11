"""A first mapping, from the words of a header in French or English; a person confirms it."""

from collections.abc import Mapping
from typing import Final

from comens_tui.exchange.cell_values import folded
from comens_tui.exchange.column_map import ColumnMap
from comens_tui.exchange.fields import Kind
from comens_tui.exchange.table import Table

_SAMPLE: Final = 200
#: A column with longer cells than this, on average, is prose and no title.
_PROSE: Final = 120
#: Fewer words may be a name, which must not enter by accident.
_PHRASE: Final = 5


def guessed(table: Table, kind: Kind) -> ColumnMap:
    """Return the likeliest mapping: one column a field, and only columns that hold something.

    Without a column named for it, the long text is that of every column of prose, else the
    title; without a column for the title, its first words are the title.
    """
    weights = _weights(table)
    filled = [name for name, weight in weights.items() if weight or not table.rows]
    columns = _matched(filled, kind)
    title = columns.get("title")
    texts = _texts(columns, weights, kind)
    if texts:
        columns[kind.body] = texts[0]
    if title is None and texts:
        columns["title"] = texts[0]
    ordered: dict[str, str | tuple[str, ...]] = {
        name: columns[name] for name in kind.fields if name in columns
    }
    if len(texts) > 1:
        ordered[kind.body] = texts
    fallbacks = _fallbacks(table, {*columns.values(), *texts}, ordered, kind)
    constants = dict(kind.constants)
    return ColumnMap(kind=kind.name, columns=ordered, fallbacks=fallbacks, constants=constants)


def _texts(columns: Mapping[str, str], weights: Mapping[str, float], kind: Kind) -> tuple[str, ...]:
    """Return the columns of the long text: the one named so, else those that hold prose."""
    if kind.body in columns:
        return (columns[kind.body],)
    title = columns.get("title", "")
    free = [name for name in weights if name == title or name not in columns.values()]
    prose = tuple(name for name in free if weights[name] > _PROSE)
    return prose or ((title,) if title else tuple(free) if len(free) == 1 else ())


def _fallbacks(
    table: Table, used: set[str], columns: Mapping[str, str | tuple[str, ...]], kind: Kind
) -> dict[str, str]:
    """Return a column that says something, in a phrase, where title and long text are empty."""
    wanted = [name for name in ("title", kind.body) if name in columns]
    indexes = [table.header.index(name) for name in used if name in _flat(columns, wanted)]
    free = [index for index, name in enumerate(table.header) if name and name not in used]
    counts = dict.fromkeys(free, 0)
    for row in table.rows:
        if not any(row.cells[index] for index in indexes):
            for index in free:
                counts[index] += len(row.cells[index].split()) >= _PHRASE
    best = max(counts, key=lambda index: counts[index], default=None)
    if best is None or not counts[best]:
        return {}
    return dict.fromkeys(wanted, table.header[best])


def _flat(columns: Mapping[str, str | tuple[str, ...]], fields: list[str]) -> set[str]:
    found: set[str] = set()
    for field in fields:
        names = columns[field]
        found.update((names,) if isinstance(names, str) else names)
    return found


def _weights(table: Table) -> Mapping[str, float]:
    """Return the mean length of what each named column holds, over a sample."""
    weights = {}
    for index, name in enumerate(table.header):
        filled = [row.cells[index] for row in table.rows[:_SAMPLE] if row.cells[index].strip()]
        if name:
            weights[name] = sum(map(len, filled)) / max(1, len(filled))
    return weights


def _matched(names: list[str], kind: Kind) -> dict[str, str]:
    """Return the column of each field, exact headers first, each column once."""
    found: dict[str, str] = {}
    words = {name: folded(name) for name in names}
    for fits in (_same, _holds):
        for field, spec in kind.fields.items():
            if field in found:
                continue
            column = next(
                (
                    name
                    for header in (folded(field), *spec.headers)
                    for name in names
                    if name not in found.values() and fits(words[name], header)
                ),
                None,
            )
            if column is not None:
                found[field] = column
    return found


def _same(words: str, header: str) -> bool:
    return words == header


def _holds(words: str, header: str) -> bool:
    return set(header.split()) <= set(words.split())
