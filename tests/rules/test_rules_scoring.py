"""score_comens_v1: the published vectors, its bounds, and the order that it gives."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comens_tui.model.meeting import AgendaItem, Meeting, Recusal
from comens_tui.model.proposal import Rating
from comens_tui.model.words import Effort, Principle
from comens_tui.rules.scoring import (
    WEIGHTS,
    rank,
    recusals,
    score,
    sensitivity,
    size,
    urgency,
)

DAY = date(2026, 1, 15)


def rating(
    harms=(0, 0, 0, 0, 0), *, reach=0, corroboration=0, confidence="1", effort="XS", who="m1"
):
    return Rating(
        proposal="P-2026-001",
        member=who,
        date=DAY,
        harms=dict(zip(Principle, harms, strict=True)),
        reach=reach,
        corroboration=corroboration,
        confidence=Decimal(confidence),
        effort=Effort(effort),
    )


def scored(harms, *, value_urgency=0, created=DAY, identity="P-2026-001", **values):
    return score([rating(harms, **values)], urgency=value_urgency), created, identity


@pytest.mark.parametrize(
    ("given", "legal", "expected", "band"),
    [
        (((0, 4, 3, 1, 0), 3, 2, "1", "M"), 2, "58.6", "P1"),
        (((1, 2, 3, 0, 0), 4, 4, "1", "L"), 1, "50.4", "P1"),
        (((0, 0, 0, 0, 2), 3, 1, "1", "M"), 4, "50.8", "P1"),
        (((2, 1, 0, 1, 0), 2, 2, "0.8", "S"), 0, "25.5", "P3"),
        (((4, 4, 4, 4, 4), 4, 4, "1", "XS"), 4, "100.0", "P1"),
        (((0, 0, 0, 0, 0), 0, 0, "1", "XS"), 0, "0.0", "P4"),
    ],
)
def test_the_published_vectors(given, legal, expected, band):
    harms, reach, corroboration, confidence, effort = given
    rated = rating(
        harms, reach=reach, corroboration=corroboration, confidence=confidence, effort=effort
    )
    result = score([rated], urgency=legal)
    assert str(result.value) == expected
    assert result.band == band


def test_every_term_explains_its_part_of_the_score():
    result = score([rating((0, 4, 3, 1, 0), reach=3, corroboration=2, effort="M")], urgency=2)
    assert [(term.name, term.value, term.contribution) for term in result.terms] == [
        ("harm", Decimal("0.85"), Decimal("34.00")),
        ("urgency", Decimal("0.5"), Decimal("12.5")),
        ("reach", Decimal("0.75"), Decimal(15)),
        ("corroboration", Decimal("0.5"), Decimal("7.5")),
    ]
    assert sum(term.contribution for term in result.terms) * result.effort == Decimal("58.65")
    assert result.raters == ("m1",)


def test_reach_and_corroboration_without_harm_count_for_nothing():
    result = score([rating(reach=4, corroboration=4)], urgency=1)
    assert str(result.value) == "6.2"
    assert [term.value for term in result.terms] == [0, Decimal("0.25"), 0, 0]
    assert score([rating((1, 0, 0, 0, 0), reach=4)], urgency=0).terms[2].value == 1


@pytest.mark.parametrize(
    ("harms", "expected"),
    [
        ((4, 0, 0, 0, 0), "0.8"),
        ((4, 4, 0, 0, 0), "0.85"),
        ((4, 2, 2, 2, 2), "1"),
        ((4, 1, 1, 1, 1), "0.8"),
        ((2, 2, 0, 0, 0), "0.45"),
        ((1, 1, 1, 1, 1), "0.2"),
    ],
)
def test_one_grave_harm_is_never_diluted_and_others_add_a_little(harms, expected):
    assert score([rating(harms)], urgency=0).harm == Decimal(expected)


@pytest.mark.parametrize(
    ("legal", "harms", "reach", "expected", "band"),
    [
        (4, (4, 2, 0, 0, 0), 0, "59.0", "P1"),
        (4, (3, 0, 0, 0, 0), 0, "49.0", "P2"),
        (2, (2, 0, 0, 0, 0), 0, "28.5", "P3"),
        (2, (1, 0, 0, 0, 0), 1, "25.5", "P3"),
        (2, (0, 0, 0, 0, 0), 0, "12.5", "P4"),
    ],
)
def test_bands(legal, harms, reach, expected, band):
    result = score([rating(harms, reach=reach)], urgency=legal)
    assert (str(result.value), result.band) == (expected, band)


@pytest.mark.parametrize(
    ("effort", "legal", "expected", "band"),
    [("XS", 2, "30.5", "P2"), ("XS", 4, "43.0", "P2"), ("XL", 4, "28.0", "P3")],
)
def test_the_band_follows_the_score_that_is_shown(effort, legal, expected, band):
    result = score([rating((1, 0, 0, 0, 0), reach=2, effort=effort)], urgency=legal)
    assert (str(result.value), result.band) == (expected, band)


def test_the_floor_of_a_band_belongs_to_it():
    fifty = score([rating((2, 2, 2, 0, 0), reach=1)], urgency=4)
    assert (str(fifty.value), fifty.band) == ("50.0", "P1")
    below = score([rating((2, 0, 0, 0, 0), reach=1, corroboration=1)], urgency=4)
    assert (str(below.value), below.band) == ("49.8", "P2")
    thirty = score([rating((2, 2, 2, 0, 0), reach=2)], urgency=0)
    assert (str(thirty.value), thirty.band) == ("30.0", "P2")
    fifteen = score([rating((2, 2, 2, 0, 0), reach=2, confidence="0.5")], urgency=0)
    assert (str(fifteen.value), fifteen.band) == ("15.0", "P3")


def test_a_certain_harm_of_four_is_examined_whatever_its_rank():
    assert score([rating((4, 0, 0, 0, 0))], urgency=0).ex_officio
    assert not score([rating((4, 0, 0, 0, 0), confidence="0.8")], urgency=0).ex_officio
    assert not score([rating((3, 3, 3, 3, 3))], urgency=4).ex_officio


def test_several_raters_count_by_their_medians():
    three = [
        rating((4, 0, 0, 0, 0), reach=4, corroboration=0, who="m1"),
        rating((2, 0, 0, 0, 0), reach=2, corroboration=1, confidence="0.8", effort="M", who="m2"),
        rating((1, 0, 0, 0, 0), reach=1, corroboration=4, confidence="0.5", effort="XL", who="m3"),
    ]
    alone = score(
        [rating((2, 0, 0, 0, 0), reach=2, corroboration=1, confidence="0.8", effort="M")], urgency=1
    )
    assert score(three, urgency=1).value == alone.value
    assert score(three, urgency=1).raters == ("m1", "m2", "m3")


def test_the_median_of_two_is_their_middle():
    two = [rating((4, 0, 0, 0, 0), effort="XS"), rating((1, 0, 0, 0, 0), effort="M")]
    result = score(two, urgency=0)
    assert result.harm == Decimal("0.5")
    assert result.effort == Decimal("0.925")


def test_recused_raters_are_left_out():
    ratings = [rating((4, 4, 4, 4, 4), who="m1"), rating((1, 0, 0, 0, 0), who="m2")]
    alone = score(ratings[1:], urgency=0)
    assert score(ratings, urgency=0, recused=["m1"]) == alone
    assert score(ratings, urgency=0, recused=["m1", "m2"]) is None
    assert score([], urgency=4) is None


def test_a_recusal_is_for_the_subject_of_its_item():
    meeting = Meeting(
        id="S-2026-01",
        title="Séance",
        state="open",
        planned=datetime(2026, 3, 1, tzinfo=UTC),
        agenda=(
            AgendaItem(number=1, kind="proposal", title="x", subject="P-2026-001"),
            AgendaItem(number=2, kind="proposal", title="y", subject="P-2026-002"),
            AgendaItem(number=3, kind="information", title="z"),
        ),
        recusals=(
            Recusal(item=1, member="anne-petit", reason="lien"),
            Recusal(item=3, member="bruno-leroy", reason="lien"),
            Recusal(item=9, member="bruno-leroy", reason="lien"),
        ),
    )
    later = meeting.model_copy(
        update={"id": "S-2026-02", "recusals": (Recusal(item=1, member="m3", reason="lien"),)}
    )
    assert recusals([meeting, later]) == {"P-2026-001": {"anne-petit", "m3"}}
    assert recusals([]) == {}


def test_the_size_of_the_work_is_the_middle_one_and_the_larger_of_two():
    sizes = [rating(effort=value, who=f"m{place}") for place, value in enumerate(["L", "XS", "M"])]
    assert size(sizes) is Effort.M
    assert size(sizes[:2]) is Effort.L
    assert size(sizes, recused=["m0", "m2"]) is Effort.XS
    assert size([]) is None


@pytest.mark.parametrize(
    ("harms", "debated"),
    [
        ((0, 4), True),
        ((0, 3), False),
        ((1, 1, 3, 3), True),
        ((0, 2, 2, 2, 4), False),
        ((0, 0, 2, 4, 4), True),
        ((4,), False),
    ],
)
def test_raters_far_apart_are_flagged_for_debate(harms, debated):
    ratings = [rating((0, value, 0, 0, 0), who=f"m{place}") for place, value in enumerate(harms)]
    expected = ("harm.non_maleficence",) if debated else ()
    assert score(ratings, urgency=0).to_debate == expected


def test_reach_and_corroboration_can_be_debated_too():
    ratings = [rating(reach=0, corroboration=4), rating(reach=4, corroboration=0)]
    assert score(ratings, urgency=0).to_debate == ("reach", "corroboration")


@pytest.mark.parametrize("value", [-1, 5])
def test_a_value_off_its_scale_is_never_scored(value):
    loose = rating().model_copy(update={"reach": value})
    with pytest.raises(ValueError, match="off the scale"):
        score([loose], urgency=0)
    with pytest.raises(ValueError, match="off the scale"):
        score([rating()], urgency=value)


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (None, 0),
        (date(2025, 1, 1), 4),
        (date(2026, 4, 15), 4),
        (date(2026, 4, 16), 3),
        (date(2026, 7, 15), 3),
        (date(2026, 7, 16), 2),
        (date(2027, 1, 15), 2),
        (date(2027, 1, 16), 1),
        (date(2028, 1, 15), 1),
        (date(2028, 1, 16), 0),
    ],
)
def test_urgency_counts_the_months_to_the_legal_deadline(deadline, expected):
    assert urgency(deadline, DAY) == expected


def test_months_end_where_the_shorter_month_does():
    assert urgency(date(2026, 2, 28), date(2025, 11, 30)) == 4
    assert urgency(date(2026, 3, 1), date(2025, 11, 30)) == 3
    assert urgency(date(2028, 2, 29), date(2027, 11, 30)) == 4


def test_the_order_is_by_score_then_harm_then_date_then_id():
    low = scored((1, 0, 0, 0, 0), identity="P-2026-001")
    high = scored((4, 0, 0, 0, 0), identity="P-2026-002")
    older = scored((1, 0, 0, 0, 0), created=DAY - timedelta(days=1), identity="P-2026-009")
    tenth = scored((1, 0, 0, 0, 0), identity="P-2026-1000")
    ninth = scored((1, 0, 0, 0, 0), identity="P-2026-999")
    assert rank([low, tenth, high, ninth, older]) == (
        "P-2026-002",
        "P-2026-009",
        "P-2026-001",
        "P-2026-999",
        "P-2026-1000",
    )


def test_at_equal_scores_the_graver_harm_comes_first():
    # 8 + 20 by reach, and 28 by harm alone.
    urgent = scored((1, 0, 0, 0, 0), reach=4, identity="P-2026-001")
    grave = scored((3, 2, 2, 0, 0), identity="P-2026-002")
    assert urgent[0].value == grave[0].value == Decimal("28.0")
    assert rank([urgent, grave]) == ("P-2026-002", "P-2026-001")


def test_sensitivity_names_the_weights_that_would_change_the_order():
    by_harm = scored((3, 2, 0, 0, 0), reach=0, identity="P-2026-001")
    by_urgency = scored((0, 0, 0, 0, 0), value_urgency=4, identity="P-2026-002")
    last = scored((0, 0, 0, 0, 0), identity="P-2026-003")
    first, second, third = sensitivity([last, by_urgency, by_harm])
    assert (first.id, first.rank, first.best, first.worst) == ("P-2026-001", 1, 1, 2)
    assert first.moved_by == ("harm", "urgency")
    assert (second.id, second.best, second.worst) == ("P-2026-002", 1, 2)
    assert third == ("P-2026-003", 3, 3, 3, ())


def test_sensitivity_of_nothing_is_nothing():
    assert sensitivity([]) == ()


marks = st.integers(0, 4)
ratings_of_all = st.lists(
    st.builds(
        rating,
        harms=st.tuples(*[marks] * 5),
        reach=marks,
        corroboration=marks,
        confidence=st.sampled_from(["0.5", "0.8", "1"]),
        effort=st.sampled_from([effort.value for effort in Effort]),
        who=st.sampled_from(["m1", "m2", "m3"]),
    ),
    min_size=1,
    max_size=7,
)
many = settings(max_examples=150, deadline=None)


@many
@given(ratings_of_all, marks)
def test_a_score_lies_between_0_and_100_and_is_the_sum_of_its_terms(ratings, legal):
    result = score(ratings, urgency=legal)
    assert 0 <= result.value <= 100
    assert result.value.as_tuple().exponent == -1
    total = sum(term.contribution for term in result.terms)
    assert abs(total * result.confidence * result.effort - result.value) <= Decimal("0.05")
    assert sum(WEIGHTS.values()) == 1


@many
@given(ratings_of_all, marks, st.randoms(use_true_random=False))
def test_the_order_of_the_raters_does_not_matter(ratings, legal, random):
    shuffled = random.sample(ratings, len(ratings))
    assert score(shuffled, urgency=legal).value == score(ratings, urgency=legal).value


@many
@given(ratings_of_all, marks, st.sampled_from(Principle))
def test_a_graver_harm_never_lowers_a_score(ratings, legal, principle):
    graver = [
        entry.model_copy(
            update={"harms": {**entry.harms, principle: min(4, entry.harms.get(principle, 0) + 1)}}
        )
        for entry in ratings
    ]
    assert score(graver, urgency=legal).value >= score(ratings, urgency=legal).value
