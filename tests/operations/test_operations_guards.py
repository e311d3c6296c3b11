"""What an act refuses for its state, its reason or its moment."""

import pytest

from comens_tui.errors import (
    RefusedError,
)
from comens_tui.model.words import (
    Choice,
    Nature,
    ProposalState,
    ReportState,
    ReportType,
)
from comens_tui.operations.convocation import convene_meeting
from comens_tui.operations.deliberation import (
    HandCount,
    cast_ballot,
    decide_item,
    open_item,
)
from comens_tui.operations.meetings import (
    add_to_agenda,
    attend,
    close_meeting,
    draft_minutes,
    open_meeting,
    plan_meeting,
)
from comens_tui.operations.proposal_steps import (
    instruct_proposal,
    prioritise_proposal,
    screen_proposal,
    submit_proposal,
    withdraw_proposal,
)
from comens_tui.operations.proposals import edit_proposal, new_proposal
from comens_tui.operations.reports import new_report, triage_report
from tests.operations.support import (
    ANNE,
    BRUNO,
    FIRST,
    MEETING,
    REFERENTIAL,
    REPORT,
    SECOND,
    SITTING,
    amended,
    unchanged,
)


@pytest.mark.parametrize(
    ("state", "reason", "words"),
    [
        (ReportState.CLOSED, None, "must first go through"),
        (ReportState.RECEIVED, None, "From here it can go to"),
        (ReportState.INADMISSIBLE, None, "why"),
        (ReportState.INADMISSIBLE, "  ", "why"),
    ],
)
def test_a_step_out_of_the_table_or_without_its_reason_is_refused(room, state, reason, words):
    with unchanged(room), pytest.raises(RefusedError) as caught:
        triage_report(room.desk(), REPORT, state, reason=reason)
    assert words in caught.value.hint


@pytest.mark.parametrize(
    "act",
    [
        lambda desk: screen_proposal(desk, FIRST, nature=Nature.EDITORIAL),
        lambda desk: instruct_proposal(desk, FIRST),
        lambda desk: prioritise_proposal(desk, FIRST),
        lambda desk: plan_meeting(desk, planned=SITTING, proposals=(FIRST,)),
    ],
)
def test_a_draft_is_not_screened_instructed_prioritised_or_tabled(drafted, act):
    with unchanged(drafted), pytest.raises(RefusedError):
        act(drafted.desk())


@pytest.mark.parametrize(
    "act",
    [
        *(
            lambda desk, state=state: screen_proposal(
                desk, FIRST, nature=Nature.EDITORIAL, state=state, reason="Parce que."
            )
            for state in ProposalState
        ),
        lambda desk: prioritise_proposal(desk, FIRST),
        lambda desk: instruct_proposal(desk, FIRST),
        lambda desk: submit_proposal(desk, FIRST),
        lambda desk: edit_proposal(desk, FIRST, title="Trop tard"),
    ],
)
def test_only_a_decision_moves_a_proposal_that_is_on_an_agenda(tabled, act):
    with unchanged(tabled), pytest.raises(RefusedError):
        act(tabled.desk())


@pytest.mark.parametrize("state", sorted(set(ProposalState) - {"screened", "returned", "closed"}))
def test_screening_makes_nothing_else_of_a_submitted_proposal(drafted, state):
    submit_proposal(drafted.desk(ANNE), FIRST)
    with unchanged(drafted), pytest.raises(RefusedError):
        screen_proposal(drafted.desk(), FIRST, nature=Nature.EDITORIAL, state=state, reason="X.")


def test_the_nature_of_a_receivable_proposal_is_confirmed_by_a_person(drafted):
    submit_proposal(drafted.desk(ANNE), FIRST)
    with unchanged(drafted), pytest.raises(RefusedError, match="nature"):
        screen_proposal(drafted.desk(), FIRST)


