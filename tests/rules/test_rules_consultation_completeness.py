"""The seven conditions of a complete consultation, broken in turn."""

from datetime import date, timedelta

import pytest

from comens_tui.model.consultation import (
    LEGAL_COLLEGES,
    Consultation,
    ConsultationComment,
    Invitation,
    Notice,
)
from comens_tui.model.words import Disposition, DocumentKind, LegalState, Severity
from comens_tui.rules.consultation_completeness import TextMoves, completeness, is_complete
from comens_tui.rules.consultations import Condition, Scope
from tests.support.consulted import COMMITTEE

OPENS = date(2026, 2, 2)
AFTER = date(2026, 6, 1)
ERROR, WARNING = Severity.ERROR, Severity.WARNING
FREE = (LegalState.NON_BINDING,)


def scope(legal=(LegalState.BINDING,)):
    return Scope("major", frozenset({DocumentKind.REFERENTIAL}), frozenset(legal))


def consultation(**changes):
    values = {
        "id": "C-2026-001",
        "title": "Guide",
        "state": "reported",
        "proposals": ["P-2026-001"],
        "ballot_tag": "cens-v1.1.0-ballot.1",
        "opens": OPENS,
        "closes": OPENS + timedelta(days=89),
        "notice": notice(),
        "colleges": invitations(),
        "summary": "Douze commentaires.",
        "summary_date": date(2026, 5, 20),
    }
    return Consultation(**values | changes)


def notice(**changes):
    values = {"purpose": "Why", "audiences": ["users"], "planned_effect": date(2026, 9, 1)}
    return Notice(**values | changes)


def invitations(colleges=LEGAL_COLLEGES, reminded=()):
    return [
        Invitation(college=college, invited=OPENS, reminded=[OPENS] if college in reminded else [])
        for college in colleges
    ]


def comment(number, college="users", **changes):
    values = {
        "consultation": "C-2026-001",
        "number": number,
        "author": f"Contributeur {number:02}",
        "college": college,
        "received": OPENS,
        "text": "Un avis.",
        "acknowledged": True,
        "disposition": Disposition.ACCEPTED,
        "disposed_by": "anne",
    }
    return ConsultationComment(**values | changes)


ALL_HEARD = [comment(1), comment(2, "health_professionals")]


def shortfalls(given=None, comments=ALL_HEARD, *, about=None, today=AFTER, **values):
    return completeness(
        given or consultation(), comments, COMMITTEE, today, scope=about or scope(), **values
    )


def summary(found):
    return [(entry.condition.value, entry.severity.value, entry.items) for entry in found]


def test_a_consultation_that_lacks_nothing_is_complete():
    assert shortfalls() == ()
    assert is_complete(())


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (consultation(ballot_tag=None), "notice"),
        (consultation(notice=notice(audiences=[])), "notice"),
        (consultation(notice=notice(planned_effect=None)), "notice"),
        (consultation(closes=OPENS + timedelta(days=10)), "window"),
        (consultation(closes=AFTER), "window"),
        (consultation(summary=None), "summary"),
        (consultation(summary="  "), "summary"),
        (consultation(summary_date=None), "summary"),
        (consultation(summary_date=AFTER + timedelta(days=1)), "summary"),
    ],
)
def test_each_condition_of_the_record_broken_in_turn_is_named(given, expected):
    found = shortfalls(given)
    assert [entry.condition.value for entry in found] == [expected]
    assert not is_complete(found)
    assert found[0].message.endswith(".")


def test_the_day_after_the_last_one_the_window_is_over():
    given = consultation(summary_date=OPENS)
    assert shortfalls(given, today=given.closes + timedelta(days=1)) == ()
    (found,) = shortfalls(given, today=given.closes)
    assert found.condition is Condition.WINDOW


def test_a_summary_dated_the_day_of_the_release_is_in_time():
    assert shortfalls(consultation(summary_date=AFTER)) == ()


@pytest.mark.parametrize("left_out", LEGAL_COLLEGES)
def test_each_college_of_the_law_must_be_invited(left_out):
    others = [college for college in LEGAL_COLLEGES if college != left_out]
    found = shortfalls(consultation(colleges=invitations(others)))
    assert summary(found) == [("colleges", "error", (left_out,))]
    if left_out == "users":
        assert found[0].message.endswith("Usagers.")


