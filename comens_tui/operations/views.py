"""What both faces read: a proposal under review, the board, a meeting, the life of a release.

Values only, drawn from one snapshot; nothing here writes. Lists and counts that must stay
fast on a large workspace are asked from the index (`listings`).
"""

from typing import NamedTuple

from comens_tui.errors import UnknownRecordError
from comens_tui.i18n import _
from comens_tui.model.decision import Decision
from comens_tui.model.meeting import AgendaItem, Ballot, Meeting
from comens_tui.model.places import meeting_path, proposal_folder, proposal_path
from comens_tui.model.proposal import Proposal, ProposalComment, Rating
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Nature, ProposalState
from comens_tui.operations.desk import Desk
from comens_tui.operations.proposals import RATEABLE
from comens_tui.rules.scoring import Score, rank, score, urgency
from comens_tui.rules.votes import Electorate, Verdict, electorate, tally
from comens_tui.store.records import decode_text
from comens_tui.text.redline import Redline, redline

#: Proposals whose text may still reach the vote.
OPEN_STATES = frozenset(
    {
        ProposalState.DRAFT,
        ProposalState.SUBMITTED,
        ProposalState.SCREENED,
        ProposalState.INSTRUCTED,
        ProposalState.PRIORITISED,
        ProposalState.ON_AGENDA,
        ProposalState.DEFERRED,
        ProposalState.RETURNED,
    }
)


class TextChange(NamedTuple):
    """What a proposal does to one file; `moved` tells that the corpus changed since."""

    path: str
    redline: Redline
    moved: bool


class Rival(NamedTuple):
    """Another open proposal that touches some of the same clauses."""

    proposal: str
    title: str
    clauses: tuple[str, ...]


class Review(NamedTuple):
    """Everything that a reader of one proposal is shown. `seen` guards later writes.

    `ratings` is empty for a voting member who can rate and has not: ratings are blind until
    one's own is in; `ratings_hidden` counts those kept back.
    """

    proposal: Proposal
    seen: str | None
    changes: tuple[TextChange, ...]
    ratings: tuple[Rating, ...]
    ratings_hidden: int
    score: Score | None
    comments: tuple[ProposalComment, ...]
    rivals: tuple[Rival, ...]
    decision: Decision | None


def review(desk: Desk, proposal_id: str) -> Review:
    """Return what there is to read about a proposal.

    A decided proposal is shown as it was voted, from the commit that decided it.

    Raises:
        UnknownRecordError: There is no such proposal.
    """
    snapshot = desk.workspace.snapshot()
    proposal = snapshot.proposals.get(proposal_id)
    if proposal is None:
        raise UnknownRecordError(
            _("There is no record {id}.").format(id=proposal_id),
            hint=_("See them with: comens proposal list"),
        )
    changes = (
        _changes(desk, snapshot, proposal)
        if proposal_id in snapshot.texts
        else _decided_changes(desk, proposal)
    )
    ratings = snapshot.ratings.get(proposal_id, ())
    blind = _is_blind(desk, proposal, ratings)
    return Review(
        proposal=proposal,
        seen=snapshot.files.get(proposal_path(proposal_id)),
        changes=changes,
        ratings=() if blind else ratings,
        ratings_hidden=len(ratings) if blind else 0,
        score=None if blind or not ratings else _score(desk, proposal, ratings),
        comments=snapshot.comments.get(proposal_id, ()),
        rivals=_rivals(snapshot, proposal, changes),
        decision=snapshot.decisions.get(proposal.decision) if proposal.decision else None,
    )


def _is_blind(desk: Desk, proposal: Proposal, ratings: tuple[Rating, ...]) -> bool:
    """Tell whether the others' ratings are kept from a voting member who can still rate."""
    if desk.actor is None or not desk.actor.voting or proposal.nature is Nature.EDITORIAL:
        return False
    return proposal.state in RATEABLE and all(item.member != desk.actor.id for item in ratings)


def _score(desk: Desk, proposal: Proposal, ratings: tuple[Rating, ...]) -> Score | None:
    return score(ratings, urgency=urgency(proposal.legal_deadline, desk.today()))


def _changes(desk: Desk, snapshot: Snapshot, proposal: Proposal) -> tuple[TextChange, ...]:
    bases = {base.path: base.blob for base in proposal.bases}
    changes = []
    for path, text in sorted(snapshot.texts.get(proposal.id, {}).items()):
        blob = bases.get(path)
        old = desk.workspace.blob(blob) if blob else b""
        if old is None:
            old = desk.workspace.read(path, snapshot.revision) or b""
        changes.append(
            TextChange(
                path=path,
                redline=redline(decode_text(old, path), text, old_name=path, new_name=proposal.id),
                moved=snapshot.files.get(path) != blob,
            )
        )
    return tuple(changes)


