"""Text that came from a file or a person, made safe to draw.

Nothing of it is ever read as markup, and no control character reaches the terminal: what
cannot be seen is shown as what it is, such as ‹ESC› or ‹RLO›.
"""

import re

#: Invisible or direction-changing characters that a reader must be told of, by name.
NAMED = {
    0x00: "NUL",
    0x07: "BEL",
    0x08: "BS",
    0x0D: "CR",
    0x1B: "ESC",
    0x7F: "DEL",
    0xAD: "SHY",
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
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_BREAKS = re.compile(r"\s*[\r\n]+\s*")
TAB = "    "


def _placeholder(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"‹{NAMED.get(code, f'{code:02X}')}›"


def shown(text: str) -> str:
    """Return `text` with every unseen character named; line feeds stay, tabs are four spaces.

    A carriage return before a line feed is dropped: it is how a file ends its lines.
    """
    return _UNSEEN.sub(_placeholder, text.replace("\r\n", "\n").replace("\t", TAB))


def one_line(text: str) -> str:
    """Return `text` on one line: breaks become one space, unseen characters are named."""
    return shown(_BREAKS.sub(" ", text.strip()))


def one_line_kept(text: str) -> str:
    """Return `text` made safe on one line, its outer spaces kept."""
    lead = text[: len(text) - len(text.lstrip(" "))]
    tail = text[len(text.rstrip(" ")) :] if text.strip(" ") else ""
    return lead + one_line(text) + tail
