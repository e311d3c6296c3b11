"""Answers kept beside the index, for a question asked again of the very same state.

An answer holds for one commit, one set of tags, one set of the person's git settings, one day
of the committee's time zone, and the user who was answered here (`own_seal`). Anything in
doubt is a miss. Only the standard library and git are loaded: this is the path of a command
that answers at once.
"""

import hashlib
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from comens_tui.errors import ComensError
from comens_tui.model.places import COMMITTEE
from comens_tui.store.git import Git
from comens_tui.store.kept_files import keep_file
from comens_tui.store.own_seal import seal

_KEPT = 32
#: What of git's settings says who the person is.
_SETTINGS = r"^(user\.|comens\.)"


class Answers:
    """The kept answers of one workspace in one state."""

    def __init__(self, folder: Path, state: str, head: str, person: str) -> None:
        self._folder = folder
        self._state = state
        #: The commit that is checked out.
        self.head = head
        #: What git's settings say of the person.
        self.person = person

    @staticmethod
    def around(start: Path, *, only_committed: bool = False) -> "Answers | None":
        """Return those of the workspace around `start`; None where there is none to be read.

        None also where an interrupted write waits to be finished, and with `only_committed`
        where a file of the workspace is not as in the commit.
        """
        root = next(
            (item for item in (start.resolve(), *start.resolve().parents) if _is_root(item)), None
        )
        if root is None:
            return None
        with suppress(ComensError, OSError), Git(root) as git:
            common, head = git.line(
                "rev-parse", "--path-format=absolute", "--git-common-dir", "HEAD"
            ).splitlines()
            private = Path(common) / "comens"
            if (private / "journal.json").exists():
                return None
            if only_committed and _differs(git, root):
                return None
            refs = git.line("for-each-ref", "--format=%(objectname) %(refname)", "refs/tags")
            branch = (Path(common) / "HEAD").read_text(encoding="utf-8")
            person = git.line("config", "--get-regexp", _SETTINGS, accept=(0, 1))
            state = f"{head}\0{branch}\0{refs}\0{person}"
            return Answers(private / "answers", state, head, person)
        return None

    def recall(self, question: tuple[str, ...], now: datetime) -> str | None:
        """Return the answer kept for `question`, if it was given on this very day."""
        try:
            target = self._file(question)
            mark, content = target.read_bytes().split(b"\n", 1)
            if mark.decode() != seal(target.name.encode(), content):
                return None
            head, text = content.decode().split("\n", 1)
            zone, day = head.split(" ")
            fresh = now.astimezone(ZoneInfo(zone)).date().isoformat() == day
        except (OSError, ValueError, KeyError):
            return None
        return text if fresh else None

    def keep(self, question: tuple[str, ...], now: datetime, zone: str, text: str) -> None:
        """Keep an answer whose days begin in `zone`; a disk that refuses keeps nothing."""
        day = now.astimezone(ZoneInfo(zone)).date().isoformat()
        target = self._file(question)
        content = f"{zone} {day}\n{text}".encode()
        with suppress(OSError):
            keep_file(target, seal(target.name.encode(), content).encode() + b"\n" + content)
            self._forget()

    def _forget(self) -> None:
        """Remove the oldest answers."""
        files = sorted(self._folder.iterdir(), key=lambda item: item.stat().st_mtime_ns)
        for old in files[:-_KEPT]:
            old.unlink(missing_ok=True)

    def _file(self, question: tuple[str, ...]) -> Path:
        key = "\0".join((self._state, *question))
        return self._folder / hashlib.sha256(key.encode(errors="surrogateescape")).hexdigest()


def _is_root(folder: Path) -> bool:
    return (folder / COMMITTEE).is_file()


def _differs(git: Git, root: Path) -> bool:
    """Tell whether a file of the workspace is not as in the commit."""
    from comens_tui.store.layout import FOLDERS
    from comens_tui.store.working_tree import changed_files

    return bool(changed_files(git, root, FOLDERS))
