"""A finding of a check: a value, never an exception."""

from typing import NamedTuple

from comens_tui.model.words import Severity


class Finding(NamedTuple):
    """What is wrong, where, and how to mend it.

    `path` is relative to the workspace; `line` is 1-based, 0 when the whole file is meant;
    `record` and `clause` are ids where there are any.
    """

    code: str
    severity: Severity
    path: str
    line: int
    message: str
    hint: str = ""
    record: str = ""
    clause: str = ""
