"""Acts on one item of an open meeting: recusal, opening, ballots, and the decision.

A decision is one commit that writes the corpus, the decision, the proposal and the
meeting together, and keeps the digest of the very text that was voted.
"""

from collections.abc import Collection
from typing import NamedTuple

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _, speaking
from comens_tui.model.decision import Decision, Opinion
from comens_tui.model.meeting import AgendaItem, Ballot, Meeting, Recusal, Totals
from comens_tui.model.places import ballot_path, decision_path, meeting_path
from comens_tui.model.words import Choice, Sense
from comens_tui.operations.adoption import (
    ADOPTING,
    OUTCOMES,
    apply_decision,
    new_decision,
    require_votable,
    voted_texts,
)
from comens_tui.operations.amending import is_amended
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.operations.floor import with_turn
from comens_tui.operations.follow_ups import Task, put_follow_ups
from comens_tui.operations.interests import require_answered
from comens_tui.operations.items import (
    meeting_in_session,
    put_to_vote,
    require_open_item,
    unsettled_item,
    void_ballots,
    with_item,
)
from comens_tui.operations.remote_ballots import drop_uncounted, open_ballots, require_unsealed
from comens_tui.operations.secret_ballots import HandCount, require_named_vote, totals_of
from comens_tui.operations.sitting import require_not_suspended
from comens_tui.rules import authority
from comens_tui.rules.senses import is_on_text, usual_sense
from comens_tui.rules.votes import Verdict, electorate, tally
from comens_tui.text.digests import change_digest, text_digest

_NEEDS_REASON = frozenset({Sense.REJECT, Sense.DEFER, Sense.RETURN})


class Asked(NamedTuple):
    """What is asked of a decision; without a sense the vote says it."""

    sense: Sense | None = None
    reason: str | None = None
    hands: HandCount | None = None
    opinions: tuple[Opinion, ...] = ()
    follow_up: str | None = None
    actions: tuple[Task, ...] = ()


def recuse(
    desk: Desk,
    meeting_id: str,
    number: int,
    member_id: str,
    reason: str,
    *,
    seen: str | None = None,
) -> Receipt:
    """Take a member out of one item: base, ballots and quorum (CRPA R133-12)."""
    with drafting(desk, "meeting.recuse") as draft:
        meeting = meeting_in_session(draft, meeting_id, seen)
        unsettled_item(meeting, number)
        member = draft.known_member(member_id)
        authority.require_over("meeting.recuse", draft.member, (member_id,))
        entry = Recusal(item=number, member=member_id, reason=reason)
        kept = tuple(
            item for item in meeting.recusals if (item.item, item.member) != (number, member_id)
        )
        cast = ballot_path(meeting_id, number, member_id)
        if cast in draft.snapshot.files:
            draft.remove(cast)
        draft.put(meeting_path(meeting_id), meeting.model_copy(update={"recusals": (*kept, entry)}))
        return draft.commit(
            N_("At {id}, {name} takes no part in item {number}"),
            record=meeting_id,
            name=member.name,
            number=number,
        )


def open_item(desk: Desk, meeting_id: str, number: int, *, seen: str | None = None) -> Receipt:
    """Put an item to the vote: its text is frozen by a digest that every ballot carries.

    Raises:
        RefusedError: Another item is open, or the corpus moved under the proposal.
    """
    with drafting(desk, "meeting.item") as draft:
        meeting = meeting_in_session(draft, meeting_id, seen)
        item = unsettled_item(meeting, number)
        if item.block is not None:
            raise RefusedError(
                _("Item {number} is voted in a block.").format(number=number),
                hint=_("Open the block: comens meeting block {id} --item {number} --open").format(
                    id=meeting_id, number=number
                ),
            )
        require_no_other_vote(meeting, {number})
        draft.put(meeting_path(meeting_id), put_to_the_vote(draft, meeting, item))
        return draft.commit(
            N_("At {id}, put item {number} to the vote: {title}"),
            record=meeting_id,
            others=(item.subject,) if item.subject else (),
            number=number,
            title=item.title,
        )


def require_no_other_vote(meeting: Meeting, numbers: Collection[int]) -> None:
    """Refuse to open these items while another one is voted, or while nobody sits.

    Raises:
        RefusedError: The meeting is suspended, or another item is open.
    """
    require_not_suspended(meeting)
    other = next((entry for entry in meeting.agenda if entry.state == "open"), None)
    if other is not None and other.number not in numbers:
        raise RefusedError(
            _("Item {number} is still open to the vote.").format(number=other.number),
            hint=_("Decide it first: comens meeting decide {id} --item {number}").format(
                id=meeting.id, number=other.number
            ),
        )


