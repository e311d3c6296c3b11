"""A meeting whose process is killed at random moments loses nothing and doubles nothing."""

import pytest

from tests.operations.crashing import play_with_kills
from tests.operations.full_meeting import SIGNERS, convene_full, full_files
from tests.operations.support import Room
from tests.support import make_repository, make_ssh_key


@pytest.fixture
def keys(tmp_path):
    return {member: make_ssh_key(tmp_path, member) for member in SIGNERS}


@pytest.mark.crash
def test_a_meeting_killed_at_random_moments_goes_on_where_it_was(tmp_path, keys):
    room = Room(make_repository(tmp_path / "convened", full_files(keys)))
    convene_full(room)
    room.workspace.close()
    found = play_with_kills(room.root, keys, tmp_path, kills=6, seed=20260312)
    assert len(found) == 6
    assert max(outcome.recorded for outcome in found) > 30, "the kills reach its second half"
