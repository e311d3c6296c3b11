"""The three-way merge of a document, clause by clause: what two people changed apart is joined.

A clause is followed through renumbering and renaming by the redline of each side. Where one
side alone changed a clause, its version is taken; where both did, their lines are merged;
where that fails, the two versions are a conflict, for a person to settle.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from comens_tui.model.requirement import Clause
from comens_tui.text.markdown import split_clauses
from comens_tui.text.redline import redline

#: The clause that a conflict names when the whole file is in question.
WHOLE: Final = "*"

#: Merges the lines of (base, ours, theirs): the text, with marks where it is in conflict, and
#: whether it is.
LineMerge = Callable[[str, str, str], tuple[str, bool]]
#: What one clause is in all versions: its place in the base, or its id where it is new.
_Key = int | str


class Conflict(NamedTuple):
    """A clause that both sides changed, each in its own way; an empty text is a clause removed.

    `clause` is its id in the base, or in either side where it is new, or `WHOLE`. `marked` is
    the merge of its lines with marks around those in conflict, to be edited.
    """

    clause: str
    title: str
    base: str
    ours: str
    theirs: str
    marked: str


class Merged(NamedTuple):
    """The merge: its text, None while a conflict is open.

    `conflicts` are all that there are, settled or not; `combined` are the clauses in which
    lines of both sides were joined, which somebody should read.
    """

    text: str | None
    conflicts: tuple[Conflict, ...] = ()
    combined: tuple[str, ...] = ()


def merge_clauses(
    base: str,
    ours: str,
    theirs: str,
    merge_lines: LineMerge,
    settled: Mapping[str, str] | None = None,
) -> Merged:
    """Return the merge of `ours` and `theirs`, two versions of `base`.

    `settled` gives the text that a person chose for clauses in conflict, by clause.
    """
    chosen = settled or {}
    if theirs in (base, ours):
        return Merged(ours)
    if ours == base:
        return Merged(theirs)
    sides = _Sides(base, ours, theirs)
    order = None if base and not (ours and theirs) else sides.order()
    if order is None:
        return _merged_whole(base, ours, theirs, merge_lines, chosen)
    pieces: list[tuple[str, bool]] = []
    conflicts: list[Conflict] = []
    combined: list[str] = []
    for key in order:
        old, one, other = sides.versions(key)
        text = _one_sided(old, one, other)
        if text is None:
            text = _but_for_blank_lines(old, one, other)
        if text is None:
            name, title = sides.name(key), sides.title(key)
            text, is_conflict = _joined_lines(old, one, other, merge_lines)
            if is_conflict:
                conflicts.append(Conflict(name, title, old, one, other, text))
                text = chosen.get(name, "")
            else:
                combined.append(name)
        if text:
            pieces.append((text, sides.ends_a_side(key)))
    is_open = any(item.clause not in chosen for item in conflicts)
    return Merged(None if is_open else _text(pieces), tuple(conflicts), tuple(combined))


class _Sides:
    """The clauses of the three versions, by key."""

    def __init__(self, base: str, ours: str, theirs: str) -> None:
        old = split_clauses(base)
        self._base: dict[_Key, Clause] = dict(enumerate(old))
        self._ours = _keyed(base, ours, old)
        self._theirs = _keyed(base, theirs, old)

    def versions(self, key: _Key) -> tuple[str, str, str]:
        """Return the text of a clause in the base, ours and theirs; empty where it is not."""
        found = (side.get(key) for side in (self._base, self._ours, self._theirs))
        old, one, other = (clause.text if clause else "" for clause in found)
        return old, one, other

    def name(self, key: _Key) -> str:
        """Return the id of a clause, that of the base first."""
        return self._any(key).id

    def title(self, key: _Key) -> str:
        """Return the title of a clause, that of the base first."""
        return self._any(key).title

    def _any(self, key: _Key) -> Clause:
        return next(side[key] for side in (self._base, self._theirs, self._ours) if key in side)

    def ends_a_side(self, key: _Key) -> bool:
        """Tell whether a clause is the last one of a side, where no blank line follows it."""
        return any(side and next(reversed(side)) == key for side in (self._ours, self._theirs))

    def order(self) -> list[_Key] | None:
        """Return the clauses of both sides in order; None where both moved them apart."""
        ours, theirs = list(self._ours), list(self._theirs)
        shared = self._ours.keys() & self._theirs.keys()
        one, other = [[key for key in side if key in shared] for side in (ours, theirs)]
        if one == other or _is_in_order(one):
            return _with_inserted(theirs, ours)
        return _with_inserted(ours, theirs) if _is_in_order(other) else None


def _is_in_order(keys: Sequence[_Key]) -> bool:
    """Tell whether the clauses of the base stand as they did there."""
    places = [key for key in keys if isinstance(key, int)]
    return places == sorted(places)


def _with_inserted(skeleton: Sequence[_Key], other: Sequence[_Key]) -> list[_Key]:
    """Return `skeleton` with what is only in `other`, each after the clause it follows there."""
    order = list(skeleton)
    known = set(order)
    place = 0
    for key in other:
        if key in known:
            place = order.index(key) + 1
        else:
            order.insert(place, key)
            place += 1
    return order


def _keyed(base: str, text: str, old: Sequence[Clause]) -> dict[_Key, Clause]:
    """Return the clauses of one side in order, each with its place in the base or its own id."""
    clauses = split_clauses(text)
    if any(clause.level for clause in (*old, *clauses)):
        found = redline(base, text).clauses
        origin = {item.new_order: item.old_order for item in found if item.new_order is not None}
    else:
        places = {clause.id: place for place, clause in enumerate(old)}
        origin = {place: places.get(clause.id) for place, clause in enumerate(clauses)}
    keyed: dict[_Key, Clause] = {}
    for place, clause in enumerate(clauses):
        source = origin.get(place)
        keyed[clause.id if source is None else source] = clause
    return keyed


def _one_sided(old: str, one: str, other: str) -> str | None:
    """Return the version to take where a side left the clause as it was, or both agree."""
    if one in (old, other):
        return other
    return one if other == old else None


def _but_for_blank_lines(old: str, one: str, other: str) -> str | None:
    """Return the version to take where a side changed but the blank lines that end the clause.

    The last clause of a file has none: it changes so when a clause comes after it, or goes.
    """
    body = _one_sided(*(text.rstrip("\n") for text in (old, one, other)))
    return body if not body else body + _tail(old, one, other)


def _tail(old: str, one: str, other: str) -> str:
    tails = [text[len(text.rstrip("\n")) :] for text in (old, one, other)]
    tail = _one_sided(*tails)
    return tails[2] if tail is None else tail


def _joined_lines(old: str, one: str, other: str, merge_lines: LineMerge) -> tuple[str, bool]:
    """Merge the lines of a clause; the blank lines that end it are merged apart.

    A clause that a side removed is in conflict whatever its lines say.
    """
    if not (one and other):
        return one or other, True
    merged, is_conflict = merge_lines(*(text.rstrip("\n") + "\n" for text in (old, one, other)))
    return merged.removesuffix("\n") + _tail(old, one, other), is_conflict


def _merged_whole(
    base: str, ours: str, theirs: str, merge_lines: LineMerge, chosen: Mapping[str, str]
) -> Merged:
    """Merge the file by its lines, where its clauses have no common order."""
    text, is_conflict = merge_lines(base, ours, theirs)
    if not is_conflict:
        return Merged(text, (), (WHOLE,))
    return Merged(chosen.get(WHOLE), (Conflict(WHOLE, "", base, ours, theirs, text),))


def _text(pieces: Sequence[tuple[str, bool]]) -> str:
    """Join the clauses; one that ended its file gets the blank line that parts it from the next."""
    texts = [
        text.rstrip("\n") + "\n\n" if was_last and not text.endswith("\n\n") else text
        for text, was_last in pieces[:-1]
    ]
    last, was_last = pieces[-1] if pieces else ("", True)
    return "".join(texts) + (last if was_last else last.rstrip("\n") + "\n")