def put_to_the_vote(draft: Draft, meeting: Meeting, item: AgendaItem) -> Meeting:
    """Return the meeting with the item open on its text as it stands, earlier ballots void.

    Raises:
        RefusedError: Its text cannot be voted, or a declared interest waits for an answer.
    """
    voices = electorate(meeting, draft.snapshot.committee, item.number).voices()
    require_answered(draft, meeting, item, voices)
    opened = put_to_vote(draft, item, item_digest(draft, item))
    meeting = void_ballots(draft, meeting, item, "reopened")
    return with_turn(with_item(meeting, opened), item.number, draft.desk.now())


def item_digest(draft: Draft, item: AgendaItem) -> str | None:
    """Return the digest of the text an item is about, checking that it can be voted."""
    if item.subject is None:
        return None
    if item.kind == "minutes":
        return text_digest(_minutes(draft, item.subject))
    proposal = draft.find(draft.snapshot.proposals, item.subject)
    require_votable(draft, proposal)
    return change_digest(voted_texts(draft, proposal))


def _minutes(draft: Draft, meeting_id: str) -> str:
    text = draft.snapshot.minutes.get(meeting_id)
    if text is None:
        raise RefusedError(
            _("The minutes of {id} cannot be read.").format(id=meeting_id),
            hint=_("See why with: comens check"),
        )
    return text


def cast_ballot(
    desk: Desk, meeting_id: str, number: int, choice: Choice, *, member_id: str | None = None
) -> Receipt:
    """Record one voice on an open item: one's own, or as secretary a member's in the room.

    A second ballot of the same member replaces the first until the item is decided.

    Raises:
        RefusedError: The item is not open, or the member has no voice on it.
    """
    with drafting(desk, "meeting.vote") as draft:
        meeting = meeting_in_session(draft, meeting_id, None)
        item = unsettled_item(meeting, number)
        voter = member_id or draft.member.id
        file_ballot(draft, meeting, item, voter, choice)
        return draft.commit(
            N_("At {id}, item {number}: {name} votes {choice}"),
            record=meeting_id,
            number=number,
            name=draft.known_member(voter).name,
            choice=choice,
        )


def file_ballot(
    draft: Draft, meeting: Meeting, item: AgendaItem, voter: str, choice: Choice
) -> None:
    """Write the ballot of `voter` on an open item.

    Raises:
        RefusedError: The item is not open, the meeting suspended, or the voter has no voice,
            or who acts may not record it.
    """
    require_open_item(meeting, item)
    require_not_suspended(meeting)
    require_named_vote(meeting, item)
    require_unsealed(meeting, item.number, voter)
    _require_voice(draft, meeting, item.number, voter)
    require_answered(draft, meeting, item, (voter,))
    holders = [entry.holder for entry in meeting.proxies if entry.giver == voter]
    authority.require_over("meeting.vote", draft.member, (voter, *holders))
    ballot = Ballot(
        meeting=meeting.id,
        item=item.number,
        member=voter,
        choice=choice,
        digest=item.digest,
        at=draft.desk.now(),
        recorded_by=draft.member.id if voter != draft.member.id else None,
    )
    draft.put(ballot_path(meeting.id, item.number, voter), ballot)


def _require_voice(draft: Draft, meeting: Meeting, number: int, voter: str) -> None:
    voters = electorate(meeting, draft.snapshot.committee, number)
    if voter in voters.recused:
        raise RefusedError(
            _("{member} takes no part in item {number}.").format(
                member=draft.name_of(voter), number=number
            ),
            hint=_("A recused member has no voice on that item (CRPA R133-12)."),
        )
    if voter not in voters.voices():
        raise RefusedError(
            _("{member} is neither present nor represented.").format(member=draft.name_of(voter)),
            hint=_("Mark the arrival first: comens meeting attend {id} {member}").format(
                id=meeting.id, member=voter
            ),
        )


def decide_item(
    desk: Desk,
    meeting_id: str,
    number: int,
    *,
    sense: Sense | None = None,
    reason: str | None = None,
    hands: HandCount | None = None,
    opinions: tuple[Opinion, ...] = (),
    follow_up: str | None = None,
    actions: tuple[Task, ...] = (),
    seen: str | None = None,
) -> Receipt:
    """Close the vote on an item and record the decision, all in one commit.

    Without a `sense` the vote decides: adopted or rejected; a text amended in the room is
    adopted as amended. Adoption needs a valid vote on
    exactly the text that will stand; the other senses need a quorum and a reason.

    Raises:
        RefusedError: No quorum, no majority for adoption, no reason for a refusal, or the
            text changed after the vote was opened, which voids it.
    """
    with drafting(desk, "meeting.decide") as draft:
        meeting = meeting_in_session(draft, meeting_id, seen)
        item = unsettled_item(meeting, number)
        asked = Asked(sense, reason, hands, opinions, follow_up, actions)
        meeting, decision = take_decision(draft, meeting, item, asked)
        draft.put(meeting_path(meeting_id), meeting)
        put_follow_ups(draft, decision, asked.actions)
        return draft.commit(
            N_("Decide {id} at {meeting}: {sense}, {title}"),
            record=decision.id,
            others=(meeting_id, *((item.subject,) if item.subject else ())),
            decision=decision.id,
            meeting=meeting_id,
            sense=decision.sense,
            title=item.title,
        )


