"""Links asked from both ends, and which requirements the text of a proposal changes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from comens_tui.model.link import Link, Relation
from comens_tui.model.numbering import natural_key
from comens_tui.text.mentions import kind_of

#: The digest of each requirement in the text of that blob; None where the text is not known.
WrittenOn = Callable[[str], Mapping[str, str] | None]

#: The kinds, in the order in which they are shown.
KINDS = (
    "requirement", "document", "evidence", "source", "report", "proposal", "consultation",
    "meeting", "decision", "follow_up", "release", "waiver", "comment", "consultation_comment",
    "answer", "",
)  # fmt: skip
#: Relations whose target is words, not a record, and what kind of thing that is.
_WORDS = {
    Relation.PROVED_BY: "evidence",
    Relation.RESTS_ON: "source",
    Relation.ANSWERED_ON: "answer",
}


class LinkSource(Protocol):
    """Every link of one state of a workspace."""

    def links_from(self, name: str) -> Sequence[Link]:
        """Return the links whose source is `name`."""

    def links_to(self, name: str) -> Sequence[Link]:
        """Return the links whose target is `name`."""


class Touch(NamedTuple):
    """One record reached by a link, and why.

    `backwards` tells that the record reached is the source of the link. `through` is the
    record that the link starts from, empty where that is the one asked about.
    """

    id: str
    kind: str
    relation: Relation
    backwards: bool
    path: str
    line: int
    through: str = ""


def touch(link: Link, *, backwards: bool, through: str = "") -> Touch:
    """Return what is at the far end of a link."""
    name = link.source if backwards else link.target
    kind = kind_of(name)
    if not backwards and not kind:
        kind = _WORDS.get(link.relation, "")
    if not backwards and link.relation is Relation.PROVED_BY:
        kind = "evidence"
    return Touch(name, kind, link.relation, backwards, link.path, link.line, through)


def ordered(touches: Iterable[Touch]) -> tuple[Touch, ...]:
    """Return touches by kind and id, each record and relation once; the shortest way is kept.

    That a text names a record goes without saying where they are linked otherwise.
    """
    kept: dict[tuple[str, Relation], Touch] = {}
    for item in sorted(touches, key=lambda item: (item.through != "", natural_key(item.through))):
        kept.setdefault((item.id, item.relation), item)
    linked = {name for name, relation in kept if relation is not Relation.NAMES}
    return tuple(
        sorted(
            (x for x in kept.values() if x.relation is not Relation.NAMES or x.id not in linked),
            key=lambda item: (KINDS.index(item.kind), natural_key(item.id), item.relation),
        )
    )


def changes_to(requirement: str, links: LinkSource, written_on: WrittenOn) -> Iterator[Link]:
    """Yield a link from each proposal whose standing text changes, adds or drops a requirement.

    A text written on an older state of the document changes only what differs from that.
    """
    towards = links.links_to(requirement)
    documents = [link for link in towards if link.relation is Relation.HOLDS]
    proposed = {link.source: link for link in towards if link.relation is Relation.PROPOSES}
    drafts = {
        link.source
        for document in documents
        for link in links.links_to(document.source)
        if _is_text(link)
    }
    for proposal in sorted(drafts | proposed.keys(), key=natural_key):
        yield from changes_of(proposal, links, written_on, only=requirement)


def changes_of(
    proposal: str, links: LinkSource, written_on: WrittenOn, *, only: str = ""
) -> Iterator[Link]:
    """Yield a link to each requirement that the standing text of a proposal changes."""
    own = links.links_from(proposal)
    bases = {
        link.target: link.detail for link in own if link.relation is Relation.DRAFTS and link.detail
    }
    for text in (link for link in own if _is_text(link)):
        proposed = {
            link.target: link
            for link in own
            if link.relation is Relation.PROPOSES and link.path == text.path
        }
        standing = {
            link.target: link.detail
            for link in links.links_from(text.target)
            if link.relation is Relation.HOLDS
        }
        names = [only] if only else sorted(proposed.keys() | standing.keys(), key=natural_key)
        for name in names:
            new = proposed[name].detail if name in proposed else None
            if new == standing.get(name):
                continue
            base = bases.get(text.target, "")
            older = written_on(base) if base else None
            if older is not None and older.get(name) == new:
                continue
            line = proposed[name].line if name in proposed else 0
            yield Link(proposal, Relation.CHANGES, name, text.path, line)


def _is_text(link: Link) -> bool:
    return link.relation is Relation.DRAFTS and "/text/" in link.path
