"""Personal data in a text: where it is, what it looks like once masked, how sure one may be.

`scan` is pure and takes a time in proportion to the text. What it gives holds the value in
memory, so that a person can treat it; `shown` is the only form that is ever displayed, logged
or written.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from comens_tui.model.words import Certainty, PersonalKind
from comens_tui.text import personal_numbers, personal_words
from comens_tui.text.disguises import Bare, as_digits, readings
from comens_tui.text.suspects import Suspect

#: Every finding holds one of these: a digit, a sign of an address or of a disguise, a letter
#: of another script, a capital inside the text; or a sign spelled out. Most values have none.
#: One set of characters comes first, so that the search leaps from one to the next; written
#: as what it leaves out of Latin-1, it is compiled in a tenth of the time.
_POSSIBLE = re.compile(
    r"[^\x00-$')+-/:;=>?\]^_-z|}~\x7f-\xb1\xb4-\xb8\xba-\xbfß-ÿ]"
    r"(?<![\u0100-\u017f\u2010-\u2026](?<![ŒŸ]))"
    r"(?:(?<![A-ZÀ-ÞŒŸ])|(?<=[\s.,:].))"
)
#: What replaces a passage that a person masks.
MASK = "[masqué]"

#: Kinds that a committee file holds by its nature: who its members are, and their keys.
OFFICIAL = frozenset(
    {PersonalKind.EMAIL, PersonalKind.NAME, PersonalKind.SECRET, PersonalKind.LINK}
)

_ON_WORDS: tuple[Callable[[str, str], Iterator[Suspect]], ...] = (
    personal_words.find_emails,
    personal_words.find_names,
    personal_words.find_addresses,
    personal_words.find_births,
    personal_words.find_links,
    personal_words.find_secrets,
)

#: How many letters or digits of each kind stay readable when it is masked.
_READABLE = {
    PersonalKind.NIR: 3,
    PersonalKind.PHONE: 2,
    PersonalKind.IBAN: 2,
    PersonalKind.EMAIL: 1,
    PersonalKind.LINK: 10,
    PersonalKind.SECRET: 0,
}
_LONGEST_SHOWN = 48
#: How much of a line is masked before it is cut to be shown: far more than a hit is long.
_WIDEST_CONTEXT = 2500

#: Of scrypt: some ten milliseconds and four megabytes a try.
_SEAL_COST = 1 << 12


class Hit(NamedTuple):
    """Personal data in a text: `text[start:end]`, on `line` (1-based).

    `shown` is its masked form. `value` identifies it whatever its layout; it stays in memory.
    """

    kind: PersonalKind
    start: int
    end: int
    line: int
    shown: str
    certainty: Certainty
    value: str

    def __repr__(self) -> str:
        """Return what may be shown of it."""
        return f"Hit({self.kind}, line {self.line}, {self.certainty}, {self.shown})"

    @property
    def is_proven_nir(self) -> bool:
        """Whether it is a NIR with its key, which nobody may let through."""
        return self.kind is PersonalKind.NIR and self.certainty is Certainty.CERTAIN


def scan(text: str, known: Collection[str] = ()) -> tuple[Hit, ...]:
    """Return the personal data of a text, in order, none inside another.

    `known` are values that are public by office (see `suspects.signs`): names and e-mails of
    the members.
    """
    if not _may_hold(text):
        return ()
    found: set[Suspect] = set()
    for bare in readings(text):
        for item in _suspects(bare):
            start, end = bare.span(item.start, item.end)
            found.add(item._replace(start=start, end=end))
    return tuple(_hits(text, _apart(item for item in found if item.value not in known)))


def _may_hold(text: str) -> bool:
    return _POSSIBLE.search(text) is not None or "arobas" in text or "://" in text or "www." in text


def _suspects(bare: Bare) -> Iterator[Suspect]:
    """Yield what any finder suspects in a text without disguise."""
    yield from personal_numbers.find_numbers(as_digits(bare))
    yield from personal_numbers.find_ibans(bare.text)
    for finder in _ON_WORDS:
        yield from finder(bare.text, bare.words)


def _apart(suspects: Iterable[Suspect]) -> list[Suspect]:
    """Return suspicions that do not overlap: a NIR first, then what is certain, then the longest.

    A NIR with its key always stays, whatever it is a part of.
    """
    order = sorted(
        suspects,
        key=lambda item: (
            not (item.kind is PersonalKind.NIR and item.certainty is Certainty.CERTAIN),
            item.kind is not PersonalKind.NIR,
            item.certainty is not Certainty.CERTAIN,
            item.start - item.end,
            item.start,
            item.kind,
            item.value,
        ),
    )
    kept: list[Suspect] = []
    taken: set[int] = set()
    for item in order:
        places = range(item.start, item.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(item)
    return sorted(kept, key=lambda item: item.start)


def _hits(text: str, suspects: Iterable[Suspect]) -> Iterator[Hit]:
    line, counted = 1, 0
    for item in suspects:
        line += text.count("\n", counted, item.start)
        counted = item.start
        shown = masked_form(item.kind, text[item.start : item.end])
        yield Hit(item.kind, item.start, item.end, line, shown, item.certainty, item.value)


def masked_form(kind: PersonalKind, passage: str) -> str:
    """Return a passage on one line with all but its first signs hidden: `06 ●● ●● ●● ●●`."""
    left = _READABLE.get(kind, 1)
    shown = []
    for char in " ".join(passage.split()):
        if not char.isalnum():
            shown.append(char if char.isprintable() else "●")
            continue
        shown.append(char if left > 0 else "●")
        left -= 1
    masked = "".join(shown)
    return masked if len(masked) <= _LONGEST_SHOWN else masked[: _LONGEST_SHOWN - 1] + "…"


def without(text: str) -> str:
    """Return a text with every suspicion in its masked form: what a log may keep."""
    return replaced(text, ((hit, hit.shown) for hit in scan(text)))


def replaced(text: str, words: Iterable[tuple[Hit, str]]) -> str:
    """Return a text where each hit, in order, has become other words."""
    parts: list[str] = []
    copied = 0
    for hit, other in words:
        parts += (text[copied : hit.start], other)
        copied = hit.end
    return "".join((*parts, text[copied:]))


@lru_cache(maxsize=1024)
def seal(kind: PersonalKind, value: str, salt: str) -> str:
    """Return what a clearance keeps of a passage: slow to compute, so slow to guess from."""
    return hashlib.scrypt(
        f"{kind}:{value}".encode(), salt=bytes.fromhex(salt), n=_SEAL_COST, r=8, p=1, dklen=32
    ).hex()


def line_around(text: str, hit: Hit, reach: int = 36) -> tuple[str, str]:
    """Return what stands just before and just after a hit on its line, other hits masked."""
    start = max(text.rfind("\n", 0, hit.start) + 1, hit.start - _WIDEST_CONTEXT)
    newline = text.find("\n", hit.end)
    end = min(len(text) if newline < 0 else newline, hit.end + _WIDEST_CONTEXT)
    before, after = without(text[start : hit.start]), without(text[hit.end : end])
    return re.sub(r"\s+", " ", before)[-reach:], re.sub(r"\s+", " ", after)[:reach]
