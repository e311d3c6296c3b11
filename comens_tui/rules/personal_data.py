"""What counts as personal data in a workspace: where it stands, and what is let through.

Members are public by office: their names and e-mails are no finding. A passage that a
person cleared is none either, wherever it stands, save a NIR with its key, which nobody can
clear.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from comens_tui.model.clearance import Clearance
from comens_tui.model.committee import Committee
from comens_tui.model.places import COMMITTEE
from comens_tui.model.words import PersonalKind
from comens_tui.text.passages import Passage
from comens_tui.text.personal_data import OFFICIAL, Hit, scan, seal
from comens_tui.text.suspects import signs


class Exposure(NamedTuple):
    """A hit, and the passage that holds it; `path` is a file, `commit` or `tag`."""

    path: str
    passage: Passage
    hit: Hit

    @property
    def key(self) -> tuple[PersonalKind, str]:
        """What it is the same as, wherever that is written; for memory only."""
        return self.hit.kind, self.hit.value

    @property
    def spot(self) -> str:
        """Return its field and line, such as `description:2`, or its line in a text."""
        field = self.passage.field
        return f"{field}:{self.hit.line}" if field else str(self.hit.line)

    @property
    def place(self) -> str:
        """Return its file, field and line: what a person finds it by."""
        return f"{self.path}:{self.spot}"

    def is_at(self, place: str) -> bool:
        """Tell whether `place` names it: whole, or by its end from a boundary on."""
        return self.place == place or self.place.endswith((f":{place}", f"/{place}"))


def public_values(committee: Committee) -> frozenset[str]:
    """Return what the members make public: their names, family names and e-mails."""
    found: set[str] = set()
    for member in committee.members:
        words = member.name.split()
        found.add(signs(member.email))
        found |= {signs(" ".join(words[start:])) for start in range(len(words))}
        found.add(signs(" ".join([*words[1:], *words[:1]])))
    return frozenset(found - {""})


def exposures(
    path: str, passages: Iterable[Passage], public: Collection[str] = ()
) -> Iterator[Exposure]:
    """Yield what a file exposes, in order; in the committee's own file, less is a fault."""
    official = OFFICIAL if path == COMMITTEE else frozenset()
    for passage in passages:
        for hit in scan(passage.text, public):
            if hit.kind not in official:
                yield Exposure(path, passage, hit)


class Cleared:
    """Which passages people have let through; asking costs one slow digest a passage."""

    def __init__(self, clearances: Iterable[Clearance]) -> None:
        kept = tuple(clearances)
        self.salts = sorted({item.salt for item in kept})
        self._seals = {(item.kind, item.seal) for item in kept}

    def holds(self, hit: Hit) -> bool:
        """Tell whether a hit was let through; a NIR with its key never is."""
        return not hit.is_proven_nir and any(
            (hit.kind, seal(hit.kind, hit.value, salt)) in self._seals for salt in self.salts
        )
