"""A finding of a check: a value, never an exception."""

from typing import NamedTuple

from comens_tui.model.words import Severity


class Edit(NamedTuple):
    """What mends a text at one place: the characters from `start` to `end` become `text`.

    Both are offsets in code points from the start of the file; an insertion has `start == end`.
    """

    start: int
    end: int
    text: str


class Finding(NamedTuple):
    """What is wrong, where, and how to mend it.

    `path` is relative to the workspace; `line` is 1-based, 0 when the whole file is meant;
    `record` and `clause` are ids where there are any. `edits` are there only where the mending
    is certain; they do not overlap.
    """

    code: str
    severity: Severity
    path: str
    line: int
    message: str
    hint: str = ""
    record: str = ""
    clause: str = ""
    edits: tuple[Edit, ...] = ()
