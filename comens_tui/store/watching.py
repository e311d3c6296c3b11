"""Whether the branch moved, asked as often as one likes: two small reads, and no git.

What is read is the name that HEAD gives and the commit that name stands for, never a time
alone. Only where git keeps its refs in a table is that table judged by its stamp.
"""

import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from comens_tui.store.working_tree import write_durably
from comens_tui.store.workspace import Workspace

_LONGEST_NAME = 1 << 12
_REF = b"ref: "
#: Where one run of the app says which item of the agenda the room is on.
_POINTER = "room.json"
_LONGEST_POINTER = 1 << 10


class Watch:
    """Tells when the commit that is checked out is another one. Every call may be in a thread."""

    def __init__(self, workspace: Workspace, ref: str = "") -> None:
        """Look at the branch, and at another `ref` where one is named."""
        self._ref = ref
        self._git_dir = workspace.git_dir
        self._common = workspace.private.parent
        self._private = workspace.private
        self._seen = self._look()

    def moved(self) -> bool:
        """Tell whether anything moved since the last call, or since the watch began."""
        now = self._look()
        if now == self._seen:
            return False
        self._seen = now
        return True

    def _look(self) -> tuple[object, ...]:
        head = _first_bytes(self._git_dir / "HEAD", _LONGEST_NAME)
        loose = b""
        if head.startswith(_REF):
            name = os.fsdecode(head.removeprefix(_REF).strip())
            loose = _first_bytes(self._common / name, _LONGEST_NAME)
        packed = () if loose else _stamp(self._common / "packed-refs")
        table = _stamp(self._common / "reftable" / "tables.list")
        also = _first_bytes(self._common / self._ref, _LONGEST_NAME) if self._ref else b""
        return head, loose, packed, table, also, _stamp(self._private / _POINTER)


class Pointer(NamedTuple):
    """The item of an agenda that the room is on, and since when; nobody's word but the app's."""

    meeting: str
    item: int
    at: datetime


def point(workspace: Workspace, pointer: Pointer) -> None:
    """Say in this clone, outside of the records, which item the room is on."""
    note = {"meeting": pointer.meeting, "item": pointer.item, "at": pointer.at.isoformat()}
    with suppress(OSError):
        write_durably(
            workspace.private / _POINTER,
            json.dumps(note).encode(),
            scratch=workspace.private / "pointing",
        )


def pointed(workspace: Workspace) -> Pointer | None:
    """Return the item that the room is on, None where nothing usable is said of it."""
    content = _first_bytes(workspace.private / _POINTER, _LONGEST_POINTER)
    try:
        note = json.loads(content)
        at = datetime.fromisoformat(note["at"])
        if at.tzinfo is None:
            return None
        return Pointer(str(note["meeting"]), int(note["item"]), at)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None


def _first_bytes(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(limit)
    except (OSError, ValueError):
        return b""


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return ()
    return found.st_mtime_ns, found.st_ino, found.st_size
