"""What another process wrote, and a meeting as those in the room may see it.

Nothing here tells how anybody votes before the vote is closed, whatever its form, and how
each one voted is told of a roll call only.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from comens_tui.errors import UnknownRecordError
from comens_tui.i18n import _
from comens_tui.model.decision import Decision
from comens_tui.model.meeting import AgendaItem, Ballot, Meeting
from comens_tui.model.places import meeting_folder
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import MeetingState
from comens_tui.operations.desk import Desk
from comens_tui.operations.known import known_record
from comens_tui.rules.states import OPEN_AGENDAS
from comens_tui.rules.votes import Electorate, electorate, quorum
from comens_tui.store.git import LogEntry
from comens_tui.store.git_failures import GitError
from comens_tui.store.layout import FOLDERS, identify
from comens_tui.store.watching import Pointer
from comens_tui.store.workspace import Workspace

#: Acts looked at one by one; of more, the newest tell enough.
MOST_ACTS = 100
#: Of more acts than this, what they changed is read at once, those of this process included.
_LOOKED_INTO = 20


class News(NamedTuple):
    """What others wrote since: the records touched, how many acts, and the newest one's words."""

    head: str
    records: frozenset[str]
    acts: int
    subject: str


def news(workspace: Workspace, before: str, after: str) -> News | None:
    """Return what other processes wrote between two states of the branch; None where nothing."""
    others = [
        entry for entry in _acts(workspace, before, after) if entry.commit not in workspace.written
    ]
    if not others:
        return None
    if len(others) <= _LOOKED_INTO:
        paths = [path for entry in others for path in _paths(workspace, entry.commit)]
    else:
        paths = [change.path for change in workspace.git.changes(before, after, FOLDERS)]
    records = {place.id for path in paths if (place := identify(path)) is not None}
    return News(after, frozenset(records), len(others), others[0].subject)


def _acts(workspace: Workspace, before: str, after: str) -> list[LogEntry]:
    """Return the acts that `after` has and `before` has not, newest first.

    One that a synchronisation did again on top of what others shared is no new one.
    """
    try:
        found = workspace.git.log(f"{before}..{after}", MOST_ACTS)
    except GitError:
        # What was there before is gone: the branch was set elsewhere by hand.
        return workspace.log(limit=1, at=after)
    known = {_mark(entry) for entry in _gone(workspace, before, after)} if found else set()
    return [entry for entry in found if _mark(entry) not in known]


def _gone(workspace: Workspace, before: str, after: str) -> list[LogEntry]:
    """Return the commits that `before` has and `after` has not: done again, or kept aside."""
    try:
        return workspace.git.log(f"{after}..{before}", MOST_ACTS)
    except GitError:
        return []


def _mark(entry: LogEntry) -> tuple[datetime, str, str]:
    """Return what stays of an act that is done again: when, by whom, and its words."""
    return entry.when, entry.author, entry.subject


def _paths(workspace: Workspace, commit: str, folders: tuple[str, ...] = FOLDERS) -> list[str]:
    if workspace.git.commit_of(f"{commit}^") is None:
        return []
    return [item.path for item in workspace.git.changes(f"{commit}^", commit, folders)]


class Voice(NamedTuple):
    """One member as the room sees them on one item.

    `standing` is one of `awaited, voted, recused, absent`, or, once a roll call is closed,
    the choice: `for, against, abstain`.
    """

    name: str
    standing: str
    holder: str | None = None


