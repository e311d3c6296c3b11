"""What both faces read of proposals: one under review, and the board.

Values only, drawn from one snapshot; nothing here writes. Lists and counts that must stay
fast on a large workspace are asked from the index (`listings`).
"""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from comens_tui.model.decision import Decision
from comens_tui.model.places import proposal_folder, proposal_path
from comens_tui.model.proposal import Proposal, Rating
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Nature, ProposalState
from comens_tui.operations.comments import PlacedComment, placed_comments
from comens_tui.operations.desk import Desk
from comens_tui.operations.known import known_record
from comens_tui.operations.merging import TextMerge, merges_of, moved_paths
from comens_tui.operations.proposals import RATEABLE
from comens_tui.operations.rivals import Rival, rivals
from comens_tui.rules.scoring import (
    RankRange,
    Score,
    Scored,
    rank,
    recusals,
    score,
    sensitivity,
    urgency,
)
from comens_tui.rules.states import BEFORE_THE_VOTE
from comens_tui.store.records import decode_text
from comens_tui.text.redline import Reading, Redline


class TextChange(NamedTuple):
    """What a proposal does to one file; `moved` tells that the corpus changed since."""

    path: str
    redline: Redline
    moved: bool


#: Texts longer than this, in characters, are shown before they are compared whole.
LONG_TEXT = 50_000
#: Changed clauses of a first screen.
FIRST_CHANGES = 8


class Review(NamedTuple):
    """Everything that a reader of one proposal is shown. `seen` guards later writes.

    `ratings` is empty for a voting member who can rate and has not: ratings are blind until
    one's own is in; `ratings_hidden` counts those kept back. As long as `is_whole` is not
    told, `comments`, `rivals` and `merges` are empty, and `changes` holds what has been
    compared so far.
    """

    proposal: Proposal
    seen: str | None
    ratings: tuple[Rating, ...]
    ratings_hidden: int
    score: Score | None
    decision: Decision | None
    #: Characters of the texts to compare.
    size: int = 0
    changes: tuple[TextChange, ...] = ()
    comments: tuple[PlacedComment, ...] = ()
    rivals: tuple[Rival, ...] = ()
    #: How each text whose corpus moved would be merged; none once decided.
    merges: tuple[TextMerge, ...] = ()
    is_whole: bool = False

    @property
    def has_moved(self) -> bool:
        """Whether the corpus moved under an open proposal: the merge comes before all else."""
        return bool(self.merges)


def review(desk: Desk, proposal_id: str) -> Review:
    """Return what there is to read about a proposal.

    A decided proposal is shown as it was voted, from the commit that decided it.

    Raises:
        UnknownRecordError: There is no such proposal.
    """
    *_begun, whole = review_stages(desk, proposal_id)
    return whole


def review_stages(desk: Desk, proposal_id: str) -> Iterator[Review]:
    """Yield a review as it is read; the last one is whole.

    Where the texts are long, the head comes before any of them is compared, then the first
    clauses that change; what is compared for these is not compared again.

    Raises:
        UnknownRecordError: There is no such proposal.
    """
    opening = _opening_review(desk, proposal_id)
    compared = _Compared(desk, opening.proposal)
    if opening.size > LONG_TEXT:
        yield opening
        yield opening._replace(changes=compared.begun())
    yield _whole_review(desk, opening, compared.changes())


def _opening_review(desk: Desk, proposal_id: str) -> Review:
    """Return what is known of a proposal before any text is compared.

    Raises:
        UnknownRecordError: There is no such proposal.
    """
    snapshot = desk.workspace.snapshot()
    proposal = known_record(snapshot.proposals, proposal_id)
    ratings = snapshot.ratings.get(proposal_id, ())
    blind = is_blind(desk, proposal, ratings)
    # Meetings are read only where there is a score to make.
    silent = recusals(snapshot.meetings.values()) if ratings and not blind else {}
    recused = silent.get(proposal_id, frozenset())
    return Review(
        proposal=proposal,
        seen=snapshot.files.get(proposal_path(proposal_id)),
        ratings=() if blind else ratings,
        ratings_hidden=len(ratings) if blind else 0,
        score=None if blind else _score(desk, proposal, ratings, recused),
        decision=snapshot.decisions.get(proposal.decision) if proposal.decision else None,
        size=sum(len(text) for text in snapshot.texts.get(proposal_id, {}).values()),
    )


def _whole_review(desk: Desk, opening: Review, changes: tuple[TextChange, ...]) -> Review:
    """Return a review with its comments at their clauses, its rivals and its merges."""
    snapshot = desk.workspace.snapshot()
    proposal = opening.proposal
    comments = snapshot.comments.get(proposal.id, ())
    return opening._replace(
        changes=changes,
        comments=placed_comments(
            desk, comments, {change.path: change.redline for change in changes}
        ),
        rivals=rivals(desk, proposal, snapshot),
        merges=merges_of(desk, proposal.id) if proposal.state in BEFORE_THE_VOTE else (),
        is_whole=True,
    )


