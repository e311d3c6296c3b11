"""Whose turn it is to read or write the workspace: one thread at a time."""

import time
from threading import Lock
from types import TracebackType

#: Long enough for a thread that waits to take its turn, in seconds.
_HANDOVER = 0.001


class Turn:
    """A lock that whoever works for long lends to those who wait."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counting = Lock()
        self._waiting = 0

    def __enter__(self) -> None:
        with self._counting:
            self._waiting += 1
        self._lock.acquire()
        with self._counting:
            self._waiting -= 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._lock.release()

    def give_way(self) -> None:
        """Let whoever waits go first; called by who has the turn, with nothing half read."""
        if self._waiting:
            self._lock.release()
            time.sleep(_HANDOVER)
            self._lock.acquire()
