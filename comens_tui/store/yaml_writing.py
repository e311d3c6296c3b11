"""YAML as we write it: new files in one style, old files changed key by key.

A changed file is cut at its top-level keys. Only the pieces whose value changed go
through ruamel's round trip; every other byte of the file is copied.
"""

import json
import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from io import StringIO
from typing import Any

import yaml as pyyaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)

_WIDTH = 1 << 20
_LONG = 88

_PLAIN = re.compile(r"[a-z][a-z_]*(?:-[a-z0-9]+)*")
#: Words that YAML 1.1 or 1.2 reads as a boolean or as nothing.
_RESERVED = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
#: What a literal block gives back exactly: printable, no white space at the ends of lines.
_BLOCK_LINE = re.compile(
    r"(?:[\x21-\x7e\xa1-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe"
    r"\uff00-\ufffd\U00010000-\U0001fffd]|(?<=\S) (?=\S)|(?<=\S)\xa0(?=\S))*"
)
#: What stands as it is between double quotes.
_UNESCAPED = re.compile(r"[\x20!\x23-\x5b\x5d-\x7e\xa1-\xac\xae-\u017f\u2010-\u2027]*")
_TOP_LEVEL_NOTE = re.compile(r"(?:#.*|[ \t]*)\n?")


def emit(data: Mapping[str, Any]) -> str:
    """Return `data` as the text of a new file."""
    simple = emit_simple(data)
    return _dump(_styled(data), dash_offset=2) if simple is None else simple


def emit_simple(data: Mapping[str, Any]) -> str | None:
    """Return what ruamel would write of flat data, many times faster; None where in doubt."""
    lines = []
    for key, value in data.items():
        if not _PLAIN.fullmatch(key) or key in _RESERVED:
            return None
        if type(value) is list:
            items = [_simple(item) for item in value]
            if not items or None in items:
                return None
            lines.append(f"{key}:")
            lines += [f"  - {item}" for item in items]
        elif type(value) is str and _is_block(value):
            body = value.removesuffix("\n")
            lines.append(f"{key}: |" if body != value else f"{key}: |-")
            lines += [f"  {line}" if line else "" for line in body.split("\n")]
        else:
            said = _simple(value)
            if said is None:
                return None
            lines.append(f"{key}: {said}")
    return "\n".join([*lines, ""]) if lines else None


def _simple(value: Any) -> str | None:
    """Return a value on one line, None where its writing is not plain to see."""
    if type(value) is str:
        if _PLAIN.fullmatch(value) and value not in _RESERVED:
            return value
        return f'"{value}"' if _UNESCAPED.fullmatch(value) and not _is_block(value) else None
    if value is None or type(value) is bool:
        return {None: "null", True: "true", False: "false"}[value]
    return str(value) if type(value) is int else None


def _is_block(value: str) -> bool:
    return ("\n" in value or len(value) > _LONG) and _is_block_text(value)


def updated(
    text: str, before: Mapping[str, Any], after: Mapping[str, Any], sparse: Mapping[str, Any]
) -> str:
    """Return `text` with the keys that differ between `before` and `after` changed.

    `before` and `after` have every key, in the order of the model; `sparse` has those of
    `after` that a new file would have.
    """
    pieces = _Pieces(text)
    if not pieces.are_separable:
        document = _load(text)
        _merge(document, before, after, sparse)
        return _dump(document, dash_offset=_dash_offset(text))
    order = list(after)
    for key in order:
        if before.get(key) == after[key]:
            continue
        if key in pieces.by_key:
            pieces.change(key, before.get(key), after[key], sparse.get(key, after[key]))
        elif key in sparse:
            pieces.insert(key, _dump(_styled({key: sparse[key]}), dash_offset=2), order)
    return pieces.text()


