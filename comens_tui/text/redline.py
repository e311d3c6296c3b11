"""The redline of two texts: what changed, clause by clause, and what it does to the norm.

Three levels: clauses are paired (`clause_pairs`), then sentences and words inside each
pair (`word_diff`); each changed clause gets its effects (`effects`) and nature (`nature`).
A text without headings is read by paragraphs instead. It is exact: the kept and removed
texts in `old_order` are the old text byte for byte, the kept and added ones in `new_order`
the new one. It is the same on every machine: no clock, no hash order.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from comens_tui.text.clause_changes import ClauseChange, clause_changes, with_effects
from comens_tui.text.markdown import split_clauses
from comens_tui.text.paragraph_changes import paragraph_changes
from comens_tui.text.redline_transfers import moved_sentences, with_origins
from comens_tui.text.word_diff import changed_words


class Redline(NamedTuple):
    """Every clause of both texts, in reading order, and how many words changed.

    Words whose letters, digits or signs are kept count for nothing, wherever they moved.
    """

    old_name: str
    new_name: str
    clauses: tuple[ClauseChange, ...]
    inserted_words: int
    deleted_words: int


class Reading:
    """A redline that is read while it is computed, for the first screen of a long document.

    Iterating gives each clause in reading order as soon as its words are compared, and may
    stop at any of them; iterating again starts anew, and nothing is computed twice. What is
    only known once every clause is (a sentence that went to another clause, a clause that
    was split or merged) is missing on the way: `redline` computes what is left and has, at
    the same places and with the same words, the effects and natures that stand.
    """

    def __init__(self, old: str, new: str, *, old_name: str = "", new_name: str = "") -> None:
        self.old_name, self.new_name = old_name, new_name
        self._ours, self._theirs = split_clauses(old), split_clauses(new)
        self._has_headings = any(clause.level for clause in (*self._ours, *self._theirs))
        changes = clause_changes if self._has_headings else paragraph_changes
        self._coming = changes(self._ours, self._theirs)
        self._read: list[ClauseChange] = []

    def __iter__(self) -> Iterator[ClauseChange]:
        place = 0
        while place < len(self._read) or self._advance():
            yield self._read[place]
            place += 1

    def _advance(self) -> bool:
        change = next(self._coming, None)
        if change is not None:
            self._read.append(change)
        return change is not None

    def begun(self, count: int) -> Redline:
        """Return the redline up to the `count`-th clause that changed.

        Its counts are of the words of these clauses, moved ones included.
        """
        shown: list[ClauseChange] = []
        for change in self:
            shown.append(change)
            count -= change.change != "same"
            if count <= 0:
                break
        numbers = [changed_words(change.ops) for change in shown]
        return Redline(
            self.old_name,
            self.new_name,
            tuple(shown),
            sum(inserted for inserted, _deleted in numbers),
            sum(deleted for _inserted, deleted in numbers),
        )

    def redline(self) -> Redline:
        """Return the whole redline."""
        changes = list(self)
        if self._has_headings:
            changes = with_origins(changes, self._ours, self._theirs)
        moves = moved_sentences([change.ops for change in changes])
        inserted, deleted = -moves.inserted_words, -moves.deleted_words
        for place, change in enumerate(changes):
            if place in moves.places:
                changes[place] = with_effects(change, {"moved"})
            more, less = changed_words(change.ops)
            inserted += more
            deleted += less
        return Redline(self.old_name, self.new_name, tuple(changes), inserted, deleted)


def redline(old: str, new: str, *, old_name: str = "", new_name: str = "") -> Redline:
    """Return the redline from `old` to `new`, any two texts."""
    return Reading(old, new, old_name=old_name, new_name=new_name).redline()


def to_json(result: Redline) -> dict[str, Any]:
    """Return `result` as plain data in the shape that other programs rely on."""
    return {
        "from": result.old_name,
        "to": result.new_name,
        "inserted_words": result.inserted_words,
        "deleted_words": result.deleted_words,
        "clauses": [
            {
                "id": change.id,
                "old_id": change.old_id,
                "title": change.title,
                "old_order": change.old_order,
                "new_order": change.new_order,
                "change": change.change,
                "nature": change.nature,
                "effects": list(change.effects),
                "line": change.line,
                "ops": [[op.sign, op.text] for op in change.ops],
            }
            for change in result.clauses
        ],
    }
