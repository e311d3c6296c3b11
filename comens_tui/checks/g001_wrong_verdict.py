"""Count that does not give the verdict.

## What it checks
Each decision's count is read again under the rules that the decision keeps: the base of the
majority, what an abstention does, the casting vote. The sense must be what the count gives; the
votes cannot outnumber the voices; and where ballots are filed, they must add up to the count. A
decision that adopts or rejects without any count is named too.

## Why
A decision is worth what its vote is worth. Anyone must be able to count again, years later.

## How to fix
Correct the sense by a new decision that supersedes this one; a slip in the count is corrected
the same way.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.coverage import ADOPTING
from comens_tui.checks.majority import is_adopted, majority_base
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.committee import VotingRules
from comens_tui.model.decision import Count, Decision
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Choice, Sense, Severity

CODE = "G001"
SEVERITY = Severity.ERROR
TITLE = N_("Count that does not give the verdict")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each decision whose arithmetic does not hold."""
    for decision in snapshot.decisions.values():
        for message in _faults(decision, snapshot):
            yield Finding(
                CODE,
                SEVERITY,
                places.decision_path(decision.id),
                0,
                message,
                _("Correct it by a new decision that supersedes {id}.").format(id=decision.id),
                decision.id,
            )


def _faults(decision: Decision, snapshot: Snapshot) -> Iterator[str]:
    count, rules = decision.count, decision.rules
    judged = decision.sense in ADOPTING or decision.sense is Sense.REJECT
    if count is None or rules is None:
        if judged:
            yield _("{id} was taken without a count or without its rules.").format(id=decision.id)
        return
    cast = count.votes_for + count.votes_against + count.abstentions
    cast += count.blank + count.spoiled
    voices = count.present + count.represented
    if cast > voices:
        yield _("{id} counts {cast} votes for {voices} voices.").format(
            id=decision.id, cast=cast, voices=voices
        )
    if judged and is_adopted(count, rules) != (decision.sense in ADOPTING):
        yield _wrong_sense(decision, count, rules)
    yield from _other_ballots(decision, count, snapshot)


def _wrong_sense(decision: Decision, count: Count, rules: VotingRules) -> str:
    message = (
        _("{id} adopts, but {votes_for} votes for out of {base} do not make a majority ({needed}).")
        if decision.sense in ADOPTING
        else _("{id} rejects, but {votes_for} votes for out of {base} make a majority ({needed}).")
    )
    base = majority_base(count, rules)
    return message.format(
        id=decision.id, votes_for=count.votes_for, base=base, needed=base // 2 + 1
    )


def _other_ballots(decision: Decision, count: Count, snapshot: Snapshot) -> Iterator[str]:
    counted = {item.member for item in decision.ballots}
    filed = [
        ballot
        for ballot in snapshot.ballots.get(decision.meeting or "", ())
        if ballot.item == decision.item and ballot.member in counted
    ]
    if not filed:
        return
    choices = [ballot.choice for ballot in filed]
    found = tuple(choices.count(choice) for choice in (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN))
    told = (count.votes_for, count.votes_against, count.abstentions)
    if found != told:
        yield _("{id} counts {told}, and its ballots {found} (for, against, abstaining).").format(
            id=decision.id, told=" / ".join(map(str, told)), found=" / ".join(map(str, found))
        )
