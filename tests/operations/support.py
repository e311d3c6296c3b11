"""A small committee at work, built by real acts: people's desks, a clock, texts, stages."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from comens_tui.model.meeting import Meeting
from comens_tui.model.proposal import Proposal
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Choice, Nature
from comens_tui.operations.convocation import convene_meeting
from comens_tui.operations.deliberation import cast_ballot, open_item
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt
from comens_tui.operations.meetings import attend, open_meeting, plan_meeting
from comens_tui.operations.proposal_steps import screen_proposal, submit_proposal
from comens_tui.operations.proposals import new_proposal
from comens_tui.store import git as store_git
from comens_tui.store.workspace import Workspace
from tests.support import (  # noqa: F401 - the names that tests of this room share
    CHAIR,
    COMMITTEE_YAML,
    MEMBERS,
    REFERENTIAL_MD,
    RELEASE_MANAGER,
    SECRETARY,
    WORKSPACE_FILES,
    git,
)

ANNE, BRUNO = "anne-petit", "bruno-leroy"
EXPERT = "emma-noel"
REPORT = "EV-2026-0001"
REFERENTIAL = "corpus/referentials/REF-ESS.md"
MEETING = "S-2026-01"
#: The two editorial proposals of the stages; both change REFERENTIAL, in other clauses.
FIRST, SECOND = "P-2026-001", "P-2026-002"
PARIS = ZoneInfo("Europe/Paris")
START = datetime(2026, 3, 2, 9, 0, tzinfo=PARIS)
SITTING = datetime(2026, 3, 12, 14, 0, tzinfo=PARIS)
EVERYONE = MEMBERS

_EXPERT_YAML = """\
  - id: emma-noel
    name: "Emma Noël"
    email: "emma@example.org"
    college: experts
    kind: qualified
    voting: false
    roles: [expert]
    mandate: {start: "2025-01-01", end: null}
colleges:
"""

#: The shared workspace, with an expert who has no vote, and acts said in English.
FILES = {
    **WORKSPACE_FILES,
    "decisions/committee.yaml": COMMITTEE_YAML.replace(
        "schema: 1\n", "schema: 1\nlanguage: en\n"
    ).replace("colleges:\n", _EXPERT_YAML),
}


def amended(old: str = "simples.", new: str = "simples et brefs.", text: str = REFERENTIAL_MD):
    """Return the referential with one expression replaced."""
    assert old in text
    return text.replace(old, new)


class Room:
    """One clone and its clock; `desk` seats a member at it."""

    def __init__(self, root: Path, now: datetime = START) -> None:
        self.root = root
        self.now = now
        self.workspace = Workspace.open(root)

    def desk(self, member: str = SECRETARY, *, dry_run: bool = False) -> Desk:
        """Return the desk of a member, a minute after the last one."""
        self.now += timedelta(minutes=1)
        now = self.now
        committee = self.workspace.snapshot().committee
        return Desk(
            workspace=self.workspace,
            committee=committee,
            actor=committee.member(member),
            clock=lambda: now,
            dry_run=dry_run,
        )

    def later(self, **delta: float) -> None:
        """Let time pass."""
        self.now += timedelta(**delta)

    def snapshot(self) -> Snapshot:
        """Return the committed state."""
        return self.workspace.snapshot()

    def proposal(self, proposal_id: str = FIRST) -> Proposal:
        """Return a proposal as committed."""
        return self.snapshot().proposals[proposal_id]

    def meeting(self, meeting_id: str = MEETING) -> Meeting:
        """Return a meeting as committed."""
        return self.snapshot().meetings[meeting_id]

    def text(self, path: str = REFERENTIAL) -> str:
        """Return a committed file."""
        return (self.workspace.read(path) or b"").decode()

    def status(self) -> str:
        """Return what git sees as not committed."""
        return git(self.root, "status", "--porcelain", "--untracked-files=all")

    def vote(self, number: int = 1, votes: Mapping[str, Choice] | None = None) -> None:
        """Put an item to the vote and record each voice; by default all are for."""
        open_item(self.desk(), MEETING, number)
        chosen = dict.fromkeys(EVERYONE, Choice.FOR) if votes is None else votes
        for member, choice in chosen.items():
            cast_ballot(self.desk(), MEETING, number, choice, member_id=member)


def table(room: Room) -> None:
    """Table two editorial proposals at a convened meeting, with an information item."""
    texts = {FIRST: amended(), SECOND: amended("une aide humaine", "une aide humaine joignable")}
    for author, (proposal, text) in zip((ANNE, BRUNO), texts.items(), strict=True):
        new_proposal(room.desk(author), title="Clarifier", motive="Lu.", texts={REFERENTIAL: text})
        submit_proposal(room.desk(author), proposal)
        screen_proposal(room.desk(), proposal, nature=Nature.EDITORIAL)
    plan_meeting(
        room.desk(), planned=SITTING, proposals=(FIRST, SECOND), information=("Calendrier",)
    )
    convene_meeting(room.desk(), MEETING)


def sit(room: Room) -> None:
    """Open the tabled meeting with every voting member present."""
    room.now = SITTING
    open_meeting(room.desk(), MEETING)
    attend(room.desk(), MEETING, EVERYONE, "present")


@contextmanager
def unchanged(room: Room) -> Iterator[None]:
    """Check that nothing was written meanwhile: no commit, no file, no index."""
    before = (room.workspace.head(), room.status())
    yield
    assert (room.workspace.head(), room.status()) == before


def witness(room: Room, receipt: Receipt) -> Mapping[str, str | list[str]]:
    """Return what plain git says of the commit of an act, trailers by key."""
    shown = git(
        room.root, "show", "--no-renames", "--name-only",
        "--format=%H%n%P%n%an <%ae>%n%aI%n%cI%n%s%n%(trailers:only,unfold)%n--", receipt.commit,
    )  # fmt: skip
    head, _, names = shown.partition("--\n")
    commit, parents, author, authored, committed, subject, *trailers = head.splitlines()
    said: dict[str, str | list[str]] = {
        "commit": commit, "parents": parents.split(), "author": author, "authored": authored,
        "committed": committed, "subject": subject, "paths": sorted(names.split()),
    }  # fmt: skip
    for line in filter(None, trailers):
        key, value = line.split(": ", 1)
        said.setdefault(key, [])
        said[key].append(value)
    return said


def without_sync(patch) -> None:
    """Let the disk be lazy: durability is proven in the store's own tests."""
    patch.setattr(os, "fsync", lambda _descriptor: None)
    patch.setattr(os, "sync", lambda: None)
    patch.setattr(store_git, "OPTIONS", (*store_git.OPTIONS, "-c", "core.fsync=none"))
