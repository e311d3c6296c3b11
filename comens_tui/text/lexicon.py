"""The words of a text, each once: a look at them tells which patterns have nothing to find there.

A pattern that ignores case is dear to search for, and most texts hold none of its words.
"""

from collections.abc import Iterable
from functools import lru_cache

_DOT_ABOVE = "\u0307"


def fold_case(text: str) -> str:
    """Return `text` with the letters that a pattern without case takes for one written alike.

    Each character is folded by itself: what stands within a text stands within it folded.
    Apostrophes are straight.
    """
    folded = text.casefold().replace("’", "'")
    return folded if folded.isascii() else folded.replace(_DOT_ABOVE, "").replace("ı", "i")


@lru_cache(maxsize=1 << 10)
def lexicon(text: str) -> str:
    """Return the words of `text` between blanks, folded, each once, in no order.

    Those of the last texts are remembered: the rules on a document ask for them, then the scan
    for personal data does.
    """
    return fold_case(" ".join(set(text.split())))


def holds_any(folded: str, pieces: Iterable[str]) -> bool:
    """Tell whether a folded text holds one of `pieces`, folded too."""
    return any(map(folded.__contains__, pieces))