class Room(NamedTuple):
    """A meeting and the item it is on, without anything that must not be seen yet."""

    meeting: Meeting
    item: AgendaItem | None
    voices: tuple[Voice, ...]
    #: Voices counted and voices needed, and whether there is a quorum.
    quorum: tuple[bool, int, int]
    decision: Decision | None

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to follow."""
        return self.meeting.state not in OPEN_AGENDAS


def meeting_to_follow(desk: Desk, meeting_id: str = "") -> str:
    """Return the id of the meeting named, else of the one that is open, else of the next.

    Raises:
        UnknownRecordError: There is none.
    """
    meetings = desk.workspace.snapshot().meetings
    if meeting_id:
        for name in (meeting_id, meeting_id.upper()):
            if name in meetings:
                return name
        raise UnknownRecordError(
            _("There is no record {id}.").format(id=meeting_id),
            hint=_("See them with: comens meeting list"),
        )
    candidates = [item for item in meetings.values() if item.state in OPEN_AGENDAS]
    if not candidates:
        raise UnknownRecordError(
            _("No meeting is open, and none is planned."),
            hint=_("Plan one, or name one of the past: comens meeting list"),
        )
    return max(
        candidates, key=lambda item: (OPEN_AGENDAS.index(item.state), -item.planned.timestamp())
    ).id


def room(desk: Desk, meeting_id: str, pointer: Pointer | None = None) -> Room:
    """Return what those in the room may see of a meeting now.

    The item is the one open to the vote, else the last one decided, the one that has the
    floor or the one that `pointer` shows, whichever is latest, else the first not settled.

    Raises:
        UnknownRecordError: There is no such meeting.
    """
    snapshot = desk.workspace.snapshot()
    meeting = known_record(snapshot.meetings, meeting_id, snapshot.problems)
    item = _current_item(meeting, pointer)
    who = electorate(meeting, snapshot.committee, item.number if item else 0)
    rules = snapshot.committee.rules
    decision = snapshot.decisions.get(item.decision) if item and item.decision else None
    return Room(
        meeting=meeting,
        item=item,
        voices=tuple(_voices(snapshot, meeting, item, who)),
        quorum=quorum(
            who,
            (decision.rules if decision else None) or rules,
            second_convocation=meeting.second_convocation,
        ),
        decision=decision,
    )


def _current_item(meeting: Meeting, pointer: Pointer | None) -> AgendaItem | None:
    voting = next((item for item in meeting.agenda if item.state == "open"), None)
    if voting is not None or meeting.state is not MeetingState.OPEN:
        return voting
    seen: list[tuple[datetime, int]] = [
        (item.closed, item.number) for item in meeting.agenda if item.closed is not None
    ]
    seen += [(turn.began, turn.item) for turn in meeting.turns[-1:]]
    if pointer is not None and pointer.meeting == meeting.id and meeting.item(pointer.item):
        seen.append((pointer.at, pointer.item))
    if seen:
        return meeting.item(max(seen)[1])
    return next((item for item in meeting.agenda if item.state == "pending"), None)


def _voices(
    snapshot: Snapshot, meeting: Meeting, item: AgendaItem | None, who: Electorate
) -> Iterator[Voice]:
    names = snapshot.committee.names()
    ballots = [
        ballot
        for ballot in snapshot.ballots.get(meeting.id, ())
        if item is not None and ballot.item == item.number
    ]
    voices = who.voices()
    sealed = frozenset(
        one.member
        for one in meeting.received_ballots
        if item is not None and item.state == "open" and one.item == item.number
    )
    for member_id in who.composition:
        holder = who.represented.get(member_id)
        yield Voice(
            names[member_id],
            _standing(member_id, item, who, voices, ballots, sealed=sealed),
            names[holder] if holder in voices else None,
        )


def _standing(
    member_id: str,
    item: AgendaItem | None,
    who: Electorate,
    voices: frozenset[str],
    ballots: list[Ballot],
    *,
    sealed: frozenset[str],
) -> str:
    if member_id in who.recused:
        return "recused"
    if member_id not in voices:
        return "absent"
    cast = next((ballot for ballot in ballots if ballot.member == member_id), None)
    if cast is None:
        return "voted" if member_id in sealed else "awaited"
    is_told = item is not None and item.state == "decided" and item.vote == "roll_call"
    return str(cast.choice) if is_told else "voted"


class ActTold(NamedTuple):
    """One act on a meeting, in words that tell nothing too early."""

    when: datetime
    commit: str
    sentence: str


def acts_told(desk: Desk, meeting_id: str, before: str, after: str) -> tuple[ActTold, ...]:
    """Return the acts on a meeting between two states of the branch, oldest first.

    Those that are no longer there come before them, as such. A ballot on an item that is not
    decided is told without its choice.
    """
    workspace = desk.workspace
    there = {_mark(entry) for entry in workspace.git.log(after, MOST_ACTS)}
    gone = [entry for entry in _gone(workspace, before, after) if _mark(entry) not in there]
    return (
        *_told(desk, meeting_id, gone, is_gone=True),
        *_told(desk, meeting_id, _acts(workspace, before, after), is_gone=False),
    )


def _told(desk: Desk, meeting_id: str, acts: list[LogEntry], *, is_gone: bool) -> Iterator[ActTold]:
    folder = meeting_folder(meeting_id)
    for entry in reversed(acts):
        paths = _paths(desk.workspace, entry.commit, (folder,))
        if paths:
            sentence = _sentence(desk.workspace, meeting_id, entry, paths)
            if is_gone:
                sentence = _("Not done, kept aside by a synchronisation: {act}").format(
                    act=sentence
                )
            yield ActTold(entry.when.astimezone(desk.now().tzinfo), entry.commit, sentence)


def _sentence(workspace: Workspace, meeting_id: str, entry: LogEntry, paths: list[str]) -> str:
    places = [place for path in paths if (place := identify(path)) and place.kind == "ballot"]
    snapshot = workspace.snapshot(entry.commit)
    meeting = snapshot.meetings.get(meeting_id)
    hidden = [
        place
        for place in places
        if meeting is None
        or (item := meeting.item(int(place.extra[0]))) is None
        or item.state != "decided"
    ]
    # The ballots that a new opening of the vote takes out are no news of anybody's choice.
    if not hidden or len(paths) > len(places):
        return entry.subject
    names = snapshot.committee.names()
    return _("Item {number}: {names} voted.").format(
        number=hidden[0].extra[0],
        names=", ".join(names[place.extra[1]] for place in hidden),
    )
