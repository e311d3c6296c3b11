"""The plain text of a cell that holds HTML: nothing is run, and no word is lost."""

import html
import re
from typing import Final

_BLOCKS: Final = (
    "address article blockquote body br caption center dd div dl dt figure footer form h1 h2 h3 h4"
    " h5 h6 head header hr html li main nav ol p pre section table tbody tfoot thead title tr"
    " ul"
)
_INLINE: Final = (
    "a abbr acronym b bdi bdo big blink cite code col colgroup del em font i img input ins kbd"
    " label link mark meta q s samp small span strike strong sub sup td th tt u var wbr"
)
#: What is between these tags is no text.
_HIDDEN: Final = ("script", "style")
_BLOCK_NAMES: Final = frozenset(_BLOCKS.split())
_KNOWN: Final = "|".join((*_BLOCKS.split(), *_INLINE.split(), *_HIDDEN))
_TAG: Final = re.compile(
    rf"(?<!`)<(/?)({_KNOWN})(?=[\s/>])(?:[^<>\"']|\"[^\"]{{0,2000}}\"|'[^']{{0,2000}}'){{0,2000}}>|<!--",
    re.IGNORECASE,
)
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SPACES: Final = re.compile(r"[ \t\r\f\v]*\n[ \t\r\f\v]*")
_GAPS: Final = re.compile(r"\n{3,}")
#: Line breaks that spreadsheets and word processors write instead of a line feed.
_BREAKS: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def plain(cell: str) -> str:
    """Return a cell as plain text: known tags dropped, blocks on their own lines, entities read.

    Text that only looks like HTML, as in `a < b`, stays as it is.
    """
    if "<" in cell and _TAG.search(cell):
        cell = _without_tags(cell)
    if "&" in cell:
        cell = _ENTITY.sub(lambda found: html.unescape(found.group()), cell)
    cell = cell.strip()
    if not cell.isprintable():
        cell = _BREAKS.sub("\n", cell)
        cell = _GAPS.sub("\n\n", _SPACES.sub("\n", cell)).strip()
    return cell


def _without_tags(cell: str) -> str:
    parts: list[str] = []
    position = 0
    while tag := _TAG.search(cell, position):
        parts.append(cell[position : tag.start()])
        position = tag.end()
        name = (tag.group(2) or "").lower()
        if not name:
            end = cell.find("-->", position)
            position = end + 3 if end >= 0 else position
        elif name in _HIDDEN and not tag.group(1):
            end = cell.lower().find(f"</{name}", position)
            position = end if end >= 0 else position
        elif name in _BLOCK_NAMES:
            parts.append("\n- " if name == "li" and not tag.group(1) else "\n")
        elif name in ("td", "th"):
            parts.append(" ")
    parts.append(cell[position:])
    return "".join(parts)
