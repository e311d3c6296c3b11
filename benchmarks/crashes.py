"""Kill a meeting at fifty random moments, and say how many acts were in flight each time."""

import shutil
import tempfile
from pathlib import Path

import pytest

from tests.operations.crashing import play_with_kills
from tests.operations.support import FILES, Room, table, without_sync
from tests.support import SEALED, make_repository

KILLS = 50


def measure_crashes(kills: int = KILLS, seed: int = 1) -> None:
    """Play and check; an act lost or doubled ends the run with an error."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        for name, value in SEALED.items():
            patch.setenv(name, value)
        without_sync(patch)
        root = make_repository(Path(folder) / "tabled", FILES)
        room = Room(root)
        table(room)
        room.workspace.close()
        shutil.rmtree(root / ".git/hooks", ignore_errors=True)
        found = play_with_kills(root, Path(folder), kills, seed)
    unsaid = sum(outcome.recorded > outcome.acknowledged for outcome in found)
    print(f"\n{len(found)} kills: no act lost, none doubled; {unsaid} recorded but not yet said")


if __name__ == "__main__":
    measure_crashes()