@pytest.mark.parametrize(
    ("reminded", "legal", "severity"),
    [
        (("users",), (LegalState.BINDING,), "warning"),
        ((), (LegalState.BINDING,), "error"),
        ((), FREE, "warning"),
        (("users",), FREE, "warning"),
    ],
)
def test_users_who_are_silent_must_at_least_have_been_reminded(reminded, legal, severity):
    found = shortfalls(
        consultation(colleges=invitations(reminded=reminded)),
        ALL_HEARD[1:],
        about=scope(legal=legal),
    )
    assert summary(found) == [("colleges", severity, ("users",))]


def test_professionals_are_waited_for_and_publishers_are_not():
    found = shortfalls(comments=[comment(1)])
    assert summary(found) == [("colleges", "error", ("health_professionals",))]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"disposition": Disposition.UNRESOLVED}, "1 comment has no disposition: 3."),
        ({"acknowledged": False}, "1 comment was not acknowledged: 3."),
        ({"disposed_by": None}, "1 disposition does not say who gave it: 3."),
        ({"disposition": Disposition.NOT_ACCEPTED}, "1 comment was set aside without a reason: 3."),
        ({"disposition": Disposition.DEFERRED, "reason": " "}, "without a reason: 3."),
        ({"disposition": Disposition.DUPLICATE}, "without a reason: 3."),
        ({"disposition": Disposition.OUT_OF_SCOPE}, "without a reason: 3."),
    ],
)
def test_every_comment_gets_an_answer_a_reason_and_a_name(changes, said):
    (found,) = shortfalls(comments=[*ALL_HEARD, comment(3, **changes)])
    assert (found.condition, found.severity, found.items) == (Condition.COMMENTS, ERROR, ("3",))
    assert found.message.endswith(said)


@pytest.mark.parametrize(
    "changes",
    [
        {"disposition": Disposition.NOT_ACCEPTED, "reason": "Sans objet."},
        {"disposition": Disposition.ACCEPTED_MODIFIED},
        {"disposition": Disposition.ANSWERED},
    ],
)
def test_a_comment_disposed_of_properly_is_enough(changes):
    assert shortfalls(comments=[*ALL_HEARD, comment(3, **changes)]) == ()


def test_many_comments_are_counted_and_only_the_first_ones_listed():
    many = [comment(number, acknowledged=False) for number in range(3, 13)]
    (found,) = shortfalls(comments=[*ALL_HEARD, *many])
    assert found.message == "10 comments were not acknowledged: 3, 4, 5, 6, 7, …."
    assert len(found.items) == 10


def test_text_that_moved_without_explanation_and_a_late_obligation_are_two_shortfalls():
    found = shortfalls(moves=TextMoves(unexplained=("a#1",), new_mandatory=("a#2",)))
    assert summary(found) == [("text", "error", ("a#1",)), ("text", "error", ("a#2",))]
    assert "15 days" in found[1].message


@pytest.mark.parametrize(
    ("author", "consent", "fine"),
    [
        ("Contributeur 04", False, True),
        ("CTB-017", False, True),
        ("Usager-pro_3", False, True),
        ("U12", False, True),
        ("Marie Durand", False, False),
        ("Marie Durand 75", False, False),
        ("marie.durand75@example.org", False, False),
        ("Association des usagers", False, False),
        ("Association des usagers", True, True),
    ],
)
def test_authors_are_pseudonyms_unless_they_agreed_to_be_named(author, consent, fine):
    found = shortfalls(comments=[*ALL_HEARD, comment(3, author=author, consent=consent)])
    assert summary(found) == ([] if fine else [("privacy", "error", ("3",))])


def test_a_warning_alone_does_not_make_it_incomplete():
    found = shortfalls(consultation(closes=OPENS + timedelta(days=40)))
    assert summary(found) == [("window", "warning", ())]
    assert is_complete(found)


def test_an_empty_consultation_is_named_for_each_condition_it_breaks():
    bare = consultation(
        ballot_tag=None, closes=OPENS, colleges=[], summary=None, notice=Notice(purpose="Why")
    )
    found = shortfalls(
        bare, [comment(1, author="Marie", acknowledged=False)], moves=TextMoves(("a",))
    )
    assert {entry.condition for entry in found} == set(Condition)
