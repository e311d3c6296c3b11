"""Personal data in all of history: what a clone hands over, whatever its files say today."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from comens_tui.model.words import PersonalKind
from comens_tui.operations.desk import Desk
from comens_tui.operations.screening import COMMIT, TAG
from comens_tui.rules.personal_data import Cleared, Exposure, exposures, public_values
from comens_tui.store.git_history import PastBlob, PastMessage, past
from comens_tui.store.records import MAX_BYTES
from comens_tui.text.passages import Passage, passages_of

#: Blobs asked for at once: bounds the memory to some multiple of the largest text.
_AHEAD = 16
_BINARY_SIGN = b"\x00"


class PastExposure(NamedTuple):
    """An exposure and the commit that brought it in; for a tag's message, its name."""

    commit: str
    exposure: Exposure


class Unread(NamedTuple):
    """A file that is no text, or too large for one: nobody looked into it."""

    commit: str
    path: str


def scan_history(desk: Desk) -> Iterator[PastExposure | Unread]:
    """Yield what every ref of the clone leads to, oldest first, each passage once a file.

    Each blob is read once. Only the ids of blobs, and what was found, stay in memory.
    """
    snapshot = desk.workspace.snapshot()
    public = public_values(snapshot.committee)
    cleared = Cleared(snapshot.clearances.values())
    told: set[tuple[str, PersonalKind, str]] = set()
    for commit, found in _everything(desk, public):
        if isinstance(found, Unread):
            yield found
            continue
        mark = (found.path, *found.key)
        if mark not in told and not cleared.holds(found.hit):
            told.add(mark)
            yield PastExposure(commit, found)


def _everything(desk: Desk, public: frozenset[str]) -> Iterator[tuple[str, Exposure | Unread]]:
    history = past(desk.workspace.git)
    while batch := list(islice(history, _AHEAD)):
        blobs = [item for item in batch if isinstance(item, PastBlob)]
        contents = desk.workspace.git.objects.read_many([item.blob for item in blobs], MAX_BYTES)
        for item in batch:
            if isinstance(item, PastMessage):
                for found in exposures(COMMIT, [Passage("", item.text)], public):
                    yield item.commit, found
                continue
            read = next(contents)
            content = read.content if read else None
            if content is None or _BINARY_SIGN in content:
                yield item.commit, Unread(item.commit, item.path)
                continue
            passages = passages_of(item.path, content.decode(errors="replace"))
            for found in exposures(item.path, [*passages, Passage("path", item.path)], public):
                yield item.commit, found
    for name in desk.workspace.tags():
        message = (desk.workspace.tag_content(name) or b"").decode(errors="replace")
        text = message.partition("\n\n")[2].partition("-----BEGIN SSH SIGNATURE")[0]
        for found in exposures(TAG, [Passage("", text)], public):
            yield name, found
