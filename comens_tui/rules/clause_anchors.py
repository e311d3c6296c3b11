"""Which clause of the text consulted on a comment is about, and the order of comments in it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property
from typing import Final, NamedTuple

from comens_tui.model.consultation import ConsultationComment
from comens_tui.model.document import Document
from comens_tui.model.ids import REQUIREMENT_ID
from comens_tui.text.folding import folded

#: An id as words hold it: ETH.160 is no ETH.16.
_ID: Final = re.compile(rf"(?<![^\W_]){REQUIREMENT_ID[1:-1].replace('(', '(?:')}(?!\.?\d)")
#: How alike a name must be to be suggested, from 0 to 1.
_NEAR: Final = 0.6
#: Titles and ids are compared up to here, in characters.
_LONGEST: Final = 120


class Anchor(NamedTuple):
    """A clause of one document; `is_sure` where it is the one named, else it is the nearest."""

    document: str
    clause: str
    is_sure: bool


class ClauseAtlas:
    """The clauses of the texts under consultation, in their order."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents: Mapping[str, Document] = {item.path: item for item in documents}
        self.places: Mapping[tuple[str, str], int] = {
            place: rank
            for rank, place in enumerate(
                (document.path, clause.id)
                for document in self.documents.values()
                for clause in document.clauses
            )
        }
        self._found: dict[tuple[str, str], Anchor | None] = {}

    @cached_property
    def _names(self) -> Mapping[str, tuple[str, str]]:
        """Every folded id, title and document id, with the clause that it names."""
        names: dict[str, tuple[str, str]] = {}
        for document in self.documents.values():
            for clause in document.clauses:
                for name in (clause.id, clause.title):
                    key = folded(name).strip()[:_LONGEST]
                    if key:
                        names.setdefault(key, (document.path, clause.id))
        return names

    def named(self, said: str, document: str = "") -> Anchor | None:
        """Return the clause that words name, or the nearest; None where nothing is near."""
        key = (said, document)
        if key not in self._found:
            self._found[key] = self._named(said, document)
        return self._found[key]

    def _named(self, said: str, document: str) -> Anchor | None:
        for name in _ID.findall(said.upper()):
            for path, clause in self.places:
                if clause == name and document in ("", path):
                    return Anchor(path, clause, is_sure=True)
        wanted = folded(said).strip()[:_LONGEST]
        if not wanted:
            return None
        exact = self._names.get(wanted)
        if exact is not None:
            return Anchor(*exact, is_sure=True)
        begun = [name for name in self._names if name.startswith(f"{wanted} ")]
        near = begun[:1] or get_close_matches(wanted, self._names, n=1, cutoff=_NEAR)
        return Anchor(*self._names[near[0]], is_sure=False) if near else None

    def at_line(self, line: str, document: str = "") -> Anchor | None:
        """Return the clause that holds a line of the one text there is, or of the one named."""
        paths = [path for path in self.documents if document in ("", path)]
        digits = re.match(r"\d{1,6}", line.strip())
        if len(paths) != 1 or digits is None:
            return None
        number = int(digits.group())
        above = [item for item in self.documents[paths[0]].clauses if item.line <= number]
        if not above or number > self.documents[paths[0]].text.count("\n") + 1:
            return None
        return Anchor(paths[0], above[-1].id, is_sure=False)

    def mentioned(self, text: str) -> Anchor | None:
        """Return the first requirement that a text names and that is there."""
        for name in _ID.findall(text):
            for path, clause in self.places:
                if clause == name:
                    return Anchor(path, clause, is_sure=False)
        return None

    def of(self, comment: ConsultationComment) -> Anchor | None:
        """Return where a comment belongs: what it names, its line, or what its words mention."""
        document = comment.document or ""
        found = self.named(comment.clause, document) if comment.clause else None
        if found is None and comment.line:
            found = self.at_line(comment.line, document)
        return found or self.mentioned(f"{comment.text}\n{comment.proposed_change or ''}")

    def rank(self, comment: ConsultationComment) -> int:
        """Return the place of a comment's clause in the texts; the last where it has none."""
        if not comment.clause:
            return len(self.places)
        paths = [comment.document] if comment.document else list(self.documents)
        return next(
            (
                self.places[path, comment.clause]
                for path in paths
                if (path, comment.clause) in self.places
            ),
            len(self.places),
        )

    def is_anchored(self, comment: ConsultationComment) -> bool:
        """Tell whether a comment names a clause that there is."""
        return self.rank(comment) < len(self.places)


def in_order(
    comments: Sequence[ConsultationComment], atlas: ClauseAtlas
) -> tuple[ConsultationComment, ...]:
    """Return comments in the order of the text; those of a group together, its first on top."""
    ranks = {item.number: (atlas.rank(item), item.number) for item in comments}

    def place(comment: ConsultationComment) -> tuple[int, int, int, int]:
        leader = ranks.get(comment.group or comment.number, ranks[comment.number])
        return (*leader, int(comment.number != leader[1]), comment.number)

    return tuple(sorted(comments, key=place))
