"""A clause as it is quoted elsewhere: its words, its id, and where they stand."""

from typing import NamedTuple

from comens_tui.i18n import _
from comens_tui.operations.merging import Place
from comens_tui.operations.views import Review
from comens_tui.tui.redline_items import clause_name


class Quote(NamedTuple):
    """A quotation with its source, and the short name of where it stands."""

    text: str
    place: str


def quote(review: Review, place: Place) -> Quote | None:
    """Return the proposed text of a clause with its source; the text in force if it is removed.

    None where the review holds no such clause.
    """
    for change in review.changes:
        for clause in change.redline.clauses:
            if (change.path, clause.id) == place:
                removed = clause.new_order is None
                text = (clause.old_text if removed else clause.new_text).strip("\n")
                source = (
                    _("{clause}, removed by {id} ({path}, line {line})")
                    if removed
                    else _("{clause}, {id} ({path}, line {line})")
                ).format(
                    clause=clause_name(clause),
                    id=review.proposal.id,
                    path=change.path,
                    line=clause.line,
                )
                file = change.path.rpartition("/")[2]
                return Quote(
                    _("“{source}: {text}”").format(source=source, text=text),
                    f"{clause_name(clause)}, {review.proposal.id} ({file}:{clause.line})",
                )
    return None
