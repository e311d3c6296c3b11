"""Which declared interests meet the subjects of an item, and which are answered."""

from datetime import date

import pytest

from comens_tui.model.committee import Interest
from comens_tui.model.meeting import InterestKept
from comens_tui.model.proposal import Proposal
from comens_tui.model.report import Report
from comens_tui.model.words import ProposalState, ReportState, ReportType
from comens_tui.rules.interests import Subject, subjects_of, suggestions, unanswered
from tests.rules.voting import committee, meeting, member

DAY = date(2026, 4, 10)


def declared(name, *subjects, voting=True):
    interests = tuple(Interest(subject=subject, note="Lien.") for subject in subjects)
    return member(name, voting=voting).model_copy(update={"interests": interests})


def found(subject, *names):
    body = committee(declared("m1", subject), member("m2"))
    return suggestions(body, DAY, [Subject(name, "P-2026-001") for name in names])


@pytest.mark.parametrize(
    ("declared_as", "named"),
    [
        ("SOL-03", "SOL-03"),
        ("sol-03", "SOL-03 (agenda)"),
        ("SOL-03, agenda en ligne", "SOL-03"),
        ("Éditeur du Cèdre", "editeur du cedre"),
        ("GT3", "GT3"),
    ],
)
def test_a_name_meets_another_that_holds_its_words(declared_as, named):
    (suggestion,) = found(declared_as, "autre", named)
    assert suggestion.member == "m1"
    assert suggestion.subjects == (declared_as,)
    assert [match.subject.name for match in suggestion.matches] == [named]


@pytest.mark.parametrize(
    ("declared_as", "named"), [("SOL-03", "SOL-031"), ("SOL-3", "SOL-03"), ("—", "SOL-03")]
)
def test_a_name_never_meets_a_part_of_a_word(declared_as, named):
    assert found(declared_as, named) == ()


def test_only_those_who_vote_on_that_day_are_suggested():
    body = committee(declared("m1", "SOL-03", voting=False), declared("m2", "SOL-03"))
    assert [entry.member for entry in suggestions(body, DAY, [Subject("SOL-03", "x")])] == ["m2"]


def test_an_item_is_about_what_its_proposal_its_group_and_its_reports_name():
    proposal = Proposal(
        id="P-2026-001", title="T", state=ProposalState.ON_AGENDA, author="m1", created=DAY,
        motive="M", working_group="GT3", answers=("EV-2026-0001", "EV-2026-0009"),
        subjects=("SOL-07",),
    )  # fmt: skip
    report = Report(
        id="EV-2026-0001", title="T", received=DAY, state=ReportState.INSTRUCTED,
        description="D", type=ReportType.OTHER, solution="SOL-03",
    )  # fmt: skip
    assert subjects_of(proposal, {report.id: report}) == (
        Subject("SOL-07", "P-2026-001"),
        Subject("GT3", "P-2026-001"),
        Subject("SOL-03", "EV-2026-0001"),
    )


def test_a_suggestion_is_answered_by_a_recusal_or_by_a_reason_for_each_interest():
    held = meeting(recusals=[(1, "m1")])
    named = [Subject("SOL-03", "x"), Subject("SOL-10", "x")]
    body = committee(*(declared(name, "SOL-03", "SOL-10") for name in ("m1", "m2", "m3")))
    suggested = suggestions(body, DAY, named)
    kept = [
        InterestKept(item=1, member="m2", subjects=("SOL-03", "SOL-10"), reason="R", by="m9"),
        InterestKept(item=1, member="m3", subjects=("SOL-03",), reason="R", by="m9"),
    ]
    held = held.model_copy(update={"interests_kept": tuple(kept)})
    assert [entry.member for entry in unanswered(held, 1, suggested)] == ["m3"]
    assert [entry.member for entry in unanswered(held, 2, suggested)] == ["m1", "m2", "m3"]
