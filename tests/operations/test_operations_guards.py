"""What an act refuses: the wrong person, state, reason or id; a record that changed; bad values."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from comens_tui.errors import (
    RecordError,
    RefusedError,
    StaleRecordError,
    UnknownRecordError,
)
from comens_tui.model.meeting import Meeting
from comens_tui.model.places import meeting_path, proposal_path
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
    recuse,
)
from comens_tui.operations.desk import open_desk
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
from comens_tui.operations.proposals import edit_proposal, new_proposal, rebase_proposal
from comens_tui.operations.reports import new_report, triage_report
from tests.operations.support import (
    ANNE,
    BRUNO,
    CHAIR,
    EXPERT,
    FIRST,
    MEETING,
    REFERENTIAL,
    REPORT,
    SECOND,
    SECRETARY,
    SITTING,
    amended,
    unchanged,
    witness,
)
from tests.support import COMMITTEE_YAML, commit_all, git, write_files


@pytest.fixture
def drafted(room):
    new_proposal(room.desk(ANNE), title="Clarifier", motive="Lu.", texts={REFERENTIAL: amended()})
    return room


# Persons


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


# States and reasons


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


# Ids


@pytest.mark.parametrize(
    ("act", "near"),
    [
        (lambda desk: triage_report(desk, "EV-2026-0009", ReportState.ADMISSIBLE), REPORT),
        (lambda desk: submit_proposal(desk, "P-2026-009"), SECOND),
        (lambda desk: convene_meeting(desk, "S-2026-09"), MEETING),
        (lambda desk: submit_proposal(desk, "../../committee"), ""),
        (lambda desk: submit_proposal(desk, ""), ""),
    ],
)
def test_an_unknown_id_is_refused_with_the_nearest_ones(tabled, act, near):
    with unchanged(tabled), pytest.raises(UnknownRecordError) as caught:
        act(tabled.desk())
    assert near in caught.value.hint


def test_a_broken_file_keeps_its_number_and_its_content(room):
    broken = "proposals/reports/2026/EV-2026-0002.yaml"
    write_files(room.root, {broken: "schema: 1\ntitle: [\n"})
    commit_all(room.root)
    receipt = new_report(room.desk(), title="T", description="D", type=ReportType.OTHER)
    assert receipt.record == "EV-2026-0003"
    assert room.text(broken) == "schema: 1\ntitle: [\n"


# What changed since it was shown


def test_a_record_that_changed_since_it_was_shown_is_not_written_over(drafted):
    path = proposal_path(FIRST)
    shown = drafted.snapshot().files[path]
    edit_proposal(drafted.desk(ANNE), FIRST, title="Autre titre", requirements=("ETH.2",))
    for act in (
        lambda desk: edit_proposal(desk, FIRST, motive="Le mien", seen=shown),
        lambda desk: submit_proposal(desk, FIRST, seen=shown),
        lambda desk: withdraw_proposal(desk, FIRST, seen=shown),
        lambda desk: rebase_proposal(desk, FIRST, seen=shown),
    ):
        with unchanged(drafted), pytest.raises(StaleRecordError) as caught:
            act(drafted.desk(ANNE))
        assert "title, requirements" in caught.value.hint
        assert path in caught.value.message
    submit_proposal(drafted.desk(ANNE), FIRST, seen=drafted.snapshot().files[path])


def test_a_meeting_that_changed_since_it_was_shown_is_not_written_over(sitting):
    shown = sitting.snapshot().files[meeting_path(MEETING)]
    attend(sitting.desk(), MEETING, (BRUNO,), "absent")
    for act in (
        lambda desk: attend(desk, MEETING, (ANNE,), "absent", seen=shown),
        lambda desk: recuse(desk, MEETING, 1, ANNE, "Autrice.", seen=shown),
        lambda desk: open_item(desk, MEETING, 1, seen=shown),
        lambda desk: decide_item(desk, MEETING, 1, seen=shown),
        lambda desk: close_meeting(desk, MEETING, seen=shown),
        lambda desk: add_to_agenda(desk, MEETING, information=("X",), seen=shown),
    ):
        with unchanged(sitting), pytest.raises(StaleRecordError) as caught:
            act(sitting.desk())
        assert "attendance" in caught.value.hint


def test_a_change_of_layout_only_is_said_to_be_so(room):
    path = f"proposals/reports/2026/{REPORT}.yaml"
    shown = room.snapshot().files[path]
    write_files(room.root, {path: "# Relu.\n" + room.text(path)})
    commit_all(room.root)
    with pytest.raises(StaleRecordError, match="changed since") as caught:
        triage_report(room.desk(), REPORT, ReportState.ADMISSIBLE, seen=shown)
    assert "layout only" in caught.value.hint


@pytest.mark.parametrize("seen", ["0" * 40, "HEAD", "HEAD:README.md", "not a blob"])
def test_what_was_never_shown_counts_as_changed(room, seen):
    with unchanged(room), pytest.raises(StaleRecordError) as caught:
        triage_report(room.desk(), REPORT, ReportState.ADMISSIBLE, seen=seen)
    assert "whole record" in caught.value.hint


# Values


@pytest.mark.parametrize(
    ("act", "key"),
    [
        (lambda desk: new_report(desk, title="", description="D", type=ReportType.OTHER), "title"),
        (lambda desk: new_report(desk, title="T" * 201, description="D", type=ReportType.OTHER),
         "title"),
        (lambda desk: new_proposal(desk, title="T", motive=""), "motive"),
        (lambda desk: triage_report(desk, REPORT, ReportState.ADMISSIBLE, severity=9), "severity"),
        (lambda desk: triage_report(desk, REPORT, ReportState.ADMISSIBLE, severity=-1),
         "severity"),
        (lambda desk: edit_proposal(desk, FIRST, title="T" * 201), "title"),
        (lambda desk: plan_meeting(desk, planned=SITTING, information=("",)), "title"),
    ],
)  # fmt: skip
def test_a_record_that_could_not_be_read_back_is_never_written(drafted, act, key):
    for dry_run in (True, False):
        with unchanged(drafted), pytest.raises(RecordError, match=key):
            act(drafted.desk(dry_run=dry_run))


def test_text_that_utf8_cannot_write_is_refused(room):
    with unchanged(room), pytest.raises(RecordError, match="title"):
        new_report(room.desk(), title="\udcff", description="D", type=ReportType.OTHER)
    texts = {REFERENTIAL: amended(new="\udcff")}
    with unchanged(room), pytest.raises(RefusedError, match="UTF-8"):
        new_proposal(room.desk(), title="T", motive="M", texts=texts)


def test_an_assignee_is_somebody_of_the_committee(room):
    with unchanged(room), pytest.raises(RefusedError, match="ghost"):
        triage_report(room.desk(), REPORT, ReportState.ADMISSIBLE, assignee="ghost")


def test_an_act_that_changes_nothing_is_refused(drafted):
    with unchanged(drafted), pytest.raises(RefusedError, match="Nothing would change"):
        edit_proposal(drafted.desk(ANNE), FIRST, title="Clarifier")


# A person's own hand


def test_comments_order_and_quotes_of_a_hand_written_file_stay(room):
    path = f"proposals/reports/2026/{REPORT}.yaml"
    by_hand = (
        "# Reçu par courrier.\nid: 'EV-2026-0001'   # premier\nschema: 1\nseverity: 2\n"
        'type: transparency\ntitle: "Un refus d\'accès"\n\nreceived: 2026-02-02\n'
        "state: received # à trier\ndescription: >-\n  Une usagère\n  attend.\n"
    )
    write_files(room.root, {path: by_hand})
    commit_all(room.root)
    triage_report(room.desk(), REPORT, ReportState.ADMISSIBLE)
    assert room.text(path) == by_hand.replace("state: received #", "state: admissible #")


def test_a_record_that_a_person_is_editing_is_not_overwritten(room):
    path = f"proposals/reports/2026/{REPORT}.yaml"
    half_done = room.text(path) + "# à finir\n"
    write_files(room.root, {path: half_done})
    with unchanged(room), pytest.raises(RefusedError, match=REPORT):
        triage_report(room.desk(), REPORT, ReportState.ADMISSIBLE)
    assert (room.root / path).read_text() == half_done


def test_a_detached_head_refuses_every_act(room):
    git(room.root, "checkout", "--quiet", "--detach")
    with unchanged(room), pytest.raises(Exception, match="detached"):
        triage_report(room.desk(), REPORT, ReportState.ADMISSIBLE)


def test_a_meeting_record_reads_back_as_it_was_written(sitting):
    assert isinstance(sitting.meeting(), Meeting)
    assert not sitting.snapshot().problems