def test_a_substantive_proposal_does_not_skip_instruction_and_rating(drafted):
    submit_proposal(drafted.desk(ANNE), FIRST)
    screen_proposal(drafted.desk(), FIRST, nature=Nature.SUBSTANTIVE)
    with unchanged(drafted), pytest.raises(RefusedError, match="instructed and rated"):
        plan_meeting(drafted.desk(), planned=SITTING, proposals=(FIRST,))
    instruct_proposal(drafted.desk(), FIRST)
    with unchanged(drafted), pytest.raises(RefusedError, match="rated"):
        prioritise_proposal(drafted.desk(), FIRST)


def test_an_editorial_proposal_is_not_instructed_and_goes_to_an_agenda(drafted):
    submit_proposal(drafted.desk(ANNE), FIRST)
    screen_proposal(drafted.desk(), FIRST, nature=Nature.EDITORIAL)
    with unchanged(drafted), pytest.raises(RefusedError, match="is editorial") as caught:
        instruct_proposal(drafted.desk(), FIRST)
    assert f"comens meeting plan MEETING --add {FIRST}" in caught.value.hint
    plan_meeting(drafted.desk(), planned=SITTING, proposals=(FIRST,))


def test_a_proposal_without_any_change_is_not_submitted(room):
    new_proposal(room.desk(ANNE), title="Rien", motive="Rien.", paths=(REFERENTIAL,))
    with unchanged(room), pytest.raises(RefusedError, match="changes no text"):
        submit_proposal(room.desk(ANNE), FIRST)


def test_a_duplicate_is_screened_with_a_reason_that_names_it(drafted):
    submit_proposal(drafted.desk(ANNE), FIRST)
    new_proposal(drafted.desk(BRUNO), title="Clarifier", motive="Lu.")
    screen_proposal(drafted.desk(), FIRST, state=ProposalState.CLOSED, duplicate_of=SECOND)
    assert drafted.proposal().duplicate_of == SECOND
    assert SECOND in drafted.proposal().reason


def test_a_duplicate_report_is_inadmissible_and_names_the_one_it_repeats(room):
    new_report(room.desk(ANNE), title="Encore", description="Idem.", type=ReportType.OTHER)
    again = "EV-2026-0002"
    for state, repeated in [(ReportState.ADMISSIBLE, REPORT), (ReportState.INADMISSIBLE, again)]:
        with unchanged(room), pytest.raises(RefusedError):
            triage_report(room.desk(), again, state, duplicate_of=repeated)
    triage_report(room.desk(), again, ReportState.INADMISSIBLE, duplicate_of=REPORT)
    assert room.snapshot().reports[again].duplicate_of == REPORT


def test_a_report_registered_once_under_its_reference_is_not_registered_twice(room):
    for repeat in (False, True):
        desk = room.desk(ANNE)
        values = {"title": "T", "description": "D", "type": ReportType.OTHER, "external_ref": "X1"}
        if repeat:
            with unchanged(room), pytest.raises(RefusedError, match="EV-2026-0002"):
                new_report(desk, **values)
        else:
            new_report(desk, **values)


@pytest.mark.parametrize("given", [(), ("ETH.2",)])
def test_a_proposal_made_from_a_report_forwards_it_and_they_name_each_other(room, given):
    triage_report(room.desk(), REPORT, ReportState.ADMISSIBLE)
    new_proposal(room.desk(), title="T", motive="M", from_report=REPORT, requirements=given)
    report = room.snapshot().reports[REPORT]
    assert (report.state, report.proposals) == (ReportState.FORWARDED, (FIRST,))
    assert (room.proposal().answers, room.proposal().requirements) == ((REPORT,), given)


def test_a_second_proposal_may_answer_a_forwarded_report_whoever_writes_it(room):
    triage_report(room.desk(), REPORT, ReportState.ADMISSIBLE)
    with unchanged(room), pytest.raises(RefusedError, match="You may not take a report"):
        new_proposal(room.desk(ANNE), title="T", motive="M", from_report=REPORT)
    new_proposal(room.desk(), title="T", motive="M", from_report=REPORT)
    new_proposal(room.desk(ANNE), title="T", motive="M", from_report=REPORT)
    assert room.snapshot().reports[REPORT].proposals == (FIRST, SECOND)