def _decided_changes(desk: Desk, proposal: Proposal) -> tuple[TextChange, ...]:
    """Return the changes of a proposal whose text left the tree, as it was just before."""
    texts = f"{proposal_folder(proposal.id)}/text"
    for entry in desk.workspace.log(limit=1, path=texts):
        state = desk.workspace.snapshot(f"{entry.commit}^")
        if proposal.id in state.texts and proposal.id in state.proposals:
            return _changes(desk, state, state.proposals[proposal.id])
    return ()


def changed_clauses(changes: tuple[TextChange, ...]) -> frozenset[tuple[str, str]]:
    """Return the (path, clause) pairs that changes touch."""
    return frozenset(
        (change.path, clause.id)
        for change in changes
        for clause in change.redline.clauses
        if clause.change != "same"
    )


def _rivals(
    snapshot: Snapshot, proposal: Proposal, changes: tuple[TextChange, ...]
) -> tuple[Rival, ...]:
    """Return the open proposals with a text that changes some of the same clauses."""
    mine = changed_clauses(changes)
    if not mine or proposal.state not in OPEN_STATES:
        return ()
    found = []
    for other_id, texts in snapshot.texts.items():
        other = snapshot.proposals.get(other_id)
        if other is None or other_id == proposal.id or other.state not in OPEN_STATES:
            continue
        shared = tuple(
            sorted(
                clause
                for path, clause in mine
                if path in texts and _differs(snapshot, path, clause, texts[path])
            )
        )
        if shared:
            found.append(Rival(proposal=other_id, title=other.title, clauses=shared))
    return tuple(found)


def _differs(snapshot: Snapshot, path: str, clause: str, text: str) -> bool:
    from comens_tui.text.markdown import split_clauses

    document = next((item for item in snapshot.documents.values() if item.path == path), None)
    standing = {item.id: item.text for item in document.clauses} if document else {}
    proposed = {item.id: item.text for item in split_clauses(text)}
    return standing.get(clause) != proposed.get(clause)


class Ranked(NamedTuple):
    """One line of the board: a proposal, its score (none before any rating), its raters."""

    proposal: Proposal
    score: Score | None
    raters: int


def board(desk: Desk) -> tuple[Ranked, ...]:
    """Return the substantive proposals that await a place, best score first.

    Ratings are blind: what a voting member can still rate has no score for them yet.
    """
    snapshot = desk.workspace.snapshot()
    lines = []
    for proposal in snapshot.proposals.values():
        if proposal.state in (
            ProposalState.INSTRUCTED,
            ProposalState.PRIORITISED,
            ProposalState.ON_AGENDA,
        ):
            ratings = snapshot.ratings.get(proposal.id, ())
            lines.append(
                Ranked(
                    proposal,
                    _score(desk, proposal, ratings)
                    if ratings and not _is_blind(desk, proposal, ratings)
                    else None,
                    len(ratings),
                )
            )
    rated = [item for item in lines if item.score is not None]
    order = rank(
        [(item.score, item.proposal.created, item.proposal.id) for item in rated if item.score]
    )
    by_id = {item.proposal.id: item for item in rated}
    unrated = tuple(item for item in lines if item.score is None)
    return tuple(by_id[proposal_id] for proposal_id in order) + unrated


class ItemView(NamedTuple):
    """One item of a meeting, who may vote on it, the ballots, and the verdict if closed now."""

    item: AgendaItem
    electorate: Electorate
    ballots: tuple[Ballot, ...]
    verdict: Verdict


class MeetingView(NamedTuple):
    """One meeting as the room sees it."""

    meeting: Meeting
    seen: str | None
    items: tuple[ItemView, ...]
    minutes: str | None


def meeting_view(desk: Desk, meeting_id: str) -> MeetingView:
    """Return a meeting with, for each item, the verdict that closing it now would give.

    Raises:
        UnknownRecordError: There is no such meeting.
    """
    snapshot = desk.workspace.snapshot()
    meeting = snapshot.meetings.get(meeting_id)
    if meeting is None:
        raise UnknownRecordError(
            _("There is no record {id}.").format(id=meeting_id),
            hint=_("See them with: comens meeting list"),
        )
    return MeetingView(
        meeting=meeting,
        seen=snapshot.files.get(meeting_path(meeting_id)),
        items=tuple(_item_view(snapshot, meeting, item) for item in meeting.agenda),
        minutes=snapshot.minutes.get(meeting_id),
    )


def _item_view(snapshot: Snapshot, meeting: Meeting, item: AgendaItem) -> ItemView:
    voters = electorate(meeting, snapshot.committee, item.number)
    ballots = tuple(
        ballot for ballot in snapshot.ballots.get(meeting.id, ()) if ballot.item == item.number
    )
    totals = next((entry for entry in meeting.totals if entry.item == item.number), None)
    verdict = tally(
        voters,
        ballots,
        snapshot.committee.rules,
        digest=item.digest,
        chair=meeting.chair,
        totals=totals,
        second_convocation=meeting.second_convocation,
    )
    return ItemView(item=item, electorate=voters, ballots=ballots, verdict=verdict)
