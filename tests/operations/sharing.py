"""Two clones of one committee and the bare repository they share."""

import shutil
from datetime import datetime
from pathlib import Path

from comens_tui.model.words import Choice
from comens_tui.operations.sync import Outcome, sync
from tests.operations.support import ANNE, CHAIR, SECRETARY, Room
from tests.support import git

#: Enough voices to adopt, of the five.
THREE = dict.fromkeys((CHAIR, SECRETARY, ANNE), Choice.FOR)


def clones_of(source: Path, folder: Path) -> Path:
    """Make a bare repository of `source` and two clones that find it beside them."""
    git(folder, "clone", "--quiet", "--bare", "--template=", str(source), "hub.git")
    for name in ("one", "other"):
        git(folder, "clone", "--quiet", "--template=", str(folder / "hub.git"), name)
        git(folder / name, "config", "remote.origin.url", "../hub.git")
    return folder


class Shared:
    """Fresh copies of the bare repository `hub`, and of two clones of it: `one` and `other`."""

    def __init__(self, folder: Path, clones: Path, now: datetime) -> None:
        shutil.copytree(clones, folder, symlinks=True)
        self.hub = folder / "hub.git"
        self.one, self.other = (Room(folder / name, now) for name in ("one", "other"))
        # The same act at the same second would be the same commit.
        self.other.later(seconds=20)

    def tip(self) -> str:
        """Return the commit that is shared."""
        return git(self.hub, "rev-parse", "HEAD").strip()

    def close(self) -> None:
        self.one.workspace.close()
        self.other.workspace.close()


def synced(room: Room, member: str = SECRETARY, *, remote: str = "") -> Outcome:
    """Synchronise, and check that nothing of it is left half done."""
    outcome = sync(room.desk(member), remote)
    assert room.status() == ""
    return outcome


def reasons(outcome: Outcome) -> list[str]:
    return [kept.act.reason for kept in outcome.refused]


def by_hand(room: Room, path: str, old: str, new: str) -> None:
    """Change a file and commit it, as an editor and plain git do."""
    file = room.root / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    git(room.root, "commit", "--quiet", "-am", f"Change {old}")


def acts_since(room: Room, start: str) -> list[str]:
    """Return the author, the date and the whole words of each act since, oldest first."""
    shown = git(room.root, "log", "-z", "--reverse", "--format=%an %ae %ad%n%B", f"{start}..HEAD")
    return [act for act in shown.split("\0") if act]
