"""Work off the event loop: threads read and write the workspace, and post what came of it."""

import traceback
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from typing import TypeVar

from textual.dom import DOMNode
from textual.message import Message
from textual.worker import Worker, get_current_worker

from comens_tui.errors import ComensError
from comens_tui.tui.messages import Broken, Done, Failed
from comens_tui.tui.session import Session

T = TypeVar("T")


def start(
    node: DOMNode,
    session: Session,
    job: Callable[[], T],
    then: Callable[[T], None],
    *,
    group: str,
    exclusive: bool = True,
    apart: bool = False,
) -> Worker[None]:
    """Run `job` in a thread, then `then` with its value on the event loop of `node`.

    An exclusive job silences the older ones of its group: only the last answer is shown.
    Acts are never exclusive: each is done and told. A job `apart` has opened the workspace
    for itself, and the others need not wait for it.
    """

    def work() -> None:
        worker = get_current_worker()
        with nullcontext() if apart else session.work:
            if worker.is_cancelled:
                return
            outcome = _outcome(job, then)
        if not worker.is_cancelled:
            node.post_message(outcome)

    return node.run_worker(work, thread=True, exclusive=exclusive, group=group, exit_on_error=False)


class SupersededError(Exception):
    """A newer job of the same group was started: nobody waits for this one."""


def pauses(session: Session) -> Callable[[], None]:
    """Return what a long job calls now and then; to be asked for in its thread.

    It lets other jobs go first, and ends one whose answer nobody waits for any more.
    """
    worker = get_current_worker()

    def pause() -> None:
        if worker.is_cancelled:
            raise SupersededError
        session.work.give_way()

    return pause


def _outcome(job: Callable[[], T], then: Callable[[T], None]) -> Message:
    try:
        value = job()
    except ComensError as error:
        return Failed(error)
    except Exception:  # noqa: BLE001 - the edge of a thread: a bug is told, never lost
        return Broken(traceback.format_exc())
    return Done(partial(then, value))
