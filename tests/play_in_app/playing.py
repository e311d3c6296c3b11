"""Who plays: the terminal of the secretary, that of the room, and what each must show."""

import itertools
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

from tests.play_in_app.prepared import Place
from tests.tui.terminals import Terminal, terminal

ENTER, ESCAPE, TAB, BACK_TAB = "\r", "\x1b", "\t", "\x1b[Z"
UP, DOWN, RIGHT, END = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[F"
HOME, PAGE_DOWN = "\x1b[H", "\x1b[6~"
#: Ctrl+U: empties a field.
EMPTY = "\x15"

#: How long a screen is waited for, and how long nothing must come before the next key.
_PATIENCE, _PAUSE = 20.0, 0.12
#: How long nothing must come between two keys of a step.
_BETWEEN = 0.04
#: The keys of a step: arrows and the like, control characters, words.
_KEYS = re.compile(r"\x1b\[[0-9]*[A-Z~]|[\x00-\x1f]|[^\x00-\x1f]+")
#: How a line begins that the cursor can be on, and the one that it is on.
_MARKS = ("  ", "> ")


class Step(NamedTuple):
    """Keys, and what must then come on the screen.

    With `at`, the cursor is first moved to the line that holds it. `shows` must not be there
    before the keys are pressed: seeing it proves that they did something. `room` is what the
    screen of the room must then hold. All three name the records by `{meeting}` and the like.
    """

    keys: str
    shows: str = ""
    at: str = ""
    room: str = ""


#: What is not done by keys: a ballot signed elsewhere, the app killed.
Doing = Callable[["Table"], None]


class Act:
    """What a secretary means to do, and the steps that do it."""

    def __init__(self, name: str, *steps: "Step | Doing") -> None:
        self.name = name
        self.steps = steps


class Table:
    """The secretary at the keyboard, and the projector in the room."""

    def __init__(self, place: Place, stack: ExitStack) -> None:
        self.place = place
        self.names = place.names
        self._stack = stack
        self.app = self._open()
        self.room: Terminal | None = None
        self.steps = self.keys = 0

    def _open(self, *arguments: str) -> Terminal:
        surroundings = {"COMENS_LANG": "fr", "EDITOR": str(self.place.editor)}
        words = [*arguments, "--workspace", str(self.place.root)]
        return self._stack.enter_context(terminal(words, environment=surroundings))

    def open_room(self) -> None:
        """Open the screen of the room beside that of the secretary."""
        self.room = self._open("watch", self.names["meeting"])
        wait_for(self.room, "lecture seule")

    def kill(self) -> None:
        """End the app at once, as a power cut does, and open it again."""
        self.app.process.kill(signal.SIGKILL)
        self.app.process.wait()
        self.app = self._open()

    def play(self, act: Act) -> None:
        """Do one act, step by step."""
        for step in act.steps:
            if isinstance(step, Step):
                self.do(step)
            else:
                step(self)

    def do(self, step: Step) -> None:
        """Press the keys of a step and see what it must show.

        Raises:
            AssertionError: The screen never shows it, or shows it before.
        """
        if step.at:
            self._go_to(step.at.format_map(self.names))
        shows = step.shows.format_map(self.names)
        if shows and shows in flat(self.app):
            raise AssertionError(f"shown before {step.keys!r}: {shows!r}\n{self.app.text()}")
        self._type(step.keys.format_map(self.names))
        wait_for(self.app, shows)
        if self.room is not None:
            # Read even where nothing is asked of it: a terminal that nobody reads fills up.
            self.room.settle(0)
            if step.room:
                wait_for(self.room, step.room.format_map(self.names))
        self.steps += 1

    def _type(self, keys: str) -> None:
        """Type as a person does: words at once, then one key after another."""
        for key in _KEYS.findall(keys):
            self.app.process.write(key.encode())
            self.app.settle(_BETWEEN)
            self.keys += 1 if key.startswith(ESCAPE) else len(key)

    def _go_to(self, text: str) -> None:
        """Move the cursor to the line that holds `text`, as a person who looks for it would."""
        deadline = time.monotonic() + _PATIENCE
        keys = itertools.chain([HOME], itertools.repeat(PAGE_DOWN))
        self.app.settle(_PAUSE)
        while (there := self._line_of(text)) is None:
            if time.monotonic() > deadline:
                raise AssertionError(f"no line holds {text!r}:\n{self.app.text()}")
            self._type(next(keys))
            self.app.settle(_PAUSE)
        here = _cursor(self.app)
        self._type((DOWN if there > here else UP) * abs(there - here))
        while text not in self.app.screen.display[_cursor(self.app)]:
            if time.monotonic() > deadline:
                raise AssertionError(f"the cursor never came to {text!r}:\n{self.app.text()}")
            self.app.settle(_PAUSE)

    def _line_of(self, text: str) -> int | None:
        """Return the lowest line that holds `text` among those around the cursor.

        What is chosen is indented, unlike the status, and has no blank line within.
        """
        lines, here = self.app.screen.display, _cursor(self.app)
        first = last = here
        while first and lines[first - 1].strip():
            first -= 1
        while last + 1 < len(lines) and lines[last + 1].strip():
            last += 1
        found = [
            place
            for place in range(first, last + 1)
            if text in lines[place] and lines[place][:2] in _MARKS
        ]
        return found[-1] if found else None


@contextmanager
def table(place: Place) -> Iterator[Table]:
    """Open the app for the secretary, and leave nothing open."""
    with ExitStack() as stack:
        opened = Table(place, stack)
        wait_for(opened.app, "COMENS 1 Boîte")
        yield opened


def _cursor(app: Terminal) -> int:
    """Return the line of the cursor: the lowest one that is marked, for a window is in front."""
    lines = app.screen.display
    return max((place for place, line in enumerate(lines) if line.startswith(">")), default=0)


def wait_for(app: Terminal, text: str) -> None:
    """Wait until the screen holds `text`, and for the pause that follows.

    Raises:
        AssertionError: It never comes, or the app has left.
    """
    deadline = time.monotonic() + _PATIENCE
    while True:
        app.settle(_PAUSE)
        if text in flat(app):
            return
        if time.monotonic() > deadline or not app.process.isalive():
            raise AssertionError(f"never saw {text!r} in:\n{app.text()}")


def flat(app: Terminal) -> str:
    """Return the screen as one line of words: a sentence is found where it wraps too."""
    return " ".join(app.text().split())
