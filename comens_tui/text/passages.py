"""The passages of a file that people wrote: each value of a record, or the whole of a text."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from comens_tui.errors import RecordError
from comens_tui.text.yaml_fast import load_yaml

#: Values that hold no words: ids, digests, dates, small numbers.
_WORDLESS = re.compile(
    r"[0-9a-f]{40}|[0-9a-f]{64}|\d{4}-\d\d-\d\d(?:T[\d:.+Z-]{5,20})?|[A-Z]{1,2}-\d{4}-\d{1,6}|\d{1,6}"
)
_COMMENT = re.compile(r"(?:^|[ \t])#[^\n]*", re.MULTILINE)


class Passage(NamedTuple):
    """A text, and the field of the record that holds it: `agenda.2.title`, or empty.

    The comments of a YAML file are one passage, whose field is `#`.
    """

    field: str
    text: str


def passages_of(path: str, text: str) -> tuple[Passage, ...]:
    """Return the passages of a file; a YAML file that cannot be read is one text."""
    if not path.endswith(".yaml"):
        return (Passage("", text),)
    try:
        found = list(passages_in(load_yaml(text)))
    except RecordError:
        return (Passage("", text),)
    if "#" in text:
        found.append(Passage("#", "\n".join(_COMMENT.findall(text))))
    return tuple(found)


def passages_in(data: Any, field: str = "") -> Iterator[Passage]:
    """Yield the passages of plain data."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from passages_in(value, f"{field}.{key}" if field else str(key))
    elif isinstance(data, list | tuple):
        for number, value in enumerate(data, 1):
            yield from passages_in(value, f"{field}.{number}")
    elif data is not None and not isinstance(data, bool):
        text = str(data)
        if text and not _WORDLESS.fullmatch(text):
            yield Passage(field, text)


def rewritten(data: Any, rewrite: Callable[[str], str]) -> Any:
    """Return plain data with each text replaced by what `rewrite` makes of it."""
    if isinstance(data, dict):
        return {key: rewritten(value, rewrite) for key, value in data.items()}
    if isinstance(data, list):
        return [rewritten(value, rewrite) for value in data]
    return rewrite(data) if isinstance(data, str) else data
