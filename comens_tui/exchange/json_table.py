"""A list of JSON objects, or one object that holds such a list, as a table."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple, NoReturn

from comens_tui.errors import RecordError
from comens_tui.exchange.encodings import decode
from comens_tui.exchange.table import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    Fault,
    Row,
    Table,
    distinct,
    no_header,
    require_size,
    too_many_columns,
    too_many_rows,
)
from comens_tui.i18n import _

#: Between the items of a list that becomes one cell.
LIST_SEPARATOR: Final = "\n"
_SPACE: Final = re.compile(r"[ \t\r\n]*")


class _Item(NamedTuple):
    line: int
    value: Any


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


_DECODER: Final = json.JSONDecoder(parse_constant=_refuse_constant)


def read_json(content: bytes, name: str) -> Table:
    """Return the table that `content` holds; a row's line is that of its opening brace.

    Raises:
        RecordError: It is not JSON, or holds no list of objects, or several.
    """
    require_size(content, name)
    text = decode(content).text
    try:
        items = list(_items(text, name))
    except json.JSONDecodeError as error:
        raise _not_json(name, error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise _not_json(name, 0) from error
    if len(items) > MAX_ROWS:
        raise too_many_rows(name)
    keys: dict[str, None] = {}
    for item in items:
        if isinstance(item.value, dict):
            keys.update(dict.fromkeys(item.value))
    if not keys:
        raise no_header(name)
    if len(keys) > MAX_COLUMNS:
        raise too_many_columns(name)
    faults: list[Fault] = []
    rows = tuple(_rows(items, tuple(keys), faults))
    return Table(distinct(list(keys)), rows, tuple(faults))


def _not_json(name: str, line: int) -> RecordError:
    return RecordError(
        _("This is not JSON that can be read."),
        _("A list of objects is expected, or an object that holds one list."),
        path=name,
        line=line,
    )


def _items(text: str, name: str) -> Iterator[_Item]:
    """Yield the items of the only list, with their lines."""
    start = _after_space(text, 0)
    if text[start : start + 1] == "[":
        items, end = _list_items(text, start)
        _require_end(text, end)
        yield from items
        return
    lists = list(_member_lists(text, start))
    if len(lists) != 1:
        raise RecordError(
            _("The object holds {count} lists where one is expected.").format(count=len(lists)),
            _("Keep the list of rows only."),
            path=name,
        )
    yield from lists[0]


def _member_lists(text: str, start: int) -> Iterator[list[_Item]]:
    """Yield the values of an object that are lists of objects."""
    if text[start : start + 1] != "{":
        raise json.JSONDecodeError("an object is expected", text, start)
    position = _after_space(text, start + 1)
    while text[position : position + 1] != "}":
        _key, position = _DECODER.raw_decode(text, position)
        position = _after_space(text, position)
        if text[position : position + 1] != ":":
            raise json.JSONDecodeError("a colon is expected", text, position)
        position = _after_space(text, position + 1)
        if text[position : position + 1] == "[":
            items, position = _list_items(text, position)
            if any(isinstance(item.value, dict) for item in items):
                yield items
        else:
            _value, position = _DECODER.raw_decode(text, position)
        position = _after_comma(text, position, "}")
    _require_end(text, position + 1)


def _list_items(text: str, start: int) -> tuple[list[_Item], int]:
    items: list[_Item] = []
    line, counted = 1, 0
    position = _after_space(text, start + 1)
    while text[position : position + 1] != "]":
        line += text.count("\n", counted, position)
        counted = position
        value, position = _DECODER.raw_decode(text, position)
        items.append(_Item(line, value))
        position = _after_comma(text, position, "]")
    return items, position + 1


def _after_space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


def _after_comma(text: str, position: int, closing: str) -> int:
    position = _after_space(text, position)
    sign = text[position : position + 1]
    if sign == closing:
        return position
    if sign != ",":
        raise json.JSONDecodeError("a comma is expected", text, position)
    return _after_space(text, position + 1)


def _require_end(text: str, position: int) -> None:
    end = _after_space(text, position)
    if end != len(text):
        raise json.JSONDecodeError("nothing more is expected", text, end)


def _rows(items: list[_Item], keys: tuple[str, ...], faults: list[Fault]) -> Iterator[Row]:
    for item in items:
        shown = json.dumps(item.value, ensure_ascii=False)
        if not isinstance(item.value, dict):
            faults.append(Fault(item.line, _("An object was expected in the list."), shown))
        elif len(shown) > MAX_CELL:
            message = _("A cell is longer than {most} characters.").format(most=MAX_CELL)
            faults.append(Fault(item.line, message, shown[:MAX_CELL]))
        elif any(item.value.values()):
            yield Row(item.line, tuple(_cell(item.value.get(key)) for key in keys))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return LIST_SEPARATOR.join(value)
    return json.dumps(value, ensure_ascii=False)
