"""A meeting whose process is killed at random moments loses nothing and doubles nothing."""

import pytest

from tests.operations.crashing import SCRIPT, play_with_kills


@pytest.mark.crash
def test_a_meeting_killed_at_random_moments_goes_on_where_it_was(tabled_stage, tmp_path):
    found = play_with_kills(tabled_stage, tmp_path, kills=6, seed=20260312)
    assert len(found) == 6
    assert max(outcome.recorded for outcome in found) <= len(SCRIPT)