class _Pieces:
    """A file cut into its top-level keys, with the notes that stand between them."""

    def __init__(self, text: str) -> None:
        node: Any = pyyaml.compose(text, Loader=getattr(pyyaml, "CSafeLoader", pyyaml.SafeLoader))
        lines = text.splitlines(keepends=True)
        self.by_key: dict[str, str] = {}
        self.notes: dict[str, str] = {}
        self.are_separable = _is_separable(node, lines)
        if not self.are_separable:
            return
        starts = [key.start_mark.line for key, _value in node.value]
        self.head = "".join(lines[: starts[0]])
        for (key, _value), start, end in zip(
            node.value, starts, [*starts[1:], len(lines)], strict=True
        ):
            body, note = _without_final_notes(lines[start:end])
            self.by_key[key.value] = body
            self.notes[key.value] = note

    def change(self, key: str, before: Any, after: Any, sparse: Any) -> None:
        """Change the value of one key, keeping the comments inside it."""
        piece = _load(self.by_key[key])
        _merge(piece, {key: before}, {key: after}, {key: sparse})
        self.by_key[key] = _dump(piece, dash_offset=_dash_offset(self.by_key[key]))

    def insert(self, key: str, body: str, order: list[str]) -> None:
        """Put a new key after the nearest one that precedes it in `order`."""
        earlier = [name for name in order[: order.index(key)] if name in self.by_key]
        names = list(self.by_key)
        place = names.index(earlier[-1]) + 1 if earlier else 0
        if place:
            previous = names[place - 1]
            self.by_key[previous] = _ended(self.by_key[previous])
        names.insert(place, key)
        bodies = {**self.by_key, key: body}
        self.by_key = {name: bodies[name] for name in names}
        self.notes[key] = ""
        if place:
            self.notes[key], self.notes[previous] = self.notes[previous], ""

    def text(self) -> str:
        """Return the whole file."""
        parts = (body + self.notes[key] for key, body in self.by_key.items())
        return self.head + "".join(parts)


def _is_separable(node: Any, lines: list[str]) -> bool:
    """Tell whether each top-level key starts a line of its own in block style."""
    return (
        isinstance(node, pyyaml.MappingNode)
        and not node.flow_style
        and bool(node.value)
        and not any(line.startswith(("...", "?", ":")) for line in lines)
        and all(key.start_mark.column == 0 for key, _value in node.value)
    )


def _without_final_notes(lines: list[str]) -> tuple[str, str]:
    """Split a piece from the blank and comment lines after it, which belong to the next key."""
    end = len(lines)
    keeps_blanks = any(re.search(r"[|>][0-9]?\+", line) for line in lines)
    while end > 1 and not keeps_blanks and _TOP_LEVEL_NOTE.fullmatch(lines[end - 1]):
        end -= 1
    return "".join(lines[:end]), "".join(lines[end:])


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def _dash_offset(text: str) -> int:
    """Return the indentation of list dashes below their key, as the file has it."""
    found = re.search(
        r"^( *)(?:- )?[^\s#][^\n]*:[ ]*(?:#[^\n]*)?\n(?:\s*\n|\s*#[^\n]*\n)*( *)- ",
        text,
        re.MULTILINE,
    )
    return 0 if found and len(found[1]) == len(found[2]) else 2


class _Representer(RoundTripRepresenter):
    """Ruamel's, writing `null` where it would leave nothing."""

    def represent_null(self, _data: None) -> Any:
        return self.represent_scalar("tag:yaml.org,2002:null", "null")


_Representer.add_representer(type(None), _Representer.represent_null)


def _round_trip(dash_offset: int) -> YAML:
    writer = YAML(typ="rt")
    writer.Representer = _Representer
    writer.width = _WIDTH
    writer.preserve_quotes = True
    writer.allow_unicode = True
    writer.indent(mapping=2, sequence=2 + dash_offset, offset=dash_offset)
    return writer


def _load(text: str) -> Any:
    return _round_trip(2).load(text)


