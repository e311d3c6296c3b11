"""Read the YAML that most records are written in, a line at a time, and leave the rest.

Plain is a key and its value on one line: a word, a text between quotes, or words between
brackets; or a key alone with, two blanks in, its items or its own keys and their values. The
lines of a corpus repeat (`level: mandatory`): each is read once. What is read here equals what
the parser of `yaml_fast` reads.
"""

import re
from functools import lru_cache
from typing import Any, Final, NamedTuple

from comens_tui.text.yaml_scalars import AMBIGUOUS, NULL, STR, Scalar, scalar_tag, scalar_value

_KEY = re.compile(r"([a-z][a-z_]{0,40}):(?: (?=[^ ])|\Z)")
#: Neither an escape, nor the signs that open a text block: libyaml reads some of them wrongly.
_QUOTED = re.compile(r"\"[^\"\\|>]*\"|'[^'|>]*'")
_WORD = re.compile(r"[^\W_](?: ?[\w./'’-])*")
_INDENT: Final = "  "
_ITEM: Final = "  - "


class _NotPlain(Exception):  # noqa: N818 - no error: the parser reads it
    """The text is for the parser."""


class _Line(NamedTuple):
    """One line: what it stands under, its key if it has one, its value if it has one."""

    is_inside: bool
    key: str
    value: Scalar | tuple[Scalar, ...]
    is_open: bool = False


def plain_record(text: str) -> dict[str, Any] | None:
    """Return the record written in `text`, None where it is not plain.

    `text` holds no character that a YAML text may not hold.
    """
    record: dict[str, Any] = {}
    opened = ""
    try:
        for line in text.removesuffix("\n").split("\n"):
            read = _line(line)
            if read.is_inside:
                _put_inside(read, record, opened)
                continue
            _require(not opened or record[opened] is not None)
            _put(read, record)
            opened = read.key if read.is_open else ""
        _require(not opened or record[opened] is not None)
    except _NotPlain:
        return None
    return record


def _require(holds: bool) -> None:
    if not holds:
        raise _NotPlain


def _put(read: _Line, record: dict[str, Any]) -> None:
    _require(read.key not in record)
    record[read.key] = list(read.value) if isinstance(read.value, tuple) else read.value


def _put_inside(read: _Line, record: dict[str, Any], opened: str) -> None:
    """Put an item or a key under the key that is open; a key holds only one of the two."""
    _require(bool(opened))
    if record[opened] is None:
        record[opened] = {} if read.key else []
    group = record[opened]
    _require(isinstance(group, dict) == bool(read.key))
    if isinstance(group, dict):
        _put(read, group)
    else:
        group.append(list(read.value) if isinstance(read.value, tuple) else read.value)


@lru_cache(maxsize=1 << 12)
def _line(line: str) -> _Line:
    """Return what one line says.

    Raises:
        _NotPlain: It cannot be read alone.
    """
    if line.startswith(_ITEM):
        return _Line(True, "", _value(line[len(_ITEM) :]))
    is_inside = line.startswith(_INDENT)
    found = _KEY.match(line, len(_INDENT) if is_inside else 0)
    if found is None or scalar_tag(found[1]) != STR:
        raise _NotPlain
    said = line[found.end() :]
    if said:
        return _Line(is_inside, found[1], _value(said))
    _require(not is_inside)
    return _Line(is_inside, found[1], None, is_open=True)


def _value(said: str) -> Scalar | tuple[Scalar, ...]:
    if _QUOTED.fullmatch(said):
        return said[1:-1]
    if said[:1] == "[" and said[-1:] == "]":
        inside = said[1:-1]
        return tuple(map(_word, inside.split(", "))) if inside else ()
    return _word(said)


def _word(said: str) -> Scalar:
    if not _WORD.fullmatch(said):
        raise _NotPlain
    tag = scalar_tag(said)
    _require(tag not in (AMBIGUOUS, NULL))
    return scalar_value(said, tag)
