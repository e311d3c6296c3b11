"""Remember what was found in a text: a changed sentence is read for several things."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Final, TypeVar

#: Many texts up to this long are remembered, and a few longer ones.
SHORT_TEXT: Final = 1_000
MANY: Final = 8_192
FEW: Final = 8

Found = TypeVar("Found")


def remembered(read: Callable[[str], Found]) -> Callable[[str], Found]:
    """Return `read` with a memory: what it returns is shared and must not be changed."""
    of_short = lru_cache(maxsize=MANY)(read)
    of_long = lru_cache(maxsize=FEW)(read)

    @wraps(read)
    def found(text: str) -> Found:
        return of_short(text) if len(text) <= SHORT_TEXT else of_long(text)

    return found
