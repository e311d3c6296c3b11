"""What the sense of a decision makes of its vote: whether on a text, and what is said of it."""

from dataclasses import replace

from comens_tui.model.decision import Count
from comens_tui.model.meeting import AgendaItem
from comens_tui.model.words import Sense
from comens_tui.rules.votes import Verdict

#: What a vote makes of a text, where it does anything to it.
_OF_TEXT = frozenset({Sense.ADOPT, Sense.ADOPT_AMENDED, Sense.REJECT})


def usual_sense(item: AgendaItem) -> Sense | None:
    """Return the sense of a decision that nobody chose; none where the vote says it."""
    return None if item.is_text else Sense.TAKE_NOTE


def is_on_text(item: AgendaItem, sense: Sense | None) -> bool:
    """Tell whether a vote adopts a text or not; else it only reaches a majority, or does not.

    A vote on mere information does not, nor one that puts a text off or sends it back.
    """
    return item.is_text and (sense is None or sense in _OF_TEXT)


def is_without_vote(count: Count, sense: Sense) -> bool:
    """Tell whether a decision was taken without a vote: to take note, defer, return, prioritise."""
    cast = count.votes_for + count.votes_against + count.abstentions + count.blank + count.spoiled
    return not cast and sense not in _OF_TEXT


def as_decided(verdict: Verdict, sense: Sense | None) -> Verdict:
    """Return the verdict as a decision of that sense keeps it; none leaves it as it is.

    One taken without a vote says the quorum alone, and has no other reading.
    """
    if sense is None or not is_without_vote(verdict.count, sense):
        return verdict
    return replace(verdict, sentence=verdict.room, other_reading=None)
