"""What lives at a path, by its shape alone; the way back is `model/places.py`.

Paths are relative to the workspace, with `/`. Nothing here touches the disk.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from comens_tui.model.numbering import natural_key
from comens_tui.model.places import COMMITTEE, GLOSSARY, OWN_RULES

#: The three folders that hold records; everything else in the repository is not ours.
FOLDERS = ("corpus", "proposals", "decisions")

#: Files that people keep beside records and that mean nothing to us.
IGNORED_NAMES = frozenset({"README.md", ".gitkeep", ".gitattributes", ".gitignore"})


class Place(NamedTuple):
    """What a path holds: a kind of record, the id it is filed under, and the rest.

    `extra` names the part of that record: the corpus path of a proposed text, the member
    of a rating, the name of a comment, the item and member of a ballot.
    """

    kind: str
    id: str
    extra: tuple[str, ...] = ()


_MEMBER = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_DOCUMENT = r"(?P<id>[A-Z]{2,6}(?:-[A-Z0-9]{2,8})+)"
_PROPOSAL = r"proposals/updates/\d{4}/(?P<id>P-\d{4}-\d{3,})"
_CONSULTATION = r"proposals/consultations/\d{4}/(?P<id>C-\d{4}-\d{3,})"
_MEETING = r"decisions/meetings/\d{4}/(?P<id>S-\d{4}-\d{2,})"

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(shape))
    for kind, shape in (
        ("document", rf"corpus/(?:referentials|guides|awareness|tools)/{_DOCUMENT}\.md"),
        ("report", r"proposals/reports/\d{4}/(?P<id>(?:EV|JR)-\d{4}-\d{4})\.yaml"),
        ("proposal", rf"{_PROPOSAL}/proposal\.yaml"),
        ("proposed_text", rf"{_PROPOSAL}/text/(corpus/.+)"),
        ("rating", rf"{_PROPOSAL}/ratings/({_MEMBER})\.yaml"),
        ("comment", rf"{_PROPOSAL}/comments/(\d{{8}}T\d{{6}}(?:\.\d{{6}})?Z-{_MEMBER})\.yaml"),
        ("consultation", rf"{_CONSULTATION}/consultation\.yaml"),
        ("consultation_comment", rf"{_CONSULTATION}/comments/([1-9]\d*)\.yaml"),
        ("meeting", rf"{_MEETING}/meeting\.yaml"),
        ("ballot", rf"{_MEETING}/ballots/([1-9]\d*)/({_MEMBER})\.yaml"),
        ("ballot_signature", rf"{_MEETING}/ballots/([1-9]\d*)/({_MEMBER})\.yaml\.sig"),
        ("minutes", rf"{_MEETING}/minutes\.md"),
        ("decision", r"decisions/\d{4}/(?P<id>D-\d{4}-\d{3,})\.yaml"),
        ("follow_up", r"decisions/actions/\d{4}/(?P<id>A-\d{4}-\d{3,})\.yaml"),
        ("waiver", r"decisions/waivers/(?P<id>W-\d{4}-\d{3,})\.yaml"),
        ("clearance", r"decisions/clearances/(?P<id>CL-\d{4}-\d{3,})\.yaml"),
        ("programme", r"decisions/programmes/(?P<id>\d{4}(?:-[A-Z]\d{1,2})?)\.yaml"),
        ("release", r"decisions/releases/(?P<id>cens-v\d+\.\d+\.\d+)\.yaml"),
    )
)

_FOLDER_YEAR = re.compile(
    r"^(?:decisions|proposals/[a-z]+|decisions/meetings|decisions/actions)/(\d{4})/"
)
_ID_YEAR = re.compile(r"^[A-Z]{1,2}-(\d{4})-")


@lru_cache(maxsize=1 << 17)
def identify(path: str) -> Place | None:
    """Return what `path` holds by its shape, or None where no record has that shape.

    The year of the folder is not judged here: see `is_misfiled`.
    """
    if path == COMMITTEE:
        return Place("committee", "committee")
    if path == GLOSSARY:
        return Place("glossary", "glossary")
    if path == OWN_RULES:
        return Place("own_rules", "own_rules")
    for kind, shape in _SHAPES:
        found = shape.fullmatch(path)
        if found:
            return Place(kind, found["id"], _parts(found))
    return None


def _parts(found: re.Match[str]) -> tuple[str, ...]:
    numbered = set(range(1, found.re.groups + 1)) - set(found.re.groupindex.values())
    return tuple(found[number] for number in sorted(numbered))


def is_misfiled(path: str) -> bool:
    """Tell whether the year of the folder is not the year of the id filed in it."""
    folder, place = _FOLDER_YEAR.match(path), identify(path)
    year = _ID_YEAR.match(place.id) if place else None
    return bool(folder and year and folder[1] != year[1])


def is_ignored(path: str) -> bool:
    """Tell whether `path` is a file people keep beside records, such as a README."""
    return path.rsplit("/", 1)[-1] in IGNORED_NAMES


def taken_ids(paths: Iterable[str], kind: str) -> list[str]:
    """Return the ids filed under `kind`, also those whose file cannot be read, in order.

    This is what the next free number is counted from, so that a broken file never
    loses its number to a new record.
    """
    places = (identify(path) for path in paths)
    return sorted({p.id for p in places if p is not None and p.kind == kind}, key=natural_key)