def take_decision(
    draft: Draft, meeting: Meeting, item: AgendaItem, asked: Asked
) -> tuple[Meeting, Decision]:
    """Write the decision on an open item and what it does; return the meeting with it.

    Raises:
        RefusedError: See `decide_item`.
    """
    require_open_item(meeting, item)
    require_not_suspended(meeting)
    _require_unchanged_text(draft, item)
    totals = totals_of(draft, meeting, item, asked.hands, asked.sense)
    with speaking(draft.desk.committee.language):
        verdict = _verdict(draft, meeting, item, totals, asked.sense)
    chosen, reason = asked.sense, asked.reason
    if chosen is None:
        by_vote = Sense.ADOPT if verdict.adopted else Sense.REJECT
        chosen = usual_sense(item) or by_vote
        if chosen is Sense.REJECT:
            reason = reason or verdict.sentence
    if chosen is Sense.ADOPT and is_amended(meeting, item.number):
        chosen = Sense.ADOPT_AMENDED
    _require_sense(item, chosen, verdict, reason)
    decision = new_decision(draft, meeting, item, chosen, verdict).model_copy(
        update={
            "reason": reason,
            "opinions": asked.opinions,
            "follow_up": asked.follow_up,
            "block": tuple(entry.number for entry in meeting.block_of(item.number)),
        }
    )
    apply_decision(draft, item, decision)
    meeting = drop_uncounted(draft, meeting, item, {entry.member for entry in decision.ballots})
    draft.put(decision_path(decision.id), decision)
    return _settled(draft, meeting, item, decision, totals), decision


def _require_unchanged_text(draft: Draft, item: AgendaItem) -> None:
    if item_digest(draft, item) != item.digest:
        raise RefusedError(
            _(
                "The text of item {number} changed after the vote was opened: the vote is void."
            ).format(number=item.number),
            hint=_("Open the item again; every ballot is cast anew on the new text."),
        )


def _verdict(
    draft: Draft, meeting: Meeting, item: AgendaItem, totals: Totals | None, sense: Sense | None
) -> Verdict:
    ballots = open_ballots(draft, meeting, item)
    if totals is not None and ballots:
        raise RefusedError(
            _("Item {number} already has a roll call: totals cannot be added to it.").format(
                number=item.number
            ),
            hint=_("Decide without totals, or open the item again."),
        )
    return tally(
        electorate(meeting, draft.snapshot.committee, item.number),
        ballots,
        draft.snapshot.committee.rules,
        digest=item.digest,
        chair=meeting.chair,
        totals=totals,
        second_convocation=meeting.second_convocation,
        on_text=is_on_text(item, sense),
    )


def _require_quorum(verdict: Verdict) -> None:
    if not verdict.quorate:
        raise RefusedError(verdict.sentence, hint=_("Nothing can be decided without a quorum."))


def require_adopted(verdict: Verdict) -> None:
    """Refuse to adopt what the vote does not.

    Raises:
        RefusedError: No quorum, or no majority; the arithmetic is the message.
    """
    _require_quorum(verdict)
    if not verdict.adopted:
        raise RefusedError(verdict.sentence, hint=_("The vote does not adopt this item."))


def _require_sense(item: AgendaItem, sense: Sense, verdict: Verdict, reason: str | None) -> None:
    _require_quorum(verdict)
    if sense in ADOPTING:
        require_adopted(verdict)
    if sense is Sense.REJECT and verdict.adopted:
        raise RefusedError(verdict.sentence, hint=_("The vote adopts this item."))
    if sense in _NEEDS_REASON and not reason:
        raise RefusedError(
            _("This decision needs a reason."), hint=_("Give it with --reason TEXT.")
        )
    if item.kind == "proposal" and sense not in OUTCOMES:
        raise RefusedError(
            _("A proposal is adopted, rejected, deferred, returned or prioritised."),
            hint=_("Choose one of these with --sense."),
        )


def _settled(
    draft: Draft, meeting: Meeting, item: AgendaItem, decision: Decision, totals: Totals | None
) -> Meeting:
    """Return the meeting with the item decided, with the totals of a vote without names."""
    settled = item.model_copy(
        update={"state": "decided", "closed": draft.desk.now(), "decision": decision.id}
    )
    if totals is not None:
        if item.vote == "roll_call":
            settled = settled.model_copy(update={"vote": "show_of_hands"})
        meeting = meeting.model_copy(update={"totals": (*meeting.totals, totals)})
    return with_item(meeting, settled)
