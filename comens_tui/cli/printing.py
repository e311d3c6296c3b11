"""How answers are printed: tables, fields, JSON; and no text of a file can drive the terminal.

Standard output is the answer, standard error the talk.
"""

import codecs
import json
import re
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from comens_tui.i18n import _
from comens_tui.text.labels import label
from comens_tui.text.visible import UNSEEN, one_line, shown

_GAP = "  "
_NARROWEST = 12
FALLBACK_WIDTH = 80


def width_of(text: str) -> int:
    """Return how many columns a terminal needs for `text`."""
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def clipped(text: str, width: int) -> str:
    """Return `text` in at most `width` columns, an ellipsis standing for what is left out."""
    if width_of(text) <= width:
        return text
    kept, used = "", 0
    for char in text:
        used += _columns(char)
        if used > width - 1:
            break
        kept += char
    return kept.rstrip() + "…"


def padded(text: str, width: int) -> str:
    """Return `text` followed by spaces up to `width` columns."""
    return text + " " * (width - width_of(text))


def terminal_width() -> int | None:
    """Return the width of the terminal that the answer goes to, None where it is piped."""
    if not sys.stdout.isatty():
        return None
    return shutil.get_terminal_size((FALLBACK_WIDTH, 24)).columns


def answer(text: str = "") -> None:
    """Print one line or paragraph of the answer."""
    print(shown(text))


def answer_lines(lines: Iterable[str]) -> None:
    """Print each of many lines of the answer, in one write."""
    sys.stdout.write(shown("".join([f"{line}\n" for line in lines])))


def talk(text: str) -> None:
    """Say something that is not the answer, on standard error."""
    print(shown(text), file=sys.stderr)


class Column(NamedTuple):
    """One column of a list: the key of its value, its title, and how the value is written.

    A `flexible` column gives way when the terminal is narrow.
    """

    key: str
    title: str
    write: Callable[[Any], str] | None = None
    flexible: bool = False


def written(value: Any) -> str:
    """Return how a value is written for a person; nothing is a dash."""
    if value is None or value in ("", (), []):
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, (tuple, list)):
        return ", ".join(written(item) for item in value)
    return str(value)


def print_list(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[Column],
    *,
    as_json: bool,
    nothing: str,
) -> None:
    """Print rows as an aligned table, or as a JSON list of objects with all their keys.

    On a terminal the flexible columns are clipped to its width; piped, nothing is lost.
    `nothing` is said, on standard error, where there is no row.
    """
    if as_json:
        print_json(list(rows))
        return
    if not rows:
        talk(nothing)
        return
    for line in table_lines(rows, columns, terminal_width()):
        print(line)


def table_lines(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[Column], width: int | None
) -> list[str]:
    """Return the lines of a table, its titles first, fitted to `width` where one is given."""
    cells = [[column.title for column in columns]]
    cells += [[_cell(row, column) for column in columns] for row in rows]
    widths = [max(width_of(line[index]) for line in cells) for index in range(len(columns))]
    if width is not None:
        _narrow(widths, columns, width)
    return [
        _GAP.join(
            padded(clipped(text, size), size) for text, size in zip(line, widths, strict=True)
        ).rstrip()
        for line in cells
    ]


def _cell(row: Mapping[str, Any], column: Column) -> str:
    value = row.get(column.key)
    return one_line(column.write(value) if column.write else written(value))


def _narrow(widths: list[int], columns: Sequence[Column], width: int) -> None:
    """Take what is too wide from the flexible columns, the last one first."""
    excess = sum(widths) + len(_GAP) * (len(widths) - 1) - width
    for index in reversed(range(len(columns))):
        if excess > 0 and columns[index].flexible:
            taken = min(excess, max(0, widths[index] - _NARROWEST))
            widths[index] -= taken
            excess -= taken


def print_fields(fields: Iterable[tuple[str, Any]]) -> None:
    """Print titled values, aligned; long text goes below its title, indented."""
    known = [(title, _field(value)) for title, value in fields if value not in (None, "", (), [])]
    size = max((width_of(title) for title, _text in known), default=0)
    for title, text in known:
        if "\n" in text:
            print(f"{title}:")
            print(textwrap.indent(text, "    "))
        else:
            print(f"{padded(title, size)}  {text}")


def _field(value: Any) -> str:
    return shown(written(value).strip())


def print_json(value: Any) -> None:
    """Print `value` as JSON in UTF-8; dates are ISO, keys keep their order.

    On a terminal the characters that could drive it are escaped, and so is what another
    encoding than UTF-8 may lack: it is the same JSON.
    """
    plain_only = codecs.lookup(sys.stdout.encoding or "utf-8").name != "utf-8"
    text = json.dumps(value, ensure_ascii=plain_only, indent=2, default=_plain)
    if sys.stdout.isatty():
        text = UNSEEN.sub(_escaped, text)
    print(text)


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]


def _plain(value: Any) -> Any:
    """Return what JSON has for a value that it does not know."""
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if hasattr(value, "to_full_data"):
        return value.to_full_data()
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", by_alias=True)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
