"""What exactly is voted - texts, digests, clauses - and what a decision does to its subject."""

from comens_tui.errors import RefusedError
from comens_tui.i18n import _
from comens_tui.model.decision import CountedBallot, Decision, VotedClause, VotedText
from comens_tui.model.meeting import AgendaItem, Meeting
from comens_tui.model.places import (
    ballot_path,
    meeting_path,
    proposal_path,
    proposed_text_path,
    signature_path,
)
from comens_tui.model.proposal import Proposal
from comens_tui.model.words import MeetingState, ProposalState, Sense
from comens_tui.operations.draft import Draft
from comens_tui.operations.merging import require_on_base
from comens_tui.operations.proposed import standing_text
from comens_tui.rules import states
from comens_tui.rules.senses import as_decided
from comens_tui.rules.votes import Verdict
from comens_tui.text.digests import text_digest
from comens_tui.text.markdown import split_clauses

#: What becomes of a proposal by the sense of the decision on it.
OUTCOMES = {
    Sense.ADOPT: ProposalState.ADOPTED,
    Sense.ADOPT_AMENDED: ProposalState.ADOPTED,
    Sense.REJECT: ProposalState.REJECTED,
    Sense.DEFER: ProposalState.DEFERRED,
    Sense.RETURN: ProposalState.RETURNED,
    Sense.PRIORITISE: ProposalState.PRIORITISED,
}
ADOPTING = frozenset({Sense.ADOPT, Sense.ADOPT_AMENDED})


def proposed_texts(draft: Draft, proposal: Proposal) -> dict[str, str]:
    """Return the proposed full texts, by corpus path, in order of path."""
    texts = draft.snapshot.texts.get(proposal.id, {})
    return {path: texts[path] for path in sorted(texts)}


def voted_texts(draft: Draft, proposal: Proposal) -> tuple[VotedText, ...]:
    """Return each proposed file with its base and the digest of its whole text."""
    bases = {base.path: base.blob for base in proposal.bases}
    return tuple(
        VotedText(path=path, base=bases.get(path), digest=text_digest(text))
        for path, text in proposed_texts(draft, proposal).items()
    )


def voted_clauses(draft: Draft, proposal: Proposal) -> tuple[VotedClause, ...]:
    """Return each clause that the proposal changes, with the digest it will have.

    A clause that disappears has no digest. Order: path, then order in the new text, then
    the clauses removed.
    """
    clauses: list[VotedClause] = []
    for path, text in proposed_texts(draft, proposal).items():
        old = {item.id: item.text for item in split_clauses(standing_text(draft, path) or "")}
        new = {item.id: item.text for item in split_clauses(text)}
        clauses += [
            VotedClause(path=path, clause=clause, digest=text_digest(content))
            for clause, content in new.items()
            if old.get(clause) != content
        ]
        clauses += [VotedClause(path=path, clause=clause) for clause in old if clause not in new]
    return tuple(clauses)


def require_votable(draft: Draft, proposal: Proposal) -> None:
    """Do nothing when the very texts of a proposal can be voted and then stand.

    Raises:
        RefusedError: It is on no agenda, has no text or one that cannot be read, or the
            corpus moved since one was written.
    """
    if proposal.state is not ProposalState.ON_AGENDA:
        raise RefusedError(
            _("{id} is not on an agenda: it cannot be voted.").format(id=proposal.id),
            hint=_("See where it stands with: comens proposal show {id}").format(id=proposal.id),
        )
    texts = proposed_texts(draft, proposal)
    _require_readable(draft, proposal, frozenset(texts))
    require_on_base(draft.snapshot, proposal)


def _require_readable(draft: Draft, proposal: Proposal, readable: frozenset[str]) -> None:
    prefix = proposed_text_path(proposal.id, "")
    filed = {path.removeprefix(prefix) for path in draft.snapshot.files if path.startswith(prefix)}
    if not filed:
        raise RefusedError(
            _("{id} proposes no text.").format(id=proposal.id),
            hint=_("A meeting votes on the words that will stand."),
        )
    if filed - readable:
        raise RefusedError(
            _("A text of {id} cannot be read: {path}.").format(
                id=proposal.id, path=min(filed - readable)
            ),
            hint=_("See why with: comens check"),
        )


def new_decision(
    draft: Draft, meeting: Meeting, item: AgendaItem, sense: Sense, verdict: Verdict
) -> Decision:
    """Return the decision on an item: what was voted, under which rule, with which count.

    One taken without a vote keeps the quorum alone as its verdict.
    """
    proposal = (
        draft.find(draft.snapshot.proposals, item.subject)
        if item.kind == "proposal" and item.subject
        else None
    )
    adopted = proposal if sense in ADOPTING else None
    texts: tuple[VotedText, ...] = voted_texts(draft, proposal) if proposal else ()
    said = as_decided(verdict, sense)
    return Decision(
        id=draft.new_id("decision", "D", draft.desk.today().year),
        title=item.title,
        date=draft.desk.today(),
        sense=sense,
        subject=item.subject,
        meeting=meeting.id,
        item=item.number,
        nature=proposal.nature if proposal else None,
        digest=item.digest,
        texts=texts,
        clauses=voted_clauses(draft, adopted) if adopted else (),
        rules=verdict.rule,
        count=verdict.count,
        verdict=said.sentence,
        other_reading=said.other_reading,
        ballots=_counted(draft, meeting, item, verdict),
    )


def _counted(
    draft: Draft, meeting: Meeting, item: AgendaItem, verdict: Verdict
) -> tuple[CountedBallot, ...]:
    counted = []
    for member in sorted(ballot.member for ballot in verdict.counted):
        path = ballot_path(meeting.id, item.number, member)
        content = (draft.current(path) or b"").decode()
        # Only a signature that this very act verified and files: one found lying there is none.
        signature = draft.changes.get(signature_path(path))
        counted.append(
            CountedBallot(
                member=member,
                digest=text_digest(content),
                signature=text_digest(signature.decode()) if signature else None,
            )
        )
    return tuple(counted)


def apply_decision(draft: Draft, item: AgendaItem, decision: Decision) -> None:
    """Write what the decision does to its subject: corpus and proposal, or minutes.

    Raises:
        RefusedError: The subject cannot go where the decision sends it.
    """
    if item.kind == "minutes" and item.subject and decision.sense in ADOPTING:
        minuted = draft.find(draft.snapshot.meetings, item.subject)
        states.require("meeting", minuted.state, MeetingState.APPROVED, roles=draft.member.roles)
        approved = minuted.model_copy(
            update={
                "state": MeetingState.APPROVED,
                "minutes_approved": decision.id,
                "minutes_digest": decision.digest,
            }
        )
        draft.put(meeting_path(item.subject), approved)
    if item.kind == "proposal" and item.subject:
        _apply_to_proposal(draft, draft.find(draft.snapshot.proposals, item.subject), decision)


def _apply_to_proposal(draft: Draft, proposal: Proposal, decision: Decision) -> None:
    outcome = OUTCOMES[decision.sense]
    states.require(
        "proposal", proposal.state, outcome, roles=draft.member.roles, reason=decision.reason
    )
    texts = proposed_texts(draft, proposal)
    if outcome is ProposalState.ADOPTED:
        for path, text in texts.items():
            draft.put_text(path, text)
    if outcome in (ProposalState.ADOPTED, ProposalState.REJECTED):
        for path in texts:
            draft.remove(proposed_text_path(proposal.id, path))
    draft.put(
        proposal_path(proposal.id),
        proposal.model_copy(
            update={"state": outcome, "decision": decision.id, "reason": decision.reason}
        ),
    )
