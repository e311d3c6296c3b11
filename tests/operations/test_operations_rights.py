"""Who may act: by the committee as it stands, on the day of the committee."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from comens_tui.errors import (
    RefusedError,
)
from comens_tui.model.words import (
    Choice,
    Nature,
    ReportState,
    ReportType,
)
from comens_tui.operations.deliberation import (
    cast_ballot,
    decide_item,
    open_item,
    recuse,
)
from comens_tui.operations.desk import open_desk
from comens_tui.operations.meetings import (
    attend,
    close_meeting,
    plan_meeting,
)
from comens_tui.operations.proposal_steps import (
    instruct_proposal,
    prioritise_proposal,
    screen_proposal,
    submit_proposal,
    withdraw_proposal,
)
from comens_tui.operations.proposals import edit_proposal, rebase_proposal
from comens_tui.operations.reports import new_report, triage_report
from tests.operations.support import (
    ANNE,
    BRUNO,
    CHAIR,
    EXPERT,
    FIRST,
    MEETING,
    REPORT,
    SECRETARY,
    SITTING,
    unchanged,
    witness,
)
from tests.support import COMMITTEE_YAML, commit_all, git, write_files


@pytest.mark.parametrize(
    ("who", "act"),
    [
        (ANNE, lambda desk: triage_report(desk, REPORT, ReportState.ADMISSIBLE)),
        (ANNE, lambda desk: screen_proposal(desk, FIRST, nature=Nature.EDITORIAL)),
        (CHAIR, lambda desk: instruct_proposal(desk, FIRST)),
        (EXPERT, lambda desk: prioritise_proposal(desk, FIRST)),
        (BRUNO, lambda desk: edit_proposal(desk, FIRST, title="Le mien")),
        (BRUNO, lambda desk: submit_proposal(desk, FIRST)),
        (BRUNO, lambda desk: withdraw_proposal(desk, FIRST)),
        (SECRETARY, lambda desk: withdraw_proposal(desk, FIRST)),
        (BRUNO, lambda desk: rebase_proposal(desk, FIRST)),
        (ANNE, lambda desk: plan_meeting(desk, planned=SITTING)),
    ],
)
def test_an_act_is_refused_to_who_has_no_right_to_it(drafted, who, act):
    with unchanged(drafted), pytest.raises(RefusedError) as caught:
        act(drafted.desk(who))
    assert caught.value.hint


@pytest.mark.parametrize(
    ("who", "act"),
    [
        (ANNE, lambda desk: open_item(desk, MEETING, 2)),
        (ANNE, lambda desk: decide_item(desk, MEETING, 1)),
        (ANNE, lambda desk: cast_ballot(desk, MEETING, 1, Choice.FOR, member_id=BRUNO)),
        (EXPERT, lambda desk: cast_ballot(desk, MEETING, 1, Choice.FOR)),
        (ANNE, lambda desk: recuse(desk, MEETING, 1, BRUNO, "Lui, pas moi.")),
        (ANNE, lambda desk: attend(desk, MEETING, (BRUNO,), "absent")),
        (BRUNO, lambda desk: close_meeting(desk, MEETING)),
    ],
)
def test_an_act_of_the_sitting_is_refused_to_who_has_no_right_to_it(sitting, who, act):
    open_item(sitting.desk(), MEETING, 1)
    with unchanged(sitting), pytest.raises(RefusedError) as caught:
        act(sitting.desk(who))
    assert caught.value.hint


def test_a_reader_whom_the_committee_does_not_know_cannot_act(room):
    git(room.root, "config", "user.email", "nobody@example.org")
    stranger = open_desk(room.root)
    with unchanged(room), pytest.raises(RefusedError, match=r"nobody@example\.org"):
        new_report(stranger, title="T", description="D", type=ReportType.OTHER)


def test_git_says_who_acts_and_acting_as_another_is_for_demonstrations(room):
    git(room.root, "config", "user.email", "ANNE@example.org")
    desk = open_desk(room.root)
    assert desk.actor is not None
    assert desk.actor.id == ANNE
    with pytest.raises(RefusedError, match="demonstration"):
        open_desk(room.root, acting_as=CHAIR)
    git(room.root, "config", "comens.demo", "true")
    assert open_desk(room.root, acting_as=CHAIR).actor.id == CHAIR
    with pytest.raises(RefusedError, match="nobody-here"):
        open_desk(room.root, acting_as="nobody-here")


@pytest.mark.parametrize(
    "committee",
    [
        COMMITTEE_YAML.replace("roles: [member, secretary]", "roles: [member]"),
        COMMITTEE_YAML.replace("samir-benali", "samia-benali"),
    ],
)
def test_rights_are_those_of_the_committee_as_it_now_stands(room, committee):
    open_for_long = room.desk(SECRETARY)
    write_files(room.root, {"decisions/committee.yaml": committee})
    commit_all(room.root)
    with unchanged(room), pytest.raises(RefusedError):
        triage_report(open_for_long, REPORT, ReportState.ADMISSIBLE)


def test_a_mandate_that_ended_ends_the_rights(room):
    write_files(
        room.root,
        {"decisions/committee.yaml": COMMITTEE_YAML.replace("end: null", 'end: "2026-02-28"')},
    )
    commit_all(room.root)
    with unchanged(room), pytest.raises(RefusedError, match="does not sit"):
        triage_report(room.desk(), REPORT, ReportState.ADMISSIBLE)


def test_a_day_is_that_of_the_committee_not_of_the_machine(room):
    late = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    desk = replace(room.desk(ANNE), clock=lambda: late)
    receipt = new_report(desk, title="T", description="D", type=ReportType.OTHER)
    assert receipt.record == "EV-2027-0001"
    assert room.snapshot().reports[receipt.record].received == date(2027, 1, 1)
    assert witness(room, receipt)["authored"] == "2027-01-01T00:30:00+01:00"
