"""The watch on what other processes write: a thread that looks, and one message when it saw.

It holds nothing while it waits, and sends not one byte to the terminal when nothing moved.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from threading import Event, Lock, Thread
from typing import Protocol

from comens_tui.errors import ComensError
from comens_tui.i18n import _, ngettext
from comens_tui.operations.desk import Desk
from comens_tui.operations.following import News, news
from comens_tui.store.watching import Pointer, Watch, point
from comens_tui.tui.messages import CorpusChanged

#: Seconds between two looks.
PERIOD = 1.0


class Followed(Protocol):
    """The part of a session that is looked at and kept up to date."""

    desk: Desk
    work: Lock


class Follower:
    """Looks once a second whether the branch moved, and posts what others wrote."""

    def __init__(self, session: Followed, period: float = PERIOD) -> None:
        self._session = session
        self._period = period
        self._watch = Watch(session.desk.workspace)
        self._known = session.desk.workspace.head()
        self._wake = Event()
        self._is_over = False
        self._pointer: Pointer | None = None
        self._pointed: Pointer | None = None
        self._thread: Thread | None = None

    def start(self, tell: Callable[[CorpusChanged], object]) -> None:
        """Begin to look, and `tell` from the thread what was seen; a second call does nothing."""
        if self._thread is None:
            self._thread = Thread(target=self._follow, args=(tell,), daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End the thread, and wait until it has."""
        self._is_over = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join()

    def point(self, pointer: Pointer) -> None:
        """Let the other screens of this clone know which item the room is on."""
        if self._pointed is None or self._pointed[:2] != pointer[:2]:
            self._pointed = self._pointer = pointer
            self._wake.set()

    def _follow(self, tell: Callable[[CorpusChanged], object]) -> None:
        while not self._is_over:
            self._wake.wait(self._period)
            self._wake.clear()
            pointer, self._pointer = self._pointer, None
            if pointer is not None:
                point(self._session.desk.workspace, pointer)
            message = None if self._is_over else self.look()
            if message is not None:
                # The app may have closed its loop meanwhile.
                with suppress(RuntimeError):
                    tell(message)

    def look(self) -> CorpusChanged | None:
        """Look once; return what others wrote, or an empty message when only the room moved on.

        What git cannot read now is looked at again at the next change.
        """
        if not self._watch.moved():
            return None
        with self._session.work, suppress(ComensError, OSError):
            workspace = self._session.desk.workspace
            before, head = self._known, workspace.head()
            self._known = head
            if before == head:
                return CorpusChanged()
            found = news(workspace, before, head)
            if found is None:
                return None
            return CorpusChanged(found.acts, found.subject, found.records, self._settling(found))
        return None

    def _settling(self, found: News) -> Callable[[], None] | None:
        """Return what seats the person at a desk of the committee as it now is, if it changed."""
        if "committee" not in found.records:
            return None
        session = self._session
        committee = session.desk.workspace.snapshot().committee

        def settle() -> None:
            actor = session.desk.actor
            again = committee.member(actor.id) if actor else None
            session.desk = replace(session.desk, committee=committee, actor=again)

        return settle


def told(message: CorpusChanged, shown: str) -> str:
    """Return what others wrote as a sentence that says whether the record `shown` is concerned."""
    if not message.count:
        return ""
    if shown in message.records:
        return _("{record} was changed elsewhere: {subject}").format(
            record=shown, subject=message.subject
        )
    if message.count == 1:
        return _("Written elsewhere: {subject}").format(subject=message.subject)
    return ngettext(
        "{count} act written elsewhere; the latest: {subject}",
        "{count} acts written elsewhere; the latest: {subject}",
        message.count,
    ).format(count=message.count, subject=message.subject)
