"""Where a person stands in a meeting, kept in this clone alone for the next opening.

A file of `.git/comens`, of one line; what cannot be read is nothing kept. Nothing of the
record depends on it.
"""

import json
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from comens_tui.store.kept_files import keep_file

_LONGEST = 1000


class SittingPlace(NamedTuple):
    """How deep one is in which meeting: on which row of the agenda, on which member."""

    meeting: str
    level: str
    item: str = ""
    member: str = ""


def keep_place(private: Path, place: SittingPlace | None) -> None:
    """Keep a place, or forget it; a disk that refuses keeps nothing."""
    file = _file(private)
    with suppress(OSError):
        if place is None:
            file.unlink(missing_ok=True)
            return
        keep_file(file, json.dumps(place).encode())


def kept_place(private: Path) -> SittingPlace | None:
    """Return the place kept, if one is."""
    with suppress(OSError, ValueError, TypeError):
        text = _file(private).read_text(encoding="utf-8")
        if len(text) <= _LONGEST:
            return SittingPlace(*(str(part) for part in json.loads(text)))
    return None


def _file(private: Path) -> Path:
    return private / "sitting.json"
