"""What one act did to each requirement: the versions of a document before and after it.

A requirement's own text is its heading and all that stands below it, up to the next
heading of the same or a higher level or the next requirement.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from comens_tui.model.requirement import Clause
from comens_tui.model.words import Happening
from comens_tui.text.clause_pairs import paired_clauses
from comens_tui.text.clause_parts import is_requirement_id
from comens_tui.text.markdown import split_clauses

#: What a digest of a repealed requirement ends with: a tombstone is told from a text.
REPEALED: Final = "!"
_DIGEST_LENGTH = 32
_TOMBSTONE = re.compile(r"^status:[ \t]*[\"']?repealed\b", re.MULTILINE)


class Standing(NamedTuple):
    """A requirement as it stands in one version of one file; `file` tells files apart."""

    file: int
    clause: Clause


class Step(NamedTuple):
    """What happened to a requirement: `old` and `new` are where it stood and stands.

    `other` is the id it had before (renumbered) or took on (became).
    """

    requirement: str
    happening: Happening
    other: str
    old: Standing | None
    new: Standing | None


def own_texts(text: str) -> dict[str, Clause]:
    """Return each requirement of a text, by id, as one clause with all that is its own."""
    found: dict[str, Clause] = {}
    current: Clause | None = None
    for clause in split_clauses(text):
        if clause.level and is_requirement_id(clause.id):
            current = clause
        elif current is not None and clause.level > current.level:
            current = current._replace(text=current.text + clause.text)
        else:
            current = None
        if current is not None:
            found[current.id] = current
    return found


def own_digest(clause: Clause) -> str:
    """Return what tells one text of a requirement from another; blank ends count for nothing."""
    digest = hashlib.sha256(clause.text.strip().encode()).hexdigest()[:_DIGEST_LENGTH]
    return digest + REPEALED if _TOMBSTONE.search(clause.text) else digest


def differing(olds: Sequence[Mapping[str, str]], new: Mapping[str, str]) -> list[str]:
    """Return the requirements whose digest after an act is in none of its parents' versions."""
    ids = sorted({*new, *(name for old in olds for name in old)})
    return [name for name in ids if all(old.get(name) != new.get(name) for old in olds)]


def steps(olds: Iterable[Standing], news: Iterable[Standing]) -> list[Step]:
    """Return what one act did, from the requirements that differ before and after it.

    They are paired as a redline pairs clauses: same text, then same id, then likeness.
    """
    before, after = _in_order(olds), _in_order(news)
    if len(before) == len(after) == 1 and before[0].clause.id == after[0].clause.id:
        pairs = [(0, 0)]
    elif before and after:
        pairs = paired_clauses([x.clause for x in before], [x.clause for x in after])
    else:
        pairs = []
    found = [step for one, other in pairs for step in _paired(before[one], after[other])]
    kept = {one for one, _other in pairs}
    come = {other for _one, other in pairs}
    found += [
        Step(old.clause.id, Happening.REMOVED, "", old, None)
        for place, old in enumerate(before)
        if place not in kept
    ]
    found += [
        Step(new.clause.id, Happening.ADDED, "", None, new)
        for place, new in enumerate(after)
        if place not in come
    ]
    return found


def _in_order(standing: Iterable[Standing]) -> list[Standing]:
    return sorted(standing, key=lambda item: (item.file, item.clause.line))


def _paired(old: Standing, new: Standing) -> list[Step]:
    name = new.clause.id
    if old.clause.id != name:
        return [
            Step(name, Happening.RENUMBERED, old.clause.id, old, new),
            Step(old.clause.id, Happening.BECAME, name, old, new),
        ]
    if old.file != new.file:
        return [Step(name, Happening.MOVED, "", old, new)]
    was, now = own_digest(old.clause), own_digest(new.clause)
    is_repealed = now.endswith(REPEALED) and not was.endswith(REPEALED)
    return [Step(name, Happening.REPEALED if is_repealed else Happening.CHANGED, "", old, new)]
