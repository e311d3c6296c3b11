"""Writes of one act under the lock, by hand or by a process that is killed at a step."""

import os
import signal
import warnings
from datetime import datetime, timedelta, timezone
from pathlib import Path

from comens_tui.store.git_writing import Identity
from comens_tui.store.workspace import Workspace
from comens_tui.store.writing import writing
from tests.support import git

WHEN = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=1)))
ANNE = Identity("Anne Petit", "anne@example.org")
REPORT = "proposals/reports/2026/EV-2026-0001.yaml"
NEW = "proposals/reports/2026/EV-2026-0002.yaml"
GLOSSARY = "corpus/glossary.yaml"
TEXT = "proposals/updates/2026/P-2026-001/text/corpus/guides/GUI-A1.md"

CHANGES = {REPORT: b"changed\n", NEW: b"new\n", TEXT: None}
MESSAGE = "Do it.\n\nComens-Operation: test\n"


def act(writer, changes, **options):
    """Write changes under a lock that is held."""
    return writer.commit(changes, **{"message": MESSAGE, "identity": ANNE, "when": WHEN, **options})


def write(workspace, changes=None, **options):
    """Write an act, by default `CHANGES`."""
    with writing(workspace, "anne", 5) as writer:
        return act(writer, CHANGES if changes is None else changes, **options)


def status(root) -> str:
    """Return what plain git says of the working tree."""
    return git(root, "status", "--porcelain", "--untracked-files=all")


def content(root, path) -> bytes | None:
    """Return the bytes of a file, none where there is none."""
    file = root / path
    return file.read_bytes() if file.exists() else None


def child(work) -> int:
    """Run `work` in a forked process and return how it ended."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return process


def killed(root: Path, step: str, times: int = 1, changes=CHANGES) -> None:
    """Write in another process, which kills itself at the given passage of a step."""

    def work():
        passages = 0

        def checkpoint(name):
            nonlocal passages
            passages += name == step
            if passages == times and name == step:
                os.kill(os.getpid(), signal.SIGKILL)

        with (
            Workspace.open(root) as workspace,
            writing(workspace, "Anne", 5, checkpoint) as writer,
        ):
            act(writer, changes)

    _process, ended = os.waitpid(child(work), 0)
    assert os.WIFSIGNALED(ended), f"the write never passed {step}"
