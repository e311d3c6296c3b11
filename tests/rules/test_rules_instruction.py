"""The instruction of a report: who may have it, how late it is, what its reporter is owed."""

from datetime import date, timedelta

import pytest

from comens_tui.errors import RefusedError
from comens_tui.model.committee import Mandate, Member, ReportPolicy
from comens_tui.model.report import Answer, Report
from comens_tui.model.words import ReportState, Role
from comens_tui.rules import instruction

TODAY = date(2026, 4, 10)
YESTERDAY = TODAY - timedelta(days=1)


def member(*roles: Role, end: date | None = None) -> Member:
    return Member(
        id="anne", name="Anne", email="anne@example.org", college="users", kind="elected",
        roles=roles, mandate=Mandate(start=date(2024, 1, 1), end=end),
    )  # fmt: skip


def report(state: ReportState = ReportState.RECEIVED, number: int = 1, **changes: object) -> Report:
    values = {
        "id": f"EV-2026-{number:04d}", "title": "T", "received": TODAY, "state": state,
        "description": "D", "type": "other", **changes,
    }  # fmt: skip
    return Report.model_validate(values)


@pytest.mark.parametrize("role", Role)
def test_only_who_instructs_is_given_a_report(role: Role) -> None:
    if role in (Role.SECRETARY, Role.EXPERT):
        instruction.require_instructor(member(role), TODAY)
        return
    with pytest.raises(RefusedError, match="does not instruct reports") as refused:
        instruction.require_instructor(member(role), TODAY)
    assert "expert" in refused.value.hint


def test_nobody_is_given_a_report_after_their_mandate() -> None:
    with pytest.raises(RefusedError, match="does not sit"):
        instruction.require_instructor(member(Role.EXPERT, end=YESTERDAY), TODAY)


@pytest.mark.parametrize("state", ReportState)
def test_a_report_is_overdue_only_while_it_is_in_hand(state: ReportState) -> None:
    in_hand = state in {
        "received", "admissible", "under_instruction", "awaiting_publisher", "instructed",
    }  # fmt: skip
    assert instruction.is_overdue(state, YESTERDAY, TODAY) is in_hand
    assert not instruction.is_overdue(state, TODAY, TODAY)
    assert not instruction.is_overdue(state, None, TODAY)


def test_days_are_counted_while_the_publisher_is_awaited() -> None:
    asked = instruction.moved(
        report(ReportState.UNDER_INSTRUCTION), ReportState.AWAITING_PUBLISHER, YESTERDAY
    )
    assert asked.awaiting_since == YESTERDAY
    assert instruction.days_awaited(asked.state, asked.awaiting_since, TODAY) == 1
    back = instruction.moved(asked, ReportState.UNDER_INSTRUCTION, TODAY)
    assert back.awaiting_since is None
    assert instruction.days_awaited(back.state, YESTERDAY, TODAY) is None


def test_the_delay_of_the_committee_gives_a_due_date() -> None:
    assert instruction.usual_due(ReportPolicy(), TODAY) is None
    assert instruction.usual_due(ReportPolicy(instruct_days=30), TODAY) == date(2026, 5, 10)


ANSWER = Answer(text="Merci.", date=TODAY)


@pytest.mark.parametrize(
    ("state", "changes", "owed"),
    [
        (ReportState.INADMISSIBLE, {}, True),
        (ReportState.NO_ACTION, {}, True),
        (ReportState.NO_ACTION, {"answer": ANSWER}, False),
        (ReportState.INADMISSIBLE, {"duplicate_of": "EV-2026-0002"}, False),
        (ReportState.FORWARDED, {}, False),
        (ReportState.RECEIVED, {}, False),
    ],
)
def test_an_answer_is_owed_where_nothing_else_comes_of_it(
    state: ReportState, changes: dict[str, object], owed: bool
) -> None:
    found = report(state, **changes)
    assert instruction.owes_answer(found) is owed
    if owed:
        with pytest.raises(RefusedError, match="before the person who reported has an answer"):
            instruction.require_answer(found)
    else:
        instruction.require_answer(found)


@pytest.mark.parametrize("reason", [None, "Vu."])
@pytest.mark.parametrize("state", [ReportState.RECEIVED, ReportState.INSTRUCTED])
def test_a_merge_is_undone_to_the_letter(state: ReportState, reason: str | None) -> None:
    before = report(state, reason=reason)
    merged = instruction.merged(before, report(number=2), ReportState.INADMISSIBLE, "Repeats.")
    assert (merged.duplicate_of, merged.state) == ("EV-2026-0002", ReportState.INADMISSIBLE)
    assert instruction.unmerged(merged) == before


def test_a_merge_recorded_without_what_was_before_goes_back_to_received() -> None:
    old = report(ReportState.CLOSED, duplicate_of="EV-2026-0002", reason="Repeats EV-2026-0002.")
    assert instruction.unmerged(old).state is ReportState.RECEIVED


def test_merges_make_no_chain() -> None:
    repeats = report(ReportState.INADMISSIBLE, 2, duplicate_of="EV-2026-0003")
    for one, other, words in (
        (report(), report(), "duplicate of itself"),
        (report(), repeats, "itself repeats EV-2026-0003"),
        (repeats, report(), "already repeats EV-2026-0003"),
    ):
        with pytest.raises(RefusedError, match=words):
            instruction.merged(one, other, ReportState.INADMISSIBLE, "R")
    with pytest.raises(RefusedError, match="repeats no other"):
        instruction.unmerged(report())
