"""What one act did to each requirement: the versions of a document before and after it.

A requirement's own text is its heading and all that stands below it, up to the next
heading of the same or a higher level or the next requirement.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
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
    requirement: str
    digest: str


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


def steps(
    olds: Sequence[Standing], news: Sequence[Standing], clause_of: Callable[[Standing], Clause]
) -> list[Step]:
    """Return what one act did, from the requirements that differ before and after it.

    They are paired as a redline pairs clauses: same text, then same id, then likeness.
    `clause_of` gives the text of one; it is asked only where the ids do not tell enough.
    """
    if len(olds) == len(news) == 1 and olds[0].requirement == news[0].requirement:
        pairs = [(olds[0], news[0])]
    elif olds and news:
        pairs = _paired_by_words(olds, news, clause_of)
    else:
        pairs = []
    kept, come = {old for old, _new in pairs}, {new for _old, new in pairs}
    found = [step for old, new in pairs for step in _paired(old, new)]
    found += [
        Step(old.requirement, Happening.REMOVED, "", old, None) for old in olds if old not in kept
    ]
    found += [
        Step(new.requirement, Happening.ADDED, "", None, new) for new in news if new not in come
    ]
    return found


def _paired_by_words(
    olds: Sequence[Standing], news: Sequence[Standing], clause_of: Callable[[Standing], Clause]
) -> list[tuple[Standing, Standing]]:
    before, after = (
        sorted(((item, clause_of(item)) for item in side), key=lambda x: (x[0].file, x[1].line))
        for side in (olds, news)
    )
    pairs = paired_clauses([clause for _old, clause in before], [clause for _new, clause in after])
    return [(before[one][0], after[other][0]) for one, other in pairs]


def _paired(old: Standing, new: Standing) -> list[Step]:
    name = new.requirement
    if old.requirement != name:
        return [
            Step(name, Happening.RENUMBERED, old.requirement, old, new),
            Step(old.requirement, Happening.BECAME, name, old, new),
        ]
    if old.file != new.file:
        return [Step(name, Happening.MOVED, "", old, new)]
    is_repealed = new.digest.endswith(REPEALED) and not old.digest.endswith(REPEALED)
    return [Step(name, Happening.REPEALED if is_repealed else Happening.CHANGED, "", old, new)]
