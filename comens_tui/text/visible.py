"""Text that came from a file or a person, made safe to draw on any face.

What cannot be seen, or turns the text around, is shown as what it is, such as ‹ESC› or
‹RLO›: it can neither drive a terminal nor make a reader see another text than the file's.
"""

import re
from typing import Final

#: The names under which readers find the commonest of them.
_NAMES: Final = {
    0x00: "NUL",
    0x07: "BEL",
    0x08: "BS",
    0x0B: "VT",
    0x0C: "FF",
    0x0D: "CR",
    0x1B: "ESC",
    0x7F: "DEL",
    0x85: "NEL",
    0xAD: "SHY",
    0x34F: "CGJ",
    0x61C: "ALM",
    0x180E: "MVS",
    0x200B: "ZWSP",
    0x200C: "ZWNJ",
    0x200D: "ZWJ",
    0x200E: "LRM",
    0x200F: "RLM",
    0x2028: "LS",
    0x2029: "PS",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2060: "WJ",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
    0xFEFF: "BOM",
}
#: Control and format characters, fillers, line separators, lone surrogates, tags, and what is
#: no character and no XML can hold; not the line feed, which is a line's end.
UNSEEN: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_BREAKS = re.compile("\\s*[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+\\s*")
TAB: Final = "    "


def shown(text: str) -> str:
    """Return `text` with every unseen character named; line feeds stay, tabs are four spaces.

    A carriage return before a line feed is dropped: it is how a file ends its lines.
    """
    return UNSEEN.sub(_name, text.replace("\r\n", "\n").replace("\t", TAB))


def one_line(text: str) -> str:
    """Return `text` on one line: breaks become one space, unseen characters are named."""
    return shown(_BREAKS.sub(" ", text.strip()))


def one_line_kept(text: str) -> str:
    """Return `text` made safe on one line, its outer spaces kept."""
    lead = text[: len(text) - len(text.lstrip(" "))]
    tail = text[len(text.rstrip(" ")) :] if text.strip(" ") else ""
    return lead + one_line(text) + tail


def _name(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"‹{_NAMES.get(code, f'U+{code:04X}')}›"
