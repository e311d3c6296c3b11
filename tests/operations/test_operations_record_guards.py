"""What an act refuses of records: an unknown id, one that changed, a bad value, a file in hand."""

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
    ReportState,
    ReportType,
)
from comens_tui.operations.convocation import convene_meeting
from comens_tui.operations.deliberation import (
    decide_item,
    open_item,
    recuse,
)
from comens_tui.operations.meetings import (
    add_to_agenda,
    attend,
    close_meeting,
    plan_meeting,
)
from comens_tui.operations.proposal_steps import (
    submit_proposal,
    withdraw_proposal,
)
from comens_tui.operations.proposals import edit_proposal, new_proposal, rebase_proposal
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
from tests.support import commit_all, git, write_files

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
