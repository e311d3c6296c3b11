"""The steps of a proposal from draft to agenda: each moves it along its own table."""

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _
from comens_tui.model.places import proposal_path, proposed_text_path
from comens_tui.model.proposal import Proposal
from comens_tui.model.words import Nature, ProposalState
from comens_tui.operations.agenda import leave_agenda
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.operations.merging import require_on_base
from comens_tui.operations.proposed import standing_text
from comens_tui.rules import states

#: What screening may make of a submitted proposal.
SCREENED_AS = frozenset({ProposalState.SCREENED, ProposalState.RETURNED, ProposalState.CLOSED})
#: Steps that carry the text nearer to the vote.
_ONWARD = frozenset(
    {
        ProposalState.SUBMITTED,
        ProposalState.SCREENED,
        ProposalState.INSTRUCTED,
        ProposalState.PRIORITISED,
    }
)


def _require_off_agenda(draft: Draft, proposal_id: str) -> None:
    """Refuse a step that the table of states keeps, from an agenda, for a decision."""
    proposal = draft.find(draft.snapshot.proposals, proposal_id)
    if proposal.state is ProposalState.ON_AGENDA:
        raise RefusedError(
            _("{id} is on the agenda of {meeting}: only a decision moves it.").format(
                id=proposal_id, meeting=proposal.meeting
            ),
            hint=_("Its author may still withdraw it: comens proposal withdraw {id}").format(
                id=proposal_id
            ),
        )


def _move(
    draft: Draft,
    proposal_id: str,
    state: ProposalState,
    *,
    seen: str | None,
    reason: str | None = None,
    **changes: object,
) -> Proposal:
    """Move a proposal one step of its table and write it.

    Raises:
        RefusedError: The step cannot be made; or it carries the text forward, and the corpus
            moved under it.
    """
    proposal = draft.find(draft.snapshot.proposals, proposal_id)
    path = proposal_path(proposal_id)
    draft.check_seen(path, seen, Proposal)
    states.require(
        "proposal",
        proposal.state,
        state,
        roles=draft.member.roles,
        is_author=proposal.author == draft.member.id,
        reason=reason,
    )
    if state in _ONWARD:
        require_on_base(draft.snapshot, proposal)
    moved = proposal.model_copy(update={"state": state, "reason": reason, **changes})
    draft.put(path, moved)
    return moved


def submit_proposal(desk: Desk, proposal_id: str, *, seen: str | None = None) -> Receipt:
    """Hand a draft to the secretary.

    Raises:
        RefusedError: It has no text that differs from the corpus, or is not a draft.
    """
    with drafting(desk, "proposal.submit") as draft:
        proposal = _move(draft, proposal_id, ProposalState.SUBMITTED, seen=seen)
        if not any(
            text != standing_text(draft, path)
            for path, text in draft.snapshot.texts.get(proposal_id, {}).items()
        ):
            raise RefusedError(
                _("Proposal {id} changes no text yet.").format(id=proposal_id),
                hint=_("Write what it proposes: comens proposal edit {id}").format(id=proposal_id),
            )
        return draft.commit(
            N_("Submit proposal {id}: {title}"), record=proposal_id, title=proposal.title
        )


def screen_proposal(
    desk: Desk,
    proposal_id: str,
    *,
    nature: Nature | None = None,
    state: ProposalState = ProposalState.SCREENED,
    reason: str | None = None,
    duplicate_of: str | None = None,
    seen: str | None = None,
) -> Receipt:
    """Find a submitted proposal receivable, with its nature; or send it back, or close it.

    Raises:
        RefusedError: No nature is given for a receivable one, or no reason for another, or
            it does not await its screening.
    """
    with drafting(desk, "proposal.screen") as draft:
        _require_off_agenda(draft, proposal_id)
        if state not in SCREENED_AS:
            raise RefusedError(
                _("Screening finds a proposal receivable, sends it back or closes it."),
                hint=_("Only a decision of the committee does anything else."),
            )
        if state is ProposalState.SCREENED and nature is None:
            raise RefusedError(
                _("The nature of {id} must be confirmed by a person.").format(id=proposal_id),
                hint=_("Say --nature editorial or --nature substantive."),
            )
        if duplicate_of:
            draft.find(draft.snapshot.proposals, duplicate_of)
            reason = reason or draft.say(N_("Repeats {id}."), id=duplicate_of)
        proposal = _move(
            draft,
            proposal_id,
            state,
            seen=seen,
            reason=reason,
            nature=nature,
            duplicate_of=duplicate_of,
        )
        return draft.commit(
            N_("Screen proposal {id} as “{state}”: {title}"),
            record=proposal_id,
            state=state,
            title=proposal.title,
        )


def instruct_proposal(desk: Desk, proposal_id: str, *, seen: str | None = None) -> Receipt:
    """Say that the working group's file on the proposal is complete.

    Raises:
        RefusedError: It is editorial, and goes straight to an agenda.
    """
    with drafting(desk, "proposal.instruct") as draft:
        _require_instructed(draft.find(draft.snapshot.proposals, proposal_id))
        proposal = _move(draft, proposal_id, ProposalState.INSTRUCTED, seen=seen)
        return draft.commit(
            N_("Close the instruction of proposal {id}: {title}"),
            record=proposal_id,
            title=proposal.title,
        )


def _require_instructed(proposal: Proposal) -> None:
    """Refuse to instruct what takes the fast track: it would wait for ratings it must not have."""
    if proposal.nature is Nature.EDITORIAL:
        raise RefusedError(
            _("{id} is editorial: it goes to an agenda without instruction nor ratings.").format(
                id=proposal.id
            ),
            hint=_(
                "Put it on the agenda of a meeting: comens meeting plan MEETING --add {id}"
            ).format(id=proposal.id),
        )


def prioritise_proposal(desk: Desk, proposal_id: str, *, seen: str | None = None) -> Receipt:
    """Place an instructed and rated proposal in the work programme.

    Raises:
        RefusedError: Nobody has rated it yet.
    """
    with drafting(desk, "proposal.prioritise") as draft:
        _require_off_agenda(draft, proposal_id)
        proposal = _move(draft, proposal_id, ProposalState.PRIORITISED, seen=seen)
        if not draft.snapshot.ratings.get(proposal_id):
            raise RefusedError(
                _("Nobody has rated {id} yet.").format(id=proposal_id),
                hint=_("Rate it with: comens proposal rate {id}").format(id=proposal_id),
            )
        return draft.commit(
            N_("Place proposal {id} in the work programme: {title}"),
            record=proposal_id,
            title=proposal.title,
        )


def withdraw_proposal(
    desk: Desk, proposal_id: str, *, reason: str | None = None, seen: str | None = None
) -> Receipt:
    """Withdraw one's own proposal before the vote; its text stays in history.

    An agenda that holds it drops it in the same commit.

    Raises:
        RefusedError: It is somebody else's, or being voted, or decided.
    """
    with drafting(desk, "proposal.withdraw") as draft:
        before = draft.find(draft.snapshot.proposals, proposal_id)
        proposal = _move(draft, proposal_id, ProposalState.WITHDRAWN, seen=seen, reason=reason)
        leave_agenda(draft, before)
        for path in draft.snapshot.texts.get(proposal_id, {}):
            draft.remove(proposed_text_path(proposal_id, path))
        return draft.commit(
            N_("Withdraw proposal {id}: {title}"), record=proposal_id, title=proposal.title
        )
