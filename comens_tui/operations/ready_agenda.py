"""What could go on the next agenda: minutes to approve, proposals in order, what is overdue."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from comens_tui.i18n import _, speaking
from comens_tui.model.follow_up import FollowUp
from comens_tui.model.meeting import AgendaItem, Meeting
from comens_tui.model.proposal import Proposal
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import MeetingState, Nature, ProposalState, Sense
from comens_tui.operations.desk import Desk
from comens_tui.operations.merging import moved_paths
from comens_tui.operations.proposals import RATEABLE
from comens_tui.rules.agenda_order import MINUTES, Ready, ranked, reasons, within
from comens_tui.rules.scoring import recusals, score, urgency


class Proposed(NamedTuple):
    """An agenda to confirm. `left` is ready too and did not fit in the time given."""

    minutes_of: tuple[Meeting, ...]
    proposals: tuple[Ready, ...]
    left: tuple[Ready, ...]
    overdue: tuple[FollowUp, ...]

    @property
    def minutes(self) -> int:
        """How long it usually takes."""
        fixed = len(self.minutes_of) * MINUTES["minutes"]
        fixed += MINUTES["information"] if self.overdue else 0
        return fixed + sum(item.minutes for item in self.proposals)


def proposed_agenda(desk: Desk, minutes: int | None = None) -> Proposed:
    """Return an agenda made of what is ready, in the order of `rules.agenda_order`.

    The minutes to approve come first and overdue follow-ups last, whatever the time; the
    proposals that fit in `minutes` stand between.
    """
    snapshot = desk.workspace.snapshot()
    to_approve = tuple(
        meeting
        for meeting in snapshot.meetings.values()
        if meeting.state is MeetingState.MINUTED and not _is_on_an_agenda(snapshot, meeting.id)
    )
    overdue = overdue_follow_ups(snapshot, desk.today())
    found = ranked(ready(snapshot, desk.today()), desk.today())
    whole = Proposed(to_approve, found, (), overdue)
    if minutes is None:
        return whole
    taken, left = within(found, minutes - whole._replace(proposals=()).minutes)
    return whole._replace(proposals=taken, left=left)


def _is_on_an_agenda(snapshot: Snapshot, subject: str) -> bool:
    return any(
        item.subject == subject and item.state in ("pending", "open")
        for meeting in snapshot.meetings.values()
        for item in meeting.agenda
    )


def can_go(snapshot: Snapshot, proposal: Proposal) -> bool:
    """Tell whether a proposal is in a state that leads to an agenda, with a text on its base."""
    fast = proposal.state is ProposalState.SCREENED and proposal.nature is Nature.EDITORIAL
    waits = proposal.state in (ProposalState.PRIORITISED, ProposalState.DEFERRED) or fast
    return waits and bool(snapshot.texts.get(proposal.id)) and not moved_paths(snapshot, proposal)


def ready(snapshot: Snapshot, today: date) -> Iterable[Ready]:
    """Yield every proposal that can go on an agenda, as its order sees it.

    A score stays back while members may still rate: ratings are blind.
    """
    silent = recusals(snapshot.meetings.values())
    deferred = _deferrals(snapshot)
    for proposal in snapshot.proposals.values():
        if can_go(snapshot, proposal):
            yield _ready(snapshot, proposal, today, silent, deferred[proposal.id])


def _ready(
    snapshot: Snapshot,
    proposal: Proposal,
    today: date,
    silent: Mapping[str, frozenset[str]],
    deferrals: int,
) -> Ready:
    is_editorial = proposal.nature is Nature.EDITORIAL
    found = None
    if not is_editorial and _is_rated_by_all_who_can(snapshot, proposal, today):
        found = score(
            snapshot.ratings.get(proposal.id, ()),
            urgency=urgency(proposal.legal_deadline, today),
            recused=silent.get(proposal.id, frozenset()),
        )
    return Ready(
        id=proposal.id,
        title=proposal.title,
        created=proposal.created,
        is_editorial=is_editorial,
        deadline=proposal.legal_deadline,
        score=found.value if found else None,
        band=found.band if found else "",
        is_ex_officio=bool(found and found.ex_officio),
        deferrals=deferrals,
    )


def _is_rated_by_all_who_can(snapshot: Snapshot, proposal: Proposal, today: date) -> bool:
    if proposal.state not in RATEABLE:
        return True
    rated = {rating.member for rating in snapshot.ratings.get(proposal.id, ())}
    return all(member.id in rated for member in snapshot.committee.voters(today))


def _deferrals(snapshot: Snapshot) -> Counter[str]:
    """Return how many meetings put each proposal off: not reached, or deferred by decision."""
    counts: Counter[str] = Counter()
    for meeting in snapshot.meetings.values():
        for item in meeting.agenda:
            decision = snapshot.decisions.get(item.decision or "")
            put_off = decision is not None and decision.sense is Sense.DEFER
            if item.kind == "proposal" and item.subject and (put_off or item.state == "withdrawn"):
                counts[item.subject] += 1
    return counts


def overdue_follow_ups(snapshot: Snapshot, today: date) -> tuple[FollowUp, ...]:
    """Return what should be done already, the longest overdue first."""
    late = (item for item in snapshot.follow_ups.values() if item.is_overdue(today))
    return tuple(sorted(late, key=lambda item: (item.due, item.id)))


def overdue_title(snapshot: Snapshot, overdue: Iterable[FollowUp]) -> str:
    """Return overdue follow-ups as the title of an item of information."""
    names = snapshot.committee.names()
    asked = (
        _("{id} ({name}, {day})").format(
            id=item.id, name=names[item.owner], day=item.due.isoformat()
        )
        for item in overdue
    )
    return _("Follow-ups overdue: {items}").format(items=", ".join(asked))


def overdue_items(desk: Desk, found: Proposed) -> tuple[str, ...]:
    """Return the items of information that overdue follow-ups make, one or none."""
    if not found.overdue:
        return ()
    with speaking(desk.committee.language):
        return (overdue_title(desk.workspace.snapshot(), found.overdue),)


def place_reasons(snapshot: Snapshot, item: AgendaItem, today: date) -> tuple[str, ...]:
    """Return why an item stands on an agenda, as sentences for those convened."""
    if item.kind == "minutes":
        return (_("The minutes of the last meeting come first."),)
    found = snapshot.proposals.get(item.subject or "")
    if item.kind != "proposal" or found is None:
        return (_("For information."),)
    silent, put_off = recusals(snapshot.meetings.values()), _deferrals(snapshot)[found.id]
    return reasons(_ready(snapshot, found, today, silent, put_off), today)
