"""Acts typed faster than they are written: done one after the other, in the order typed.

The screen shows each at once; here they wait for their turn. None is dropped: one that is
refused is told once all are through, and a bug of ours in one does not stop those behind it.
"""

import traceback
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from textual.dom import DOMNode

from comens_tui.errors import ComensError
from comens_tui.operations.draft import Receipt
from comens_tui.tui import background
from comens_tui.tui.messages import Broken
from comens_tui.tui.session import Session


class Refusal(NamedTuple):
    """An act that was not done: what it was about, and why."""

    about: str
    error: ComensError


class OrderedActs:
    """The acts of one screen that wait to be written. Called on the event loop only."""

    def __init__(
        self,
        node: DOMNode,
        session: Session,
        written: Callable[[Receipt], None],
        drained: Callable[[list[Refusal]], None],
    ) -> None:
        """`written` is called after each act, `drained` once none is left, with the refusals."""
        self._node = node
        self._session = session
        self._written = written
        self._drained = drained
        self._waiting: deque[tuple[str, Callable[[], Receipt]]] = deque()
        self._refused: list[Refusal] = []
        self._then: list[Callable[[], None]] = []
        self._is_shown = True

    @property
    def is_idle(self) -> bool:
        """Whether every act asked is written or refused."""
        return not self._waiting

    def add(self, about: str, job: Callable[[], Receipt]) -> None:
        """Do `job` after all those added before; `about` names it if it is refused."""
        self._waiting.append((about, job))
        self._is_shown = False
        if len(self._waiting) == 1:
            self._start()

    def after(self, then: Callable[[], None]) -> None:
        """Call `then` once all is written and shown; at once where all is."""
        if self.is_idle and self._is_shown:
            then()
        else:
            self._then.append(then)

    def shown(self) -> None:
        """Call what waited for the screen to show what was written."""
        if self.is_idle:
            self._is_shown = True
            following, self._then = self._then, []
            for then in following:
                then()

    def _start(self) -> None:
        _about, job = self._waiting[0]

        def attempt() -> Receipt | ComensError | Broken:
            try:
                return job()
            except ComensError as error:
                return error
            except Exception:  # noqa: BLE001 - the edge of a thread: a bug is told, never lost
                return Broken(traceback.format_exc())

        background.start(
            self._node, self._session, attempt, self._ended, group="ordered", exclusive=False
        )

    def _ended(self, outcome: Receipt | ComensError | Broken) -> None:
        about, _job = self._waiting.popleft()
        if isinstance(outcome, ComensError):
            self._refused.append(Refusal(about, outcome))
        elif isinstance(outcome, Broken):
            self._node.post_message(outcome)
        else:
            self._written(outcome)
        if self._waiting:
            self._start()
        else:
            refused, self._refused = self._refused, []
            self._drained(refused)
