"""From a ranking to a programme: never over capacity, nobody overtaken in silence."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from comens_tui.model.programme import Departure, GroupCapacity, Programme, ProgrammeEntry
from comens_tui.model.words import Effort, ProgrammeState, Waiting
from comens_tui.rules.programme import Candidate, loads, plan, replayed

GROUPS = ("GT1", "GT2", "GT3")


def candidate(number, group="GT1", days=5, held=None):
    return Candidate(f"P-2026-{number:03}", group, days, held)


def departure(number, place, rank=1):
    return Departure(
        proposal=f"P-2026-{number:03}", rank=rank, place=place, reason="Motif", by="anne-petit"
    )


def told(lines):
    return [(line.id[-1], line.waits, line.used) for line in lines]


def test_each_group_serves_its_queue_in_the_order_of_the_ranking():
    ranked = [candidate(1, days=6), candidate(2, "GT2", 9), candidate(3, days=4)]
    lines = plan(ranked, {"GT1": 10, "GT2": 8})
    assert told(lines) == [("1", None, 0), ("2", Waiting.CAPACITY, 0), ("3", None, 6)]
    assert loads(lines, {"GT1": 10, "GT2": 8}) == (("GT1", 10, 10, 0), ("GT2", 0, 8, 1))


def test_a_smaller_one_does_not_pass_before_the_one_that_did_not_fit():
    lines = plan([candidate(1, days=8), candidate(2, days=5), candidate(3, days=1)], {"GT1": 10})
    assert [line.waits for line in lines] == [None, Waiting.CAPACITY, Waiting.BEHIND]
    assert lines[2].behind == "P-2026-002"


def test_a_departure_lets_it_pass():
    ranked = [candidate(1, days=8), candidate(2, days=5), candidate(3, days=1)]
    lines = plan(ranked, {"GT1": 10}, [departure(3, 2)])
    assert [(line.id[-1], line.rank, line.waits) for line in lines] == [
        ("1", 1, None),
        ("3", 3, None),
        ("2", 2, Waiting.CAPACITY),
    ]


def test_what_is_to_debate_or_deferred_waits_and_holds_nobody_back():
    ranked = [candidate(1, held=Waiting.DEBATE), candidate(2, held=Waiting.POSTPONED), candidate(3)]
    lines = plan(ranked, {"GT1": 5})
    assert [line.waits for line in lines] == [Waiting.DEBATE, Waiting.POSTPONED, None]


def test_a_departure_that_keeps_or_raises_a_place_lifts_what_holds_back():
    ranked = [candidate(1, held=Waiting.DEBATE), candidate(2, held=Waiting.POSTPONED)]
    days = {"GT1": 50}
    assert plan(ranked, days, [departure(1, 1)])[0].waits is None
    assert plan(ranked, days, [departure(2, 1)])[0].waits is None
    assert plan(ranked, days, [departure(1, 2)])[1].waits is Waiting.DEBATE


def test_without_a_group_or_its_capacity_nothing_is_taken():
    lines = plan([candidate(1, None), candidate(2, "GT9")], {"GT1": 5})
    assert [line.waits for line in lines] == [Waiting.NO_GROUP, Waiting.UNKNOWN_CAPACITY]


def test_a_departure_of_what_is_not_ranked_changes_nothing():
    assert plan([candidate(1)], {"GT1": 5}, [departure(9, 1)]) == plan([candidate(1)], {"GT1": 5})


def test_the_programme_of_nothing_is_nothing():
    assert plan([], {"GT1": 5}) == ()


helds = st.sampled_from([None, None, None, Waiting.DEBATE, Waiting.POSTPONED])
rankings = st.lists(
    st.tuples(st.sampled_from([*GROUPS, None]), st.integers(0, 12), helds), max_size=9
).map(lambda found: [candidate(n, *item) for n, item in enumerate(found, start=1)])
days_of_groups = st.fixed_dictionaries({group: st.integers(0, 30) for group in GROUPS})


@st.composite
def moved_rankings(draw):
    ranked = draw(rankings)
    places = st.integers(1, max(1, len(ranked)))
    numbers = st.lists(places, max_size=3, unique=True) if ranked else st.just([])
    return ranked, [departure(n, draw(places), rank=n) for n in draw(numbers)]


@given(moved_rankings(), days_of_groups)
def test_no_group_gives_more_than_it_has(ranking, days):
    ranked, moves = ranking
    lines = plan(ranked, days, moves)
    assert sorted(line.id for line in lines) == sorted(item.id for item in ranked)
    assert all(load.used <= load.capacity for load in loads(lines, days))
    for line in lines:
        if line.waits is None:
            assert line.used + line.days <= days[line.group]
        elif line.waits is Waiting.CAPACITY:
            assert line.used + line.days > days[line.group]


@given(rankings, days_of_groups)
def test_nobody_is_overtaken_without_a_departure(ranked, days):
    lines = plan(ranked, days)
    assert [line.rank for line in lines] == list(range(1, len(ranked) + 1))
    for group in GROUPS:
        queue = [
            line.waits is None
            for line, item in zip(lines, ranked, strict=True)
            if line.group == group and item.held is None
        ]
        assert queue == sorted(queue, reverse=True)


@given(moved_rankings(), days_of_groups, st.sampled_from(GROUPS), st.integers(0, 20))
def test_more_capacity_never_takes_anything_out(ranking, days, group, more):
    ranked, moves = ranking
    before = {line.id for line in plan(ranked, days, moves) if line.waits is None}
    richer = days | {group: days[group] + more}
    after = {line.id for line in plan(ranked, richer, moves) if line.waits is None}
    assert before <= after


@given(moved_rankings(), days_of_groups)
def test_only_what_departs_changes_its_order(ranking, days):
    ranked, moves = ranking
    moved = {item.proposal for item in moves}
    lines = plan(ranked, days, moves)
    stayed = [line.rank for line in lines if line.id not in moved]
    assert stayed == sorted(stayed)


@given(moved_rankings(), days_of_groups)
def test_a_recorded_programme_is_what_it_was_made_from(ranking, days):
    ranked, moves = ranking
    lines = plan(ranked, days, moves)
    recorded = Programme(
        cycle="2026",
        state=ProgrammeState.ADOPTED,
        date=date(2026, 1, 1),
        author="anne-petit",
        ranking="0" * 64,
        capacities=tuple(GroupCapacity(group=name, days=n) for name, n in days.items()),
        entries=tuple(
            ProgrammeEntry(
                proposal=line.id,
                rank=line.rank,
                score=Decimal(0),
                group=line.group,
                effort=Effort.M,
                days=line.days,
                waits=line.waits,
            )
            for line in lines
        ),
        departures=tuple(moves),
    )
    assert replayed(recorded) == lines
