"""Two secretaries on two clones: what both did is joined or told, and nothing is lost."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from comens_tui.errors import (
    BusyError,
    RefusedError,
    UnknownRecordError,
)
from comens_tui.model.places import (
    meeting_path,
    report_path,
)
from comens_tui.model.words import Choice, MeetingState, ProposalState, ReportState
from comens_tui.operations.deliberation import cast_ballot, decide_item, open_item, recuse
from comens_tui.operations.meetings import (
    attend,
    plan_meeting,
)
from comens_tui.operations.proposals import comment_proposal
from comens_tui.operations.reports import new_report, triage_report
from comens_tui.operations.sync import forget, kept_aside, sync
from comens_tui.store.sharing import waiting
from tests.operations.sharing import THREE, acts_since, by_hand, synced
from tests.operations.support import (
    ANNE,
    BRUNO,
    CHAIR,
    FIRST,
    MEETING,
    REFERENTIAL,
    REPORT,
    SECRETARY,
    Room,
    git,
    sit,
)


def test_nothing_to_share_is_said(shared):
    outcome = synced(shared.one)
    assert outcome.is_nothing
    assert waiting(shared.one.workspace) == 0


def test_acts_go_from_one_clone_to_the_other_with_their_files(shared):
    attend(shared.one.desk(), MEETING, (ANNE,), "video")
    assert waiting(shared.one.workspace) == 1
    written = shared.one.workspace.head()
    assert len(synced(shared.one).sent) == 1
    assert shared.tip() == written
    outcome = synced(shared.other)
    assert [act.subject for act in outcome.received] == [
        "At S-2026-01, present on video: Anne Petit"
    ]
    assert shared.other.workspace.head() == written
    assert "mode: video" in (shared.other.root / meeting_path(MEETING)).read_text()


def test_a_whole_afternoon_of_two_secretaries_is_joined(before_sitting):
    """One holds the meeting; the other plans the next one, triages, and corrects its title."""
    one, other = before_sitting.one, before_sitting.other
    sit(one)
    one.vote(1, THREE)
    decide_item(one.desk(), MEETING, 1)
    recuse(one.desk(), MEETING, 3, BRUNO, "Salarié de l'éditeur")
    one.vote(3, THREE)
    decide_item(one.desk(), MEETING, 3)
    held = acts_since(one, before_sitting.tip())

    by_hand(
        other,
        meeting_path(MEETING),
        'title: "Meeting of March 12, 2026"',
        'title: "Séance de mars"',
    )
    plan_meeting(other.desk(), planned=other.now.replace(month=4))
    triage_report(other.desk(), REPORT, ReportState.ADMISSIBLE)
    new_report(
        other.desk(), title="Police trop petite", description="On ne lit rien.", type="technical"
    )
    prepared = acts_since(other, before_sitting.tip())
    start = before_sitting.tip()

    synced(one)
    outcome = synced(other)
    assert outcome.refused == []
    assert outcome.renumbered == []
    assert len(outcome.sent) == 4
    synced(one)
    assert one.workspace.head() == other.workspace.head() == before_sitting.tip()

    meeting = one.meeting()
    assert meeting.title == "Séance de mars"
    assert meeting.state is MeetingState.OPEN
    assert [item.state for item in meeting.agenda] == ["decided", "pending", "decided"]
    snapshot = one.snapshot()
    assert snapshot.proposals[FIRST].state is ProposalState.ADOPTED
    assert "simples et brefs" in one.text(REFERENTIAL)
    assert "S-2026-02" in snapshot.meetings
    assert snapshot.reports[REPORT].state is ReportState.ADMISSIBLE
    assert not snapshot.problems
    assert acts_since(one, start) == [*held, *prepared]


def test_the_same_record_is_joined_field_by_field(shared):
    attend(shared.one.desk(), MEETING, (ANNE,), "video")
    attend(shared.other.desk(), MEETING, (BRUNO,), "absent")
    recuse(shared.other.desk(), MEETING, 2, CHAIR, "Autrice")
    synced(shared.one)
    assert synced(shared.other).refused == []
    lines = {line.member: line for line in shared.other.meeting().attendance}
    assert lines[ANNE].mode == "video"
    assert lines[BRUNO].left is not None
    assert [line.member for line in shared.other.meeting().recusals] == [CHAIR]


def test_one_field_changed_by_both_is_refused_and_kept_in_words(shared):
    triage_report(shared.one.desk(), REPORT, ReportState.ADMISSIBLE)
    triage_report(shared.other.desk(), REPORT, ReportState.INADMISSIBLE, reason="Hors du champ")
    comment_proposal(shared.other.desk(), FIRST, "Bien.")
    refused = shared.other.workspace.log(limit=2)[1].commit
    synced(shared.one)
    outcome = synced(shared.other)
    (kept,) = outcome.refused
    assert kept.act.commit == refused
    assert "admissible" in kept.act.reason
    assert len(outcome.sent) == 1
    assert shared.other.snapshot().reports[REPORT].state is ReportState.ADMISSIBLE
    (aside,) = kept_aside(shared.other.desk())
    assert aside.commit == refused
    assert kept.act.reason in aside.words
    git(shared.other.root, "cat-file", "-e", f"{refused}:{report_path(REPORT)}")
    forget(shared.other.desk(), aside.name)
    assert kept_aside(shared.other.desk()) == ()
    with pytest.raises(UnknownRecordError):
        forget(shared.other.desk(), aside.name)


def test_the_same_act_done_twice_is_done_once(shared):
    for room in (shared.one, shared.other):
        open_item(room.desk(), MEETING, 3)
    # The two openings differ by their minute: it is the first one that stands.
    synced(shared.one)
    outcome = synced(shared.other)
    assert len(outcome.refused) == 1
    for room in (shared.one, shared.other):
        cast_ballot(room.desk(), MEETING, 3, Choice.FOR, member_id=ANNE)
    synced(shared.one)
    outcome = synced(shared.other)
    assert outcome.refused == []
    assert len(outcome.already) == 1
    assert shared.other.workspace.head() == shared.tip()


def test_somebody_faster_is_let_through_and_it_begins_again(shared):
    new_report(shared.one.desk(), title="A", description="D.", type="technical")
    new_report(shared.other.desk(), title="B", description="D.", type="technical")
    rivals = [lambda: synced(shared.one), lambda: None]

    def rival():
        rivals.pop(0)()

    outcome = sync(shared.other.desk(), between=rival)
    assert outcome.outrun == 1
    assert [(one.old[-1], one.new[-1]) for one in outcome.renumbered] == [("2", "3")]
    assert shared.tip() == shared.other.workspace.head()
    titles = {report.title for report in shared.other.snapshot().reports.values()}
    assert {"A", "B"} <= titles


def test_a_lock_left_on_the_other_side_is_named_and_nobody_is_said_to_be_faster(shared):
    new_report(shared.one.desk(), title="A", description="D.", type="technical")
    lock = shared.hub / "refs/heads/main.lock"
    lock.touch()
    with pytest.raises(BusyError, match="Another git command is at work in ") as refused:
        sync(shared.one.desk())
    assert refused.value.hint == f"Wait until it ends; if none runs there, delete {lock} there."
    lock.unlink()
    assert sync(shared.one.desk()).outrun == 0
    assert shared.tip() == shared.one.workspace.head()


def test_a_lock_held_for_a_moment_on_the_other_side_is_waited_for(shared):
    new_report(shared.one.desk(), title="A", description="D.", type="technical")
    lock = shared.hub / "refs/heads/main.lock"
    turns = iter((lock.touch, lock.unlink))

    def between():
        next(turns)()

    assert sync(shared.one.desk(), between=between).outrun == 1
    assert shared.tip() == shared.one.workspace.head()


def test_signed_acts_are_signed_again_by_who_made_them_and_by_nobody_else(shared, tmp_path):
    import subprocess

    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    attend(replace(shared.other.desk(), key=key), MEETING, (ANNE,), "video")
    recuse(shared.one.desk(), MEETING, 2, CHAIR, "Autrice")
    synced(shared.one)
    with pytest.raises(RefusedError, match="is signed by Samir Benali"):
        sync(shared.other.desk(CHAIR))
    assert sync(replace(shared.other.desk(SECRETARY), key=key)).refused == []
    commit = git(shared.other.root, "cat-file", "commit", "HEAD")
    assert "gpgsig -----BEGIN SSH SIGNATURE" in commit
    assert commit.count("Samir Benali <samir@example.org>") == 2


@pytest.mark.parametrize("step", ["journalled", "moved", "file"])
def test_cut_off_at_any_step_it_is_before_or_after_and_goes_on(shared, step):
    """The process is really killed; another one finds the clone whole and finishes."""
    new_report(shared.one.desk(), title="A", description="D.", type="technical")
    synced(shared.one)
    new_report(shared.other.desk(), title="B", description="D.", type="technical")
    triage_report(shared.other.desk(), REPORT, ReportState.ADMISSIBLE)
    before = shared.other.workspace.head()
    process = os.fork()
    if process == 0:
        room = Room(shared.other.root, shared.other.now)
        sync(room.desk(), checkpoint=lambda name: name == step and os.kill(os.getpid(), 9))
        os._exit(0)
    assert os.waitpid(process, 0)[1] == 9

    shared.other.workspace.close()
    shared.other = Room(shared.other.root, shared.other.now)
    moved = shared.other.workspace.head() != before
    assert moved == (step != "journalled")
    assert shared.other.status() == ""
    outcome = synced(shared.other)
    assert outcome.refused == []
    assert shared.tip() == shared.other.workspace.head()
    titles = [report.title for report in shared.other.snapshot().reports.values()]
    assert titles[1:] == ["A", "B"]
    git(shared.other.root, "fsck", "--strict")


def test_two_processes_at_once_both_get_through(shared):
    for number, room in enumerate((shared.one, shared.other)):
        for title in "ab":
            new_report(room.desk(), title=f"{title}{number}", description="D.", type="technical")
    command = [sys.executable, "-m", "comens_tui", "sync", "--lang", "en", "--workspace"]
    running = [
        subprocess.Popen([*command, str(room.root)], stderr=subprocess.PIPE)
        for room in (shared.one, shared.other)
    ]
    said = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    synced(shared.one)
    synced(shared.other)
    assert shared.one.workspace.head() == shared.other.workspace.head() == shared.tip()
    reports = shared.one.snapshot().reports.values()
    assert sorted(report.title for report in reports)[1:] == ["a0", "a1", "b0", "b1"]
    assert not shared.one.snapshot().problems
