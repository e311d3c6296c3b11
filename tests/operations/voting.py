"""Members with keys of their own, at a meeting whose first item is open to the vote."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from comens_tui.model.finding import Finding
from comens_tui.model.places import ballot_path
from comens_tui.model.words import Choice
from comens_tui.operations import carried_ballots
from comens_tui.operations.carried_ballots import Carried
from comens_tui.operations.deliberation import cast_ballot, open_item
from comens_tui.operations.desk import Desk
from comens_tui.operations.releases import check_workspace
from comens_tui.operations.remote_ballots import Taken, sign_ballot, take_ballots
from comens_tui.store.records import new_text
from comens_tui.store.signing import sign
from tests.operations.support import ANNE, BRUNO, MEETING, Room
from tests.support import commit_all, write_files

COMMITTEE = "decisions/committee.yaml"
FOR, AGAINST = Choice.FOR, Choice.AGAINST
#: The ballot of Anne on item 1, once it is filed.
OWN = ballot_path(MEETING, 1, ANNE)


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


def say_all(room: Room, *members: str, choice: Choice = FOR) -> None:
    """Record the voice of each member on item 1."""
    for member in members:
        cast_ballot(room.desk(), MEETING, 1, choice, member_id=member)


def findings(room: Room, *codes: str) -> list[Finding]:
    """Return what the checks of these codes find; by default that of signed ballots."""
    return [
        item for item in check_workspace(room.desk()).findings if item.code in (codes or ("G030",))
    ]


def forged(vote, carried, key=BRUNO, namespace=carried_ballots.NAMESPACE, **changes):
    """Return the ballot changed, and signed with a key of the attacker's choice."""
    text = new_text(carried.ballot.model_copy(update=changes)).decode()
    return Carried(carried.ballot, text, sign(text.encode(), vote.keys[key], namespace))
