"""Read the YAML that most records are written in, a line at a time, and leave the rest.

Plain is a key and its value on one line: a word, a text between quotes, or words between
brackets; or a key alone with, two blanks in, its items or its own keys and their values. The
lines of a corpus repeat (`level: mandatory`): each is read once. What is read here equals what
the parser of `yaml_fast` reads.
"""

import re
from functools import lru_cache
from typing import Any, Final, NamedTuple

from comens_tui.text.yaml_scalars import AMBIGUOUS, STR, Scalar, scalar_tag, scalar_value

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
            is_inside, key, value, is_open = _line(line)
            if is_inside:
                _put_inside(record, opened, key, value)
                continue
            if key in record or (opened and record[opened] is None):
                return None
            record[key] = list(value) if isinstance(value, tuple) else value
            opened = key if is_open else ""
    except _NotPlain:
        return None
    return None if opened and record[opened] is None else record


def _put_inside(record: dict[str, Any], opened: str, key: str, value: Any) -> None:
    """Put an item or a key under the key that is open; a key holds only one of the two.

    Raises:
        _NotPlain: No key is open, or it holds the other one, or has this key already.
    """
    if not opened:
        raise _NotPlain
    if record[opened] is None:
        record[opened] = {} if key else []
    group = record[opened]
    if isinstance(group, dict) != bool(key) or (key and key in group):
        raise _NotPlain
    said = list(value) if isinstance(value, tuple) else value
    if key:
        group[key] = said
    else:
        group.append(said)


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
    if is_inside:
        raise _NotPlain
    return _Line(is_inside, found[1], None, is_open=True)


def _value(said: str) -> Scalar | tuple[Scalar, ...]:
    if _QUOTED.fullmatch(said):
        return said[1:-1]
    if said[:1] == "[" and said[-1:] == "]":
        inside = said[1:-1]
        return tuple(map(_word, inside.split(", "))) if inside else ()
    return _word(said)


def _word(said: str) -> Scalar:
    tag = scalar_tag(said) if _WORD.fullmatch(said) else AMBIGUOUS
    if tag == AMBIGUOUS:
        raise _NotPlain
    return scalar_value(said, tag)
