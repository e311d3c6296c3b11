"""The text of a file whose encoding nobody wrote down."""

import codecs
import unicodedata
from typing import Final, NamedTuple

#: The longest mark first: that of UTF-32 begins like that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What the spreadsheets and old editors of French offices write.
_OLD: Final = ("cp1252", "mac_roman")
_SAMPLE: Final = 60_000


class Decoded(NamedTuple):
    """A text in Unicode form C, and the encoding that it was read with."""

    text: str
    encoding: str


def decode(content: bytes) -> Decoded:
    """Return the text of `content`: by its mark, else UTF-8, else the likeliest old encoding.

    Nothing is refused: at worst every byte is one character.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _composed(content.decode(encoding, errors="replace"), encoding)
    wide = _unmarked_wide(content)
    if wide:
        return _composed(content.decode(wide, errors="replace"), wide)
    try:
        return _composed(content.decode(), "utf-8")
    except UnicodeDecodeError:
        return _old(content)


def _unmarked_wide(content: bytes) -> str:
    """Return the UTF-16 that a sample looks like: every other byte of plain letters is NUL."""
    sample = content[:400]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > half * 0.8 and not sample[::2].count(0):
        return "utf-16-le"
    if half and sample[::2].count(0) > half * 0.8 and not sample[1::2].count(0):
        return "utf-16-be"
    return ""


def _old(content: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(_telling(content), cp_isolation=list(_OLD)).best()
    encoding = best.encoding if best is not None and best.encoding in _OLD else _OLD[0]
    try:
        return _composed(content.decode(encoding), encoding)
    except UnicodeDecodeError:
        return _composed(content.decode("latin-1"), "latin-1")


def _telling(content: bytes) -> bytes:
    """Return the lines that hold more than ASCII, up to a sample: the others say nothing."""
    lines = (line for line in content.splitlines() if not line.isascii())
    kept, size = [], 0
    for line in lines:
        kept.append(line)
        size += len(line)
        if size > _SAMPLE:
            break
    return b"\n".join(kept)[:_SAMPLE]


def _composed(text: str, encoding: str) -> Decoded:
    return Decoded(unicodedata.normalize("NFC", text), encoding)
