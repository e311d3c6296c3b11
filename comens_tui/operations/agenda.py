"""What stands on the agenda of a meeting, and what leaves it."""

from collections.abc import Iterable

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _
from comens_tui.model.meeting import AgendaItem, Meeting
from comens_tui.model.places import meeting_path, proposal_path
from comens_tui.model.proposal import Proposal
from comens_tui.model.words import MeetingState, Nature, ProposalState
from comens_tui.operations.draft import Draft
from comens_tui.operations.merging import require_on_base
from comens_tui.rules import states


def with_items(
    draft: Draft,
    meeting: Meeting,
    proposals: Iterable[str],
    minutes_of: Iterable[str],
    information: Iterable[str],
) -> Meeting:
    """Return the meeting with more items, the proposals among them moved onto the agenda.

    Raises:
        RefusedError: A proposal is not ready or the corpus moved under it, minutes are not
            drafted, or a subject is there already.
    """
    items = list(meeting.agenda)

    def add(kind: str, title: str, subject: str | None) -> None:
        if subject and any(item.subject == subject and _is_waiting(item) for item in items):
            raise RefusedError(
                _("{id} is already on this agenda.").format(id=subject),
                hint=_("An item is put to the vote once."),
            )
        number = max((item.number for item in items), default=0) + 1
        items.append(AgendaItem(number=number, kind=kind, title=title, subject=subject))

    for past_id in minutes_of:
        past = draft.find(draft.snapshot.meetings, past_id)
        if past.state is not MeetingState.MINUTED:
            raise RefusedError(
                _("The minutes of {id} are not waiting for approval.").format(id=past_id),
                hint=_("Draft them first: comens meeting minutes {id}").format(id=past_id),
            )
        add("minutes", draft.say(N_("Approval of the minutes of {id}"), id=past_id), past_id)
    for proposal_id in proposals:
        add("proposal", _to_agenda(draft, proposal_id, meeting.id), proposal_id)
    for subject in information:
        add("information", subject, None)
    return meeting.model_copy(update={"agenda": tuple(items)})


def _is_waiting(item: AgendaItem) -> bool:
    return item.state in ("pending", "open")


def _to_agenda(draft: Draft, proposal_id: str, meeting_id: str) -> str:
    proposal = draft.find(draft.snapshot.proposals, proposal_id)
    states.require("proposal", proposal.state, ProposalState.ON_AGENDA, roles=draft.member.roles)
    if proposal.state is ProposalState.SCREENED and proposal.nature is not Nature.EDITORIAL:
        raise RefusedError(
            _(
                "{id} is substantive: it is instructed and rated before it is put to the vote."
            ).format(id=proposal_id),
            hint=_("Next: comens proposal instruct {id}").format(id=proposal_id),
        )
    require_on_base(draft.snapshot, proposal)
    draft.put(
        proposal_path(proposal_id),
        proposal.model_copy(
            update={"state": ProposalState.ON_AGENDA, "meeting": meeting_id, "reason": None}
        ),
    )
    return proposal.title


def leave_agenda(draft: Draft, proposal: Proposal) -> None:
    """Withdraw the item of a proposal from the agenda that holds it, if one does.

    Raises:
        RefusedError: It is being voted.
    """
    meeting = draft.snapshot.meetings.get(proposal.meeting or "")
    if proposal.state is not ProposalState.ON_AGENDA or meeting is None:
        return
    mine = {item.number: item for item in meeting.agenda if item.subject == proposal.id}
    if any(item.state == "open" for item in mine.values()):
        raise RefusedError(
            _("{id} is being voted: it can no longer be withdrawn.").format(id=proposal.id),
            hint=_("The meeting may still return it: comens meeting decide {id}").format(
                id=meeting.id
            ),
        )
    agenda = tuple(
        item.model_copy(update={"state": "withdrawn"})
        if item.number in mine and item.state == "pending"
        else item
        for item in meeting.agenda
    )
    draft.put(meeting_path(meeting.id), meeting.model_copy(update={"agenda": agenda}))