def _dump(data: Any, *, dash_offset: int) -> str:
    target = StringIO()
    _round_trip(dash_offset).dump(data, target)
    return str(target.getvalue())


def _styled(value: Any, like: Any = None) -> Any:
    """Return `value` as ruamel data in our style, or in that of the scalar it replaces."""
    if isinstance(value, Mapping):
        result = CommentedMap()
        for key, item in value.items():
            result[_styled(str(key))] = _styled(item)
        return result
    if isinstance(value, list):
        return CommentedSeq([_styled(item) for item in value])
    if isinstance(value, str):
        return _styled_text(value, like)
    return value


def _styled_text(value: str, like: Any) -> str:
    styled: str = value
    is_quoted = isinstance(like, DoubleQuotedScalarString | SingleQuotedScalarString)
    if not is_quoted and _is_block(value):
        styled = LiteralScalarString(value)
    elif is_quoted or value in _RESERVED or not _PLAIN.fullmatch(value):
        styled = DoubleQuotedScalarString(value)
    return styled


def _is_block_text(value: str) -> bool:
    body = value.removesuffix("\n")
    lines = body.split("\n")
    return bool(lines[0] and lines[-1]) and all(_BLOCK_LINE.fullmatch(line) for line in lines)


def _merge(
    target: Any, before: Mapping[str, Any], after: Mapping[str, Any], sparse: Mapping[str, Any]
) -> None:
    """Change in `target` what differs, recursing so that comments beside the rest stay."""
    for key in [name for name in target if name in before and name not in after]:
        del target[key]
    order = list(after)
    for position, key in enumerate(order):
        if before.get(key, _ABSENT) == after[key] and (key in target or key not in sparse):
            continue
        if key in target:
            target[key] = _merged(target[key], before.get(key), after[key], sparse.get(key))
        elif key in sparse:
            earlier = [name for name in order[:position] if name in target]
            place = list(target).index(earlier[-1]) + 1 if earlier else 0
            target.insert(place, key, _styled(sparse[key]))


_ABSENT = object()


def _merged(target: Any, before: Any, after: Any, sparse: Any) -> Any:
    value = after if sparse is None else sparse
    if isinstance(target, CommentedMap) and isinstance(before, dict) and isinstance(after, dict):
        _merge(target, before, after, sparse if isinstance(sparse, dict) else after)
        return target
    if isinstance(target, CommentedSeq) and isinstance(before, list) and isinstance(after, list):
        if len(target) == len(before) and before and after:
            _merge_list(target, before, after, sparse if isinstance(sparse, list) else after)
            return target
        return _styled(value)
    return _styled(value, like=target)


def _merge_list(target: Any, before: list[Any], after: list[Any], sparse: list[Any]) -> None:
    """Change a list item by item; items that stay keep their comments."""
    last_note = _take_final_note(target)
    matcher = SequenceMatcher(None, _keys(before), _keys(after), autojunk=False)
    for tag, old_start, old_end, new_start, new_end in reversed(matcher.get_opcodes()):
        if tag == "equal":
            continue
        paired = min(old_end - old_start, new_end - new_start)
        for offset in range(paired):
            old, new = old_start + offset, new_start + offset
            target[old] = _merged(target[old], before[old], after[new], sparse[new])
        for index in range(old_end - 1, old_start + paired - 1, -1):
            del target[index]
        for offset in range(paired, new_end - new_start):
            target.insert(old_start + offset, _styled(sparse[new_start + offset]))
    if last_note is not None and len(target):
        target.ca.items[len(target) - 1] = last_note


def _take_final_note(target: Any) -> Any:
    """Detach what stands after the last item, which belongs after whatever is last then."""
    last = len(target) - 1
    note = target.ca.items.get(last)
    if note and note[0] is not None and note[0].value.startswith("\n"):
        return target.ca.items.pop(last)
    return None


def _keys(items: list[Any]) -> list[str]:
    return [json.dumps(item, sort_keys=True) for item in items]
