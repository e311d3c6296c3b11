"""A recorded count read again under the rules that its decision keeps.

Written apart from the tally that made the count, on purpose: a mistake there shows here.
"""

from comens_tui.model.committee import VotingRules
from comens_tui.model.decision import Count


def majority_base(count: Count, rules: VotingRules) -> int:
    """Return the number of voices of which more than half are needed (CRPA R133-11)."""
    if rules.majority_base == "cast":
        return count.votes_for + count.votes_against
    return count.present + count.represented


def is_adopted(count: Count, rules: VotingRules) -> bool:
    """Tell whether the count adopts; a casting vote decides only a real tie."""
    base = majority_base(count, rules)
    if 2 * count.votes_for > base:
        return True
    tied = count.votes_for == count.votes_against and 2 * count.votes_for == base
    return tied and base > 0 and rules.casting_vote and count.casting == "for"


def quorum_counted(count: Count, rules: VotingRules) -> int:
    """Return the voices that count for the quorum (CRPA R133-10)."""
    return count.present + (count.represented if rules.proxies_count_for_quorum else 0)


def quorum_base(count: Count, rules: VotingRules) -> int:
    """Return the members of whom the quorum is a share; the recused stay unless the rules say."""
    return count.composition - (count.recused if rules.recused_leave_composition else 0)


def is_quorate(count: Count, rules: VotingRules) -> bool:
    """Tell whether enough voices were there."""
    needed = rules.quorum_numerator * quorum_base(count, rules)
    return quorum_counted(count, rules) * rules.quorum_denominator >= needed
