"""Through which states reports and proposals passed, read from history in one walk."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from comens_tui.rules.figures import Change
from comens_tui.store import layout
from comens_tui.store.git import Git
from comens_tui.store.records import MAX_BYTES

_FOLDERS = ("proposals/reports", "proposals/updates")
_STATE = re.compile(rb"""^state:[ \t]*["']?([a-z_]+)""", re.MULTILINE)
#: How many blobs are asked for at once.
_AHEAD = 512


class _Written(NamedTuple):
    kind: str
    id: str
    at: str
    blob: str


def state_changes(git: Git, revision: str) -> Iterator[Change]:
    """Yield each version of each report and proposal that says its state, oldest first.

    A version that cannot be read as ours is left out.
    """
    written = list(_written(git, revision))
    for start in range(0, len(written), _AHEAD):
        part = written[start : start + _AHEAD]
        found = git.objects.read_many([item.blob for item in part], limit=MAX_BYTES)
        for item, blob in zip(part, found, strict=True):
            state = _STATE.search(blob.content or b"") if blob else None
            if state:
                yield Change(item.kind, item.id, state[1].decode(), datetime.fromisoformat(item.at))


def _written(git: Git, revision: str) -> Iterator[_Written]:
    """Yield each version of each record, oldest first, without its content."""
    said = git.run(
        "log", "--reverse", "--raw", "-z", "--no-abbrev", "--no-renames", "--format=%aI",
        "--end-of-options", revision, "--", *_FOLDERS,
    ).stdout.decode(errors="replace").split("\x00")  # fmt: skip
    at, header = "", ""
    for raw in said:
        field = raw.lstrip("\n")
        if field.startswith(":"):
            header = field
        elif header:
            blob, place, header = header.split()[3], layout.identify(field), ""
            if place and place.kind in ("report", "proposal") and set(blob) != {"0"}:
                yield _Written(place.kind, place.id, at, blob)
        elif field:
            at = field
