"""The work programme of a cycle: drawn up from the ranking, read, and adopted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from comens_tui.errors import RefusedError, UnknownRecordError
from comens_tui.i18n import N_, _
from comens_tui.model.committee import Committee
from comens_tui.model.places import programme_path, proposal_path
from comens_tui.model.programme import Departure, GroupCapacity, Programme, ProgrammeEntry
from comens_tui.model.proposal import Proposal, Rating
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import (
    Effort,
    Nature,
    ProgrammeState,
    ProposalState,
    Sense,
    Waiting,
)
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.operations.views import is_blind
from comens_tui.rules import programme as rules
from comens_tui.rules.programme import Candidate, Line, ProgrammeSheet
from comens_tui.rules.scoring import Score, rank, recusals, score, size, urgency
from comens_tui.text.digests import data_digest

#: States in which a proposal asks for a place in a programme.
RANKED = frozenset({ProposalState.INSTRUCTED, ProposalState.PRIORITISED, ProposalState.DEFERRED})


class Move(NamedTuple):
    """A place asked for one proposal, 1 is the first, and why."""

    proposal: str
    place: int
    reason: str


class RankedProposal(NamedTuple):
    """A proposal with what places it; `recused` raters are left out of all of it."""

    proposal: Proposal
    score: Score
    effort: Effort
    ratings: tuple[Rating, ...]
    recused: frozenset[str]


class ProgrammeView(NamedTuple):
    """A programme as one person sees it. `seen` guards later writes.

    `is_stale` tells that a draft no longer follows from the ratings and groups as they are.
    """

    sheet: ProgrammeSheet
    seen: str | None
    is_stale: bool


def cycle_of(day: date) -> str:
    """Return the half-year of a day, such as `2026-S2`."""
    return f"{day.year:04}-S{1 if day.month <= 6 else 2}"  # noqa: PLR2004 - half a year


def plan_programme(
    desk: Desk,
    cycle: str,
    *,
    capacities: Mapping[str, int] | None = None,
    moves: Sequence[Move] = (),
    afresh: bool = False,
    seen: str | None = None,
) -> Receipt:
    """Draw up the programme of a cycle from the ranking as it stands.

    What a draft of the same cycle already says of capacities and departures is kept, unless
    `afresh`; a new move of a proposal replaces the former one. A group whose capacity is
    given nowhere has that of the committee file.

    Raises:
        RefusedError: Nothing is ranked, a capacity is missing, a move has no reason or no
            such place, the ratings are still blind to the person, or it is adopted already.
        StaleRecordError: The programme changed since it was shown.
    """
    with drafting(desk, "priority.plan") as draft:
        path = programme_path(cycle)
        former = draft.snapshot.programmes.get(cycle)
        _require_free(draft, cycle, former)
        draft.check_seen(path, seen, Programme)
        ranked = ranking(draft.snapshot, desk.today())
        _require_ranked(draft, ranked)
        kept = None if afresh else former
        days = _capacities(draft.snapshot.committee, kept, capacities or {})
        departures = _departures(draft, ranked, kept, moves)
        lines = rules.plan(_candidates(ranked, draft.snapshot.committee), days, departures)
        _require_capacities(lines)
        programme = Programme(
            cycle=cycle,
            state=ProgrammeState.DRAFT,
            date=desk.today(),
            author=draft.member.id,
            ranking=ranking_digest(ranked, draft.snapshot.committee, desk.today()),
            capacities=tuple(GroupCapacity(group=name, days=n) for name, n in days.items()),
            entries=tuple(_entries(lines, ranked)),
            departures=departures,
        )
        draft.put(path, programme)
        taken = sum(line.waits is None for line in lines)
        return draft.commit(
            N_("Draw up the work programme {id}: {taken} of {count} proposals are taken"),
            record=cycle,
            taken=taken,
            count=len(lines),
        )


def adopt_programme(
    desk: Desk, cycle: str, decision_id: str, *, seen: str | None = None
) -> Receipt:
    """Record that a decision adopts the programme; what it takes becomes prioritised.

    Raises:
        RefusedError: The decision does not prioritise, or the programme is adopted already.
        StaleRecordError: The programme changed since it was shown.
    """
    with drafting(desk, "priority.adopt") as draft:
        programme = draft.find(draft.snapshot.programmes, cycle)
        draft.check_seen(programme_path(cycle), seen, Programme)
        _require_free(draft, cycle, programme)
        decision = draft.find(draft.snapshot.decisions, decision_id)
        if decision.sense is not Sense.PRIORITISE:
            raise RefusedError(
                _("{id} does not adopt a work programme.").format(id=decision_id),
                hint=_(
                    "Take it at a meeting, on an information item: "
                    "comens meeting decide … --sense prioritise"
                ),
            )
        adopted = programme.model_copy(
            update={"state": ProgrammeState.ADOPTED, "decision": decision_id}
        )
        draft.put(programme_path(cycle), adopted)
        placed = [entry.proposal for entry in programme.entries if entry.waits is None]
        for proposal_id in placed:
            proposal = draft.snapshot.proposals.get(proposal_id)
            if proposal is not None and proposal.state is ProposalState.INSTRUCTED:
                draft.put(
                    proposal_path(proposal_id),
                    proposal.model_copy(update={"state": ProposalState.PRIORITISED}),
                )
        return draft.commit(
            N_("Record that {adopting} adopts the work programme {id}"),
            record=cycle,
            others=tuple(placed),
            decision=decision_id,
            adopting=decision_id,
        )


def programme_view(desk: Desk, cycle: str | None = None) -> ProgrammeView:
    """Return a programme, the latest one where no cycle is named.

    Raises:
        UnknownRecordError: There is none.
    """
    snapshot = desk.workspace.snapshot()
    chosen = cycle or next(reversed(list(snapshot.programmes)), None)
    programme = snapshot.programmes.get(chosen) if chosen else None
    if programme is None:
        raise UnknownRecordError(
            _("There is no work programme {cycle}.").format(cycle=cycle)
            if cycle
            else _("There is no work programme yet."),
            hint=_("Draw it up with: comens priority plan --cycle {cycle}").format(
                cycle=cycle or cycle_of(desk.today())
            ),
        )
    lines = rules.lines_of(programme)
    capacities = {item.group: item.days for item in programme.capacities}
    sheet = ProgrammeSheet(
        programme,
        lines,
        rules.loads(lines, capacities),
        titles={
            entry.proposal: found.title
            for entry in programme.entries
            if (found := snapshot.proposals.get(entry.proposal))
        },
        names={group.id: group.name for group in snapshot.committee.working_groups},
        hidden=frozenset(_hidden(desk, snapshot, programme)),
    )
    now = ranking_digest(ranking(snapshot, programme.date), snapshot.committee, programme.date)
    return ProgrammeView(
        sheet,
        seen=snapshot.files.get(programme_path(programme.cycle)),
        is_stale=programme.state is ProgrammeState.DRAFT and programme.ranking != now,
    )


def latest_programme(desk: Desk) -> ProgrammeView | None:
    """Return the programme of the last cycle, None where there is no programme."""
    programmes = desk.workspace.snapshot().programmes
    return programme_view(desk) if programmes else None


def ranking(snapshot: Snapshot, today: date) -> tuple[RankedProposal, ...]:
    """Return the proposals that ask for a place and are rated, best first."""
    recused = recusals(snapshot.meetings.values())
    found = {}
    for proposal in snapshot.proposals.values():
        if proposal.state not in RANKED or proposal.nature is Nature.EDITORIAL:
            continue
        ratings = snapshot.ratings.get(proposal.id, ())
        silent = recused.get(proposal.id, frozenset())
        legal = urgency(proposal.legal_deadline, today)
        value, effort = score(ratings, urgency=legal, recused=silent), size(ratings, recused=silent)
        if value is not None and effort is not None:
            found[proposal.id] = RankedProposal(proposal, value, effort, ratings, silent)
    order = rank([(item.score, item.proposal.created, name) for name, item in found.items()])
    return tuple(found[name] for name in order)


def ranking_digest(ranked: Iterable[RankedProposal], committee: Committee, today: date) -> str:
    """Return the digest of all that a ranking was made from, on that day."""
    return data_digest(
        {
            "effort_days": committee.effort_days.model_dump(),
            "proposals": [
                {
                    "id": item.proposal.id,
                    "held": _held(item),
                    "created": item.proposal.created.isoformat(),
                    "urgency": urgency(item.proposal.legal_deadline, today),
                    "group": item.proposal.working_group,
                    "recused": sorted(item.recused),
                    "ratings": [
                        rating.model_dump(mode="json", exclude={"note", "date"})
                        for rating in item.ratings
                    ],
                }
                for item in ranked
            ],
        }
    )


def _hidden(desk: Desk, snapshot: Snapshot, programme: Programme) -> Iterator[str]:
    for entry in programme.entries:
        proposal = snapshot.proposals.get(entry.proposal)
        ratings = snapshot.ratings.get(entry.proposal, ())
        if proposal is not None and is_blind(desk, proposal, ratings):
            yield proposal.id


def _held(item: RankedProposal) -> Waiting | None:
    if item.proposal.state is ProposalState.DEFERRED:
        return Waiting.POSTPONED
    return Waiting.DEBATE if item.score.to_debate else None


def _candidates(ranked: Iterable[RankedProposal], committee: Committee) -> list[Candidate]:
    return [
        Candidate(
            item.proposal.id,
            item.proposal.working_group,
            committee.effort_days.of(item.effort),
            _held(item),
        )
        for item in ranked
    ]


def _entries(lines: Iterable[Line], ranked: Iterable[RankedProposal]) -> Iterator[ProgrammeEntry]:
    found = {item.proposal.id: item for item in ranked}
    for line in lines:
        item = found[line.id]
        yield ProgrammeEntry(
            proposal=line.id,
            rank=line.rank,
            score=item.score.value,
            group=line.group,
            effort=item.effort,
            days=line.days,
            waits=line.waits,
            behind=line.behind or None,
            to_debate=item.score.to_debate,
            ex_officio=item.score.ex_officio,
        )


def _capacities(
    committee: Committee, kept: Programme | None, given: Mapping[str, int]
) -> dict[str, int]:
    """Return the days of each group: as given, else as the draft has it, else the committee."""
    known = {group.id: group.capacity for group in committee.working_groups}
    unknown = next((name for name in given if name not in known), None)
    if unknown is not None:
        raise RefusedError(
            _("There is no working group {group}.").format(group=unknown),
            hint=_("Groups: {groups}").format(groups=", ".join(known)),
        )
    before = {item.group: item.days for item in kept.capacities} if kept else {}
    found = {name: given.get(name, before.get(name, days)) for name, days in known.items()}
    return {name: days for name, days in found.items() if days is not None}


def _departures(
    draft: Draft,
    ranked: Sequence[RankedProposal],
    kept: Programme | None,
    moves: Sequence[Move],
) -> tuple[Departure, ...]:
    ranks = {item.proposal.id: place for place, item in enumerate(ranked, start=1)}
    asked = {move.proposal: _departure(draft, move, ranks) for move in moves}
    former = {
        item.proposal: item.model_copy(update={"rank": ranks[item.proposal]})
        for item in (kept.departures if kept else ())
        if item.proposal in ranks and item.proposal not in asked
    }
    return (*former.values(), *asked.values())


def _departure(draft: Draft, move: Move, ranks: Mapping[str, int]) -> Departure:
    if move.proposal not in ranks:
        raise RefusedError(
            _("{id} is not ranked: it has no place to leave.").format(id=move.proposal),
            hint=_("Ranked: {ids}").format(ids=", ".join(ranks)),
        )
    if not 1 <= move.place <= len(ranks):
        raise RefusedError(
            _("There is no place {place}: {count} proposals are ranked.").format(
                place=move.place, count=len(ranks)
            ),
            hint=_("Give a place from 1 to {count}.").format(count=len(ranks)),
        )
    if not move.reason.strip():
        raise RefusedError(
            _("A departure from the ranking needs a reason."),
            hint=_("Give it with --reason TEXT."),
        )
    return Departure(
        proposal=move.proposal,
        rank=ranks[move.proposal],
        place=move.place,
        reason=move.reason.strip(),
        by=draft.member.id,
    )


def _require_free(draft: Draft, cycle: str, former: Programme | None) -> None:
    if former is not None and former.state is ProgrammeState.ADOPTED:
        raise RefusedError(
            _("The work programme {cycle} is adopted by {decision}.").format(
                cycle=cycle, decision=former.decision
            ),
            hint=_("What changes goes into the programme of another cycle."),
        )
    if former is None and programme_path(cycle) in draft.snapshot.files:
        raise RefusedError(
            _("The work programme {cycle} cannot be read.").format(cycle=cycle),
            hint=_("See why with: comens check"),
        )


def _require_ranked(draft: Draft, ranked: Sequence[RankedProposal]) -> None:
    if not ranked:
        raise RefusedError(
            _("No proposal is instructed and rated: there is nothing to place."),
            hint=_("Rate with: comens proposal rate PROPOSAL"),
        )
    blind = [
        item.proposal.id for item in ranked if is_blind(draft.desk, item.proposal, item.ratings)
    ]
    if blind:
        raise RefusedError(
            _("Ratings are blind to you until yours is in: {ids}.").format(ids=", ".join(blind)),
            hint=_("Rate with: comens proposal rate {id}").format(id=blind[0]),
        )


def _require_capacities(lines: Iterable[Line]) -> None:
    missing = list(
        dict.fromkeys(line.group for line in lines if line.waits is Waiting.UNKNOWN_CAPACITY)
    )
    if missing:
        raise RefusedError(
            _("The capacity of these working groups is not known: {groups}.").format(
                groups=", ".join(map(str, missing))
            ),
            hint=_(
                "Say it for good: comens member group {group} --capacity DAYS; "
                "or for this cycle: --capacity {group}=DAYS"
            ).format(group=missing[0]),
        )
