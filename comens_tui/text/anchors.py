"""Where a remark on a clause stands, once the text has changed around it.

A clause is followed by what the redline says of it: its id, or the number it got since.
"""

from typing import NamedTuple

from comens_tui.text.clause_changes import ClauseChange
from comens_tui.text.redline import Redline


class Anchor(NamedTuple):
    """The clause of a redline where a remark stands; `was_removed` if the change removes it."""

    clause: str
    was_removed: bool


def anchor(clause: str, shown: Redline, since: Redline | None = None) -> Anchor | None:
    """Return where a remark on `clause` stands in `shown`, None where the clause is gone.

    `shown` is the redline under review, `since` the one from the text that was commented to
    the new text of `shown`, None where that text did not change. A remark may be on a clause
    of the new text, or on one that the change removes.
    """
    if since is None:
        return _standing(clause, shown) or _renumbered(clause, shown) or _removed(clause, shown)
    found = _successor(clause, since)
    if found is not None:
        return _standing(found.id, shown)
    was_there = any(item.old_order is not None and item.old_id == clause for item in since.clauses)
    return _removed(clause, shown) or (None if was_there else _renumbered(clause, shown))


def _successor(clause: str, since: Redline) -> ClauseChange | None:
    """Return what became of a clause of the old text, None where nothing did."""
    return next(
        (
            item
            for item in since.clauses
            if item.old_order is not None and item.new_order is not None and item.old_id == clause
        ),
        None,
    )


def _standing(clause: str, shown: Redline) -> Anchor | None:
    found = any(item.new_order is not None and item.id == clause for item in shown.clauses)
    return Anchor(clause, was_removed=False) if found else None


def _renumbered(clause: str, shown: Redline) -> Anchor | None:
    found = _successor(clause, shown)
    return Anchor(found.id, was_removed=False) if found else None


def _removed(clause: str, shown: Redline) -> Anchor | None:
    found = any(
        item.new_order is None and clause in (item.id, item.old_id) for item in shown.clauses
    )
    return Anchor(clause, was_removed=True) if found else None
