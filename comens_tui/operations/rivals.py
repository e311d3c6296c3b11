"""The other open proposals that touch the clauses of a proposal: named before a vote.

Found without any redline: the clauses of each text are compared with those of its own base,
and a text that still holds a clause of its base word for word is not even cut.
"""

from typing import NamedTuple

from comens_tui.i18n import _
from comens_tui.model.proposal import Proposal
from comens_tui.model.snapshot import Snapshot
from comens_tui.operations.desk import Desk
from comens_tui.rules.states import BEFORE_THE_VOTE
from comens_tui.store.records import decode_text
from comens_tui.text.markdown import split_clauses


class Rival(NamedTuple):
    """Another open proposal that touches some of the same clauses."""

    proposal: str
    title: str
    clauses: tuple[str, ...]


def rivals(desk: Desk, proposal: Proposal, snapshot: Snapshot) -> tuple[Rival, ...]:
    """Return the open proposals that change, add or remove clauses that `proposal` does too."""
    if proposal.state not in BEFORE_THE_VOTE:
        return ()
    reader = _Reader(desk)
    mine = {
        path: reader.touched(text, _base_of(proposal, path))
        for path, text in snapshot.texts.get(proposal.id, {}).items()
    }
    found = []
    for other in _others(snapshot, proposal, frozenset(mine)):
        texts = snapshot.texts[other.id]
        shared = {
            clause
            for path in mine.keys() & texts.keys()
            for clause in reader.touching(texts[path], _base_of(other, path), mine[path])
        }
        if shared:
            found.append(Rival(other.id, other.title, tuple(sorted(shared))))
    return tuple(found)


def rivals_at(desk: Desk, meeting_id: str, number: int) -> tuple[Rival, ...]:
    """Return the rivals of the proposal that an item of a meeting is about; none for others."""
    snapshot = desk.workspace.snapshot()
    meeting = snapshot.meetings.get(meeting_id)
    item = meeting.item(number) if meeting else None
    proposal = snapshot.proposals.get(item.subject or "") if item else None
    return rivals(desk, proposal, snapshot) if proposal else ()


def rival_sentence(rival: Rival) -> str:
    """Return what a person is told of a rival."""
    return _("{id} also changes {clauses}: {title}").format(
        id=rival.proposal, clauses=", ".join(rival.clauses), title=rival.title
    )


def _others(snapshot: Snapshot, proposal: Proposal, paths: frozenset[str]) -> list[Proposal]:
    """Return the other open proposals that hold a text at one of these paths."""
    found = (
        snapshot.proposals.get(other_id)
        for other_id, texts in snapshot.texts.items()
        if other_id != proposal.id and not paths.isdisjoint(texts)
    )
    return [other for other in found if other is not None and other.state in BEFORE_THE_VOTE]


def _base_of(proposal: Proposal, path: str) -> str | None:
    return next((base.blob for base in proposal.bases if base.path == path), None)


class _Reader:
    """Clauses of base texts, cut once for all the proposals that share them."""

    def __init__(self, desk: Desk) -> None:
        self._workspace = desk.workspace
        self._bases: dict[str | None, dict[str, str]] = {None: {}}

    def touched(self, text: str, base: str | None) -> frozenset[str]:
        """Return the clauses in which `text` differs from its base."""
        old, new = self._base(base), _clauses(text)
        return frozenset(
            clause for clause in old.keys() | new.keys() if old.get(clause) != new.get(clause)
        )

    def touching(self, text: str, base: str | None, clauses: frozenset[str]) -> frozenset[str]:
        """Return those of `clauses` in which `text` differs from its base."""
        old = self._base(base)
        doubtful = [clause for clause in clauses if not _holds(text, old.get(clause))]
        if not doubtful:
            return frozenset()
        new = _clauses(text)
        return frozenset(clause for clause in doubtful if old.get(clause) != new.get(clause))

    def _base(self, blob: str | None) -> dict[str, str]:
        if blob not in self._bases:
            content = self._workspace.blob(blob or "") or b""
            self._bases[blob] = _clauses(decode_text(content, blob or ""))
        return self._bases[blob]


def _clauses(text: str) -> dict[str, str]:
    """Return each clause without the blank lines that part it from the next one."""
    return {clause.id: clause.text.rstrip("\n") for clause in split_clauses(text)}


def _holds(text: str, clause: str | None) -> bool:
    """Tell whether `text` surely has a clause of its base as it was, and nothing more in it.

    It has where the words stand from the start of a line to the next heading, or to the end.
    """
    if clause is None:
        return False
    start = 0 if text.startswith(clause) else text.find(f"\n{clause}") + 1
    if not start and not text.startswith(clause):
        return False
    end = start + len(clause)
    while end < len(text) and text[end] == "\n":
        end += 1
    return end == len(text) or (text[end] == "#" and text[end - 1] == "\n")