@pytest.mark.parametrize("states", [(), (ReportState.INADMISSIBLE,)])
def test_a_report_not_found_admissible_is_not_answered(room, states):
    for state in states:
        triage_report(room.desk(), REPORT, state, reason="Hors champ.")
    with unchanged(room), pytest.raises(RefusedError):
        new_proposal(room.desk(), title="T", motive="M", from_report=REPORT)


@pytest.mark.parametrize(
    "act",
    [
        lambda desk: open_meeting(desk, MEETING),
        lambda desk: attend(desk, MEETING, (ANNE,), "present"),
        lambda desk: open_item(desk, MEETING, 1),
        lambda desk: cast_ballot(desk, MEETING, 1, Choice.FOR),
        lambda desk: decide_item(desk, MEETING, 1, hands=HandCount(5, 0, 0)),
        lambda desk: close_meeting(desk, MEETING),
        lambda desk: draft_minutes(desk, MEETING),
        lambda desk: plan_meeting(desk, planned=SITTING, minutes_of=(MEETING,)),
    ],
)
def test_nothing_of_a_sitting_happens_before_the_meeting_is_convened(room, act):
    plan_meeting(room.desk(), planned=SITTING, information=("Point",))
    with unchanged(room), pytest.raises(RefusedError):
        act(room.desk())


def test_a_short_notice_needs_the_reason_of_the_urgency(room):
    plan_meeting(room.desk(), planned=SITTING)
    room.later(days=6)
    with unchanged(room), pytest.raises(RefusedError, match="4 days"):
        convene_meeting(room.desk(), MEETING)
    convene_meeting(room.desk(), MEETING, urgency="Un décret paraît.")
    assert room.meeting().urgency == "Un décret paraît."


def test_an_item_is_on_an_agenda_once(tabled, room):
    with unchanged(tabled), pytest.raises(RefusedError):
        add_to_agenda(tabled.desk(), MEETING, proposals=(FIRST,))
    new_proposal(room.desk(ANNE), title="T", motive="M", texts={REFERENTIAL: amended()})
    submit_proposal(room.desk(ANNE), FIRST)
    screen_proposal(room.desk(), FIRST, nature=Nature.EDITORIAL)
    with unchanged(room), pytest.raises(RefusedError, match="already on this agenda"):
        plan_meeting(room.desk(), planned=SITTING, proposals=(FIRST, FIRST))


def test_an_item_that_does_not_exist_or_is_settled_is_refused(sitting):
    with unchanged(sitting), pytest.raises(RefusedError) as caught:
        open_item(sitting.desk(), MEETING, 9)
    assert "1, 2, 3" in caught.value.hint
    open_item(sitting.desk(), MEETING, 3)
    decide_item(sitting.desk(), MEETING, 3, hands=HandCount(5, 0, 0))
    with unchanged(sitting), pytest.raises(RefusedError, match="settled"):
        open_item(sitting.desk(), MEETING, 3)


def test_one_item_is_open_at_a_time_and_none_when_the_meeting_closes(sitting):
    open_item(sitting.desk(), MEETING, 1)
    with unchanged(sitting), pytest.raises(RefusedError, match="Item 1"):
        open_item(sitting.desk(), MEETING, 2)
    with unchanged(sitting), pytest.raises(RefusedError, match="Item 1"):
        close_meeting(sitting.desk(), MEETING)


def test_a_proposal_being_voted_is_no_longer_withdrawn(sitting):
    open_item(sitting.desk(), MEETING, 1)
    with unchanged(sitting), pytest.raises(RefusedError, match="being voted"):
        withdraw_proposal(sitting.desk(ANNE), FIRST)


def test_a_proposal_withdrawn_leaves_the_agenda_and_stays_withdrawn(sitting):
    withdraw_proposal(sitting.desk(ANNE), FIRST)
    assert sitting.meeting().item(1).state == "withdrawn"
    with unchanged(sitting), pytest.raises(RefusedError, match="settled"):
        open_item(sitting.desk(), MEETING, 1)
    close_meeting(sitting.desk(), MEETING)
    assert sitting.proposal(FIRST).state is ProposalState.WITHDRAWN
    assert sitting.proposal(SECOND).state is ProposalState.DEFERRED
