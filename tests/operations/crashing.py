"""A meeting played by a process that is killed again and again, and what is found each time.

The script is a list of acts; a child process does them and acknowledges each on a pipe. It is
ended by an alarm with its default action: at once, with nothing cleaned up, wherever it is.
"""

import os
import random
import shutil
import signal
import warnings
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from comens_tui.model.words import Choice, Sense
from comens_tui.operations import corrections, deliberation, floor, meetings, seats
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt
from tests.operations.support import (
    ANNE,
    BRUNO,
    CHAIR,
    EVERYONE,
    MEETING,
    SECRETARY,
    SITTING,
    Room,
)
from tests.support import RELEASE_MANAGER, git

Act = Callable[[Desk], Receipt]


def _votes(number: int, *choices: Choice) -> Sequence[Act]:
    def cast(member: str, choice: Choice) -> Act:
        return lambda desk: deliberation.cast_ballot(
            desk, MEETING, number, choice, member_id=member
        )

    return [cast(member, choice) for member, choice in zip(EVERYONE, choices, strict=False)]


#: A whole meeting, with a departure, a mandate, a recusal, a pause and two slips taken back.
SCRIPT: Sequence[Act] = (
    lambda desk: meetings.open_meeting(desk, MEETING),
    lambda desk: meetings.attend(desk, MEETING, EVERYONE, "present"),
    lambda desk: meetings.attend(desk, MEETING, (BRUNO,), "absent"),
    lambda desk: meetings.give_proxy(desk, MEETING, BRUNO, ANNE),
    lambda desk: floor.take_up(desk, MEETING, 1),
    lambda desk: deliberation.recuse(desk, MEETING, 1, RELEASE_MANAGER, "Lien."),
    lambda desk: deliberation.open_item(desk, MEETING, 1),
    lambda desk: deliberation.cast_ballot(desk, MEETING, 1, Choice.FOR, member_id=CHAIR),
    lambda desk: corrections.correct_last(desk, MEETING),
    lambda desk: deliberation.cast_ballot(desk, MEETING, 1, Choice.AGAINST, member_id=CHAIR),
    lambda desk: deliberation.cast_ballot(desk, MEETING, 1, Choice.AGAINST, member_id=SECRETARY),
    lambda desk: floor.suspend(desk, MEETING, reason="Pause."),
    lambda desk: floor.resume(desk, MEETING),
    lambda desk: deliberation.cast_ballot(desk, MEETING, 1, Choice.AGAINST, member_id=ANNE),
    lambda desk: deliberation.decide_item(desk, MEETING, 1, sense=Sense.REJECT, reason="Flou."),
    lambda desk: seats.take_back_proxy(desk, MEETING, BRUNO),
    lambda desk: meetings.attend(desk, MEETING, (BRUNO,), "video"),
    lambda desk: floor.move_item(desk, MEETING, 3, 2, reason="Invitée."),
    lambda desk: corrections.correct_last(desk, MEETING),
    lambda desk: deliberation.open_item(desk, MEETING, 2),
    *_votes(2, *[Choice.FOR] * len(EVERYONE)),
    lambda desk: deliberation.decide_item(desk, MEETING, 2),
    lambda desk: meetings.close_meeting(desk, MEETING),
)


class Found(NamedTuple):
    """What a kill left: the acts acknowledged before it, and those in the history.

    `was_killed` is false where the script came to its end first.
    """

    acknowledged: int
    recorded: int
    was_killed: bool


def play(room: Room, start: int = 0, told: Callable[[int], None] | None = None) -> None:
    """Do the acts of the script from `start` on, each at its own minute, telling each."""
    for number in range(start, len(SCRIPT)):
        room.now = SITTING + timedelta(minutes=number)
        SCRIPT[number](room.desk())
        if told is not None:
            told(number)


def kill_once(root: Path, start: int, chance: random.Random, longest: float) -> Found:
    """Play from `start` in a process that ends within `longest` seconds of a random act."""
    base = _commits(root)
    reading, writing = os.pipe()
    last = start + chance.randrange(3)
    delay = chance.uniform(0.0005, longest)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        _be_killed(root, start, last, delay, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as acknowledged:
        lines = acknowledged.read().count(b"\n")
    _child, ended = os.waitpid(child, 0)
    return Found(start + lines, start + _commits(root) - base, os.WIFSIGNALED(ended))


def _be_killed(root: Path, start: int, last: int, delay: float, writing: int) -> None:
    """Play until the alarm, set once `last` is at hand; never returns."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)

    def told(number: int) -> None:
        os.write(writing, b"%d\n" % number)
        if number == last:
            signal.setitimer(signal.ITIMER_REAL, delay)

    try:
        if last == start:
            signal.setitimer(signal.ITIMER_REAL, delay)
        play(Room(root), start, told)
    finally:
        os._exit(0)


def _commits(root: Path) -> int:
    return int(git(root, "rev-list", "--count", "HEAD").strip())


def play_with_kills(tabled: Path, target: Path, kills: int, seed: int) -> list[Found]:
    """Play the whole script on copies of `tabled`, killed `kills` times; return what was found.

    The meeting begins anew on another copy when it ends before.

    Raises:
        AssertionError: An act acknowledged is lost, one is there twice, something is left half
            written, or the meeting ends otherwise than one that nobody killed.
    """
    expected = _copy(tabled, target / "undisturbed")
    play(expected)
    sentences = _sentences(expected.root)
    chance, found, turn = random.Random(seed), [], 0
    while len(found) < kills:
        turn += 1
        root = _copy(tabled, target / str(turn)).root
        done = 0
        while done < len(SCRIPT) and len(found) < kills:
            outcome = kill_once(root, done, chance, 0.12)
            found += [outcome] if outcome.was_killed else []
            assert outcome.acknowledged <= outcome.recorded <= outcome.acknowledged + 1
            done = outcome.recorded
            room = Room(root)
            assert room.status() == "", "a write was left half done"
            assert _sentences(root) == sentences[: len(_sentences(root))]
            room.workspace.close()
        play(Room(root), done)
        assert git(root, "rev-parse", "HEAD^{tree}") == git(
            expected.root, "rev-parse", "HEAD^{tree}"
        )
        assert _sentences(root) == sentences
    return found


def _copy(source: Path, target: Path) -> Room:
    return Room(Path(shutil.copytree(source, target, symlinks=True)))


def _sentences(root: Path) -> list[str]:
    return git(root, "log", "--reverse", "--format=%s").splitlines()
