"""The work programme: drawn up, drawn up again, blind where it must be, adopted."""

import pytest

from comens_tui.errors import (
    RecordError,
    RefusedError,
    StaleRecordError,
    UnknownRecordError,
)
from comens_tui.model.words import ProgrammeState, ProposalState, Waiting
from comens_tui.operations.figures import figures
from comens_tui.operations.programmes import (
    Move,
    adopt_programme,
    cycle_of,
    latest_programme,
    plan_programme,
    programme_view,
)
from comens_tui.operations.proposals import rate_proposal
from comens_tui.operations.screening import PersonalDataError
from comens_tui.operations.views import board, review
from comens_tui.store.index import Index
from tests.operations.support import ANNE, CHAIR, unchanged, witness
from tests.support import commit_all, make_repository
from tests.support.ranked import FILES

CYCLE = "2026-S1"


@pytest.fixture(scope="module")
def ranked_stage(tmp_path_factory, sealed_environment):
    return make_repository(tmp_path_factory.mktemp("ranked") / "workspace", FILES)


@pytest.fixture
def ranked(stage):
    """A fresh copy of the workspace whose proposals are rated."""
    return stage("ranked")


def programme(room):
    return room.snapshot().programmes[CYCLE]


def outcome(room):
    return [(entry.proposal[-1], entry.waits) for entry in programme(room).entries]


def test_the_programme_follows_the_ranking_and_the_capacities(ranked):
    receipt = plan_programme(ranked.desk(), CYCLE)
    assert outcome(ranked) == [
        ("1", None),
        ("2", Waiting.CAPACITY),
        ("3", Waiting.BEHIND),
        ("4", Waiting.POSTPONED),
        ("5", Waiting.DEBATE),
        ("6", None),
    ]
    said = witness(ranked, receipt)
    assert said["Comens-Operation"] == ["priority.plan"]
    assert said["Comens-Record"] == [CYCLE]
    assert said["paths"] == [f"decisions/programmes/{CYCLE}.yaml"]
    assert programme(ranked).state is ProgrammeState.DRAFT
    assert [(item.group, item.days) for item in programme(ranked).capacities] == [
        ("GT1", 20), ("GT2", 10),
    ]  # fmt: skip
    assert ranked.status() == ""


def test_a_dry_run_writes_nothing(ranked):
    with unchanged(ranked):
        assert plan_programme(ranked.desk(dry_run=True), CYCLE).commit is None


def test_capacity_can_be_given_for_the_cycle_and_is_kept_in_the_draft(ranked):
    plan_programme(ranked.desk(), CYCLE, capacities={"GT2": 19})
    assert outcome(ranked)[1:3] == [("2", None), ("3", None)]
    plan_programme(ranked.desk(), CYCLE, moves=[Move("P-2026-005", 1, "Échéance")])
    assert {item.group: item.days for item in programme(ranked).capacities}["GT2"] == 19
    plan_programme(ranked.desk(), CYCLE, afresh=True)
    assert {item.group: item.days for item in programme(ranked).capacities}["GT2"] == 10
    assert programme(ranked).departures == ()


def test_a_departure_is_kept_with_its_reason_and_who_made_it(ranked):
    plan_programme(ranked.desk(), CYCLE, moves=[Move("P-2026-005", 1, " Échéance ")])
    (departure,) = programme(ranked).departures
    assert (departure.rank, departure.place) == (5, 1)
    assert (departure.reason, departure.by) == ("Échéance", "samir-benali")
    assert outcome(ranked)[0] == ("5", None)
    plan_programme(ranked.desk(), CYCLE, moves=[Move("P-2026-005", 2, "Après le refus")])
    assert [item.reason for item in programme(ranked).departures] == ["Après le refus"]
    assert [item[0] for item in outcome(ranked)][:2] == ["1", "5"]


