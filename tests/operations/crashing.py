"""A meeting played by a process that is killed again and again, and what is found each time.

A child process does the acts and acknowledges each on a pipe. It gets a SIGKILL somewhere in
an act: at once, with nothing cleaned up. The next one goes on in what it left.
"""

import os
import random
import select
import shutil
import signal
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from comens_tui.model.words import Choice, MeetingState
from comens_tui.operations.meeting_views import MeetingView, meeting_view
from comens_tui.operations.sealed_ballots import sweep_sealed
from tests.operations.full_meeting import FULL, Act, full_script
from tests.operations.support import SITTING, Room
from tests.support import git

#: The moment at which clocks are read, whenever that is done.
_READ_AT = SITTING + timedelta(hours=3)
#: Longer than any act takes, in seconds.
_LONGEST = 0.12
_PAUSE = 0.02


class Place(NamedTuple):
    """Where a meeting stands: all that a secretary who opens it again must find."""

    #: The last act: its id stands for every file, and for every act before it.
    commit: str
    state: MeetingState
    #: The item that has the floor, and the one that is open to the vote.
    floor: int | None
    voting: tuple[int, ...]
    votes: Mapping[int, Mapping[str, Choice]]
    spent: Mapping[int, timedelta]
    is_suspended: bool
    #: The signed ballots that this clone holds in no commit.
    sealed: tuple[str, ...]


class Found(NamedTuple):
    """What a kill left: the acts acknowledged before it, and those in the history.

    `was_killed` is false where the script came to its end first; `was_cut` is true where the
    write was cut between its journal and its end, and the next opening finished it.
    """

    acknowledged: int
    recorded: int
    was_killed: bool
    was_cut: bool


def place_of(room: Room) -> Place:
    """Return where the meeting stands in a clone."""
    room.now = _READ_AT
    view = meeting_view(room.desk(), FULL)
    sweep_sealed(room.desk(), view.meeting)
    held = room.workspace.private / "ballots" / FULL
    return Place(
        room.workspace.head(),
        view.meeting.state,
        view.floor,
        tuple(entry.item.number for entry in view.items if entry.item.state == "open"),
        _votes(view),
        {entry.item.number: entry.spent for entry in view.items},
        any(pause.ended is None for pause in view.meeting.suspensions),
        tuple(sorted(file.name for file in held.glob("*"))),
    )


def _votes(view: MeetingView) -> Mapping[int, Mapping[str, Choice]]:
    return {
        entry.item.number: {ballot.member: ballot.choice for ballot in entry.ballots}
        for entry in view.items
    }


def play(
    room: Room, script: Sequence[Act], start: int = 0, told: Callable[[int], None] | None = None
) -> None:
    """Do the acts of the script from `start` on, each at its own minute, telling each."""
    for number in range(start, len(script)):
        room.now = SITTING + timedelta(minutes=number)
        script[number](room)
        if told is not None:
            told(number)


def undisturbed(room: Room, script: Sequence[Act]) -> list[Place]:
    """Play the whole script; return where the meeting stood before it and after each act."""
    places = [place_of(room)]
    play(room, script, told=lambda _number: places.append(place_of(room)))
    return places


def kill_once(
    root: Path, script: Sequence[Act], start: int, chance: random.Random, stride: int
) -> Found:
    """Play from `start` in a process killed at a random moment of one of the next acts.

    Half of the time only the process of the program is killed, and what it had begun to ask
    of git comes to its end; else that is killed with it, as when a machine goes down.
    """
    base = _commits(root)
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        _be_killed(root, script, start, writing)
    os.close(writing)
    done = _acknowledged(reading, chance.randrange(stride), chance.uniform(0.0005, _LONGEST))
    os.kill(child, signal.SIGKILL)
    _child, ended = os.waitpid(child, 0)
    _end_gits(root, by_force=chance.random() < 0.5)
    with os.fdopen(reading, "rb") as rest:
        done += rest.read().count(b"\n")
    was_cut = (root / ".git/comens/journal.json").exists()
    recorded = start + _commits(root) - base
    return Found(start + done, recorded, os.WIFSIGNALED(ended), was_cut)


def _be_killed(root: Path, script: Sequence[Act], start: int, writing: int) -> None:
    """Play until the end comes; never returns."""
    try:
        play(Room(root), script, start, lambda number: os.write(writing, b"%d\n" % number))
    finally:
        os._exit(0)


def _acknowledged(reading: int, before: int, delay: float) -> int:
    """Let pass `before` acts and then `delay` seconds; return how many were acknowledged."""
    done, end = 0, time.monotonic() + (delay if before == 0 else 3600)
    while (left := end - time.monotonic()) > 0 and select.select([reading], [], [], left)[0]:
        told = os.read(reading, 4096).count(b"\n")
        if not told:
            break
        done += told
        if done - told < before <= done:
            end = time.monotonic() + delay
    return done


def _end_gits(root: Path, *, by_force: bool) -> None:
    """Wait until no command of git works in `root` any more, or kill those that do."""
    while running := list(_processes_in(root)):
        for process in running if by_force else ():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        time.sleep(_PAUSE)


def _processes_in(root: Path) -> Iterator[int]:
    """Yield the processes whose current folder is `root`; none where /proc does not tell."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (process / "cwd").readlink() == root:
                yield int(process.name)


def _commits(root: Path) -> int:
    return int(git(root, "rev-list", "--count", "HEAD").strip())


def play_with_kills(
    convened: Path,
    keys: Mapping[str, Path],
    target: Path,
    *,
    kills: int,
    seed: int,
    reopened: Callable[[Path, Place], None] = lambda _root, _place: None,
) -> list[Found]:
    """Play the whole meeting on copies of `convened`, killed `kills` times; return what was found.

    The meeting begins anew on another copy when it ends before. `reopened` is called after
    each kill with the clone and where its meeting stands.

    Raises:
        AssertionError: An act acknowledged is lost, one is there twice, something is left half
            written, the meeting is opened again elsewhere than where it was, or it ends
            otherwise than one that nobody killed.
    """
    script = full_script(keys)
    places = undisturbed(_copy(convened, target / "undisturbed"), script)
    chance, found, turn = random.Random(seed), [], 0
    stride = max(3, 2 * len(script) // kills)
    while len(found) < kills:
        turn += 1
        root = _copy(convened, target / str(turn)).root
        done = 0
        while done < len(script) and len(found) < kills:
            outcome = kill_once(root, script, done, chance, stride)
            found += [outcome] if outcome.was_killed else []
            assert outcome.acknowledged <= outcome.recorded <= outcome.acknowledged + 1
            done = outcome.recorded
            room = Room(root)
            assert room.status() == "", "a write was left half done"
            _require_place(place_of(room), places[done], places[min(done + 1, len(script))])
            room.workspace.close()
            reopened(root, places[done])
        room = Room(root)
        play(room, script, done)
        assert place_of(room) == places[-1], "it ended otherwise than the one nobody killed"
        git(root, "fsck", "--strict")
    return found


def _require_place(stands: Place, expected: Place, after: Place) -> None:
    """Require the very same place; a ballot is kept just before the act that records it."""
    sealed = stands.sealed if stands.sealed == after.sealed else expected.sealed
    assert stands == expected._replace(sealed=sealed), "it was not opened where it was"


def _copy(source: Path, target: Path) -> Room:
    return Room(Path(shutil.copytree(source, target, symlinks=True)))
