"""Paths as people read and type them."""

import re
import unicodedata

_UNDECODED = re.compile("[\udc80-\udcff]")


def readable_path(path: str) -> str:
    r"""Return a path with each byte that is no UTF-8 written as its code, such as `\xe9`."""
    return _UNDECODED.sub(lambda found: f"\\x{ord(found.group()) - 0xDC00:02x}", path)


def same_path(one: str, other: str) -> bool:
    """Tell whether two paths look the same to a person, however their accents are encoded."""
    return _plain(one) == _plain(other)


def _plain(path: str) -> str:
    return unicodedata.normalize("NFC", readable_path(path)).removeprefix("./").rstrip("/")
