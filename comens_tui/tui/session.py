"""What every screen of one run of the app shares: the desk, the options, what was said."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from comens_tui.i18n import _
from comens_tui.model.meeting import Meeting
from comens_tui.model.words import MeetingState
from comens_tui.operations.desk import Desk
from comens_tui.operations.histories import Histories
from comens_tui.operations.merging import Place
from comens_tui.rules.authority import BUREAU
from comens_tui.store.history import History
from comens_tui.store.index import Index
from comens_tui.store.repository import Repository
from comens_tui.store.sitting_place import SittingPlace
from comens_tui.store.watching import Pointer
from comens_tui.tui.following import Follower
from comens_tui.tui.terminal import Options
from comens_tui.tui.turns import Turn

#: How many messages the journal keeps.
KEPT = 500


class Said(NamedTuple):
    """One message of the app, with its time; `is_problem` when something was refused."""

    at: datetime
    text: str
    is_problem: bool


class Choice(NamedTuple):
    """What was chosen for a clause in conflict: `kind` is ours, theirs or own."""

    kind: str
    text: str


@dataclass
class Session:
    """One run of the app. Only handlers on the event loop change it.

    `work` is held by the thread that reads or writes the workspace: one at a time.
    `generation` grows with each change of the workspace that this run knows of.
    """

    desk: Desk
    options: Options
    generation: int = 0
    journal: deque[Said] = field(default_factory=lambda: deque(maxlen=KEPT))
    work: Turn = field(default_factory=Turn)
    #: Called after each change of the workspace, on the event loop, whatever screen is shown.
    on_change: list[Callable[[], None]] = field(default_factory=list)
    #: Proposed texts that were refused, by proposal and path: the next edit starts from them.
    refused_texts: dict[tuple[str, str], str] = field(default_factory=dict)
    #: Whose place was taken, in a demonstration.
    acting_as: str | None = None
    #: What git said of the person at the opening; None when nothing is kept for the next one.
    person: str | None = None
    #: What was chosen for the clauses of a merge not yet written, by proposal.
    merge_choices: dict[str, dict[Place, Choice]] = field(default_factory=dict)
    #: Sees what other processes write; None where nobody looks.
    follower: Follower | None = None
    #: How many acts are not shared yet; None where this clone shares with nobody.
    to_send: int | None = None
    #: The meeting shown to a room; empty is the one that is open.
    watched: str = ""
    #: Where the last run was cut short in a meeting that still sits; taken once.
    sitting: SittingPlace | None = None

    _index: Index | None = None
    _history: History | None = None

    def fresh_index(self) -> Index:
        """Return the index, brought to the state of the branch; called with `work` held."""
        if self._index is None:
            self._index = Index.open(self.desk.workspace)
        else:
            self._index.refresh()
        return self._index

    @property
    def name(self) -> str:
        """Who acts, as the title line says it."""
        name = self.desk.actor.name if self.desk.actor else _("reading only")
        return _("DEMO  {name}").format(name=name) if self.desk.is_demo else name

    def history(self) -> History:
        """Return the history, wherever it was brought to; called with `work` held."""
        if self._history is None:
            self._history = History(Repository.of(self.desk.workspace))
        return self._history

    def histories(self) -> Histories:
        """Return the questions about the history; called with `work` held."""
        return Histories(Repository.of(self.desk.workspace), self.history(), self.desk.now)

    def point_at(self, meeting: Meeting, item: int) -> None:
        """Let a screen in the room follow whoever holds an open meeting to this item."""
        actor = self.desk.actor
        holds = actor is not None and not BUREAU.isdisjoint(actor.roles)
        if self.follower is not None and holds and meeting.state is MeetingState.OPEN:
            self.follower.point(Pointer(meeting.id, item, self.desk.now()))

    def close(self) -> None:
        """Let go of the index and of the history, and look no more."""
        if self.follower is not None:
            self.follower.stop()
        if self._index is not None:
            self._index.close()
        if self._history is not None:
            self._history.close()

    def say(self, text: str, *, is_problem: bool = False) -> None:
        """Keep a message in the journal."""
        self.journal.append(Said(self.desk.now(), text, is_problem))
