"""What an OSCAL catalog may hold, after the NIST schema 1.2.1, as far as we read it.

Each key of an object has a kind: `!` before it where the key is due, `[x]` for a list that
is not empty. What a key holds that we never read (`any`) is only required to be there.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from comens_tui.i18n import _

_UUID: Final = re.compile(
    r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}\Z"
)
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})\Z")
_LINE: Final = re.compile(r"\S(?:.*\S)?\Z")
_DEEPEST: Final = 60
_MOST: Final = 8

SHAPES: Final[Mapping[str, Mapping[str, str]]] = {
    "root": {"catalog": "!catalog", "$schema": "text"},
    "catalog": {
        "uuid": "!uuid",
        "metadata": "!metadata",
        "params": "[param]",
        "controls": "[control]",
        "groups": "[group]",
        "back-matter": "back-matter",
    },
    "metadata": {
        "title": "!text",
        "last-modified": "!moment",
        "version": "!line",
        "oscal-version": "!line",
        "published": "moment",
        "revisions": "[any]",
        "document-ids": "[any]",
        "props": "[prop]",
        "links": "[link]",
        "roles": "[role]",
        "locations": "[any]",
        "parties": "[any]",
        "responsible-parties": "[responsible-party]",
        "actions": "[any]",
        "remarks": "text",
    },
    "role": {
        "id": "!token",
        "title": "!text",
        "short-name": "text",
        "description": "text",
        "props": "[prop]",
        "links": "[link]",
        "remarks": "text",
    },
    "responsible-party": {
        "role-id": "!token",
        "party-uuids": "![uuid]",
        "props": "[prop]",
        "links": "[link]",
        "remarks": "text",
    },
    "group": {
        "id": "token",
        "class": "token",
        "title": "!text",
        "params": "[param]",
        "props": "[prop]",
        "links": "[link]",
        "parts": "[part]",
        "groups": "[group]",
        "controls": "[control]",
    },
    "control": {
        "id": "!token",
        "class": "token",
        "title": "!text",
        "params": "[param]",
        "props": "[prop]",
        "links": "[link]",
        "parts": "[part]",
        "controls": "[control]",
    },
    "part": {
        "id": "token",
        "name": "!token",
        "ns": "text",
        "class": "token",
        "title": "text",
        "props": "[prop]",
        "prose": "text",
        "parts": "[part]",
        "links": "[link]",
    },
    "param": {
        "id": "!token",
        "class": "token",
        "depends-on": "token",
        "props": "[prop]",
        "links": "[link]",
        "label": "text",
        "usage": "text",
        "constraints": "[any]",
        "guidelines": "[any]",
        "values": "[line]",
        "select": "select",
        "remarks": "text",
    },
    "select": {"how-many": "text", "choice": "[text]"},
    "prop": {
        "name": "!token",
        "uuid": "uuid",
        "ns": "text",
        "value": "!line",
        "class": "token",
        "group": "token",
        "remarks": "text",
    },
    "link": {
        "href": "!text",
        "rel": "text",
        "media-type": "text",
        "resource-fragment": "text",
        "text": "text",
    },
    "back-matter": {"resources": "[any]"},
}


def faults(data: Any) -> list[str]:
    """Return what does not fit in a catalog, each as a sentence that names its field."""
    found: list[str] = []
    for fault in _faults(data, "root", "", 0):
        found.append(fault)
        if len(found) == _MOST:
            break
    return found


def _faults(value: Any, kind: str, place: str, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        yield _("{field} is nested too deeply.").format(field=place)
    elif kind.startswith("["):
        if not isinstance(value, list) or not value:
            yield _("{field} must be a list that is not empty.").format(field=place)
            return
        for number, item in enumerate(value, start=1):
            yield from _faults(item, kind[1:-1], f"{place}[{number}]", depth + 1)
    elif kind in SHAPES:
        if not isinstance(value, dict):
            yield _("{field} must be an object.").format(field=place or "catalog")
            return
        yield from _object_faults(value, SHAPES[kind], place, depth)
    elif not _fits(value, kind):
        yield _("{field} does not have the expected form.").format(field=place)


def _object_faults(
    value: Mapping[str, Any], shape: Mapping[str, str], place: str, depth: int
) -> Iterator[str]:
    start = f"{place}." if place else ""
    for key in value:
        if key not in shape:
            yield _("{field} is not known there.").format(field=start + key)
    for key, kind in shape.items():
        if key in value:
            yield from _faults(value[key], kind.removeprefix("!"), start + key, depth + 1)
        elif kind.startswith("!"):
            yield _("{field} is missing.").format(field=start + key)


def _fits(value: Any, kind: str) -> bool:
    if kind == "any":
        return True
    if not isinstance(value, str):
        return False
    if kind == "token":
        return is_token(value)
    patterns = {"uuid": _UUID, "moment": _MOMENT, "line": _LINE}
    return kind not in patterns or bool(patterns[kind].match(value))


def is_token(value: str) -> bool:
    """Tell whether a text is a name of XML without colons: letters, digits, `.`, `-`, `_`."""
    return (
        bool(value)
        and (value[0].isalpha() or value[0] == "_")
        and all(char.isalnum() or char in ".-_" for char in value)
    )