@pytest.mark.parametrize(
    ("move", "said"),
    [
        (Move("P-2026-001", 1, "  "), "needs a reason"),
        (Move("P-2026-001", 9, "x"), "no place 9"),
        (Move("P-2026-001", 0, "x"), "no place 0"),
        (Move("P-2026-007", 1, "x"), "not ranked"),
    ],
)
def test_a_departure_that_says_nothing_is_refused(ranked, move, said):
    with unchanged(ranked), pytest.raises(RefusedError, match=said):
        plan_programme(ranked.desk(), CYCLE, moves=[move])


def test_the_reason_of_a_departure_is_looked_at_before_git(ranked):
    move = Move("P-2026-005", 1, "Demandé par le 1 84 05 75 116 001 11")
    with unchanged(ranked), pytest.raises(PersonalDataError):
        plan_programme(ranked.desk(), CYCLE, moves=[move])


def test_a_missing_capacity_is_named_with_its_two_remedies(ranked):
    text = ranked.text("decisions/committee.yaml").replace(", capacity: 10", "")
    (ranked.root / "decisions/committee.yaml").write_text(text, encoding="utf-8")
    commit_all(ranked.root)
    with unchanged(ranked), pytest.raises(RefusedError, match="not known: GT2") as refused:
        plan_programme(ranked.desk(), CYCLE)
    assert "--capacity GT2=DAYS" in refused.value.hint
    plan_programme(ranked.desk(), CYCLE, capacities={"GT2": 0})
    with pytest.raises(RefusedError, match="no working group GT9"):
        plan_programme(ranked.desk(), CYCLE, capacities={"GT9": 3})


def test_a_cycle_that_is_no_cycle_is_refused(ranked):
    with unchanged(ranked), pytest.raises(RecordError):
        plan_programme(ranked.desk(), "../../x")


def test_nothing_ranked_is_nothing_to_place(room):
    with unchanged(room), pytest.raises(RefusedError, match="nothing to place"):
        plan_programme(room.desk(), CYCLE)


def test_only_the_bureau_draws_it_up_and_not_blind(ranked):
    with unchanged(ranked), pytest.raises(RefusedError, match="may not"):
        plan_programme(ranked.desk(ANNE), CYCLE)
    with unchanged(ranked), pytest.raises(RefusedError, match="blind to you"):
        plan_programme(ranked.desk(CHAIR), CYCLE)


def test_what_changed_since_it_was_shown_is_not_overwritten(ranked):
    plan_programme(ranked.desk(), CYCLE)
    shown = programme_view(ranked.desk())
    plan_programme(ranked.desk(), CYCLE, capacities={"GT2": 12})
    with unchanged(ranked), pytest.raises(StaleRecordError):
        plan_programme(ranked.desk(), CYCLE, seen=shown.seen)


def test_scores_stay_blind_in_the_programme_until_ones_own_are_in(ranked):
    plan_programme(ranked.desk(), CYCLE)
    assert programme_view(ranked.desk()).sheet.hidden == frozenset()
    # A deferred proposal is rated no more: its score is nobody's to keep back.
    blind = {f"P-2026-00{n}" for n in (1, 2, 3, 5, 6)}
    assert programme_view(ranked.desk(CHAIR)).sheet.hidden == blind
    lines = {line.proposal.id: line for line in board(ranked.desk(CHAIR))}
    assert all(line.score is None and line.range is None for line in lines.values())
    assert lines["P-2026-001"].is_blind
    assert not lines["P-2026-007"].is_blind


def test_a_new_rating_makes_the_draft_stale(ranked):
    plan_programme(ranked.desk(), CYCLE)
    ranked.later(days=300)
    assert not programme_view(ranked.desk()).is_stale
    former = review(ranked.desk(), "P-2026-003").ratings[0]
    rate_proposal(
        ranked.desk(CHAIR),
        "P-2026-003",
        harms=former.harms,
        reach=4,
        corroboration=4,
        confidence=former.confidence,
        effort=former.effort,
    )
    assert programme_view(ranked.desk()).is_stale


