"""Kill the full meeting at fifty random moments, and say where each one found it again.

After each kill the command line is asked where the meeting stands, and after some the app is
opened in a real terminal.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from comens_tui.model.words import MeetingState
from tests.operations.crashing import Place, play_with_kills
from tests.operations.full_meeting import FULL, SIGNERS, convene_full, full_files, full_script
from tests.operations.support import Room, without_sync
from tests.support import SEALED, git, make_repository, make_ssh_key
from tests.tui.terminals import terminal

KILLS = 50
#: The app is opened after one kill in so many.
APP_EVERY = 5


class _Reopened:
    """How often the meeting was found at its place by the command line, and in the app."""

    def __init__(self) -> None:
        self.by_command = self.in_app = self._kills = 0

    def look(self, root: Path, place: Place) -> None:
        self._kills += 1
        self._ask(root, place)
        if self._kills % APP_EVERY == 0 and place.state is MeetingState.OPEN:
            self._open(root, place)

    def _ask(self, root: Path, place: Place) -> None:
        command = [sys.executable, "-m", "comens_tui", "--workspace", str(root), "--format", "json"]
        shown = subprocess.run(
            [*command, "meeting", "show", FULL], check=True, capture_output=True, text=True
        )
        said = json.loads(shown.stdout)
        assert said["state"] == place.state
        voting = [item["number"] for item in said["agenda"] if item["state"] == "open"]
        assert tuple(sorted(voting)) == tuple(sorted(place.voting))
        self.by_command += 1

    def _open(self, root: Path, place: Place) -> None:
        with terminal(["--workspace", str(root), "--lang", "en"]) as app:
            app.wait_for(FULL)
            # Ended in the meeting, the app opens there again by itself.
            if "in session" in app.text():
                app.press("\r")
            app.wait_for("Clarifier 1")
            lines = [line for line in app.text().splitlines() if "VOTE OPEN" in line]
        assert sorted(int(line.split()[0]) for line in lines) == sorted(place.voting), lines
        self.in_app += 1


def _convened(folder: Path) -> tuple[Path, dict[str, Path]]:
    keys = {member: make_ssh_key(folder, member) for member in SIGNERS}
    room = Room(make_repository(folder / "convened", full_files(keys)))
    convene_full(room)
    room.workspace.close()
    git(room.root, "config", "user.email", SEALED["GIT_AUTHOR_EMAIL"])
    return room.root, keys


def measure_crashes(kills: int = KILLS, seed: int = 1, say: Callable[[str], None] = print) -> None:
    """Play and check; an act lost or doubled, or a place lost, ends the run with an error."""
    seen = _Reopened()
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        for name, value in SEALED.items():
            patch.setenv(name, value)
        without_sync(patch)
        root, keys = _convened(Path(folder))
        acts = len(full_script(keys))
        found = play_with_kills(
            root, keys, Path(folder), kills=kills, seed=seed, reopened=seen.look
        )
    cut = sum(outcome.was_cut for outcome in found)
    unsaid = sum(outcome.recorded > outcome.acknowledged for outcome in found)
    moments = sorted({outcome.recorded for outcome in found})
    say(
        f"\n{len(found)} kills in a meeting of {acts} acts, at {len(moments)} different places "
        f"(acts {moments[0]} to {moments[-1]}): no act lost, none doubled, none misplaced\n"
        f"{cut} cut a write in two, {unsaid} left an act recorded and not yet said; "
        f"opened again {seen.by_command} times by the command line, {seen.in_app} in the app"
    )


if __name__ == "__main__":
    measure_crashes()
