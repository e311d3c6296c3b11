"""What was put to consultation, as git keeps it: the texts by blob, and the ballot tags."""

from collections.abc import Iterable
from typing import NamedTuple

from comens_tui.checks.consulted_texts import document_of, is_released
from comens_tui.errors import ComensError
from comens_tui.model.consultation import Consultation, ConsultedText
from comens_tui.model.places import proposed_text_path
from comens_tui.model.snapshot import Snapshot
from comens_tui.operations.desk import Desk
from comens_tui.rules.clause_anchors import ClauseAtlas


class BallotTexts(NamedTuple):
    """Texts by blob; `wrong_tags` are the consultations whose tag holds other texts."""

    by_blob: dict[str, str]
    wrong_tags: frozenset[str]


def ballot_texts(desk: Desk, snapshot: Snapshot, baseline: Snapshot | None) -> BallotTexts:
    """Return the texts of the consultations that the last release has not settled.

    A tag that this clone does not have accuses nobody.
    """
    tags: frozenset[str] | None = None
    texts: dict[str, str] = {}
    wrong: set[str] = set()
    for consultation in snapshot.consultations.values():
        if not consultation.texts or is_released(consultation, snapshot, baseline):
            continue
        for item in consultation.texts:
            content = desk.workspace.blob(item.blob)
            if content is not None:
                texts[item.blob] = content.decode(errors="replace")
        tags = frozenset(desk.workspace.tags()) if tags is None else tags
        if consultation.ballot_tag in tags and not _is_held(desk, consultation):
            wrong.add(consultation.id)
    return BallotTexts(texts, frozenset(wrong))


def _is_held(desk: Desk, consultation: Consultation) -> bool:
    """Tell whether the tag of a consultation holds its texts, byte for byte."""
    try:
        return holds(desk, str(consultation.ballot_tag), consultation.texts)
    except ComensError:
        return False


def holds(desk: Desk, tag: str, texts: Iterable[ConsultedText]) -> bool:
    """Tell whether a tag holds these proposed texts, byte for byte."""
    files = desk.workspace.snapshot(f"refs/tags/{tag}").files
    return all(
        files.get(proposed_text_path(item.proposal, item.path)) == item.blob for item in texts
    )


def clause_atlas(desk: Desk, snapshot: Snapshot, consultation: Consultation) -> ClauseAtlas:
    """Return the clauses of the documents put to consultation, exactly as they were.

    A consultation that kept no text has those that its proposals propose. What cannot be read
    as a document has no clause.
    """
    found: dict[str, str] = {}
    for item in consultation.texts:
        content = desk.workspace.blob(item.blob)
        if content is not None:
            found.setdefault(item.path, content.decode(errors="replace"))
    if not consultation.texts:
        for proposal in consultation.proposals:
            found.update(snapshot.texts.get(proposal, {}))
    read = (document_of(text, path) for path, text in found.items())
    return ClauseAtlas(item for item in read if item is not None)
