"""Consultations and waivers: windows, comments, answers, reports, and what a waiver binds to."""

from datetime import date

import pytest

from comens_tui.checks.waivers import subject_digest
from comens_tui.errors import RecordError, RefusedError, StaleRecordError, UnknownRecordError
from comens_tui.model.consultation import LEGAL_COLLEGES
from comens_tui.model.places import consultation_comment_path
from comens_tui.model.words import ConsultationState, Disposition, ReportType
from comens_tui.operations.consultations import (
    add_comment,
    close_consultation,
    open_consultation,
    remind_colleges,
    report_consultation,
)
from comens_tui.operations.dispositions import NEEDS_REASON, dispose_comments
from comens_tui.operations.proposal_steps import withdraw_proposal
from comens_tui.operations.proposals import new_proposal
from comens_tui.operations.reports import new_report
from comens_tui.operations.waivers import grant_waiver
from comens_tui.text.digests import text_digest
from tests.operations.support import ANNE, FIRST, REFERENTIAL, amended, unchanged
from tests.support import commit_all, write_files

ID = "C-2026-001"
CLOSES = date(2026, 4, 1)


def consult(room, **changes):
    values = {"title": "Avis", "purpose": "Recueillir", "proposals": (FIRST,), "closes": CLOSES}
    return open_consultation(room.desk(), **{**values, **changes})


def comment(room, **changes):
    return add_comment(
        room.desk(), ID, **{"author": "A", "college": "users", "text": "Oui.", **changes}
    )


@pytest.fixture
def drafted(room):
    new_proposal(room.desk(ANNE), title="Clarifier", motive="Lu.", texts={REFERENTIAL: amended()})
    return room


@pytest.fixture
def consulted(drafted):
    consult(drafted)
    return drafted


def test_the_five_colleges_of_the_law_are_invited_and_the_proposal_says_so(consulted):
    consultation = consulted.snapshot().consultations[ID]
    assert tuple(item.college for item in consultation.colleges) == LEGAL_COLLEGES
    assert {item.invited for item in consultation.colleges} == {date(2026, 3, 2)}
    assert consulted.proposal().consultation == ID


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"closes": date(2026, 3, 1)}, RefusedError),
        ({"proposals": ("P-2026-009",)}, UnknownRecordError),
        ({"proposals": ()}, RecordError),
        ({"purpose": ""}, RecordError),
        ({"ballot_tag": "v1"}, RecordError),
    ],
)
def test_a_window_that_cannot_be_is_refused(drafted, changes, error):
    with unchanged(drafted), pytest.raises(error):
        consult(drafted, **changes)


def test_nobody_is_consulted_on_a_proposal_that_is_over(drafted):
    withdraw_proposal(drafted.desk(ANNE), FIRST)
    with unchanged(drafted), pytest.raises(RefusedError, match="over"):
        consult(drafted)


def test_a_comment_counts_within_the_window_both_days_included(consulted):
    for day in (date(2026, 3, 2), CLOSES):
        comment(consulted, received=day)
    for day in (date(2026, 3, 1), date(2026, 4, 2)):
        with unchanged(consulted), pytest.raises(RefusedError, match="outside the window"):
            comment(consulted, received=day)


def test_a_comment_never_takes_the_number_of_another(consulted):
    for text in ("Un", "Deux", "Trois"):
        comment(consulted, text=text)
    (consulted.root / consultation_comment_path(ID, 1)).unlink()
    write_files(consulted.root, {consultation_comment_path(ID, 3): "text: [\n"})
    commit_all(consulted.root)
    comment(consulted, text="Quatre")
    assert consulted.text(consultation_comment_path(ID, 3)) == "text: [\n"
    assert "Quatre" in consulted.text(consultation_comment_path(ID, 4))


def test_a_window_is_closed_the_day_after_its_last(consulted):
    consulted.now = consulted.now.replace(month=4, day=1)
    with unchanged(consulted), pytest.raises(RefusedError, match="that day included"):
        close_consultation(consulted.desk(), ID)
    consulted.later(days=1)
    close_consultation(consulted.desk(), ID)
    with unchanged(consulted), pytest.raises(RefusedError):
        close_consultation(consulted.desk(), ID)


