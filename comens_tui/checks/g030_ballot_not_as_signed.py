"""Ballot that is not the one signed or counted.

## What it checks
Each ballot that a decision counted is, byte for byte, the file it names, and keeps the signature
it had. Each signature in the tree is good, of a key that the voter had when the vote was opened,
on a ballot bound to that very opening, those electors and that rule.

## Why
A ballot that can be changed, or signed by somebody else, is nobody's vote. Anyone must be able
to judge it from a clone, with OpenSSH alone.

## How to fix
Restore the ballot and its signature from the history. One that never held is no vote: decide
again without it.
"""

from collections.abc import Iterator

from comens_tui.checks.ballots import BallotProof
from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.decision import Decision
from comens_tui.model.finding import Finding
from comens_tui.model.meeting import Ballot, Meeting
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity
from comens_tui.rules.ballot_terms import opening_digest, rule_digest

CODE = "G030"
SEVERITY = Severity.ERROR
TITLE = N_("Ballot that is not the one signed or counted")


def check(snapshot: Snapshot, context: Context) -> Iterator[Finding]:
    """Yield one finding for each ballot that does not hold, and one where none can be judged."""
    unjudged = False
    for meeting in snapshot.meetings.values():
        decisions = {
            item.number: snapshot.decisions.get(item.decision or "") for item in meeting.agenda
        }
        for ballot in snapshot.ballots.get(meeting.id, ()):
            path = places.ballot_path(meeting.id, ballot.item, ballot.member)
            proof = context.ballots.get(path)
            if proof is None:
                continue
            unjudged = unjudged or not proof.is_judged
            message = _counted_fault(ballot, decisions.get(ballot.item), proof) or _fault(
                ballot, meeting, decisions.get(ballot.item), proof
            )
            if message:
                yield _finding(path, message.format(member=ballot.member), meeting.id)
    if unjudged:
        yield Finding(
            CODE,
            Severity.WARNING,
            places.COMMITTEE,
            0,
            _("The signatures of the ballots cannot be judged: ssh-keygen is not installed."),
            _("Install OpenSSH, then check again."),
        )


def _counted_fault(ballot: Ballot, decision: Decision | None, proof: BallotProof) -> str:
    ballots = decision.ballots if decision else ()
    counted = next((item for item in ballots if item.member == ballot.member), None)
    if counted is None:
        return ""
    if counted.digest != proof.digest:
        return _("The ballot of {member} is not the file that the decision counted.")
    if counted.signature is not None and counted.signature != proof.signature:
        return _("The signature of {member}'s ballot is not the one the decision verified.")
    return ""


def _fault(ballot: Ballot, meeting: Meeting, decision: Decision | None, proof: BallotProof) -> str:
    if proof.signature is None or not proof.is_judged:
        return ""
    if proof.signer is None:
        return _("The signature of {member}'s ballot is of no key they had at the opening.")
    if proof.signer != ballot.member:
        return _("The ballot of {member} is signed with a key of {signer}.").replace(
            "{signer}", proof.signer
        )
    item = meeting.item(ballot.item)
    bound = (
        item is not None
        and ballot.opening == opening_digest(meeting.id, item)
        and ballot.electorate == proof.electorate
        and (
            decision is None or decision.rules is None or ballot.rule == rule_digest(decision.rules)
        )
    )
    return "" if bound else _("The ballot of {member} was signed for another opening of a vote.")


def _finding(path: str, message: str, record: str) -> Finding:
    hint = _("Restore the ballot and its signature from the history, or decide again.")
    return Finding(CODE, SEVERITY, path, 0, message, hint, record)
