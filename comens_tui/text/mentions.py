"""Ids written in a text, and what kind of thing an id is by its shape."""

import re
from collections.abc import Iterator
from typing import NamedTuple

#: An id of a requirement, a record, a release or a document, standing free of words and paths.
MENTION = re.compile(
    r"(?<![\w./-])(?:[A-Z]{2,6}\.\d{1,2}(?:\.\d+)*(?![\w]|\.\w)"
    r"|(?:EV|JR)-\d{4}-\d{4}(?![\w-])|[ACDPW]-\d{4}-\d{3,}(?![\w-])|S-\d{4}-\d{2,}(?![\w-])"
    r"|cens-v\d+\.\d+\.\d+(?![\w-]|\.\w)"
    r"|[A-Z]{2,6}(?:-[A-Z0-9]{2,8})+(?![\w-]))"
)
#: What every id starts with. A set of letters in front is what the engine finds quickly: three
#: times faster than the whole pattern on a page that has none.
_START = re.compile(r"[A-Zc](?<![\w./-].)(?:[A-Z]{0,5}[.-][A-Z\d]|ens-v\d)")
_KINDS = tuple(
    (kind, re.compile(shape))
    for kind, shape in (
        ("requirement", r"[A-Z]{2,6}\.\d{1,2}(?:\.\d+)*"),
        ("report", r"(?:EV|JR)-\d{4}-\d{4}"),
        ("comment", r"P-\d{4}-\d{3,}/\d{8}T\d{6}.+"),
        ("consultation_comment", r"C-\d{4}-\d{3,}/\d+"),
        ("proposal", r"P-\d{4}-\d{3,}"),
        ("consultation", r"C-\d{4}-\d{3,}"),
        ("meeting", r"S-\d{4}-\d{2,}"),
        ("decision", r"D-\d{4}-\d{3,}"),
        ("follow_up", r"A-\d{4}-\d{3,}"),
        ("waiver", r"W-\d{4}-\d{3,}"),
        ("release", r"cens-v\d+\.\d+\.\d+"),
        ("document", r"[A-Z]{2,6}(?:-[A-Z0-9]{2,8})+"),
    )
)


class Mention(NamedTuple):
    """One id, and the 1-based line of the text that writes it."""

    id: str
    line: int


def mentions(text: str) -> Iterator[Mention]:
    """Yield each id that `text` writes, once, where it is first written."""
    seen: set[str] = set()
    for start in _START.finditer(text):
        found = MENTION.match(text, start.start())
        if found and found[0] not in seen:
            seen.add(found[0])
            yield Mention(found[0], text.count("\n", 0, found.start()) + 1)


def kind_of(name: str) -> str:
    """Return the kind of record whose ids have this shape; nothing where none has."""
    return next((kind for kind, shape in _KINDS if shape.fullmatch(name)), "")


def line_of(text: str, name: str, key: str = "") -> int:
    """Return the line of YAML on which `name` stands first after the key `key`.

    The line of the key where `name` is not written so, 0 where there is no such key.
    """
    start = 0
    if key:
        place = -1 if text.startswith(f"{key}:") else text.find(f"\n{key}:")
        if place < 0 and not text.startswith(f"{key}:"):
            return 0
        start = place + 1
    here = text.find(name, start)
    while here >= 0 and _goes_on(text, here + len(name)):
        here = text.find(name, here + 1)
    if here < 0 and not key:
        return 0
    return text.count("\n", 0, max(here, start)) + 1


def _goes_on(text: str, end: int) -> bool:
    after = text[end : end + 2]
    return bool(after) and (after[0].isalnum() or (after[0] == "." and after[1:].isalnum()))