def test_comments_are_answered_once_the_window_is_closed_each_with_its_reason(consulted):
    comment(consulted)
    with unchanged(consulted), pytest.raises(RefusedError, match="still open"):
        dispose_comments(consulted.desk(), ID, (1,), Disposition.ACCEPTED)
    consulted.later(days=40)
    close_consultation(consulted.desk(), ID)
    for disposition in NEEDS_REASON:
        with unchanged(consulted), pytest.raises(RefusedError, match="owed a reason"):
            dispose_comments(consulted.desk(), ID, (1,), disposition)
    with unchanged(consulted), pytest.raises(UnknownRecordError):
        dispose_comments(consulted.desk(), ID, (2,), Disposition.ACCEPTED)
    with unchanged(consulted), pytest.raises(RefusedError, match="no answer yet"):
        report_consultation(consulted.desk(), ID, "Un avis.")
    seen = consulted.snapshot().files[consultation_comment_path(ID, 1)]
    dispose_comments(consulted.desk(), ID, (1,), Disposition.ACCEPTED, seen={1: seen})
    assert consulted.snapshot().consultations[ID].state is ConsultationState.PROCESSING
    with unchanged(consulted), pytest.raises(StaleRecordError) as caught:
        dispose_comments(
            consulted.desk(), ID, (1,), Disposition.ANSWERED, reason="Vu.", seen={1: seen}
        )
    assert "disposition, outcome, disposed_by" in caught.value.hint


def test_a_consultation_is_reported_with_a_summary_even_without_a_comment(consulted):
    with unchanged(consulted), pytest.raises(RefusedError):
        report_consultation(consulted.desk(), ID, "Trop tôt.")
    consulted.later(days=40)
    close_consultation(consulted.desk(), ID)
    with unchanged(consulted), pytest.raises(RefusedError, match="empty"):
        report_consultation(consulted.desk(), ID, " \n")
    report_consultation(consulted.desk(), ID, "Aucun avis n'est parvenu.")
    consultation = consulted.snapshot().consultations[ID]
    assert consultation.state is ConsultationState.REPORTED
    assert consultation.summary_date == consulted.now.date()


def test_a_reminder_is_dated_for_the_colleges_it_went_to(consulted):
    consulted.later(days=10)
    remind_colleges(consulted.desk(), ID, ("users",))
    reminded = {
        item.college: item.reminded for item in consulted.snapshot().consultations[ID].colleges
    }
    assert reminded.pop("users") == (date(2026, 3, 12),)
    assert set(reminded.values()) == {()}
    with unchanged(consulted), pytest.raises(RefusedError, match="Nothing would change"):
        remind_colleges(consulted.desk(), ID, ("martians",))


# Waivers


def waive(room, **changes):
    values = {
        "code": "Q026", "path": REFERENTIAL, "reason": "Cité.", "expires": date(2026, 12, 31),
    }  # fmt: skip
    return grant_waiver(room.desk(), **{**values, **changes})


def test_a_waiver_is_bound_to_the_digest_of_the_clause_or_the_file(room):
    clause = next(
        item for item in room.snapshot().documents["REF-ESS"].clauses if item.id == "ETH.1"
    )
    assert waive(room, clause="ETH.1").record == "W-2026-001"
    waive(room, code="Q041", path="corpus/glossary.yaml")
    first, second = room.snapshot().waivers.values()
    assert first.digest == text_digest(clause.text)
    assert second.digest == subject_digest(room.snapshot(), "corpus/glossary.yaml")
    assert first.granted == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"expires": date(2026, 3, 2)}, RefusedError),
        ({"clause": "ETH.9"}, RefusedError),
        ({"path": "corpus/absent.md"}, RefusedError),
        ({"path": "README.md"}, RefusedError),
        ({"path": "./corpus/glossary.yaml"}, RefusedError),
        ({"path": "corpus/../decisions/committee.yaml"}, RefusedError),
        ({"path": "/etc/passwd"}, RefusedError),
        ({"path": ""}, RefusedError),
        ({"code": "X1"}, RecordError),
        ({"reason": ""}, RecordError),
    ],
)
def test_a_waiver_of_nothing_or_without_an_end_is_refused(room, changes, error):
    with unchanged(room), pytest.raises(error):
        waive(room, **changes)


def test_feedback_of_a_regional_day_is_numbered_apart(room):
    for event, expected in ((None, "EV-2026-0002"), ("JR", "JR-2026-0001"), ("JR", "JR-2026-0002")):
        receipt = new_report(
            room.desk(), title="T", description="D", type=ReportType.OTHER, event=event
        )
        assert receipt.record == expected
