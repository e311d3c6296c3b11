"""Members with keys of their own, at a meeting whose first item is open to the vote."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from comens_tui.model.words import Choice
from comens_tui.operations.carried_ballots import Carried
from comens_tui.operations.deliberation import open_item
from comens_tui.operations.desk import Desk
from comens_tui.operations.remote_ballots import Taken, sign_ballot, take_ballots
from tests.operations.support import MEETING, Room
from tests.support import commit_all, write_files

COMMITTEE = "decisions/committee.yaml"


def with_keys(text: str, keys: Mapping[str, Path]) -> str:
    """Return the committee file with the public key of each member."""
    for member, key in keys.items():
        public = " ".join(key.with_suffix(".pub").read_text().split()[:2])
        text = text.replace(f"  - id: {member}\n", f"  - id: {member}\n    keys: ['{public}']\n")
    return text


class Voters:
    """A room whose members sign; `keys` are their private keys by member."""

    def __init__(self, room: Room, keys: Mapping[str, Path]) -> None:
        self.room = room
        self.keys = keys

    def record_keys(self, text: str | None = None, *, why: str = "Record the keys.") -> None:
        """Commit the committee file, by default with everyone's key."""
        text = with_keys(self.room.text(COMMITTEE), self.keys) if text is None else text
        write_files(self.room.root, {COMMITTEE: text})
        commit_all(self.room.root, why)

    def open(self, number: int = 1) -> None:
        """Put an item to the vote."""
        open_item(self.room.desk(), MEETING, number)

    def desk(self, member: str, *, key: str = "") -> Desk:
        """Return a member's desk with their key, or that of another."""
        return replace(self.room.desk(member), key=self.keys[key or member])

    def signed(self, member: str, choice: Choice = Choice.FOR, *, number: int = 1) -> Carried:
        """Return a member's own ballot."""
        return sign_ballot(self.desk(member), MEETING, number, choice)

    def take(self, *contents: bytes | Carried, names: tuple[str, ...] = ()) -> Taken:
        """Hand ballots in to the secretary."""
        given = [item.content if isinstance(item, Carried) else item for item in contents]
        files = dict(
            zip(names or [f"{place}.ballot" for place in range(len(given))], given, strict=True)
        )
        return take_ballots(self.room.desk(), MEETING, files)

    def refused(self, content: bytes | Carried) -> str:
        """Hand one in that must be refused, and return why."""
        ((handed),) = self.take(content).handed
        assert handed.reason
        secret = self.room.meeting().item(1).vote == "secret"
        assert handed.kept is None if secret else handed.kept.is_file()
        return handed.reason
