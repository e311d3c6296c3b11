"""The watch on what other processes write: a thread that looks, and one message when it saw.

It holds nothing while it waits, and sends not one byte to the terminal when nothing moved.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from threading import Event, Thread
from typing import Protocol

from comens_tui.errors import ComensError
from comens_tui.i18n import _, ngettext
from comens_tui.operations.desk import Desk
from comens_tui.operations.following import News, news
from comens_tui.store.sharing import upstream_of, waiting
from comens_tui.store.watching import Pointer, Watch, point
from comens_tui.tui.messages import CorpusChanged
from comens_tui.tui.turns import Turn

#: Seconds between two looks.
PERIOD = 1.0


class Followed(Protocol):
    """The part of a session that is looked at and kept up to date."""

    desk: Desk
    work: Turn
    to_send: int | None


class Follower:
    """Looks once a second whether the branch moved, and posts what others wrote."""

    def __init__(self, session: Followed, period: float = PERIOD) -> None:
        self._session = session
        self._period = period
        self._watch = Watch(session.desk.workspace)
        self._known = session.desk.workspace.head()
        self._shares = False
        self._to_send: int | None = None
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
        message = self.look(first=True)
        while not self._is_over:
            if message is not None:
                # The app may have closed its loop meanwhile.
                with suppress(RuntimeError):
                    tell(message)
            self._wake.wait(self._period)
            self._wake.clear()
            pointer, self._pointer = self._pointer, None
            if pointer is not None:
                point(self._session.desk.workspace, pointer)
            message = self.look()

    def look(self, *, first: bool = False) -> CorpusChanged | None:
        """Look once; return what others wrote, if anything moved.

        It is a message without acts where only the room went on, or what there is to send.
        What git cannot read now is looked at again at the next change.
        """
        if not first and not self._watch.moved():
            return None
        with self._session.work, suppress(ComensError, OSError):
            workspace = self._session.desk.workspace
            if first:
                self._look_at_upstream()
            before, head = self._known, workspace.head()
            found = news(workspace, before, head) if before != head else None
            self._known = head
            self._to_send = waiting(workspace) if self._shares else None
            settle = self._settling(found)
            if found is None:
                return CorpusChanged(settle=settle)
            return CorpusChanged(found.acts, found.subject, found.records, settle)
        return None

    def _look_at_upstream(self) -> None:
        """Look from now on also at what was shared last, where anything is."""
        workspace = self._session.desk.workspace
        with suppress(ComensError):
            self._watch = Watch(workspace, upstream_of(workspace).ref)
            self._shares = True

    def _settling(self, found: News | None) -> Callable[[], None]:
        """Return what brings the session up to date: what is to be sent, and the committee."""
        session, to_send = self._session, self._to_send
        changed = found is not None and "committee" in found.records
        committee = session.desk.workspace.snapshot().committee if changed else None

        def settle() -> None:
            session.to_send = to_send
            if committee is not None:
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