def is_blind(desk: Desk, proposal: Proposal, ratings: tuple[Rating, ...]) -> bool:
    """Tell whether the others' ratings are kept from a voting member who can still rate."""
    if desk.actor is None or not desk.actor.voting or proposal.nature is Nature.EDITORIAL:
        return False
    return proposal.state in RATEABLE and all(item.member != desk.actor.id for item in ratings)


def _score(
    desk: Desk, proposal: Proposal, ratings: tuple[Rating, ...], recused: frozenset[str]
) -> Score | None:
    legal = urgency(proposal.legal_deadline, desk.today())
    return score(ratings, urgency=legal, recused=recused)


class _Compared:
    """The texts of a proposal beside what they change, read as far as is asked.

    A proposal whose text left the tree is compared as it was just before.
    """

    def __init__(self, desk: Desk, proposal: Proposal) -> None:
        self._desk = desk
        self._proposal = proposal

    def begun(self) -> tuple[TextChange, ...]:
        """Return the first clauses that change, of as many texts as that takes."""
        changes: list[TextChange] = []
        left = FIRST_CHANGES
        for path, reading, moved in self._readings:
            if left > 0:
                redline = reading.begun(left)
                left -= sum(clause.change != "same" for clause in redline.clauses)
                changes.append(TextChange(path, redline, moved))
        return tuple(changes)

    def changes(self) -> tuple[TextChange, ...]:
        """Return the whole redline of each text."""
        return tuple(
            TextChange(path, reading.redline(), moved) for path, reading, moved in self._readings
        )

    @cached_property
    def _readings(self) -> tuple[tuple[str, Reading, bool], ...]:
        """Return the path of each text, its redline to be read, and whether its base moved."""
        snapshot, proposal = self._state()
        bases = {base.path: base.blob for base in proposal.bases}
        moved = moved_paths(snapshot, proposal)
        return tuple(
            (path, self._reading(snapshot, path, text, bases.get(path)), path in moved)
            for path, text in sorted(snapshot.texts.get(proposal.id, {}).items())
        )

    def _reading(self, snapshot: Snapshot, path: str, text: str, base: str | None) -> Reading:
        workspace = self._desk.workspace
        old = workspace.blob(base) if base else b""
        if old is None:
            old = workspace.read(path, snapshot.revision) or b""
        return Reading(decode_text(old, path), text, old_name=path, new_name=self._proposal.id)

    def _state(self) -> tuple[Snapshot, Proposal]:
        """Return the latest state where the proposal holds its text, else that of now."""
        workspace, name = self._desk.workspace, self._proposal.id
        snapshot = workspace.snapshot()
        if name in snapshot.texts:
            return snapshot, self._proposal
        for entry in workspace.log(limit=1, path=f"{proposal_folder(name)}/text"):
            before = workspace.snapshot(f"{entry.commit}^")
            if name in before.texts and name in before.proposals:
                return before, before.proposals[name]
        return snapshot, self._proposal


def changed_clauses(changes: tuple[TextChange, ...]) -> frozenset[tuple[str, str]]:
    """Return the (path, clause) pairs that changes touch."""
    return frozenset(
        (change.path, clause.id)
        for change in changes
        for clause in change.redline.clauses
        if clause.change != "same"
    )


class Ranked(NamedTuple):
    """One line of the board: a proposal, its score (none before any rating), its raters.

    `range` says how the rank holds when one weight moves, among the scores that are shown.
    `is_blind` tells that there is a score, kept back until one's own rating is in.
    """

    proposal: Proposal
    score: Score | None
    raters: int
    range: RankRange | None = None
    is_blind: bool = False


def board(desk: Desk) -> tuple[Ranked, ...]:
    """Return the substantive proposals that await a place, best score first.

    Ratings are blind: what a voting member can still rate has no score for them yet.
    """
    snapshot = desk.workspace.snapshot()
    recused = recusals(snapshot.meetings.values())
    lines = []
    for proposal in snapshot.proposals.values():
        if proposal.nature is not Nature.EDITORIAL and proposal.state in (
            ProposalState.INSTRUCTED,
            ProposalState.PRIORITISED,
            ProposalState.ON_AGENDA,
        ):
            ratings = snapshot.ratings.get(proposal.id, ())
            silent = recused.get(proposal.id, frozenset())
            blind = bool(ratings) and is_blind(desk, proposal, ratings)
            found = None if blind else _score(desk, proposal, ratings, silent)
            heard = sum(item.member not in silent for item in ratings)
            lines.append(Ranked(proposal, found, heard, is_blind=blind))
    rated: list[Scored] = [
        (item.score, item.proposal.created, item.proposal.id) for item in lines if item.score
    ]
    ranges = {item.id: item for item in sensitivity(rated)}
    by_id = {item.proposal.id: item for item in lines}
    unrated = tuple(item for item in lines if item.score is None)
    return (*(by_id[name]._replace(range=ranges[name]) for name in rank(rated)), *unrated)
