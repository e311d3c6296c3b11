"""What a clone forgets of the signed ballots it kept for a vote."""

import shutil
from dataclasses import replace

from comens_tui.operations.deliberation import decide_item
from comens_tui.operations.meetings import close_meeting
from comens_tui.operations.sealed_ballots import sweep_sealed
from comens_tui.operations.secret_ballots import request_secret_ballot
from tests.operations.support import (
    ANNE,
    BRUNO,
    CHAIR,
    MEETING,
)
from tests.operations.voting import (
    AGAINST,
    say_all,
)


def test_once_the_vote_is_secret_no_file_of_the_clone_tells_a_choice(vote):
    vote.take(vote.signed(ANNE), vote.signed(BRUNO))
    late = vote.signed(ANNE, AGAINST)
    vote.refused(late)
    request_secret_ballot(vote.room.desk(), MEETING, 1, (BRUNO,))
    assert "secret" in vote.refused(late)
    folder = vote.room.workspace.private / "ballots"
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def kept(vote):
    """Return the name of each file that the clone keeps of ballots."""
    folder = vote.room.workspace.private / "ballots"
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_what_an_act_cut_off_left_is_forgotten_at_the_next_opening(vote, tmp_path):
    vote.take(vote.signed(ANNE), vote.signed(BRUNO))
    vote.refused(vote.signed(ANNE, AGAINST))
    folder = vote.room.workspace.private / "ballots"
    shutil.copytree(folder, tmp_path / "before")
    sweep_sealed(vote.room.desk(), vote.room.meeting())
    assert len(kept(vote)) == 4, "the vote is open: they are needed"
    request_secret_ballot(vote.room.desk(), MEETING, 1, (BRUNO,))
    # As a kill between the commit and the forgetting leaves them.
    shutil.copytree(tmp_path / "before", folder, dirs_exist_ok=True)
    sweep_sealed(replace(vote.room.desk(), dry_run=True), vote.room.meeting())
    assert len(kept(vote)) == 4
    sweep_sealed(vote.room.desk(), vote.room.meeting())
    assert kept(vote) == []


def test_a_meeting_that_is_over_keeps_the_refused_ballots_alone(vote):
    room, other = vote.room, vote.signed(BRUNO, AGAINST)
    vote.take(vote.signed(BRUNO))
    vote.refused(other)
    say_all(room, ANNE, CHAIR)
    decide_item(room.desk(), MEETING, 1)
    sweep_sealed(room.desk(), room.meeting())
    assert len(kept(vote)) == 3, "the decision may still be taken back"
    close_meeting(room.desk(), MEETING)
    sweep_sealed(room.desk(), room.meeting())
    assert kept(vote) == [f"{other.digest}.ballot", f"{other.digest}.reason"]
