"""A look at a text, shared by all who search it for characters that few texts hold."""

import re
from functools import lru_cache

#: Letters of Latin scripts and the signs of print are said by what they are: a set said so is
#: compiled, and passes over them, many times faster.
_ODD = re.compile(r"[^\n -~\xa0-\xac\xae-ÿ](?<![\u0100-\u017f\u2010-\u2027\u202f])")


@lru_cache(maxsize=1 << 10)
def holds_odd_signs(text: str) -> bool:
    """Tell whether a text holds more than letters of Latin scripts, signs of print and line ends.

    Control and format characters, accents apart, surrogates and other scripts are odd. The
    answers of the last texts are remembered: a document is looked at for several reasons.
    """
    return _ODD.search(text) is not None
