"""Which reports one may repeat: by what, in which order, and never by chance of the order."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comens_tui.model.report import Report
from comens_tui.model.words import ReportState, ReportType
from comens_tui.rules.duplicates import (
    ENOUGH,
    WORDS_MOST,
    Cause,
    Rarity,
    in_common,
    likely_duplicates,
    why,
    words_of,
)
from comens_tui.text.shared_words import telling_words

DAY = date(2026, 3, 2)
COMMON = Rarity({"titre": 999, "service": 500, "patient": 900, "borne": 9, "cloison": 2}, 1000)


def report(number: int = 1, text: str = "Rien.", **changes: object) -> Report:
    values = {
        "id": f"EV-2026-{number:04d}", "title": "Titre", "received": DAY, "state": "received",
        "description": text, "type": "other", **changes,
    }  # fmt: skip
    return Report.model_validate(values)


def rarity_among(reports: Sequence[Report]) -> Rarity:
    counts = Counter(word for item in reports for word in words_of(item))
    return Rarity(counts, len(reports))


def causes(one: Report, other: Report, rarity: Rarity = COMMON) -> dict[str, tuple[str, ...]]:
    return {reason.cause.value: reason.what for reason in in_common(one, other, rarity)}


def test_words_are_those_that_tell_something() -> None:
    words = telling_words("Aujourd'hui, la téléconsultation de l'USAGÈRE était dans le n° 20260")
    assert words == {"aujourdhui", "teleconsultation", "usagere"}


def test_rare_words_in_common_come_the_rarest_first() -> None:
    one = report(1, "La borne sans cloison du service, où un patient attend.")
    other = report(
        2, "Un patient du service a vu une BORNE sans cloison.", received=date(2020, 1, 1)
    )
    assert causes(one, other) == {"words": ("cloison", "borne"), "type": ("other",)}
    (words, _type) = in_common(one, other, COMMON)
    assert words.points == (1000 // 2).bit_length() + (1000 // 9).bit_length()


def test_words_in_common_are_told_as_a_report_writes_them() -> None:
    one = report(1, "Une borne Privée, sans CLOISON.")
    (words, *_rest) = in_common(one, report(2, "La cloison privee."), Rarity({}, 1000))
    assert words.what == ("cloison", "privee", "titre")
    assert why(words, one) == "3 rare words in common: CLOISON, Privée, Titre"


def test_words_alone_have_a_ceiling() -> None:
    text = " ".join(f"mot{letter}rare" for letter in "abcdefghijklmnop")
    (words, *_rest) = in_common(report(1, text), report(2, text), Rarity({}, 10_000))
    assert (words.cause, words.points) == (Cause.WORDS, WORDS_MOST)


def test_each_thing_in_common_is_a_reason() -> None:
    facts = {
        "solution": "SOL-02", "solution_category": "téléconsultation", "type": "data_access",
        "requirements": ["ETH.14", "ETH.9", "ETH.2"],
    }  # fmt: skip
    one = report(1, "a", **facts)
    other = report(2, "b", **{**facts, "requirements": ["ETH.14", "ETH.9"]},
                   received=DAY + timedelta(days=3))  # fmt: skip
    assert [why(item, one) for item in in_common(one, other, COMMON) if item.cause != "words"] == [
        "same solution: SOL-02",
        "same requirement: ETH.9, ETH.14",
        "same kind of service: téléconsultation",
        "same type: unjustified access to data",
        "received 3 days apart",
    ]


def test_nothing_in_common_is_no_reason() -> None:
    one = report(1, "Alpha", title="Une", type="technical")
    other = report(2, "Autre", title="Deux", received=date(2020, 1, 1))
    assert in_common(one, other, COMMON) == ()


def test_type_and_date_alone_suggest_nothing() -> None:
    assert (
        likely_duplicates(report(1, "Alpha"), [report(2, "Beta")], Rarity({"titre": 900}, 1000))
        == ()
    )


def test_the_same_solution_and_requirement_on_near_days_suggest_without_a_word() -> None:
    facts = {"solution": "SOL-02", "requirements": ["ETH.14"], "title": "A"}
    (found,) = likely_duplicates(report(1, "x", **facts), [report(2, "y", **facts)], COMMON)
    assert found.score == 35
    assert found.score >= ENOUGH


TEXT = "Une borne sans cloison dans un commerce derrière un rideau"


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [({"kept_apart": ["EV-2026-0002"]}, {}), ({}, {"kept_apart": ["EV-2026-0001"]})],
)
def test_reports_kept_apart_are_never_suggested_whichever_says_so(
    mine: dict[str, object], theirs: dict[str, object]
) -> None:
    one, other = report(1, TEXT), report(2, TEXT)
    assert likely_duplicates(one, [other], COMMON)
    one, other = report(1, TEXT, **mine), report(2, TEXT, **theirs)
    assert likely_duplicates(one, [other], COMMON) == ()
    assert likely_duplicates(other, [one], COMMON) == ()


def test_a_report_that_repeats_another_neither_suggests_nor_is_suggested() -> None:
    one, other = report(1, TEXT), report(2, TEXT, duplicate_of="EV-2026-0003")
    assert likely_duplicates(one, [other], COMMON) == ()
    assert likely_duplicates(other, [one], COMMON) == ()


def test_the_likeliest_come_first_then_by_natural_order() -> None:
    others = [report(10, TEXT), report(9, TEXT), report(3, TEXT, solution="SOL-02")]
    found = likely_duplicates(report(1, TEXT, solution="SOL-02"), others, COMMON)
    assert [item.id for item in found] == ["EV-2026-0003", "EV-2026-0009", "EV-2026-0010"]


WORDS = st.lists(
    st.sampled_from(["borne", "cloison", "motif", "refus", "écran", "téléphone", "rideau", "dossier", "accès", "patient"]),
    min_size=1, max_size=12,
)  # fmt: skip


@st.composite
def some_reports(draw: st.DrawFn) -> list[Report]:
    count = draw(st.integers(2, 7))
    ids = [f"EV-2026-{number:04d}" for number in range(1, count + 1)]
    return [
        report(
            number,
            " ".join(draw(WORDS)),
            received=DAY + timedelta(days=draw(st.integers(0, 60))),
            type=draw(st.sampled_from(ReportType)),
            state=draw(st.sampled_from(ReportState)),
            solution=draw(st.sampled_from([None, "SOL-01", "SOL-02"])),
            requirements=draw(st.lists(st.sampled_from(["ETH.1", "ETH.2"]), unique=True)),
            kept_apart=draw(st.lists(st.sampled_from(ids), max_size=2, unique=True)),
            duplicate_of=draw(st.sampled_from([None, None, None, ids[0]])),
        )
        for number in range(1, count + 1)
    ]


@given(some_reports(), st.randoms())
def test_suggestions_are_symmetric_and_the_same_in_any_order(reports, chance) -> None:
    rarity = rarity_among(reports)
    shuffled = list(reports)
    chance.shuffle(shuffled)
    found = {item.id: likely_duplicates(item, reports, rarity) for item in reports}
    by_id = {item.id: item for item in reports}
    for name, likely in found.items():
        assert likely == likely_duplicates(by_id[name], shuffled, rarity_among(shuffled))
        for item in likely:
            assert item.id != name
            assert item.id not in by_id[name].kept_apart
            assert name not in by_id[item.id].kept_apart
            assert ENOUGH <= item.score <= 100
            assert item.score == sum(reason.points for reason in item.reasons)
            mirrored = {back.id: back for back in found[item.id]}
            assert mirrored[name].reasons == item.reasons