def test_a_recused_rater_is_left_out_of_score_size_and_board(ranked):
    line = {line.proposal.id: line for line in board(ranked.desk())}["P-2026-006"]
    assert line.score.raters == ("anne-petit", "samir-benali")
    assert line.raters == 2
    assert review(ranked.desk(), "P-2026-006").score == line.score


def test_the_board_is_of_substantive_proposals_and_says_how_ranks_hold(ranked):
    lines = board(ranked.desk())
    assert "P-2026-008" not in {line.proposal.id for line in lines}
    assert [line.range.rank for line in lines if line.range] == [1, 2, 3, 4, 5]


def test_a_decision_that_prioritises_adopts_it_and_places_what_it_takes(ranked):
    plan_programme(ranked.desk(), CYCLE)
    with unchanged(ranked), pytest.raises(RefusedError, match="does not adopt"):
        adopt_programme(ranked.desk(), CYCLE, "D-2026-002")
    said = witness(ranked, adopt_programme(ranked.desk(CHAIR), CYCLE, "D-2026-001"))
    assert said["Comens-Decision"] == ["D-2026-001"]
    assert said["Comens-Record"] == [CYCLE, "P-2026-001", "P-2026-006"]
    assert programme(ranked).state is ProgrammeState.ADOPTED
    assert ranked.proposal("P-2026-001").state is ProposalState.PRIORITISED
    assert ranked.proposal("P-2026-002").state is ProposalState.INSTRUCTED
    with unchanged(ranked), pytest.raises(RefusedError, match="adopted by D-2026-001"):
        plan_programme(ranked.desk(), CYCLE)
    with unchanged(ranked), pytest.raises(RefusedError, match="adopted by"):
        adopt_programme(ranked.desk(), CYCLE, "D-2026-001")
    assert not programme_view(ranked.desk()).is_stale


def test_the_latest_programme_is_the_one_shown(ranked):
    assert latest_programme(ranked.desk()) is None
    with pytest.raises(UnknownRecordError, match="no work programme yet"):
        programme_view(ranked.desk())
    plan_programme(ranked.desk(), "2026-S2")
    plan_programme(ranked.desk(), "2026-S1")
    assert latest_programme(ranked.desk()).sheet.programme.cycle == "2026-S2"
    with pytest.raises(UnknownRecordError, match="2027"):
        programme_view(ranked.desk(), "2027")


def test_a_programme_that_cannot_be_read_is_never_written_over(ranked):
    path = ranked.root / "decisions/programmes/2026-S1.yaml"
    path.parent.mkdir()
    path.write_text("schema: 9\n", encoding="utf-8")
    commit_all(ranked.root)
    with unchanged(ranked), pytest.raises(RefusedError, match="cannot be read"):
        plan_programme(ranked.desk(), CYCLE)


def test_a_half_year_is_named_by_its_day():
    from datetime import date

    assert cycle_of(date(2026, 6, 30)) == "2026-S1"
    assert cycle_of(date(2026, 7, 1)) == "2026-S2"


def test_no_list_or_search_of_the_index_knows_what_was_rated(ranked):
    with Index.open(ranked.workspace) as index:
        rows = index.rows("rating")
        assert {row.owner for row in rows} == {"samir-benali", "anne-petit", "bruno-leroy"}
        assert {(row.title, row.state, str(row.extra)) for row in rows} == {("", "", "{}")}
        assert index.rows(text="confidentielle") == []


def test_the_figures_count_the_records_and_what_waits_for_each(ranked):
    with Index.open(ranked.workspace) as index:
        found = figures(ranked.desk(), index)
    assert found.months.total == 1
    assert found.proposal_ages.total == 8
    awaited = {item.member: dict(item.acts) for item in found.awaited}
    assert awaited["claire-morel"]["proposal.rate"] == 5
    assert awaited["anne-petit"] == {"proposal.rate": 1}
