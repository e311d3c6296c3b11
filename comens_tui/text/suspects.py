"""What the finders of personal data share: a suspicion, and the words around it."""

import re
from typing import NamedTuple

from comens_tui.model.words import Certainty, PersonalKind

#: How far back, in characters, a word still says what a number is.
_REACH = 48

#: What may stand between two signs of a number: spaces of any kind, points, dashes.
GAP = r"[\s.\-\u2010-\u2015\u2212/_]{0,3}"


def start(first: str) -> str:
    """Return a pattern for one of the characters `first`, not right after a letter or a digit.

    The character comes before the look behind it, so that the search leaps from one to the
    next; an underscore before it is Markdown.
    """
    return rf"[{first}](?<![^\W_].)"


class Suspect(NamedTuple):
    """A part of a text, `start` to `end`, that looks like personal data.

    `value` is what it comes down to, without spaces or signs; never show it.
    """

    kind: PersonalKind
    start: int
    end: int
    certainty: Certainty
    value: str

    def __repr__(self) -> str:
        """Return where and what it is, without the value."""
        return f"Suspect({self.kind}, {self.start}, {self.end}, {self.certainty})"


def suspect(
    kind: PersonalKind, found: re.Match[str], certainty: Certainty, group: int | str = 0
) -> Suspect:
    """Return the suspicion that a match is; with `group`, on that part of it."""
    return Suspect(kind, found.start(group), found.end(group), certainty, signs(found[group]))


def signs(text: str) -> str:
    """Return the letters and digits of a text, in lower case: what two writings have in common."""
    return re.sub(r"[\W_]+", "", text).casefold()


def announced(text: str, start: int, words: re.Pattern[str]) -> bool:
    """Tell whether `words` stand shortly before `start`, on the way to it."""
    return words.search(text, max(0, start - _REACH), start) is not None
